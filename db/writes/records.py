"""What is known of a document beside its text: proposed by the text, entered by editors."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlmodel import Session, select

from db.errors import InvalidInput, NotFound
from db.models import Document, DocumentKind, DocumentRecord, Job, PlanEdition
from db.models.table import now
from db.reads.documents import record_of
from db.writes.audit import record
from db.writes.jobs import enqueue_publish

DAYS = ("dated_on", "approved_on", "gazetted_on", "in_force_from")
TEXTS = {"number": 200, "issuer": 500, "source": 1_000}
_MAX_TITLE = 500


def store_proposed(session: Session, document_id: int, proposed: Mapping[str, str]) -> None:
    """Keep what the newest text says of itself; what editors entered stays."""
    kept = record_of(session, document_id) or DocumentRecord(document_id=document_id)
    kept.proposed = dict(proposed)
    session.add(kept)


def update_details(
    session: Session, actor: str, document_id: int, given: Mapping[str, Any], *, confirm: bool
) -> Job | None:
    """Enter what an editor says: `title`, `kind`, `edition_id` of the document, TEXTS and DAYS.

    With `confirm`, what is neither given nor entered is taken as proposed, and later texts change
    none of it. The job that publishes it, None where nothing has to be. Raises NotFound,
    InvalidInput.
    """
    document = session.get(Document, document_id)
    if document is None:
        raise NotFound("ไม่พบเอกสารนี้ในคลัง")
    if document.kind is DocumentKind.FACTS:
        raise InvalidInput("เอกสารนี้ระบบสร้างจากข้อมูลแผน จึงแก้ไขไม่ได้", ("input", "id"))
    _check(given)
    kept = record_of(session, document_id) or DocumentRecord(document_id=document_id)
    before = document.title
    wanted = {**_proposed(session, document, kept), **given} if confirm else dict(given)
    _enter(session, document, kept, wanted)
    if confirm:
        kept.confirmed_at, kept.confirmed_by = now(), actor
    session.add_all([document, kept])
    act = "document.confirm" if confirm else "document.update"
    record(session, actor, act, document.slug, {name: str(value) for name, value in wanted.items()})
    return enqueue_publish(session, actor) if document.title != before else None


def _check(given: Mapping[str, Any]) -> None:
    title = given.get("title", "-")
    if not title or not title.strip() or len(title) > _MAX_TITLE:
        raise InvalidInput(f"ชื่อเอกสารต้องมี 1 ถึง {_MAX_TITLE} ตัวอักษร", ("input", "title"))
    if given.get("kind") is DocumentKind.FACTS:
        raise InvalidInput("ประเภทนี้ใช้กับเอกสารที่ระบบสร้างเท่านั้น", ("input", "kind"))
    for name, limit in TEXTS.items():
        if len(given.get(name) or "") > limit:
            raise InvalidInput(f"ข้อความยาวเกิน {limit:,} ตัวอักษร", ("input", name))
    for name in ("title", *TEXTS):
        if not (given.get(name) or "").isprintable():
            raise InvalidInput("ข้อความมีอักขระที่อ่านไม่ได้", ("input", name))


def _proposed(session: Session, document: Document, kept: DocumentRecord) -> dict[str, Any]:
    """What was proposed, for what nobody has entered yet."""
    said: dict[str, Any] = dict(kept.proposed)
    found: dict[str, Any] = {
        name: date.fromisoformat(said[name]) if name in DAYS else said[name]
        for name in (*TEXTS, *DAYS)
        if name in said and getattr(kept, name) is None
    }
    if document.kind is DocumentKind.OTHER and "kind" in said:
        found["kind"] = DocumentKind(said["kind"])
    if document.edition_id is None and "edition" in said:
        edition = session.exec(select(PlanEdition).where(PlanEdition.code == said["edition"]))
        chosen = edition.first()
        found["edition_id"] = chosen.id if chosen else None
    return found


def _enter(
    session: Session, document: Document, kept: DocumentRecord, wanted: Mapping[str, Any]
) -> None:
    for name in (*TEXTS, *DAYS):
        if name in wanted:
            setattr(kept, name, wanted[name] or None)
    document.title = wanted.get("title", document.title).strip()
    document.kind = wanted.get("kind") or document.kind
    if "edition_id" in wanted:
        chosen = session.get(PlanEdition, wanted["edition_id"] or 0)
        document.edition_id = chosen.id if chosen else None
        document.edition_label = f"พ.ศ. {chosen.year_from}–{chosen.year_to}" if chosen else None
