"""Which papers of the library a question names by their titles, and which are editions of one."""

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from assistant.question.dates import BUDDHIST
from assistant.question.naming import years_of
from db.reads.papers import PaperRow
from db.thai import arabic_digits, fold, squeeze

_SHORTEST = 10
# So many letters of a body's name tell it without its kind.
_TELLING_NAME = 5
_BODY_KIND = re.compile(
    "^(?:เทศบาล(?:เมือง|นคร|ตาบล)|องค์การบริหารส่วน(?:ตาบล|จังหวัด)|อบต|อบจ|จังหวัด|กรุงเทพ)"
)
# The name is another body's behind one of these.
_OTHER_BODIES = (
    "เมือง",
    "นคร",
    "ตาบล",
    "จังหวัด",
    "อบต",
    "อบจ",
    "อบต.",
    "อบจ.",
    "อาเภอ",
    "บ้าน",
    "เทศบาล",
)
# What may follow where only the beginning of a paper's name is said.
_CUT_OFF = re.compile(r"ของ|ฉบับ|พ\.?ศ|ปี|\d|อบต|อบจ|องค์การ|เทศบาล|จังหวัด|\(")
_LEAST_SAID = 12
# Where the name of a plan ends and its years, its term or its number begins.
_NAME_ENDS = re.compile(
    r"\(|\d|ระยะ|ครั้งที่|ฉบับที่|(?<![ก-๎])พ\.?ศ|ประจาปี|ของ|เทศบาล(?:เมือง|นคร|ตาบล)|องค์การบริหารส่วน|อบต|อบจ|จังหวัด"
)
# No blanks before it, and none given back: a run of blanks is read once.
_YEARS = re.compile(r"(?:\(\s*+)?(?:พ\.?+ศ\.?+\s*+)?\(?25\d\d(?:\s*+-\s*+25\d\d)?(?:\s*+\))?")
_SPAN = re.compile(r"25\d\d\s*-\s*25\d\d")
_BODY = re.compile(
    r"(?:เทศบาล(?:เมือง|นคร|ตาบล)|องค์การบริหารส่วน(?:ตาบล|จังหวัด)|อบต|อบจ|จังหวัด|กรุงเทพ)[^\s(\d]*"
)
_NEWEST = re.compile(r"ฉบับ(?:ใหม่|ล่าสุด|หน้า|ถัดไป|ต่อไป)")
_OLDER = re.compile(r"ฉบับ(?:ก่อน|เดิม|เก่า|ที่แล้ว)")
_STANDING = re.compile(
    r"ยัง(?:คง)?(?:ใช้|มีผล|บังคับ)|ใช้อยู่(?:ไหม|หรือ|รึ|มั้ย)|ยกเลิก(?:ไป)?(?:แล้ว|หรือ|ไหม|รึ|มั้ย|เมื่อ|โดย)|ถูกยกเลิก|ใช้แทน|แทนที่|ทดแทน|หมดอายุ"
)
_TODAY = re.compile(r"ฉบับ(?:ปัจจุบัน|ที่(?:ยัง)?ใช้)")
# Titles whose keys are kept: every question looks at the titles of the whole library.
_TITLES = 16_384


def name_papers(text: str, papers: Sequence[PaperRow], on: date) -> list[PaperRow]:
    """The papers whose name a text says, of one name only: of all its editions those meant.

    A paper of another body than the text names is not meant. Years or words of age choose among
    editions; an edition the library does not hold leaves none.
    """
    said = squeeze(text)
    named = [paper for paper in papers if _is_named(said, paper)]
    longest = max((_shared(said, paper) for paper in named), default=0)
    best = [paper for paper in named if _shared(said, paper) == longest]
    if len({_bare(paper) for paper in best}) > 1:
        return []
    return _chosen(text, sorted(best, key=_begins), on)


def is_other_edition(text: str, papers: Sequence[PaperRow]) -> bool:
    """Whether a text names a paper by its title with a span of years that none of them has."""
    said = squeeze(text)
    held = [paper for paper in papers if _is_named(said, paper) and years_of(paper.title)]
    return bool(held) and _spans(said, held[0]) and not _chosen(text, held, date.max)


def editions_of(slug: str, papers: Sequence[PaperRow]) -> list[PaperRow]:
    """A paper with the others whose titles differ by their years alone, the oldest first."""
    own = next((paper for paper in papers if paper.slug == slug), None)
    if own is None or not years_of(own.title):
        return []
    alike = [p for p in papers if years_of(p.title) and _bare(p) == _bare(own)]
    return sorted(alike, key=_begins)


def of_today(editions: Sequence[PaperRow], on: date) -> PaperRow:
    """The edition whose years cover a date; else the newest that has begun, or the first."""
    year = on.year + BUDDHIST
    covering = [p for p in editions if _begins(p) <= year <= max(years_of(p.title))]
    begun = [p for p in editions if _begins(p) <= year]
    return (covering or begun or list(editions[:1]))[-1]


