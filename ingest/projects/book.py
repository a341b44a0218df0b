"""The cells of an Excel file as text. The only module that reads with openpyxl.

Runs in the process of `ingest.projects.worker`, never in the server.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any, Final
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException

from db.errors import UnreadableFile
from db.thai import canonical
from ingest.archive import Archive, look_into_workbook

MAX_ROWS: Final = 5_000
MAX_COLUMNS: Final = 60
MAX_SHEETS: Final = 30
MAX_TEXT: Final = 10_000
MAX_MERGED: Final = 300_000
DAMAGED: Final = "ไฟล์ Excel เสียหายหรือไม่ครบ โปรดเปิดด้วย Excel แล้วบันทึกเป็น .xlsx ใหม่ก่อนนำเข้า"
TOO_LONG: Final = f"แผ่นงานหนึ่งมีเกิน {MAX_ROWS:,} แถว โปรดแบ่งไฟล์ก่อนนำเข้า"

_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]*?\bref\s*=\s*[\"']([A-Za-z0-9:$]+)[\"']")


@dataclass(frozen=True, slots=True)
class SheetText:
    """A sheet: `own` has the text of each cell, `filled` that of merged cells in all they cover."""

    name: str
    own: tuple[tuple[str, ...], ...]
    filled: tuple[tuple[str, ...], ...]


def read_book(data: bytes) -> list[SheetText]:
    """The visible sheets; raises UnreadableFile for what is no .xlsx, damaged, or beyond the
    limits."""
    _refuse_merged(look_into_workbook(data))
    try:
        book = load_workbook(BytesIO(data), data_only=True)
    except (BadZipFile, InvalidFileException, KeyError, ValueError, TypeError, OSError,
            AttributeError, SyntaxError) as error:  # fmt: skip
        raise UnreadableFile(DAMAGED) from error
    if len(book.worksheets) > MAX_SHEETS:
        raise UnreadableFile(f"ไฟล์มีเกิน {MAX_SHEETS} แผ่นงาน โปรดแบ่งไฟล์ก่อนนำเข้า")
    return [_read(page) for page in book.worksheets if page.sheet_state == "visible"]


def _refuse_merged(archive: Archive) -> None:
    """Cells merged over more than any form has: each takes memory when the file is opened."""
    area = 0
    for name in archive.members:
        if name.startswith("xl/worksheets/"):
            for found in _MERGED.finditer(archive.read(name) or b""):
                area += _area(found[1].decode())
    if area > MAX_MERGED:
        raise UnreadableFile(TOO_LONG)


def _area(cells: str) -> int:
    try:
        left, top, right, bottom = range_boundaries(cells)
    except ValueError as error:
        raise UnreadableFile(DAMAGED) from error
    return ((right or MAX_MERGED) - (left or 0) + 1) * ((bottom or MAX_MERGED) - (top or 0) + 1)


def _read(page: Any) -> SheetText:  # noqa: ANN401 (a worksheet)
    if page.max_row > MAX_ROWS and any(row > MAX_ROWS for row, _ in page._cells):
        raise UnreadableFile(TOO_LONG)
    width = min(page.max_column, MAX_COLUMNS)
    rows = page.iter_rows(max_row=min(page.max_row, MAX_ROWS), max_col=width, values_only=True)
    own = [[_text(value) for value in row] for row in rows]
    filled = [list(row) for row in own]
    for area in page.merged_cells.ranges:
        for row in range(area.min_row - 1, min(area.max_row, len(own))):
            for column in range(area.min_col - 1, min(area.max_col, width)):
                filled[row][column] = own[area.min_row - 1][area.min_col - 1]
    return SheetText(page.title, tuple(map(tuple, own)), tuple(map(tuple, filled)))


def _text(value: Any) -> str:  # noqa: ANN401 (a cell's value)
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, datetime | date):
        value = value.isoformat()
    return canonical(str(value)[:MAX_TEXT]).strip()
