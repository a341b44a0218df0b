"""Which plan editions a text names, by titles, short titles, other names and years."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from db.models import EditionStatus
from db.reads.plans import EditionRow
from db.thai import fold, words

# Words that many plans share: alone they name none.
_GENERIC_WORDS = (
    "แผน พัฒนา แผนพัฒนา ปฏิบัติการ แผนปฏิบัติการ นโยบาย และ ระดับ ชาติ แห่งชาติ ว่า ด้วย ว่าด้วย การ"
    " เศรษฐกิจ สังคม ด้าน ของ ประเทศ ร่าง plan"
)
_GENERIC = frozenset(_GENERIC_WORDS.split())
# What follows the name of another body's plan.
_ANOTHERS = "จังหวัด อบต อบจ เทศบาล แห่งชาติ ฉบับที่ กระทรวง กรม อาเภอ ตาบล หน่วยงาน ท้องถิ่น องค์การ"
_ANOTHER = frozenset(_ANOTHERS.split())
_YEAR = re.compile(r"(?<!\d)(?:25\d\d|20[12]\d)(?!\d)")
_SHORT_SPAN = re.compile(r"(?<!\d)([56]\d)\s?-\s?([56]\d|7\d)(?!\d)")
_SHORT_YEAR = re.compile(r"ปี\s?([56]\d)(?!\d)")
_TITLE_YEARS = re.compile(r"\(?\s*(?:พศ)?\s*\(?\s*(?:พศ)?\s*\d{4}\s*-\s*\d{4}\s*\)?")


@dataclass(frozen=True, slots=True)
class _Match:
    edition: EditionRow
    length: int
    whole: bool


def name_editions(text: str, editions: Sequence[EditionRow], on: date) -> list[EditionRow]:
    """The editions `text` names: first the plan by its name, then the edition by years.

    A name counts from its beginning, word by word: "แผนพัฒนาดิจิทัล" names the plan that goes on
    "เพื่อเศรษฐกิจ…", but words that many plans share name none. Without years an edition named
    in full is meant, otherwise the one in force. Years that no edition covers name none.
    """
    said = words(text)
    matches = [_longest(said, edition) for edition in editions]
    longest = max((match.length for match in matches), default=0)
    if not longest:
        return []
    best = [match for match in matches if match.length == longest]
    plans = {match.edition.plan for match in best}
    siblings = [edition for edition in editions if edition.plan in plans]
    full = [match.edition for match in best if match.whole]
    years = _years(text)
    if years:
        return _of_years(full, siblings, years, on)
    return full if len(full) == 1 else in_force(siblings, on) or siblings[-1:]


def in_force(editions: Sequence[EditionRow], on: date) -> list[EditionRow]:
    """The newest edition of each plan that was no draft and had begun on a date."""
    begun = [
        edition
        for edition in editions
        if edition.status is not EditionStatus.DRAFT and edition.year_from <= on.year + 543
    ]
    newest = {edition.plan: edition for edition in begun}
    return list(newest.values())


def _longest(said: Sequence[str], edition: EditionRow) -> _Match:
    found = [_prefix(said, _name_words(name)) for name in edition.names]
    length, whole = max(found, default=(0, False))
    return _Match(edition, length, whole)


def _name_words(name: str) -> tuple[str, ...]:
    return words(_TITLE_YEARS.sub(" ", fold(name)))


def _prefix(said: Sequence[str], name: tuple[str, ...]) -> tuple[int, bool]:
    """How many words of the beginning of `name` stand in `said`, and whether all do."""
    best = 0
    for start in range(len(said)):
        shared = 0
        while (
            shared < len(name)
            and said[start + shared : start + shared + 1] == name[shared : shared + 1]
        ):
            shared += 1
        if shared > best and _distinguishes(
            name[:shared], said[start + shared :], shared == len(name)
        ):
            best = shared
    return best, bool(name) and best == len(name)


def _distinguishes(shared: tuple[str, ...], rest: Sequence[str], whole: bool) -> bool:
    if _GENERIC.issuperset(shared):
        return False
    following = [word for word in rest if word != "ของ"][:1]
    return whole or not following or following[0] not in _ANOTHER


def _years(text: str) -> set[int]:
    """B.E. years of a text; "66-70" and "ปี 66" are of this century."""
    key = fold(text)
    found = {int(year) for year in _YEAR.findall(key)}
    short = {int(y) for pair in _SHORT_SPAN.findall(key) for y in pair}
    short |= {int(year) for year in _SHORT_YEAR.findall(key)}
    return {year if year > 2400 else year + 543 for year in found} | {2500 + y for y in short}


def _of_years(
    full: Sequence[EditionRow], siblings: Sequence[EditionRow], years: set[int], on: date
) -> list[EditionRow]:
    """The edition named in full if it covers a year; else of exactly these years, beginning or
    ending in one, or covering one."""
    named = [e for e in full if any(e.year_from <= year <= e.year_to for year in years)]
    exact = [e for e in siblings if {e.year_from, e.year_to} <= years]
    edge = [e for e in siblings if {e.year_from, e.year_to} & years]
    cover = [e for e in siblings if any(e.year_from <= year <= e.year_to for year in years)]
    found = (named if len(named) == 1 else []) or exact or edge or cover
    return found if len(found) == 1 else in_force(found, on)
