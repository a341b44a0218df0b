"""Which plan editions a text names, by titles, short titles, other names and years."""

import re
from collections.abc import Sequence
from datetime import date
from difflib import SequenceMatcher

from db.models import EditionStatus
from db.reads.plans import EditionRow
from db.thai import fold, squeeze

_SHORTEST = 12
_YEARS = re.compile(r"(?<!\d)(?:25\d\d|20[12]\d)(?!\d)")
_YEARS_OF_TITLE = re.compile(r"\(?(?:พศ)?\(?(?:พศ)?\d{4}-\d{4}\)?")


def name_editions(text: str, editions: Sequence[EditionRow], on: date) -> list[EditionRow]:
    """The editions `text` names; of several of one plan, those of its years or the one in force.

    A name counts from its beginning: "แผนพัฒนาดิจิทัล" names the plan that goes on "เพื่อเศรษฐกิจ…".
    """
    key = squeeze(text)
    lengths = {edition.code: _named_length(key, edition) for edition in editions}
    longest = max(lengths.values(), default=0)
    if longest < _SHORTEST:
        return []
    best = [edition for edition in editions if lengths[edition.code] == longest]
    years = _years(text)
    if len(best) == 1 or not years:
        return best if len(best) == 1 else _in_force(best, on)
    return _of_years(best, years, on)


def in_force(editions: Sequence[EditionRow], on: date) -> list[EditionRow]:
    """The editions that were neither drafts nor superseded on a date."""
    begun = [
        edition
        for edition in editions
        if edition.status is not EditionStatus.DRAFT and edition.year_from <= on.year + 543
    ]
    newest = {edition.plan: edition for edition in begun}
    return list(newest.values())


def _named_length(key: str, edition: EditionRow) -> int:
    return max(_shared(key, _YEARS_OF_TITLE.sub("", squeeze(name))) for name in edition.names)


def _shared(key: str, name: str) -> int:
    """How much of the beginning of `name` the key holds."""
    match = SequenceMatcher(None, key, name, autojunk=False).find_longest_match()
    return match.size if match.b == 0 else 0


def _years(text: str) -> set[int]:
    found = {int(year) for year in _YEARS.findall(fold(text))}
    return {year if year > 2400 else year + 543 for year in found}


def _of_years(editions: Sequence[EditionRow], years: set[int], on: date) -> list[EditionRow]:
    """The editions of exactly these years, else those that begin or end in one, else cover one."""
    exact = [e for e in editions if {e.year_from, e.year_to} <= years]
    edge = [e for e in editions if {e.year_from, e.year_to} & years]
    cover = [e for e in editions if any(e.year_from <= year <= e.year_to for year in years)]
    found = exact or edge or cover
    return found if len(found) == 1 else _in_force(found, on)


def _in_force(editions: Sequence[EditionRow], on: date) -> list[EditionRow]:
    return in_force(editions, on) or list(editions[-1:])
