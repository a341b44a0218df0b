"""Tells when a document of the library may be an awaited one, and what an editor makes of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlmodel import Session, col, select

from db.engine import Database
from db.errors import InvalidInput, NotFound
from db.models import (
    AwaitedDecision,
    AwaitedDocument,
    AwaitedFollower,
    AwaitedState,
    Document,
    DocumentKind,
)
from db.reads.tracking import LibraryPaper, Tracked, dependent_plans, is_missing
from db.thai import squeeze, words
from db.writes.actionplans import mark_outdated
from db.writes.audit import record

LIKELY: Final = 0.6
MOST_CANDIDATES: Final = 10
MAX_NAME: Final = 200
_ASIDE = re.compile(r"\s*\((?:ตัวบทเต็ม|ฉบับเต็ม|ฉบับสมบูรณ์)\)")
_YEAR = re.compile(r"25\d\d")
_ARRIVED: Final = "ได้รับ{}แล้ว ({}) โปรดทบทวนโครงการและความสอดคล้อง"
_STANDING_IN: Final = 0.9
_SAME_EDITION: Final = 0.5
_OTHER_YEARS: Final = 0.5


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document that may be an awaited one, 0 to 1 how much speaks for it."""

    document_id: int
    score: float


def candidates(waiting: Tracked, papers: Sequence[LibraryPaper]) -> list[Candidate]:
    """The documents that may be the awaited one and nobody decided on, the likeliest first."""
    if not is_missing(waiting.row):
        return []
    left_out = waiting.decided | {waiting.announced_by}
    found = [Candidate(one.id, _likeness(waiting.row, one)) for one in papers
             if one.id not in left_out]  # fmt: skip
    likely = [one for one in found if one.score >= LIKELY]
    return sorted(likely, key=lambda one: (-one.score, one.document_id))[:MOST_CANDIDATES]


def decide(
    database: Database, actor: str, awaited_id: int, document_id: int, *, confirmed: bool
) -> list[str]:
    """Keep what an editor decided; the ids of the action plans that were flagged.

    Raises NotFound for what is not there, InvalidInput for a document that cannot be it.
    """
    with database.writing() as session:
        row, document = _pair(session, awaited_id, document_id)
        if not is_missing(row):
            raise InvalidInput("เอกสารนี้ไม่ได้อยู่ระหว่างรอแล้ว", ("input", "awaited"))
        _keep(session, actor, row, document, confirmed=confirmed)
        act = "awaited.confirm" if confirmed else "awaited.decline"
        record(session, actor, act, row.code, {"document": document.slug})
        if not confirmed:
            return []
        row.state = AwaitedState.IN_LIBRARY
        session.add(row)
        plans = dependent_plans(session, row.code)
        mark_outdated(session, plans, _ARRIVED.format(_ASIDE.sub("", row.title), document.title))
        return [plan.id for plan in plans]


def follow(database: Database, actor: str, awaited_id: int, name: str) -> None:
    """Say who follows an awaited document, nobody for an empty name; raises NotFound,
    InvalidInput."""
    name = name.strip()
    if len(name) > MAX_NAME:
        raise InvalidInput(f"ชื่อยาวเกิน {MAX_NAME} ตัวอักษร", ("input", "follower"))
    with database.writing() as session:
        row = _awaited(session, awaited_id)
        held = session.get(AwaitedFollower, row.code)
        if held is not None:
            session.delete(held)
            session.flush()
        if name:
            session.add(AwaitedFollower(code=row.code, name=name))
        record(session, actor, "awaited.follow", row.code, {"follower": name})


def _likeness(row: AwaitedDocument, paper: LibraryPaper) -> float:
    """How much a document's title, first lines, edition and years speak for it."""
    title = _ASIDE.sub("", row.title)
    wanted, given = set(words(title)), set(words(paper.title))
    shared = 2 * len(wanted & given) / max(1, len(wanted) + len(given))
    if squeeze(title) in squeeze(paper.beginning):
        shared = max(shared, _STANDING_IN)
    if paper.edition and row.code.rpartition("/")[0] == paper.edition:
        shared += _SAME_EDITION
    years = set(_YEAR.findall(squeeze(row.title)))
    others = set(_YEAR.findall(squeeze(paper.title)))
    if years and others and not years & others:
        shared *= _OTHER_YEARS
    return min(1.0, round(shared, 3))


def _pair(session: Session, awaited_id: int, document_id: int) -> tuple[AwaitedDocument, Document]:
    document = session.get(Document, document_id)
    if document is None:
        raise NotFound("ไม่พบเอกสารนี้ในคลัง")
    if document.kind is DocumentKind.FACTS:
        raise InvalidInput("เอกสารนี้เป็นสรุปข้อมูล ไม่ใช่ตัวบท", ("input", "document"))
    return _awaited(session, awaited_id), document


def _awaited(session: Session, awaited_id: int) -> AwaitedDocument:
    row = session.get(AwaitedDocument, awaited_id, with_for_update=True)
    if row is None:
        raise NotFound("ไม่พบเอกสารที่รอรายการนี้")
    return row


def _keep(
    session: Session, actor: str, row: AwaitedDocument, document: Document, *, confirmed: bool
) -> None:
    key = document.id or 0
    query = select(AwaitedDecision).where(
        col(AwaitedDecision.code) == row.code, col(AwaitedDecision.document_id) == key
    )
    held = session.exec(query).first() or AwaitedDecision(
        code=row.code, document_id=key, confirmed=confirmed, actor=actor
    )
    held.confirmed, held.actor = confirmed, actor
    session.add(held)
    session.flush()
