"""Answers what a plan says of a subject: the lines of its data that speak of it."""

import re

from sqlmodel import Session

from assistant.answer import Quote
from assistant.composers.plans import shown
from assistant.draft import Composition, Draft, Statement
from assistant.question.naming import in_force
from assistant.question.reading import Concept
from assistant.question.topic import cover, scope_of, topic
from assistant.quoting import Shelf
from assistant.tree import NUMBERED
from db.reads.plans import EditionRow
from db.thai import squeeze

_ASKED = re.compile(
    r"(?:เกี่ยวข้อง|เกี่ยวกับ|เกี่ยว|พูดถึง|กล่าวถึง|ระบุ|กาหนด|สนับสนุน|ช่วย|เรื่อง).*(?:อย่างไร|ยังไง|อะไร|ว่า|ไหม|หรือไม่|บ้าง)"
)
_WORDS = frozenset(
    (
        "เกี่ยวข้อง",
        "เกี่ยวกับ",
        "เกี่ยว",
        "พูดถึง",
        "พูด",
        "กล่าวถึง",
        "กล่าว",
        "ระบุ",
        "กาหนด",
        "สนับสนุน",
        "ช่วย",
        "เรื่อง",
        "ถึง",
    )
)
_NO_STATEMENT = "#|ที่มาของ|สรุปข้อมูล|ชื่ออื่นของ"
_SAYS, _MOST_CONCEPTS = 0.8, 3


def compose(session: Session, draft: Draft) -> Composition | None:
    """Lines on the subject in the edition named, or in those in force for a part by number."""
    asked = draft.understood()
    key = squeeze(asked.full)
    part = NUMBERED.search(key)
    if not _ASKED.search(key) or not (draft.named or part):
        return None
    editions = list(draft.named) or in_force(draft.editions, draft.on)
    about = topic(asked, scope_of(editions) | _WORDS)
    if not 0 < len(about) <= _MOST_CONCEPTS:
        return None
    within = f"{part[1]}(?:ที่)?{part[2]}(?!\\d)" if part else ""
    found = [line for e in editions for line in _lines(session, draft, e, about, within)]
    visible, notices = shown(draft, list(dict.fromkeys(found)))
    statements = tuple(Statement(line.text, (line,)) for line in visible)
    return Composition(statements, notices) if statements else None


def _lines(
    session: Session, draft: Draft, edition: EditionRow, about: list[Concept], within: str
) -> list[Quote]:
    index = draft.index
    if index is None:
        return []
    statement = re.compile(
        rf"(?!{_NO_STATEMENT})(?=.*{within}).+" if within else f"(?!{_NO_STATEMENT}).+"
    )
    asked = draft.understood()
    shelf = Shelf(session, edition.facts_slug())
    found = [q for q in shelf.lines(statement) if cover(asked, index, about, q.text) >= _SAYS]
    # What stands under a heading on the subject is about it; the rest only names it.
    return sorted(found, key=lambda q: cover(asked, index, about, q.section) < _SAYS)
