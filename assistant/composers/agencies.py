"""Answers what an agency is, was and will have been called."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from assistant.answer import Quote
from assistant.draft import Composition, Draft, Statement
from assistant.question.dates import BUDDHIST
from assistant.question.naming import years_of
from assistant.question.reading import Asked, used
from assistant.question.topic import unknown
from assistant.question.wants import Wanted
from assistant.quoting import Shelf
from db.reads import facts
from db.reads.agencies import AGENCIES_SLUG, AgencyRow, NameRow, agencies
from db.thai import squeeze, words

_EARLIER = re.compile("เดิม|เมื่อก่อน|ก่อนหน้า|แต่ก่อน|ชื่อเก่า|เปลี่ยน(?:ชื่อ)?(?:มา)?จาก|ก่อนจะ(?:มา)?เป็น")
_TODAY = re.compile("ปัจจุบัน|ตอนนี้|เดี๋ยวนี้|วันนี้|ชื่อใหม่|เปลี่ยน|ต่อมา|กลายเป็น|ยัง(?:มี|ใช้)")
_MEANING = re.compile("ย่อมาจาก|ชื่อเต็ม|คือ|หมายถึง")
_NAMING_WORDS = """
    ชื่อ เดิม ปัจจุบัน เปลี่ยน เปลี่ยนชื่อ ใช้ ใช้ชื่อ ว่า หน่วยงาน กระทรวง กรม องค์กร
    ส่วนราชการ เดียว เดียวกัน ย่อ ย่อมา มาจาก จาก ใช่ ใช่ไหม ไหม เต็ม หมายถึง เก่า ใหม่
    เมื่อก่อน ก่อน ก่อนหน้า ตอนนี้ เดี๋ยวนี้ ต่อมา ตั้งแต่ เรียก เรียกว่า ย่อมาจาก คืออะไร
    อดีต แต่ก่อน วันนี้ กลาย กลายเป็น อักษรย่อ อักษร ตัวย่อ คำย่อ องค์การมหาชน องค์การ มหาชน
    แต่เดิม นี้ จน สมัย นั้น ยุค ชื่อเดิม ชื่อใหม่ ชื่อเต็ม เป็นชื่อ
"""
_NAMING = frozenset(_NAMING_WORDS.split())
_PREFIX = 12  # letters that are enough to know a name by its beginning


@dataclass(frozen=True, slots=True)
class _Said:
    """An agency and the name or short form of it that the question uses."""

    agency: AgencyRow
    name: NameRow
    short: str | None


def compose(session: Session, draft: Draft) -> Composition | None:
    """The lines on the names of the agency the question asks about; None when it asks more."""
    asked = draft.understood()
    said = _named(asked, agencies(session))
    if not said:
        return _abbreviated(session, asked)
    if unknown(asked, _NAMING, _told(said)):
        return None
    if asked.wants(Wanted.PLACE, Wanted.MONEY) or len({one.agency.id for one in said}) > 1:
        return None
    shelf = Shelf(session, AGENCIES_SLUG)
    lines = [line for line in _lines(asked, said[0], shelf) if line is not None]
    statements = tuple(Statement(line.text, (line,)) for line in dict.fromkeys(lines))
    return Composition(statements) if statements else None


def _abbreviated(session: Session, asked: Asked) -> Composition | None:
    """What a short form stands for that is no agency's."""
    if not _MEANING.search(squeeze(asked.text)):
        return None
    known = facts.abbreviations(session)
    said = {short: longs for short, longs in known.items() if any(s in asked.text for s in longs)}
    told = dict(used(asked.text, known)) or said
    short = max(told, key=len, default=None)
    if short is None or unknown(asked, _NAMING, squeeze(" ".join((short, *told[short])))):
        return None
    begun = re.compile(f"{re.escape(squeeze(short))}ย่อมาจาก")
    lines = Shelf(session, AGENCIES_SLUG).lines(begun)
    return Composition(tuple(Statement(q.text, (q,)) for q in lines)) if lines else None


def find_agencies(asked: Asked, rows: Sequence[AgencyRow]) -> list[AgencyRow]:
    """The agencies a question names."""
    return list({one.agency.id: one.agency for one in _named(asked, rows)}.values())


def _named(asked: Asked, rows: Sequence[AgencyRow]) -> list[_Said]:
    """By whole names or short forms; else by the longest beginning of a name, if one is longest."""
    key = squeeze(asked.full)
    whole = [
        _Said(row, name, _short(asked, row))
        for row in rows
        for name in row.names
        if _core(name.name) in key
    ]
    inside = [
        one
        for one in whole
        if not any(
            other is not one and _core(one.name.name) in _core(other.name.name) for other in whole
        )
    ]
    return inside or _begun(key, rows)


def _begun(key: str, rows: Sequence[AgencyRow]) -> list[_Said]:
    sizes = [
        (_shared(key, _core(name.name)), row.id, _Said(row, name, None))
        for row in rows
        for name in row.names
    ]
    longest = max((size for size, _, _ in sizes), default=0)
    best = [one for size, _, one in sizes if size == longest]
    return best if longest >= _PREFIX and len(best) == 1 else []


def _shared(key: str, name: str) -> int:
    """Letters of the beginning of a name that stand in the key, up to the end of a word."""
    size, at = 0, 0
    for word in words(name):
        at += len(word)
        if name[:at] in key:
            size = at
    return size


def _core(name: str) -> str:
    return squeeze(re.sub(r"\s*\(.*?\)", "", name))


def _short(asked: Asked, row: AgencyRow) -> str | None:
    key = squeeze(asked.text)
    return next((short for short in row.shorts if squeeze(short) in key), None)


def _told(said: Sequence[_Said]) -> str:
    names = [name.name for one in said for name in one.agency.names]
    return squeeze(" ".join([*names, *(short for one in said for short in one.agency.shorts)]))


def _lines(asked: Asked, said: _Said, shelf: Shelf) -> list[Quote | None]:
    """What the short form stands for when that is asked, and the name that answers."""
    key = squeeze(asked.text)
    years = years_of(asked.full)
    if years:
        return [_line(shelf, _in_year(said.agency, max(years)))]
    if _EARLIER.search(key):
        return [_line(shelf, said.name), _line(shelf, _beside(said, -1))]
    meaning = _meaning(shelf, said) if _MEANING.search(key) and not _TODAY.search(key) else None
    if said.short and "ย่อมาจาก" in key:
        return [meaning]
    if _TODAY.search(key):
        return [_line(shelf, said.name), _line(shelf, said.agency.names[-1])]
    return [meaning, _line(shelf, said.name)]


def _meaning(shelf: Shelf, said: _Said) -> Quote | None:
    return shelf.line_with(f"{said.short} ย่อมาจาก", said.name.name) if said.short else None


def _line(shelf: Shelf, name: NameRow | None) -> Quote | None:
    """The line on the time an agency bore a name."""
    if name is None:
        return None
    pattern = re.escape(squeeze(name.name)) + "(?:ใช้ชื่อ|ต่อมา|เดิม)"
    return next(iter(shelf.lines(re.compile(pattern))), None)


def _beside(said: _Said, step: int) -> NameRow | None:
    at = said.agency.names.index(said.name) + step
    return said.agency.names[at] if 0 <= at < len(said.agency.names) else None


def _in_year(agency: AgencyRow, year: int) -> NameRow | None:
    """The name an agency bore at the end of a B.E. year."""
    day = date(year - BUDDHIST, 12, 31)
    held = [
        n for n in agency.names if (n.valid_from or date.min) <= day <= (n.valid_to or date.max)
    ]
    return held[-1] if held else None
