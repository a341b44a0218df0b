"""Finds the one paper a question is about, and reads it line by line."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlmodel import Session

from assistant.answer import Quote
from assistant.draft import Draft, Statement
from assistant.extraction.layout import Line, lines
from assistant.question.papers import name_papers
from assistant.question.reading import ASKING, Asked, Concept
from assistant.quoting import Outlines, outlines, quote
from db.models import DocumentKind
from db.reads.documents import PassageRow, openings, passages_of
from db.thai import squeeze

# Passages whose papers may be meant, and how much of a paper's beginning names it.
_READ, _HEAD = 12, 300
# What papers are called, which any question of one may say, as keys.
_CALLED_WORDS = """
    หนังสือ บันทึก ข้อความ ระเบียบ ประกาศ คาสั่ง คู่มือ แนวปฏิบัติ แนวทาง รายงาน เอกสาร แผน ฉบับ หลักเกณฑ์
    ข้อบัญญัติ เทศบัญญัติ ข้อบังคับ ราชการ ว่าด้วย เรื่อง นี้ ดังกล่าว ตาม ชื่อ ให้ ไว้ หนังสือเวียน เวียน ทาง
"""
CALLED = frozenset(_CALLED_WORDS.split())


@dataclass(frozen=True, slots=True)
class Leaf:
    """A line of a paper, and the passage it is quoted from."""

    passage: PassageRow
    line: Line


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper by its title, with its lines in order."""

    title: str
    leaves: Sequence[Leaf]
    sections: Outlines

    def quote(self, leaf: Leaf) -> Quote:
        """A line as a quote."""
        return quote(leaf.passage, leaf.line.unit, self.sections)

    def say(self, leaf: Leaf) -> Statement:
        """A line as a statement: as it is printed, without the marks of a heading."""
        text = leaf.line.unit.text
        said = " ".join(cell.strip() for cell in text.split("\t")).lstrip("#* ")
        return Statement(said, (self.quote(leaf),))


def meant(session: Session, draft: Draft, known: Collection[str]) -> Paper | None:
    """The paper whose title and head say all that a question speaks of beside `known` words.

    None when the question speaks of more, of no paper at all, or of several.
    """
    asked = draft.understood()
    found = _found(session, draft, known)
    named = {paper.slug for paper in name_papers(asked.full, draft.library, draft.on)}
    best = [one for one in found if one.slug in named] if len(found) > 1 else found
    return _open(session, best[0]) if len(best) == 1 else None


def told_papers(session: Session, draft: Draft, known: Collection[str]) -> list[Paper]:
    """All papers whose titles and heads say what a question speaks of beside `known` words."""
    return [_open(session, passage) for passage in _found(session, draft, known)]


def _found(session: Session, draft: Draft, known: Collection[str]) -> list[PassageRow]:
    telling = _telling(draft.understood(), frozenset(known) | CALLED)
    return [] if draft.named or not telling else list(_told(session, draft, telling))


def _telling(asked: Asked, known: frozenset[str]) -> list[Concept]:
    return [
        concept
        for concept in asked.concepts
        if not any(all(_is_known(word, known) for word in form) for form in concept.forms)
    ]


def _is_known(word: str, known: frozenset[str]) -> bool:
    """Whether a word is known, or one that the dictionary writes together with การ (ระเบียบการ)."""
    bare = word.removesuffix("การ") or word
    return any(one in known or one in ASKING for one in (word, bare))


def _told(session: Session, draft: Draft, telling: Sequence[Concept]) -> Iterator[PassageRow]:
    """A passage of each paper that the question names."""
    found = {
        evidence.passage.slug: evidence.passage
        for evidence in reversed(draft.evidence[:_READ])
        if evidence.passage.kind != DocumentKind.FACTS and evidence.passage.edition_id is None
    }
    heads = openings(session, sorted({p.version_id for p in found.values()}), _HEAD)
    for passage in found.values():
        names = squeeze(f"{passage.title} {heads.get(passage.version_id, '')}")
        if all(any(all(w in names for w in form) for form in c.forms) for c in telling):
            yield passage


def _open(session: Session, passage: PassageRow) -> Paper:
    held = passages_of(session, passage.slug)
    leaves: list[Leaf] = []
    for _, group in groupby(held, key=lambda row: row.page_number):
        rows = list(group)
        text = rows[0].page_text
        for line in lines(text, 0, len(text)):
            row = next((r for r in rows if r.start <= line.unit.start < r.end), None)
            leaves += [Leaf(row, line)] if row is not None else []
    return Paper(passage.title, leaves, outlines(session, held))