def tells_edition(text: str) -> bool:
    """Whether a text says which edition, by years or by age."""
    key = squeeze(text)
    return bool(years_of(text)) or any(p.search(key) for p in (_NEWEST, _OLDER, _TODAY))


def without_years(title: str) -> str:
    """A title without the years that tell its edition."""
    bare = re.sub(
        r"(?<!\s)\s*+\(?(?:พ\.ศ\.\s*)?25\d\d(?:\s*[-–]\s*25\d\d)?\)?", " ", arabic_digits(title)
    )
    return " ".join(bare.split())


def asks_of_standing(text: str) -> bool:
    """Whether it is asked if an edition still holds: another edition may tell."""
    return _STANDING.search(squeeze(text)) is not None


def owner_of(paper: PaperRow) -> str:
    """The local body that a title names, as a key; empty when it names none."""
    return _owner(paper.title)


def owners_in(text: str, papers: Sequence[PaperRow]) -> set[str]:
    """The bodies that papers are of and that a text names, as keys."""
    said = squeeze(text)
    owners = {owner for paper in papers if (owner := owner_of(paper))}
    return {owner for owner in owners if owner in said or _bare_body(owner).search(said)}


def with_bodies(text: str, papers: Sequence[PaperRow]) -> str:
    """The folded text with the bodies that papers are of in full: จังหวัด… for its name alone."""
    said = fold(text)
    for owner in sorted({owner for paper in papers if (owner := owner_of(paper))}):
        said = said if owner in said else _bare_body(owner).sub(owner, said)
    return said


@lru_cache(maxsize=512)
def _bare_body(owner: str) -> re.Pattern[str]:
    """Where the name of a body stands without what kind of body it is; nowhere if it is short."""
    name = _BODY_KIND.sub("", owner)
    others = "".join(f"(?<!{kind})" for kind in _OTHER_BODIES)
    return re.compile(f"{others}{re.escape(name)}" if len(name) >= _TELLING_NAME else "(?!)")


def _is_named(said: str, paper: PaperRow) -> bool:
    shared = _shared(said, paper)
    if shared < _SHORTEST:
        return False
    name, owner = _name(paper.title), owner_of(paper)
    if shared < len(name):
        return bool(owner) and (owner in said or bool(_bare_body(owner).search(said)))
    return not owner or owner in said or _BODY.search(_spoken(said).replace(name, " ")) is None


def _shared(said: str, paper: PaperRow) -> int:
    """How many letters of the beginning of a paper's name are said: all, or so many that they
    tell, where what follows is no other name; else none."""
    said, name = _spoken(said), _name(paper.title)
    if name in said:
        return len(name)
    if name[:_LEAST_SAID] not in said:
        return 0
    for length in range(len(name) - 1, _LEAST_SAID - 1, -1):
        at = said.find(name[:length])
        if at >= 0:
            return length if _CUT_OFF.match(said, at + length) else 0
    return 0


def _spoken(key: str) -> str:
    """A key without the noun-making "การ": people say แนวทางยืม for แนวทางการยืม."""
    return key.replace("การ", "")


@lru_cache(maxsize=_TITLES)
def _name(title: str) -> str:
    """The name of a paper as it is spoken, without what tells its edition."""
    title = fold(title)
    end = _NAME_ENDS.search(title)
    return _spoken(squeeze(title[: end.start()] if end else title))


@lru_cache(maxsize=_TITLES)
def _owner(title: str) -> str:
    body = _BODY.search(fold(title))
    return squeeze(body[0]) if body else ""


def _bare(paper: PaperRow) -> str:
    return squeeze(_YEARS.sub(" ", fold(paper.title)))


def _begins(paper: PaperRow) -> int:
    return min(years_of(paper.title), default=0)


def _chosen(text: str, editions: Sequence[PaperRow], on: date) -> list[PaperRow]:
    years, key = years_of(text), squeeze(text)
    exact = [p for p in editions if years_of(p.title) and years_of(p.title) <= years]
    if exact or (editions and years_of(editions[0].title) and _spans(key, editions[0])):
        return exact
    if len(editions) > 1 and _NEWEST.search(key):
        return list(editions[-1:])
    if len(editions) > 1 and _OLDER.search(key):
        return list(editions[:-1])
    if len(editions) > 1 and _TODAY.search(key):
        return [of_today(editions, on)]
    covering = [p for p in editions if any(_covers(p, year) for year in years)]
    return covering if len(covering) == 1 else list(editions)


def _spans(said: str, paper: PaperRow) -> bool:
    """Whether a span of years follows the name of a paper, no other number between."""
    name = re.escape(_name(paper.title))
    return re.search(rf"{name}\D{{0,40}}{_SPAN.pattern}", _spoken(said)) is not None


def _covers(paper: PaperRow, year: int) -> bool:
    years = years_of(paper.title)
    return bool(years) and min(years) <= year <= max(years)
