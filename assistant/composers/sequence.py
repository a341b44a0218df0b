"""Answers of the steps of a procedure: how many, which one by its place, what comes before."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from assistant import wording
from assistant.answer import Quote
from assistant.draft import Composition, Draft, Statement
from assistant.extraction.candidates import Candidate, candidates
from assistant.extraction.layout import Line, Role
from assistant.question.reading import ASKING, Concept
from assistant.quoting import outlines, quote
from db.reads.documents import PassageRow
from db.thai import fold, squeeze

_READ, _LEAST = 8, 3
_MARK = re.compile(r"(?:ขั้น(?:ตอน)?(?:ที่)?\s*)?\(?(\d{1,2})[.):\s]")
_STEP = "ขั้นตอน|ขั้น"
_PLACE = re.compile(rf"(?:{_STEP})(?:ที่)?(\d{{1,2}}|แรก|สุดท้าย)(?![\d.])")
_COUNT = re.compile(rf"กี่(?:{_STEP})")
_AFTER = re.compile(
    r"(?:หลัง(?:จาก)?|เมื่อ|พอ).+(?:ทา(?:อะไร|อย่างไร|ยังไง|ไง)(?:ต่อ|ต่อไป)?|ต่อไป(?:คือ|ต้อง)?\S*อะไร|อะไรต่อ)"
    r"|ขั้นตอน(?:ถัดจาก|ต่อจาก)"
)
_BEFORE = re.compile(r"ก่อน(?:ที่)?(?:จะ)?.+ทา(?:อะไร|อย่างไร|ยังไง|ไง)(?:ก่อน)?")
_WORDS = """
    ขั้นตอน ขั้น ขั้นตอนที่ ขั้นที่ แรก สุดท้าย แรกสุด หลัง หลังจาก ก่อน ก่อนที่ ต่อ ต่อไป ถัดไป ถัดจาก ต่อจาก แล้ว เสร็จ
    ทา ทาอะไร ต้องทา เมื่อ พอ เริ่ม เริ่มต้น ทั้งหมด ดาเนินการ มีกี่ ลาดับ วิธี วิธีการ จะต้อง ใด เป็น ถัด คือ
    แล้วเสร็จ เรียบร้อย ตอน ตอนแรก ตอนที่ ตอนสุดท้าย ตอนใด ทาง ของการ
"""
_KNOWN = frozenset(_WORDS.split())


@dataclass(frozen=True, slots=True)
class _Steps:
    """A numbered list, what it stands under, and the keys of that and of each step."""

    passage: PassageRow
    title: str
    named: str
    steps: tuple[Line, ...]

    def key(self, at: int) -> str:
        return squeeze(self.steps[at].unit.text)


def compose(session: Session, draft: Draft) -> Composition | None:
    """The step asked for; None when no one list is told, or it has no such step."""
    key = squeeze(draft.understood().text)
    place, counts = _PLACE.search(key), _COUNT.search(key)
    step = 1 if _AFTER.search(key) else -1 if _BEFORE.search(key) else 0
    if not (place or counts or step):
        return None
    telling = _telling(draft, place[1] if place else "")
    found = _lists(draft)
    if place or counts:
        best = _named(found, telling)
        return None if best is None else _placed(session, best, place[1] if place else "")
    return _beside(session, found, telling, step)


def _telling(draft: Draft, place: str) -> list[Concept]:
    """What the question speaks of beside steps and their places."""
    known = _KNOWN | ASKING | {place}
    concepts = draft.understood().concepts
    return [c for c in concepts if not any(known.issuperset(form) for form in c.forms)]


def _lists(draft: Draft) -> list[_Steps]:
    held = [
        found
        for evidence in draft.evidence[:_READ]
        for candidate in candidates(evidence.passage)
        if (found := _steps(candidate)) is not None
    ]
    return list({(one.passage.slug, one.key(0)): one for one in reversed(held)}.values())


def _steps(candidate: Candidate) -> _Steps | None:
    """A list numbered from one without a gap, under what names it."""
    steps = tuple(line for line in candidate.under if line.role is Role.ITEM)
    marks = [_MARK.match(fold(line.unit.text)) for line in steps]
    numbers = [int(mark[1]) for mark in marks if mark is not None]
    if len(steps) < _LEAST or numbers != list(range(1, len(steps) + 1)):
        return None
    own = candidate.line.unit.text
    above = [line.unit.text for line in candidate.line.above]
    named = squeeze(" ".join([own, *above, candidate.passage.title]))
    return _Steps(candidate.passage, own.lstrip("#* "), named, steps)


def _named(found: Sequence[_Steps], telling: Sequence[Concept]) -> _Steps | None:
    """The one list whose headings say all that is asked of."""
    named = [one for one in found if telling and all(_says(one.named, c) for c in telling)]
    return named[0] if len(named) == 1 else None


def _placed(session: Session, found: _Steps, place: str) -> Composition | None:
    size = len(found.steps)
    if not place:
        quotes = tuple(_quotes(session, found, range(size)))
        opening = wording.COUNT_STEPS.format(title=found.title, count=size)
        items = (Statement(quote.text, (quote,)) for quote in quotes)
        return Composition((Statement(opening, quotes, frame=True), *items))
    at = {"แรก": 0, "สุดท้าย": size - 1}.get(place, int(place) - 1 if place.isdigit() else 0)
    if not 0 <= at < size:
        return None
    (own,) = _quotes(session, found, [at])
    return Composition((Statement(own.text, (own,)),))


def _beside(
    session: Session, found: Sequence[_Steps], telling: Sequence[Concept], step: int
) -> Composition | None:
    """The step beside the one that the question tells, where it tells one alone."""
    told = [(one, at) for one in found for at in _told(one, telling)]
    if len(told) != 1:
        return None
    one, at = told[0]
    if not 0 <= at + step < len(one.steps):
        return None
    # Both in their order: the number printed before each tells which comes first.
    pair = _quotes(session, one, sorted((at, at + step)))
    return Composition(tuple(Statement(own.text, (own,)) for own in pair))


def _told(found: _Steps, telling: Sequence[Concept]) -> Iterator[int]:
    """The steps that say most of what is told, where the headings say the rest."""
    own = [sum(_says(found.key(at), c) for c in telling) for at in range(len(found.steps))]
    most = max(own)
    for at, count in enumerate(own):
        whole = all(_says(found.named + found.key(at), concept) for concept in telling)
        beyond = any(not _says(found.named, c) and _says(found.key(at), c) for c in telling)
        if count == most and whole and (beyond or count == len(telling)):
            yield at


def _says(key: str, concept: Concept) -> bool:
    return any(all(word in key for word in form) for form in concept.forms)


def _quotes(session: Session, found: _Steps, places: Sequence[int]) -> list[Quote]:
    sections = outlines(session, [found.passage])
    return [quote(found.passage, found.steps[at].unit, sections) for at in places]
