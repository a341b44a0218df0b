"""Answers from the words of passages: the clause or line that holds what was asked for."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from sqlmodel import Session

from assistant.draft import Composition, Draft, Evidence, Statement
from assistant.question import Asked, Wanted
from assistant.quoting import outlines, quote
from assistant.units import Unit, units
from db.models import DocumentKind
from db.thai import fold, squeeze, words

READ = 12
MOST = 3
_ENOUGH, _ENOUGH_ITSELF, _NEXT = 0.62, 0.4, 0.9
_SUMMARY_WEIGHT = 0.9
_MONTH = "มกราคม|กุมภาพันธ์|มีนาคม|เมษายน|พฤษภาคม|มิถุนายน|กรกฎาคม|สิงหาคม|กันยายน|ตุลาคม|พฤศจิกายน|ธันวาคม"
_HOLDS: Mapping[Wanted, re.Pattern[str]] = {
    Wanted.DATE: re.compile(
        rf"(?:{_MONTH})|(?<!\d)(?:2[45]\d\d|20[0-3]\d)(?!\d)|ภายใน\s?\d+\s?(?:วัน|เดือน|ปี)"
    ),
    Wanted.MONEY: re.compile(r"\d[\d.]*\s?(?:ล้าน|แสน|หมื่น|พัน)?บาท"),
    Wanted.NUMBER: re.compile(r"\d"),
    Wanted.COUNT: re.compile(r"\d|หนึ่ง|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า|สิบ"),
    Wanted.WHO: re.compile(
        r"กระทรวง|กรม|สานัก|คณะ|องค์กร|องค์การ|หน่วยงาน|เทศบาล|อาเภอ|จังหวัด|นาย|นาง|ผู้|ศูนย์|สถาบัน|บริษัท|รัฐมนตรี"
    ),
}
_LEADING = re.compile(r"^(?:และ(?=กำหนด|ให้)|ด้วย(?=คณะ)|-\s|•\s)")
_LIST_FOLLOWS = re.compile(r"(?:ดังนี้|ดังต่อไปนี้|ได้แก่|ประกอบด้วย|:)\s*$")
_ITEM = re.compile(r"^(?:[-•*]|\(?[๐-๙0-9ก-ฮ]{1,2}[.)])\s")


@dataclass(frozen=True, slots=True)
class _Candidate:
    evidence: Evidence
    unit: Unit
    score: float


def compose(session: Session, draft: Draft) -> Composition | None:
    """The best-supported clauses among what was found; None when none holds what was asked."""
    asked = draft.understood()
    if draft.index is None or not asked.content:
        return None
    weights = {word: draft.index.keywords.idf(word) for word in asked.content}
    candidates = sorted(_candidates(asked, draft.evidence[:READ], weights), key=lambda c: -c.score)
    chosen = _choose(candidates, asked)
    if not chosen:
        return None
    sections = outlines(session, [candidate.evidence.passage for candidate in chosen])
    statements = []
    for candidate in chosen:
        found = quote(candidate.evidence.passage, candidate.unit, sections)
        statements.append(Statement(_LEADING.sub("", found.text), (found,)))
    return Composition(tuple(statements))


def coverage(draft: Draft, evidence: Evidence) -> float:
    """The share, by weight, of the question's words that a passage holds with its headings."""
    if draft.index is None:
        return 0.0
    passage, asked = evidence.passage, draft.understood()
    whole = f"{passage.title} {passage.section} {passage.text}"
    own, packed = set(words(whole)), squeeze(whole)
    weights = {word: draft.index.keywords.idf(word) for word in asked.content}
    found = sum(weight * _found(word, own, packed) for word, weight in weights.items())
    return found / (sum(weights.values()) or 1.0)


def _candidates(
    asked: Asked, evidence: Iterable[Evidence], weights: Mapping[str, float]
) -> Iterator[_Candidate]:
    for found in evidence:
        passage = found.passage
        context = set(words(f"{passage.title} {passage.section} {passage.edition_label or ''}"))
        for unit in units(passage.page_text, passage.start, passage.end):
            score = _score(asked, unit, context, weights)
            if score is not None:
                summary = passage.kind == DocumentKind.FACTS
                yield _Candidate(found, unit, score * (_SUMMARY_WEIGHT if summary else 1.0))


def _score(
    asked: Asked, unit: Unit, context: set[str], weights: Mapping[str, float]
) -> float | None:
    """How much of the question the unit covers, itself and with its headings; None: no answer."""
    key = fold(unit.text)
    if not _holds(asked, key):
        return None
    own, packed = set(words(unit.text)), squeeze(unit.text)
    total = sum(weights.values())
    itself = sum(w * _found(word, own, packed) for word, w in weights.items()) / total
    helped = (
        sum(
            w * max(_found(word, own, packed), 0.8 * (word in context))
            for word, w in weights.items()
        )
        / total
    )
    if helped < _ENOUGH or itself < _ENOUGH_ITSELF or not _numbers_agree(asked, own | context):
        return None
    together = _longest_shared(asked.key, packed) / max(12, len(squeeze(" ".join(asked.content))))
    return helped + 0.3 * itself + 0.3 * min(1.0, together) - len(unit.text) / 4_000


def _longest_shared(key: str, packed: str) -> int:
    """How much of the question the unit says in one go: words side by side mean what they meant."""
    matcher = SequenceMatcher(None, squeeze(key), packed, autojunk=False)
    return matcher.find_longest_match().size


def _found(word: str, own: set[str], packed: str) -> float:
    """1 for the word itself, its share of trigrams when most of them are there (typing errors)."""
    if word in own or (len(word) > 3 and word in packed):
        return 1.0
    grams = [word[at : at + 3] for at in range(len(word) - 2)]
    if len(grams) < 3:
        return 0.0
    share = sum(gram in packed for gram in grams) / len(grams)
    return share if share >= 0.6 else 0.0


def _holds(asked: Asked, key: str) -> bool:
    """Whether the unit has the kind of thing asked for: a date, an amount, somebody."""
    needed = [pattern for kind, pattern in _HOLDS.items() if kind in asked.wanted]
    return all(pattern.search(key) for pattern in needed)


def _numbers_agree(asked: Asked, held: set[str]) -> bool:
    """A year or number in the question must stand in the unit or its headings."""
    return all(number in held for number in asked.numbers)


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
    single = asked.wants(Wanted.DATE, Wanted.MONEY, Wanted.NUMBER, Wanted.WHO, Wanted.MEANING)
    return chosen[:1] if single else chosen


def _items_after(best: _Candidate) -> list[_Candidate]:
    """The items of the list that the best line opens."""
    if not _LIST_FOLLOWS.search(best.unit.text):
        return []
    page, items = best.evidence.passage.page_text, []
    for unit in units(page, best.unit.end, len(page)):
        if not _ITEM.match(unit.text) or len(items) == 20:
            break
        items.append(_Candidate(best.evidence, unit, best.score))
    return items


def _overlap(one: _Candidate, other: _Candidate) -> bool:
    if squeeze(one.unit.text) == squeeze(other.unit.text):
        return True
    same = one.evidence.passage.page_text is other.evidence.passage.page_text
    same = same or (
        one.evidence.passage.version_id == other.evidence.passage.version_id
        and one.evidence.passage.page_number == other.evidence.passage.page_number
    )
    return same and one.unit.start < other.unit.end and other.unit.start < one.unit.end
