"""Holds numbers read by OCR against what stands around them, and marks those that cannot be right.

Nothing is corrected here: a doubt is for the reader of an answer, who can look at the page.
"""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import takewhile
from typing import Final

from db.thai import arabic_digits
from ingest.page import Doubt

FIRST_YEAR: Final = 2400
YEARS_AHEAD: Final = 30
"""Plans of the state reach no further than this."""

_N: Final = r"[0-9๐-๙]+"
_NUMBER: Final = re.compile(rf"{_N}(?:[.,/]{_N})*")
_AMOUNT: Final = re.compile(rf"{_N}(?:,{_N})*(?:\.{_N})?(?![0-9๐-๙,])")
_THOUSANDS: Final = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?")
_GLUED: Final = re.compile(r"(?<=[ก-๎])[0-9](?![0-9๐-๙.,/-])")
_RANGE: Final = re.compile(rf"({_N})\s*(?:-|–|ถึง)\s*({_N})")
_TERM: Final = re.compile(
    rf"ระยะ(?:เวลา)?\s*({_N})\s*ปี\s*\(?\s*(?:ระหว่าง)?(?:ปี)?(?:งบประมาณ)?\s*(?:พ\.?\s?ศ\.?)?\s*"
    rf"({_N})\s*(?:-|–|ถึง)\s*(?:พ\.?\s?ศ\.?)?\s*({_N})"
)
_YEAR: Final = re.compile(
    rf"(?:พ\.\s?ศ\.|ปีงบประมาณ|มกราคม|กุมภาพันธ์|มีนาคม|เมษายน|พฤษภาคม|มิถุนายน|กรกฎาคม|สิงหาคม|กันยายน"
    rf"|ตุลาคม|พฤศจิกายน|ธันวาคม)\s*({_N})(?![0-9๐-๙]*[.,/][0-9๐-๙])"
)
_TOTAL: Final = re.compile(r"\s*รวม")
_KNOWN_LENGTH: Final = 4
_ROUNDING: Final = 0.051
Span = tuple[int, int]
Amounts = list[tuple[Span, float]]
"""Where the amounts of a line stand, and how much they are."""


def check(
    text: str, doubts: Sequence[Doubt], this_year: int, known: Collection[str] = ()
) -> tuple[Doubt, ...]:
    """The doubts over a page's numbers: those given, and those that context raises.

    `this_year` is B.E.; `known` holds numbers read without doubt elsewhere in the document, which
    clear a given doubt of the same number.
    """
    rules: tuple[Callable[[str], Iterator[Span]], ...] = (
        _mixed_digits,
        _broken_thousands,
        _glued_digits,
        _wrong_terms,
        _backward_ranges,
        lambda page: _odd_years(page, this_year),
        _wrong_totals,
    )
    kept = [doubt for doubt in doubts if not _cleared(text, doubt, known)]
    raised = [Doubt(*span) for rule in rules for span in rule(text)]
    return _apart([*kept, *raised])


def sure_numbers(text: str, doubts: Sequence[Doubt]) -> set[str]:
    """The longer numbers of a page that nothing is held against, in Arabic digits."""
    return {
        arabic_digits(match[0])
        for match in _NUMBER.finditer(text)
        if len(match[0]) >= _KNOWN_LENGTH
        and not any(doubt.start < match.end() and match.start() < doubt.end for doubt in doubts)
    }


def _cleared(text: str, doubt: Doubt, known: Collection[str]) -> bool:
    """Whether the number stands elsewhere as it was read, and the other reading does not."""
    number = arabic_digits(text[doubt.start : doubt.end])
    return number in known and (doubt.other is None or arabic_digits(doubt.other) not in known)


def _mixed_digits(text: str) -> Iterator[Span]:
    """Thai and Arabic digits in one number."""
    for match in _NUMBER.finditer(text):
        if re.search("[0-9]", match[0]) and re.search("[๐-๙]", match[0]):
            yield match.span()


def _broken_thousands(text: str) -> Iterator[Span]:
    """Numbers with commas that are no thousands, such as ๑,๒๐,๐๐๐ and ๐,๐๐๐."""
    for match in _AMOUNT.finditer(text):
        if "," in match[0] and not _THOUSANDS.fullmatch(arabic_digits(match[0])):
            yield match.span()


def _glued_digits(text: str) -> Iterator[Span]:
    """A lone Arabic digit right after a Thai letter: of the numbers of official texts 3 in 1,000
    are so, notes to words, but most of the letters that OCR takes for digits.
    """
    yield from (match.span() for match in _GLUED.finditer(text))


def _wrong_terms(text: str) -> Iterator[Span]:
    """A plan of n years whose first and last year do not make n: any of the three may be wrong."""
    for match in _TERM.finditer(text):
        years, first, last = map(int, match.groups())
        if last - first + 1 != years:
            yield from (match.span(group) for group in (1, 2, 3))


def _backward_ranges(text: str) -> Iterator[Span]:
    """Years from a later to an earlier one."""
    for match in _RANGE.finditer(text):
        first, last = map(int, match.groups())
        if len(match[1]) == len(match[2]) == 4 and last < first:
            yield from (match.span(1), match.span(2))


def _odd_years(text: str, this_year: int) -> Iterator[Span]:
    """Years of the Buddhist era, said to be such, that no official paper has."""
    for match in _YEAR.finditer(text):
        if not FIRST_YEAR <= int(match[1]) <= this_year + YEARS_AHEAD:
            yield match.span(1)


def _wrong_totals(text: str) -> Iterator[Span]:
    """Amounts in a line of totals (รวม) that the lines above it, of as many amounts, do not add to.

    Only where the other columns do add up: else the lines are no plain table.
    """
    rows = list(_rows(text))
    for at, (line, amounts) in enumerate(rows):
        if _TOTAL.match(line) and amounts:
            above = list(_addends(rows[:at], len(amounts)))
            wrong = [
                column
                for column, (_, total) in enumerate(amounts)
                if abs(sum(row[column][1] for row in above) - total) > _ROUNDING
            ]
            if len(above) > 1 and len(wrong) == 1 and len(amounts) > 1:
                yield amounts[wrong[0]][0]


def _rows(text: str) -> Iterator[tuple[str, Amounts]]:
    """Every line with its amounts and where they stand in the text."""
    start = 0
    for line in text.splitlines(keepends=True):
        yield (
            line,
            [
                ((start + match.start(), start + match.end()), _value(match[0]))
                for match in _AMOUNT.finditer(line)
            ],
        )
        start += len(line)


def _addends(rows: Sequence[tuple[str, Amounts]], columns: int) -> Iterator[Amounts]:
    """The last `columns` amounts of each line above that has so many, up to one that has not."""
    fit = takewhile(lambda row: len(row[1]) >= columns and not _TOTAL.match(row[0]), reversed(rows))
    yield from (amounts[-columns:] for _, amounts in fit)


def _value(amount: str) -> float:
    return float(arabic_digits(amount).replace(",", ""))


def _apart(doubts: Sequence[Doubt]) -> tuple[Doubt, ...]:
    """In order and without overlaps; one with another reading goes before one without."""
    apart: list[Doubt] = []
    for doubt in sorted(doubts, key=lambda each: (each.other is None, each.start, -each.end)):
        if all(doubt.end <= other.start or other.end <= doubt.start for other in apart):
            apart.append(doubt)
    return tuple(sorted(apart, key=lambda each: each.start))
