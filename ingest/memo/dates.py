"""Dates as Thai papers print them: Thai digits, month names and short forms, B.E. or C.E."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

MONTHS = (
    "มกราคม",
    "กุมภาพันธ์",
    "มีนาคม",
    "เมษายน",
    "พฤษภาคม",
    "มิถุนายน",
    "กรกฎาคม",
    "สิงหาคม",
    "กันยายน",
    "ตุลาคม",
    "พฤศจิกายน",
    "ธันวาคม",
)
_SHORT = ("มค", "กพ", "มีค", "เมย", "พค", "มิย", "กค", "สค", "กย", "ตค", "พย", "ธค")
_BUDDHIST = 543
_FIRST_BUDDHIST_YEAR = 2400

_DIGIT = "[0-9๐-๙]"
_ERA = r"(?:พ\s*\.\s*ศ\s*\.|ค\s*\.\s*ศ\s*\.|ปี)?\s*"
_MONTH = "|".join([*MONTHS, *(r"\.?\s?".join(short) + r"\." for short in _SHORT)])
_YEAR = rf"(?P<year>{_DIGIT}{{4}}|{_DIGIT}{{2}})(?!{_DIGIT})"
_DATE = re.compile(
    rf"(?<!{_DIGIT})(?P<day>{_DIGIT}{{1,2}})\s*(?:เดือน\s*)?(?P<month>{_MONTH})\s*{_ERA}{_YEAR}"
)
_MONTH_YEAR = re.compile(rf"(?P<month>{_MONTH})\s*{_ERA}{_YEAR}")


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date and the words that say it."""

    on: date
    printed: str


def find_date(text: str) -> PrintedDate | None:
    """The first whole date in a text; days that do not exist are passed over."""
    for match in _DATE.finditer(text):
        try:
            on = date(_year(match["year"]), _month(match["month"]), int(match["day"]))
        except ValueError:
            continue
        return PrintedDate(on, match[0])
    return None


def find_month(text: str) -> PrintedDate | None:
    """The first month with its year, as the last day of that month."""
    match = _MONTH_YEAR.search(text)
    if match is None:
        return None
    year, month = _year(match["year"]), _month(match["month"])
    try:
        return PrintedDate(date(year, month, monthrange(year, month)[1]), match[0])
    except ValueError:  # the year 0000
        return None


def say_date(on: date) -> str:
    """A date in words with its Buddhist year: 5 เมษายน 2559."""
    return f"{on.day} {MONTHS[on.month - 1]} {on.year + _BUDDHIST}"


def _year(printed: str) -> int:
    year = int(printed)
    if len(printed) == 2:  # official short form: the century is that of 2500
        year += 2500
    return year - _BUDDHIST if year >= _FIRST_BUDDHIST_YEAR else year


def _month(printed: str) -> int:
    if printed in MONTHS:
        return MONTHS.index(printed) + 1
    return _SHORT.index(re.sub(r"[.\s]", "", printed)) + 1
