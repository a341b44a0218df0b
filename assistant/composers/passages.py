"""Answers from the words of passages: the clause or line that holds what was asked for."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from statistics import fmean

from sqlmodel import Session

from assistant.draft import Composition, Draft, Evidence, Statement
from assistant.question import Asked, Concept, Wanted
from assistant.quoting import outlines, quote
from assistant.units import LINE_LIMIT, Unit, units, without_asides
from db.index import Index
from db.models import DocumentKind
from db.reads import facts
from db.reads.documents import passages_of
from db.reads.facts import ConflictRow
from db.reads.plans import facts_slug
from db.thai import fold, squeeze, words

READ = 20
MOST = 3
_ENOUGH, _ENOUGH_ITSELF, _NEXT = 0.62, 0.4, 0.9
_SUMMARY_WEIGHT, _CONTEXT_WEIGHT = 0.9, 0.8
_MONTH = "มกราคม|กุมภาพันธ์|มีนาคม|เมษายน|พฤษภาคม|มิถุนายน|กรกฎาคม|สิงหาคม|กันยายน|ตุลาคม|พฤศจิกายน|ธันวาคม"
_NUMERAL = r"\d+|หนึ่ง|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า|สิบ"
_CLASSIFIER = "ด้าน|ประการ|ข้อ|ประเด็น|เรื่อง|รายการ|ฉบับ|แห่ง|หน่วยงาน|โครงการ|คน|ราย|ตัว"
_HOLDS: Mapping[Wanted, re.Pattern[str]] = {
    Wanted.DAY: re.compile(rf"\d{{1,2}}\s?(?:{_MONTH})"),
    Wanted.DATE: re.compile(
        rf"(?:{_MONTH})|(?<!\d)(?:2[45]\d\d|20[0-3]\d)(?!\d)|ภายใน\s?\d+\s?(?:วัน|เดือน|ปี)"
    ),
    Wanted.MONEY: re.compile(r"\d[\d.]*\s?(?:ล้าน|แสน|หมื่น|พัน)?บาท"),
    Wanted.NUMBER: re.compile(r"\d"),
    Wanted.COUNT: re.compile(_NUMERAL),
    Wanted.PLACE: re.compile(
        r"เว็บ|https?:|www\.|หัวข้อ|สถานที่|ณ\s|อาคาร|ห้อง|ถนน|จังหวัด|อาเภอ|ตาบล|ศูนย์|สานัก"
    ),
    Wanted.WHO: re.compile(
        r"กระทรวง|กรม|สานัก|คณะ|องค์กร|องค์การ|หน่วยงาน|เทศบาล|อาเภอ|จังหวัด|นาย|นาง|ผู้|ศูนย์|สถาบัน|บริษัท|รัฐมนตรี"
    ),
}
_TARGET_ASKED = re.compile(r"ค่าเป้าหมาย|ตัวชี้วัด|kpi|ต้อง(?:ได้|อยู่|ไม่|มี|ทาให้)|ภายในปี")
_SPAN = re.compile(r"\d{4}\s?-\s?\d{4}")
_ABOUT_SOURCES = re.compile(r"ที่มา(?:ของ|:)|อ้างอิง:")
_PRECISE = (Wanted.DAY, Wanted.DATE, Wanted.MONEY, Wanted.NUMBER, Wanted.COUNT, Wanted.WHO)
_LEADING = re.compile(r"^(?:และ(?=กำหนด|ให้)|ด้วย(?=คณะ)|[-•]\s|[๐-๙0-9]{1,2}[.)]\s)")
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
    if draft.index is None or not asked.concepts:
        return None
    weights = _weights(asked, draft.index)
    candidates = sorted(_candidates(draft, weights), key=lambda c: -c.score)
    chosen = [_as_printed(session, asked, candidate) for candidate in _choose(candidates, asked)]
    if not chosen:
        return None
    sections = outlines(session, [candidate.evidence.passage for candidate in chosen])
    statements = []
    for candidate in chosen:
        found = quote(candidate.evidence.passage, candidate.unit, sections)
        statements.append(Statement(_LEADING.sub("", found.text), (found,)))
    return Composition(tuple(statements))


def coverage(draft: Draft, evidence: Evidence) -> float:
    """The share, by weight, of what the question speaks of that a passage holds with its headings."""
    if draft.index is None:
        return 0.0
    passage = evidence.passage
    whole = f"{passage.title} {passage.section} {passage.text}"
    own, packed = set(words(whole)), squeeze(whole)
    weights = _weights(draft.understood(), draft.index)
    found = sum(weight * _said(concept, own, packed) for concept, weight in weights.items())
    return found / (sum(weights.values()) or 1.0)


def _weights(asked: Asked, index: Index) -> dict[Concept, float]:
    """How much each concept tells: the BM25 weight of its most telling form."""
    idf = index.keywords.idf
    return {
        concept: max(fmean(idf(word) for word in form) for form in concept.forms)
        for concept in asked.concepts
    }


def _candidates(draft: Draft, weights: Mapping[Concept, float]) -> Iterator[_Candidate]:
    asked = draft.understood()
    named = {edition.id for edition in draft.named}
    scope = {word for edition in draft.named for name in edition.names for word in words(name)}
    for found in draft.evidence[:READ]:
        passage = found.passage
        context = set(words(f"{passage.title} {passage.section} {passage.edition_label or ''}"))
        telling = _telling(weights, scope) if passage.edition_id in named else weights
        for unit in units(passage.page_text, passage.start, passage.end):
            score = _score(asked, unit, context, telling)
            if score is not None:
                summary = passage.kind == DocumentKind.FACTS
                yield _Candidate(found, unit, score * (_SUMMARY_WEIGHT if summary else 1.0))


def _telling(weights: Mapping[Concept, float], scope: set[str]) -> Mapping[Concept, float]:
    """Without the words that only name the edition: they are true of everything in it."""
    telling = {
        concept: weight
        for concept, weight in weights.items()
        if not all(scope.issuperset(form) for form in concept.forms)
    }
    return telling or weights


def _score(
    asked: Asked, unit: Unit, context: set[str], weights: Mapping[Concept, float]
) -> float | None:
    """How much of the question the unit covers, itself and with its headings; None: no answer."""
    if _ABOUT_SOURCES.match(unit.text):
        return None
    # A whole paragraph holds some date or number by chance.
    if len(unit.text) > 2 * LINE_LIMIT and asked.wants(*_PRECISE):
        return None
    if not _holds(asked, fold(without_asides(unit.text))):
        return None
    own, packed = set(words(unit.text)), squeeze(unit.text)
    said = {concept: _said(concept, own, packed) for concept in weights}
    helped = {
        concept: max(share, _CONTEXT_WEIGHT * _said(concept, context, ""))
        for concept, share in said.items()
    }
    itself, whole = _share(said, weights), _share(helped, weights)
    if (
        not _names_the_subject(helped, weights)
        or whole < _ENOUGH
        or itself < _ENOUGH_ITSELF
        or not _numbers_agree(asked, own | context)
    ):
        return None
    together = min(1.0, _longest_shared(asked.key, packed) / max(12, len("".join(asked.words))))
    promised = bool(_TARGET_ASKED.search(asked.key)) and "ค่าเป้าหมาย" in unit.text
    return whole + 0.3 * (itself + together + promised) - len(unit.text) / 4_000


def _names_the_subject(said: Mapping[Concept, float], weights: Mapping[Concept, float]) -> bool:
    """The rarest word of the question must be there: a near miss shares all words but that one."""
    long = [c for c in weights if any(len(word) > 2 for form in c.forms for word in form)]
    rarest = max(long, key=lambda concept: weights[concept], default=None)
    return rarest is None or said[rarest] >= 0.5


def _share(said: Mapping[Concept, float], weights: Mapping[Concept, float]) -> float:
    """Half by weight, half by count: one rare word must not answer for all the others."""
    weighed = sum(weights[concept] * share for concept, share in said.items())
    return 0.5 * weighed / (sum(weights.values()) or 1.0) + 0.5 * fmean(said.values())


def _longest_shared(key: str, packed: str) -> int:
    """How much of the question the unit says in one go: words side by side mean what they meant."""
    matcher = SequenceMatcher(None, squeeze(key), packed, autojunk=False)
    return matcher.find_longest_match().size


def _said(concept: Concept, own: set[str], packed: str) -> float:
    """How much of a concept is there, in the form that is there most."""
    return max(fmean(_found(word, own, packed) for word in form) for form in concept.forms)


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
    # The years of a plan's title and the numbers of the question itself tell nothing new.
    key = _SPAN.sub("", key)
    for number in asked.numbers:
        key = re.sub(rf"(?<!\d){re.escape(number)}(?!\d)", "", key)
    needed = [pattern for kind, pattern in _HOLDS.items() if kind in asked.wanted]
    return all(pattern.search(key) for pattern in needed) and _counts(asked, key)


def _counts(asked: Asked, key: str) -> bool:
    """Whether a number stands before what "กี่" counts, or before the classifier that follows it."""
    if not asked.wants(Wanted.COUNT) or not asked.counted:
        return True
    thing = re.escape(asked.counted)
    return bool(
        re.search(
            rf"(?:{_NUMERAL})\s?{thing}|{thing}\D{{0,30}}(?:{_NUMERAL})\s?(?:{_CLASSIFIER})", key
        )
    )


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


def _as_printed(session: Session, asked: Asked, chosen: _Candidate) -> _Candidate:
    """Where a summary gives the other reading of a disputed fact, the document that prints it.

    The reader gets what the document says; `verify` adds the other reading as a notice.
    """
    passage = chosen.evidence.passage
    if passage.kind != DocumentKind.FACTS:
        return chosen
    for conflict in facts.conflicts(session):
        disputed = conflict.other_text and conflict.other_text in chosen.unit.text
        if disputed and passage.slug == facts_slug(conflict.subject):
            return _printing(session, asked, conflict) or chosen
    return chosen


def _printing(session: Session, asked: Asked, conflict: ConflictRow) -> _Candidate | None:
    """The clause of the conflict's document that prints the disputed words most to the point."""
    held = [
        _Candidate(Evidence(passage, 0.0, None), unit, _longest_shared(asked.key, key))
        for passage in passages_of(session, conflict.location)
        for unit in units(passage.page_text, passage.start, passage.end)
        if conflict.printed_text in unit.text and _holds(asked, key := fold(unit.text))
    ]
    return max(held, key=lambda candidate: candidate.score, default=None)


def _items_after(best: _Candidate) -> list[_Candidate]:
    """The items of the list that the best line opens."""
    if not _LIST_FOLLOWS.search(best.unit.text):
        return []
    page = best.evidence.passage.page_text
    items: list[_Candidate] = []
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
