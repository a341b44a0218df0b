"""Answers from the words of passages: the clause, line or headed text that holds what was asked."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import fmean

from sqlmodel import Session

from assistant import relevance
from assistant.draft import Composition, Draft, Statement
from assistant.kinds import PRECISE, holds
from assistant.question import Asked
from assistant.quoting import outlines, quote
from assistant.relevance import Shares, Weights
from assistant.units import LINE_LIMIT, Unit, units, without_asides
from assistant.wants import Wanted
from db.models import DocumentKind
from db.reads import facts
from db.reads.documents import PassageRow, passages_of
from db.reads.facts import ConflictRow
from db.reads.plans import facts_slug
from db.thai import fold, squeeze, words

READ, MOST = 20, 3
_ENOUGH, _ENOUGH_ITSELF, _NEXT = 0.62, 0.4, 0.9
_SUMMARY_WEIGHT, _CONTEXT_WEIGHT = 0.9, 0.8
_SAME_QUESTION, _HEADED_SCORE = 0.75, 1.5
_TARGET_ASKED = re.compile(r"ค่าเป้าหมาย|ตัวชี้วัด|kpi|ต้อง(?:ได้|อยู่|ไม่|มี|ทาให้)|ภายในปี")
_NUMBERED = re.compile(
    r"(?:ยุทธศาสตร์|กลยุทธ์|เป้าหมาย|แผนงาน|มาตรการ|โครงการ|ตัวชี้วัด|ข้อ|มาตรา|หมวด)(?:ที่)?\d+(?:\.\d+)*"
)
_NOT_LAID_DOWN = re.compile(r"ไม่ได้(?:กำหนด|ระบุ)")
_ABOUT_SOURCES = re.compile(r"ที่มา(?:ของ|:)|อ้างอิง:")
_QUESTION = re.compile(
    r"(?:อย่างไร|อะไร|อะไรบ้าง|บ้าง|หรือไม่|ไหม|เมื่อใด|เมื่อไร|เท่าใด|เท่าไร|ใคร|ที่ไหน|ใด|\?)\s*$"
)
_TITLE = re.compile(r"#|(?:หมวด|ส่วนที่|บทที่|ภาคผนวก)\s*[๐-๙0-9ก-ฮ]+\s.{0,60}$")
_LEADING = re.compile(r"^(?:และ(?=กำหนด|ให้)|ด้วย(?=คณะ)|ตอบ[\s:]+|[-•*]\s|[๐-๙0-9]{1,2}[.)]\s)")
_ITEM = re.compile(r"^(?:[-•*]|\(?[๐-๙0-9ก-ฮ]{1,2}[.)])\s")
_MOST_ITEMS = 20


@dataclass(frozen=True, slots=True)
class _Candidate:
    passage: PassageRow
    unit: Unit
    score: float


def compose(session: Session, draft: Draft) -> Composition | None:
    """The best-supported clauses among what was found; None when none holds what was asked."""
    asked = draft.understood()
    if draft.index is None or not asked.concepts:
        return None
    weights = relevance.weigh(asked, draft.index)
    candidates = sorted(_candidates(draft, weights), key=lambda candidate: -candidate.score)
    chosen = [_as_printed(session, asked, candidate) for candidate in _choose(candidates, asked)]
    if not chosen:
        return None
    chosen = list({(c.passage.id, c.unit.start): c for c in chosen}.values())
    sections = outlines(session, [candidate.passage for candidate in chosen])
    quotes = [quote(candidate.passage, candidate.unit, sections) for candidate in chosen]
    return Composition(tuple(Statement(_LEADING.sub("", found.text), (found,)) for found in quotes))


def coverage(passage: PassageRow, weights: Weights) -> float:
    """The share by weight of the question that a passage speaks of, with its headings."""
    whole = f"{passage.title} {passage.section} {passage.text}"
    return relevance.weighted(relevance.shares(weights, whole), weights)


def _candidates(draft: Draft, weights: Weights) -> Iterator[_Candidate]:
    named = {edition.id for edition in draft.named}
    names = (name for edition in draft.named for name in edition.names)
    scope = frozenset(word for name in names for word in words(name))
    for evidence in draft.evidence[:READ]:
        passage = evidence.passage
        own = relevance.telling(weights, scope) if passage.edition_id in named else weights
        yield from _of_passage(draft.understood(), passage, own)


def _of_passage(asked: Asked, passage: PassageRow, weights: Weights) -> Iterator[_Candidate]:
    """Its units that hold what was asked, and what follows a heading that asks the same."""
    worth = _SUMMARY_WEIGHT if passage.kind == DocumentKind.FACTS else 1.0
    around = relevance.shares(weights, f"{passage.title} {passage.section}")
    headed = MOST if _asks_the_same(asked, _heading(passage)) else 0
    for unit in units(passage.page_text, passage.start, passage.end):
        if _is_heading(unit):
            headed = MOST if _asks_the_same(asked, unit.text) else 0
            continue
        score = _score(asked, unit, passage, weights, around)
        if headed and score is None and holds(asked, fold(unit.text)):
            score = _HEADED_SCORE - 0.01 * (MOST - headed)
        headed = max(0, headed - 1)
        if score is not None:
            yield _Candidate(passage, unit, score * worth)


def _score(
    asked: Asked, unit: Unit, passage: PassageRow, weights: Weights, around: Shares
) -> float | None:
    """How much of the question the unit covers, itself and with its headings; None: no answer."""
    # A whole paragraph holds some date or number by chance.
    if len(unit.text) > 2 * LINE_LIMIT and asked.wants(*PRECISE):
        return None
    if _ABOUT_SOURCES.match(unit.text) or not _answers(asked, unit):
        return None
    said = relevance.shares(weights, unit.text)
    helped = {concept: max(said[concept], _CONTEXT_WEIGHT * around[concept]) for concept in said}
    itself, whole = relevance.balanced(said, weights), relevance.balanced(helped, weights)
    if whole < _ENOUGH or itself < _ENOUGH_ITSELF or not _agrees(asked, unit, passage):
        return None
    if not relevance.names_the_subject(helped, weights):
        return None
    return (
        whole
        + 0.3 * (itself + _together(asked, unit) + _promised(asked, unit))
        - (len(unit.text) / 4_000)
    )


def _answers(asked: Asked, unit: Unit) -> bool:
    """Holds what was asked for, or says that it is not laid down."""
    return bool(_NOT_LAID_DOWN.search(unit.text)) or holds(asked, fold(without_asides(unit.text)))


def _agrees(asked: Asked, unit: Unit, passage: PassageRow) -> bool:
    """Every number of the question stands in the unit or its headings, a numbered thing as such,
    and the unit does not speak of the other side of a limit."""
    around = f"{passage.title} {passage.section} {passage.edition_label or ''} {unit.text}"
    held, packed = words(around), squeeze(around)
    numbered = (match[0].replace("ที่", "") for match in _NUMBERED.finditer(squeeze(asked.full)))
    return (
        all(number in held for number in asked.numbers)
        and all(re.search(f"{_spelt(name)}(?!\\d)", packed) for name in numbered)
        and _side(squeeze(asked.full))
        in {None, _side(squeeze(unit.text)) or _side(squeeze(asked.full))}
    )


def _spelt(numbered: str) -> str:
    """ "ยุทธศาสตร์4" also matches "ยุทธศาสตร์ที่4"."""
    kind = numbered.rstrip("0123456789.")
    return f"{re.escape(kind)}(?:ที่)?{re.escape(numbered.removeprefix(kind))}"


def _side(key: str) -> str | None:
    """On which side of a limit a text speaks: over it, or up to it."""
    if re.search("ไม่เกิน|ต่ากว่า|น้อยกว่า|ภายใต้", key):
        return "under"
    return "over" if re.search("เกิน|มากกว่า|สูงกว่า", key) else None


def _together(asked: Asked, unit: Unit) -> float:
    key = squeeze(unit.text)
    # As asked and as spelt out: "สพร. ย่อมาจาก…" before the same of its other short form.
    shared = fmean(relevance.longest_shared(squeeze(s), key) for s in (asked.key, asked.text))
    return min(1.0, shared / max(12, len("".join(asked.words))))


def _promised(asked: Asked, unit: Unit) -> bool:
    """Asked for what must be reached, a target comes before what was measured."""
    return bool(_TARGET_ASKED.search(asked.key)) and "ค่าเป้าหมาย" in unit.text


def _is_heading(unit: Unit) -> bool:
    """A heading, or a question printed in the document: it answers nothing by itself."""
    return bool(_TITLE.match(unit.text) or _QUESTION.search(unit.text))


def _heading(passage: PassageRow) -> str:
    return passage.section.rpartition(" › ")[2] or passage.title


def _asks_the_same(asked: Asked, heading: str) -> bool:
    key = squeeze(heading).strip("#")
    return relevance.likeness(squeeze(asked.text), key) >= _SAME_QUESTION


def _choose(candidates: list[_Candidate], asked: Asked) -> list[_Candidate]:
    if not candidates:
        return []
    best = candidates[0]
    follow = _items_after(best) if asked.wants(Wanted.LIST, Wanted.MANNER) else []
    if follow:
        return [best, *follow]
    chosen: list[_Candidate] = []
    for candidate in candidates:
        if candidate.score < _NEXT * best.score or len(chosen) == MOST:
            break
        if not any(_overlap(candidate, other) for other in chosen):
            chosen.append(candidate)
    single = asked.wants(*PRECISE, Wanted.MEANING)
    return chosen[:1] if single else chosen


def _as_printed(session: Session, asked: Asked, chosen: _Candidate) -> _Candidate:
    """Where a summary gives the other reading of a disputed fact, the document that prints it.

    The reader gets what the document says; `verify` adds the other reading as a notice.
    """
    if chosen.passage.kind != DocumentKind.FACTS:
        return chosen
    if not asked.wants(Wanted.DAY, Wanted.DATE):
        return chosen
    for conflict in facts.conflicts(session):
        dated = conflict.field.endswith("_on") and conflict.other_text
        disputed = dated and dated in chosen.unit.text
        if disputed and chosen.passage.slug == facts_slug(conflict.subject):
            return _printing(session, asked, conflict) or chosen
    return chosen


def _printing(session: Session, asked: Asked, conflict: ConflictRow) -> _Candidate | None:
    """The clause of the conflict's document that prints the disputed words most to the point."""
    held = [
        _Candidate(passage, unit, _together(asked, unit))
        for passage in passages_of(session, conflict.location)
        for unit in units(passage.page_text, passage.start, passage.end)
        if conflict.printed_text in unit.text and holds(asked, fold(unit.text))
    ]
    return max(held, key=lambda candidate: candidate.score, default=None)


def _items_after(best: _Candidate) -> list[_Candidate]:
    """The items of the list that the best line opens."""
    items: list[_Candidate] = []
    page = best.passage.page_text
    if _ITEM.match(best.unit.text):
        return items
    for unit in units(page, best.unit.end, len(page)):
        if not _ITEM.match(unit.text) or len(items) == _MOST_ITEMS:
            break
        items.append(_Candidate(best.passage, unit, best.score))
    return items


def _overlap(one: _Candidate, other: _Candidate) -> bool:
    if squeeze(one.unit.text) == squeeze(other.unit.text):
        return True
    place = (one.passage.version_id, one.passage.page_number)
    same_page = place == (other.passage.version_id, other.passage.page_number)
    return same_page and one.unit.start < other.unit.end and other.unit.start < one.unit.end
