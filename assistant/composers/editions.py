"""Answers which editions there are, which is in force, what became of one and what it rests on."""

import re
from collections.abc import Callable, Sequence
from datetime import date

from sqlmodel import Session

from assistant.answer import Quote
from assistant.draft import Composition, Draft, Statement
from assistant.question.dates import BUDDHIST
from assistant.question.naming import in_force, tells_age, years_of
from assistant.question.topic import scope_of, unknown
from assistant.quoting import Shelf
from db.models import EditionStatus
from db.reads.plans import EditionRow
from db.thai import squeeze

_WORDS = """
    แผน ฉบับ ใช้ อยู่ ปัจจุบัน ตอนนี้ วันนี้ ล่าสุด ใหม่ เดิม ก่อน เก่า ยัง บังคับ มีผล
    ใช้บังคับ บังคับใช้ แทน แทนที่ ใช้แทน ทดแทน ถูก ยกเลิก เลิก สถานะ ขยาย ขยายความ ต่อยอด
    มาจาก แม่ จัดทา ทั้งหมด ระบบ คลัง คลังเอกสาร ด้าน เกี่ยวข้อง เกี่ยวกับ หน่วยงาน ต้อง
    ชื่อ ช่วง ครอบคลุม ระยะ ระยะเวลา รายชื่อ แรก ร่าง สิ้นสุด เริ่ม หมดอายุ หมด อายุ ไหม คือ
    ประเทศไทย แล้ว ไป อะไร ไหน เมื่อไร ถึง
"""
_KNOWN = frozenset(_WORDS.split())
_ALL = re.compile("กี่ฉบับ|ฉบับ(?:ใด|ไหน|อะไร)บ้าง|มีฉบับ|ทุกฉบับ|ทั้งหมด|มีแผน(?:อะไร|ใด)")
_REPLACING = re.compile("ใช้แทน|แทนที่|มาแทน|แทนฉบับ|ทดแทน")
_REPLACED = re.compile(
    "ใช้แทน(?:แผน|ฉบับ)(?:ใด|ไหน|อะไร)|แทน(?:แผน|ฉบับ)(?:ใด|ไหน|อะไร)|แทนที่(?:แผน|ฉบับ)(?:ใด|ไหน)"
)
_DERIVED = re.compile("ขยายความ|ต่อยอด|มาจากแผน|แผนแม่|ตามแผนใด|อิงแผน")
_STATUS = re.compile("สถานะ|ยังใช้|ใช้อยู่|ใช้บังคับอยู่|หมดอายุ|ยกเลิก(?:แล้ว|หรือ)|ใช้ได้")


def compose(session: Session, draft: Draft) -> Composition | None:
    """Lines of the editions asked about; None when the question asks more than which they are."""
    asked = draft.understood()
    if unknown(asked, _KNOWN | scope_of(draft.named), ""):
        return None
    key = squeeze(asked.text)
    for tells, answer in _ANSWERS:
        if tells.search(key):
            found = answer(draft, session, key)
            if found:
                return Composition(tuple(Statement(q.text, (q,)) for q in dict.fromkeys(found)))
            if tells is _REPLACING:
                return None  # which edition answers today is another question
    return None


def _derived(draft: Draft, session: Session, _key: str) -> list[Quote]:
    return [q for e in draft.named if (q := _line(session, e, "ขยายความจาก"))]


def _relation(draft: Draft, session: Session, key: str) -> list[Quote]:
    """The edition that one replaced, or the one that replaced it."""
    if len(draft.named) != 1:
        return []
    edition = draft.named[0]
    if _REPLACED.search(key):
        return _held([_line(session, edition, "ใช้แทน")])
    successors = [e for e in draft.editions if e.supersedes == edition.id]
    return _held([_line(session, e, "ใช้แทน") for e in successors])


def _standing(draft: Draft, session: Session, _key: str) -> list[Quote]:
    """Whether an edition stands, and since when the one does that replaced it."""
    if len(draft.named) != 1:
        return []
    edition = draft.named[0]
    lines = [_status(session, edition), _line(session, edition, "มีผลใช้บังคับ")]
    return _held([*lines, *(_line(session, e, "ใช้แทน") for e in _successors(draft, edition))])


def _successors(draft: Draft, edition: EditionRow) -> list[EditionRow]:
    """What replaced an edition, and what replaced that."""
    after = [e for e in draft.editions if e.supersedes == edition.id]
    return [*after, *(later for e in after for later in _successors(draft, e))]


def _all(draft: Draft, session: Session, _key: str) -> list[Quote]:
    """Every edition of the plan named; without one every edition in force."""
    plans = {edition.plan for edition in draft.named}
    found = [e for e in draft.editions if e.plan in plans]
    found = found or in_force(draft.editions, draft.on)
    return _spans(session, found)


def _current(draft: Draft, session: Session, _key: str) -> list[Quote]:
    """The editions that hold in the year asked of, or on the asked day."""
    plans = {edition.plan for edition in draft.named}
    editions = [e for e in draft.editions if not plans or e.plan in plans]
    years = years_of(draft.understood().full)
    if years:
        day = date(max(years) - BUDDHIST, 12, 31)
        found = [e for e in in_force(editions, day) if e.year_to >= max(years)]
    else:
        found = list(draft.named) if tells_age(draft.question) else in_force(editions, draft.on)
    return _spans(session, found or in_force(editions, draft.on) if not years else found)


def _drafts(draft: Draft, session: Session, _key: str) -> list[Quote]:
    """The editions that are drafts: of the plan named, else of all."""
    plans = {edition.plan for edition in draft.named}
    found = [e for e in draft.editions if e.status is EditionStatus.DRAFT]
    return _held([_status(session, e) for e in found if not plans or e.plan in plans])


_Answer = Callable[[Draft, Session, str], list[Quote]]
_ANSWERS: tuple[tuple[re.Pattern[str], _Answer], ...] = (
    (_DERIVED, _derived),
    (re.compile("เป็นร่าง|ฉบับร่าง|(?:ใด|ไหน)\\S*ร่าง"), _drafts),
    (_REPLACING, _relation),
    (_ALL, _all),
    (re.compile(rf"(?:{_STATUS.pattern})(?!\S*(?:ใด|ไหน|อะไร|เมื่อไ))"), _standing),
    (re.compile("ใด|ไหน|อะไร|เมื่อไ|ล่าสุด|ปัจจุบัน"), _current),
)


def _spans(session: Session, editions: Sequence[EditionRow]) -> list[Quote]:
    ordered = sorted(editions, key=lambda e: (e.plan, e.year_from))
    return _held([_line(session, e, "ครอบคลุม") for e in ordered])


def _status(session: Session, edition: EditionRow) -> Quote | None:
    return Shelf(session, edition.facts_slug()).line_with(f"สถานะของ{edition.title}")


def _line(session: Session, edition: EditionRow, verb: str) -> Quote | None:
    """What the document of an edition says of it, beginning with its title."""
    pattern = re.escape(squeeze(edition.title)) + re.escape(squeeze(verb))
    return next(iter(Shelf(session, edition.facts_slug()).lines(re.compile(pattern))), None)


def _held(lines: Sequence[Quote | None]) -> list[Quote]:
    return [line for line in lines if line is not None]
