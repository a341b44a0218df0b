"""Answers which plans an agency owns."""

import re

from sqlmodel import Session

from assistant.answer import Quote
from assistant.composers.agencies import find_agencies
from assistant.draft import Composition, Draft, Statement
from assistant.question.topic import unknown
from assistant.quoting import Shelf
from db.reads.agencies import AgencyRow, agencies
from db.reads.plans import EditionRow
from db.thai import squeeze

_ASKED = re.compile(
    r"(?:เจ้าของ|รับผิดชอบ|ดูแล|จัดทา)(?:แผน|นโยบาย)(?:ระดับชาติ)?(?:อะไร|ใด|ไหน|ฉบับ(?:ใด|ไหน))|(?:แผน|นโยบาย)(?:ใด|ไหน|อะไร)\S*(?:เป็นเจ้าของ|รับผิดชอบ)"
)
_WORDS = """
    แผน ฉบับ เจ้าของ รับผิดชอบ ดูแล จัดทา หน่วยงาน นโยบาย ระดับ ชาติ ทั้งหมด ดิจิทัล บ้าง ผู้ ด้าน เป็นผู้
"""
_KNOWN = frozenset(_WORDS.split())


def compose(session: Session, draft: Draft) -> Composition | None:
    """The lines that name the agency of the question as the owner of an edition; None without."""
    asked = draft.understood()
    if draft.named or not _ASKED.search(squeeze(asked.full)):
        return None
    bodies = find_agencies(asked, agencies(session))
    if len(bodies) != 1 or unknown(asked, _KNOWN, _told(bodies[0])):
        return None
    lines = [_line(session, edition) for edition in draft.editions if _owns(bodies[0], edition)]
    statements = tuple(Statement(line.text, (line,)) for line in lines if line is not None)
    return Composition(statements) if statements else None


def _told(body: AgencyRow) -> str:
    return squeeze(" ".join([*(name.name for name in body.names), *body.shorts]))


def _owns(body: AgencyRow, edition: EditionRow) -> bool:
    names = {squeeze(name.name) for name in body.names}
    return any(squeeze(owner) in names for owner in edition.owners)


def _line(session: Session, edition: EditionRow) -> Quote | None:
    opening = re.escape(squeeze(f"หน่วยงานเจ้าของ{edition.title}")) + "คือ"
    lines = Shelf(session, edition.facts_slug()).lines(re.compile(opening))
    return lines[0] if lines else None
