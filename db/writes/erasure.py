"""Deletes a document with all that was made of it."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import delete, update
from sqlmodel import Session, SQLModel, col, select

from db.models import (
    ActiveGeneration,
    Alignment,
    AlignmentCitation,
    AlignmentMatch,
    Answer,
    Citation,
    Conflict,
    Document,
    DocumentRecord,
    DocumentVersion,
    DraftFigure,
    DraftNode,
    GenerationState,
    IndexGeneration,
    Job,
    Page,
    Passage,
    PlanDraft,
    Section,
    Source,
    SourceRef,
    StoredVector,
)
from db.reads.drafts import LIBRARY

ERASED = "คำตอบนี้ถูกลบแล้ว เพราะเอกสารที่อ้างอิงถูกลบออกจากคลัง โปรดถามใหม่อีกครั้ง"


def erase_document(session: Session, document: Document) -> bool:
    """Delete a document with its versions, drafts and what plan data owes to it.

    Answers that quote it lose their text and their quotes; the questions stay. Alignments that
    quote it go whole: nothing is left of one without its quotes. True where plan
    data may have rested on it: the data files then have to be loaded again.
    """
    chosen = select(DocumentVersion.id).where(DocumentVersion.document_id == document.id)
    versions = [key or 0 for key in session.exec(chosen)]
    _empty_answers(session, versions)
    _erase_alignments(session, versions)
    owed = _erase_drafts(session, versions)
    for table in (Passage, Section, Page):
        _delete(session, table, col(table.version_id).in_(versions))
    document.current_version_id = None
    session.add(document)
    session.flush()
    _delete(session, DocumentVersion, col(DocumentVersion.id).in_(versions))
    _delete(session, DocumentRecord, col(DocumentRecord.document_id) == document.id)
    _delete(session, Document, col(Document.id) == document.id)
    return owed


def forget_jobs(session: Session, slug: str, but: int) -> list[str]:
    """Take what jobs on a document were given and told, except job `but`; the keys of their
    uploads."""
    keys = []
    for job in session.exec(select(Job).where(Job.subject == slug, Job.id != but)):
        keys.append(str(job.payload.get("upload", "")))
        job.payload, job.result, job.failure = {}, {}, None
        session.add(job)
    return [key for key in keys if key]


def stop_answering(session: Session) -> None:
    """Take the pointer away and mark every generation as removed: the library is empty."""
    _delete(session, ActiveGeneration, col(ActiveGeneration.generation_id) != 0)
    session.execute(update(IndexGeneration).values(state=GenerationState.REMOVED))


def forget_vectors(session: Session, used: Collection[str]) -> None:
    """Delete the stored vectors whose digest is not among `used`."""
    stored = session.exec(select(StoredVector.digest)).all()
    gone = [digest for digest in stored if digest not in used]
    for start in range(0, len(gone), 500):
        _delete(session, StoredVector, col(StoredVector.digest).in_(gone[start : start + 500]))


def _empty_answers(session: Session, versions: Sequence[int]) -> None:
    citing = select(Citation.answer_id).where(col(Citation.version_id).in_(versions))
    answers = list(set(session.exec(citing)))
    for start in range(0, len(answers), 500):
        some = answers[start : start + 500]
        emptied = update(Answer).where(col(Answer.id).in_(some))
        said = [{"text": ERASED, "citations": []}]
        session.execute(emptied.values(text=ERASED, sentences=said, notices=[], suggestions=[]))
        _delete(session, Citation, col(Citation.answer_id).in_(some))


def _erase_alignments(session: Session, versions: Sequence[int]) -> None:
    citing = select(AlignmentCitation.alignment_id)
    found = list(set(session.exec(citing.where(col(AlignmentCitation.version_id).in_(versions)))))
    for start in range(0, len(found), 500):
        some = found[start : start + 500]
        for table in (AlignmentCitation, AlignmentMatch):
            _delete(session, table, col(table.alignment_id).in_(some))
        _delete(session, Alignment, col(Alignment.id).in_(some))


def _erase_drafts(session: Session, versions: Sequence[int]) -> bool:
    drafts = select(PlanDraft.id).where(col(PlanDraft.version_id).in_(versions))
    nodes = select(DraftNode.id).where(col(DraftNode.draft_id).in_(drafts))
    sources = select(Source.id).where(
        col(Source.key).in_([f"{LIBRARY}{version}" for version in versions])
    )
    owed = session.exec(sources).first() is not None
    for owing in (SourceRef, Conflict):
        _delete(session, owing, col(owing.source_id).in_(sources))
    _delete(session, Source, col(Source.key).in_([f"{LIBRARY}{version}" for version in versions]))
    _delete(session, DraftFigure, col(DraftFigure.node_id).in_(nodes))
    _delete(session, DraftNode, col(DraftNode.draft_id).in_(drafts))
    _delete(session, PlanDraft, col(PlanDraft.version_id).in_(versions))
    return owed


def _delete(session: Session, table: type[SQLModel], where: Any) -> None:  # noqa: ANN401
    session.execute(delete(table).where(where))
