"""Takes files that users send: each is safe on disk and queued before anybody is told so."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import Session

from db.engine import Database
from db.errors import InvalidInput, NotFound, ProblemError, UnreadableFile
from db.models import Document, DocumentKind, Job, JobKind
from db.reads.documents import document_with_content
from db.reads.jobs import open_jobs
from db.reads.plans import find_edition
from db.writes.audit import record
from db.writes.jobs import enqueue
from ingest.files import refuse_name, refuse_suffix, slug_of, with_clashes
from ingest.library import Description
from ingest.originals import complete_original
from ingest.sniff import sniff
from ingest.uploads import keep_upload, remove_upload
from ingest.versions import READERS

MAX_TITLE = 500
_ALREADY = "เนื้อหาเดียวกับเอกสาร {} ที่มีอยู่แล้ว"
_COMING = "ไฟล์นี้ส่งเข้ามาแล้ว กำลังรออ่าน"
_GOING = "กำลังลบเอกสารชื่อนี้อยู่ โปรดรอให้ลบเสร็จแล้วส่งไฟล์อีกครั้ง"


@dataclass(frozen=True, slots=True)
class Sent:
    """A file as it came: the name it had and its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Received:
    """What became of a file: "accepted" with its job, "unchanged", or "rejected".

    `message` says why in Thai; `document_id` is the one that holds this content already.
    """

    name: str
    slug: str
    status: str
    message: str | None = None
    job_id: int | None = None
    document_id: int | None = None


def receive(
    database: Database,
    data_dir: Path,
    files: Sequence[Sent],
    about: Description,
    actor: str,
    title: str | None = None,
) -> list[Received]:
    """Queue each file that can be read to be read; one bad file never stops the others.

    Raises NotFound for an unknown plan, InvalidInput for a title that several files would bear,
    before anything is written.
    """
    if title is not None and not (len(files) == 1 and _is_title(title)):
        raise InvalidInput(
            f"ระบุชื่อเอกสารได้เมื่อส่งไฟล์เดียว และยาวไม่เกิน {MAX_TITLE} ตัวอักษร", ("input", "title")
        )
    said = {"kind": about.kind.value, "title": title, **_edition(database, about)}
    paths = [(Path(Path(file.name.replace("\\", "/")).name), None) for file in files]
    found = []
    for file, (path, refusal) in zip(files, with_clashes(paths), strict=True):
        try:
            refuse_name(slug_of(path), refusal)
            found.append(_receive(database, data_dir, path, file.content, said, actor))
        except UnreadableFile as problem:
            found.append(Received(file.name, slug_of(path), "rejected", str(problem)))
    if any(one.status == "accepted" for one in found):
        database.settle()
    return found


def _is_title(text: str) -> bool:
    return bool(text.strip()) and text.isprintable() and len(text) <= MAX_TITLE


def _edition(database: Database, about: Description) -> dict[str, object]:
    if about.plan is None and about.edition is None:
        return {}
    with database.reading() as session:
        edition = find_edition(session, about.plan, about.edition)
    if edition is None:
        raise NotFound(f"ไม่พบแผน {about.plan or ''} ฉบับ {about.edition or ''} ในข้อมูลแผน")
    label = f"พ.ศ. {edition.year_from}–{edition.year_to}"
    return {"edition_id": edition.id, "edition_label": label}


def _receive(
    database: Database,
    data_dir: Path,
    path: Path,
    content: bytes,
    said: dict[str, object],
    actor: str,
) -> Received:
    slug, digest = slug_of(path), hashlib.sha256(content).hexdigest()
    form = sniff(content)
    refuse_suffix(path, form)
    key = keep_upload(data_dir, content)
    try:
        with database.writing() as session:
            held = document_with_content(session, digest, READERS[form])
            known = _known(session, path.name, slug, digest, held, said)
            if known is None:
                payload = {"upload": key, "sha256": digest, **said}
                job = enqueue(session, JobKind.READ, actor, slug, payload)
                record(session, actor, "document.upload", slug, {"sha256": digest})
    except (ProblemError, OSError):
        remove_upload(data_dir, key)
        raise
    if known is not None:
        remove_upload(data_dir, key)
        if known.document_id is not None:
            complete_original(database, data_dir, content)
        return known
    return Received(path.name, slug, "accepted", job_id=job.id)


def _known(
    session: Session,
    name: str,
    slug: str,
    digest: str,
    held: Document | None,
    said: dict[str, object],
) -> Received | None:
    """What is told of a file that has come before; None for one to be read."""
    for job in open_jobs(session, slug):
        if job.kind is JobKind.ERASE:
            raise UnreadableFile(_GOING)
        if _same(job, digest, said):
            return Received(name, slug, "unchanged", _COMING, job_id=job.id)
    silent = said["kind"] == DocumentKind.OTHER and not said["title"] and "edition_id" not in said
    if held is not None and (held.slug != slug or silent):
        told = _ALREADY.format(held.title)
        return Received(name, slug, "unchanged", told, document_id=held.id)
    return None


def _same(job: Job, digest: str, said: dict[str, object]) -> bool:
    given = job.payload
    return given.get("sha256") == digest and all(given.get(key) == said[key] for key in said)
