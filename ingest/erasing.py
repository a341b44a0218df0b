"""Deletes documents so that nothing of them is left in the data directory."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from sqlmodel import Session, col, select

from db.embedder import CachedEmbedder, Embedder
from db.engine import Database
from db.errors import InvalidInput, LibraryBusy, NotFound
from db.models import Document, DocumentKind, DocumentVersion, Job, JobKind
from db.reads.documents import document_by_slug, index_rows
from db.reads.jobs import open_jobs
from db.writes.audit import record
from db.writes.erasure import erase_document, forget_jobs, forget_vectors, stop_answering
from db.writes.jobs import cancel, enqueue
from ingest.memo.directives import remove_directive
from ingest.originals import remove_original
from ingest.pictures import NAME as PICTURES
from ingest.publish import searchable
from ingest.reserved import is_reserved
from ingest.retiring import erase_old
from ingest.uploads import remove_upload

_READING = "reading"


def request_erasure(session: Session, actor: str, slug: str) -> Job:
    """Queue a document to be erased; uploads of its name that are not read yet are cancelled.

    Raises NotFound, InvalidInput for documents the product carries.
    """
    document = document_by_slug(session, slug)
    if document is None:
        raise NotFound(f"ไม่พบเอกสาร {slug} ในคลัง")
    if is_reserved(slug) or document.kind is DocumentKind.FACTS:
        raise InvalidInput("เอกสารที่มากับระบบลบไม่ได้", ("input", "id"))
    for job in open_jobs(session, slug):
        if job.kind is JobKind.ERASE:
            return job
        cancel(session, actor, job.id or 0)
    digests = _digests(session, document)
    record(session, actor, "document.delete", slug, {"sha256": digests})
    payload = {"document_id": document.id, "sha256": digests}
    return enqueue(session, JobKind.ERASE, actor, slug, payload)


def erase_rows(
    session: Session, job_id: int, slug: str, document_id: int
) -> tuple[bool, list[str]]:
    """Delete a document's rows: whether plan data rested on it, and the keys of its uploads.

    Raises LibraryBusy while a file of that name is being read.
    """
    if any(job.kind is JobKind.READ for job in open_jobs(session, slug)):
        raise LibraryBusy("ไฟล์ชื่อนี้กำลังถูกอ่านอยู่ ระบบจะลบเมื่อหยุดอ่านแล้ว")
    document, owed = session.get(Document, document_id), False
    if document is not None:
        remove_directive(session, document_id)
        owed = erase_document(session, document)
    return owed, forget_jobs(session, slug, but=job_id)


def erase_files(
    database: Database, data_dir: Path, digests: Sequence[str], uploads: Sequence[str]
) -> None:
    """Delete what lies of these contents: originals, half-read pages, pictures, files sent in.

    The caller holds `publishing`, so that nobody stores the same content meanwhile.
    """
    with database.reading() as session:
        query = select(DocumentVersion.sha256).where(col(DocumentVersion.sha256).in_(digests))
        shared = set(session.exec(query))
    for digest in set(digests) - shared:
        remove_original(data_dir, digest)
        shutil.rmtree(data_dir / _READING / digest, ignore_errors=True)
        shutil.rmtree(data_dir / PICTURES / digest, ignore_errors=True)
    for key in uploads:
        remove_upload(data_dir, key)


def erase_index(
    database: Database, data_dir: Path, embedder: Embedder, server: str | None = None
) -> None:
    """Delete every generation but the one that answers, and every vector it has no use for.

    The caller holds `publishing` and has published.
    """
    with database.writing() as session:
        rows = index_rows(session)
        if not rows:
            stop_answering(session)
        if isinstance(embedder, CachedEmbedder):
            forget_vectors(session, {embedder.digest(searchable(row)) for row in rows})
    erase_old(database, data_dir, 1, server)


def _digests(session: Session, document: Document) -> list[str]:
    query = select(DocumentVersion.sha256).where(DocumentVersion.document_id == document.id)
    return sorted(set(session.exec(query)))
