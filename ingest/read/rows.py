"""Rows of a table: their cells, and which of them name the columns."""

import re
from collections.abc import Sequence

_AMOUNT = re.compile(r"[\d.,%()฿+–-]+")
_YEAR = re.compile(r"[2๒][4-6๔-๖]\d\d")


def clean_cell(text: str) -> str:
    """The text of a cell on one line, white space collapsed."""
    return " ".join(text.split())


def guess_header(rows: Sequence[Sequence[str]]) -> int:
    """1 when the first row names columns: two cells of text or more and no amount (a year is none)
    above other rows; otherwise 0.
    """
    if len(rows) < 2:
        return 0
    filled = [cell for cell in rows[0] if cell]
    has_amount = any(_AMOUNT.fullmatch(cell) and not _YEAR.fullmatch(cell) for cell in filled)
    return int(len(filled) > 1 and not has_amount)
