"""Finding text in columns by SQL, however Thai was typed."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, func, or_, true

from db.errors import InvalidInput
from db.thai import arabic_digits, canonical

MAX_TEXT: Final = 200
MAX_PARTS: Final = 10
_THAI_DIGITS: Final = "๐๑๒๓๔๕๖๗๘๙"


def holds_text(columns: Sequence[Any], text: str) -> ColumnElement[bool]:
    """Whether each part of `text` between spaces stands in one of the columns.

    Upper and lower case of Latin letters, Thai and Arabic digits, and the ways to write ำ (also
    where a file lost part of it) are the same; wildcards mean themselves. Raises InvalidInput for
    a text too long.
    """
    if len(text) > MAX_TEXT:
        raise InvalidInput(f"ข้อความค้นยาวเกิน {MAX_TEXT} ตัวอักษร", ("filter", "text"))
    parts = canonical(text).split()
    if len(parts) > MAX_PARTS:
        raise InvalidInput(f"ข้อความค้นมีได้ไม่เกิน {MAX_PARTS} คำ", ("filter", "text"))
    return and_(true(), *(or_(*(_holds(one, part) for one in columns)) for part in parts))


def _holds(column: Any, part: str) -> ColumnElement[bool]:  # noqa: ANN401 (a text column)
    """Replaces in the column only what the part could meet, and only where a rough pattern holds:
    each costs time with every row."""
    wanted = arabic_digits(part).replace("ำ", "า")
    whole = column
    if "า" in wanted:
        whole = func.replace(func.replace(whole, "ํ", ""), "ำ", "า")
    for digit in sorted(set(wanted) & set("0123456789")):
        whole = func.replace(whole, _THAI_DIGITS[int(digit)], digit)
    return _contains(column, wanted) if whole is column else _both(column, whole, wanted)


def _both(column: Any, whole: Any, wanted: str) -> ColumnElement[bool]:  # noqa: ANN401
    rough = "".join(map(_rough, wanted))
    if not rough.strip("%_"):
        return _contains(whole, wanted)
    return and_(column.like(f"%{rough}%", escape="/"), _contains(whole, wanted))


def _rough(letter: str) -> str:
    """What stands in a pattern for a letter: a wildcard for one that is written in several ways."""
    if letter == "า" or letter.lower() != letter.upper():
        return "%"
    if letter.isdecimal():
        return "_"
    return f"/{letter}" if letter in "%_/" else letter


def _contains(column: Any, wanted: str) -> ColumnElement[bool]:  # noqa: ANN401
    has_case = wanted.lower() != wanted.upper()
    found: ColumnElement[bool] = (column.icontains if has_case else column.contains)(
        wanted, autoescape=True
    )
    return found
