"""Tables as an Excel file. The only module of the product that writes with openpyxl."""

import re
from collections.abc import Sequence
from decimal import Decimal
from io import BytesIO
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from assistant.papers.paper import Cell, Sheet

FONT: Final = "TH SarabunPSK"
SIZE: Final = 16
_MOST_TEXT = 32_767
# What a spreadsheet takes for the beginning of a formula.
_FORMULA = re.compile(r"\s*[=+\-@\t\r]")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_MARKS = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")
_WIDE = 1.4  # columns are measured in smaller letters than ours
_LINE = 24.0  # points
_MOST_LINES = 17  # Excel takes no row above 409 points
_BAD_NAME = re.compile(r"[\[\]:*?/\\]")


def render_xlsx(sheets: Sequence[Sheet]) -> bytes:
    """The .xlsx file; numbers are numbers, and a text stays a text whatever it begins with."""
    book: Any = Workbook()
    book.remove(book.active)
    for sheet in sheets:
        _fill(book.create_sheet(_BAD_NAME.sub(" ", sheet.name)[:31]), sheet)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _fill(page: Any, sheet: Sheet) -> None:  # noqa: ANN401 (a worksheet)
    for row, title in enumerate(sheet.titles, 1):
        _put(page.cell(row, 1), title).font = Font(name=FONT, size=SIZE, bold=True)
        page.row_dimensions[row].height = _LINE
    top = len(sheet.titles) + 1
    for row, values in enumerate((sheet.heads, *sheet.rows), top):
        for column, value in enumerate(values, 1):
            _dress(_put(page.cell(row, column), value), head=row == top)
        page.row_dimensions[row].height = _LINE * _lines(values, sheet.widths)
    for column, width in enumerate(sheet.widths, 1):
        page.column_dimensions[get_column_letter(column)].width = width
    page.freeze_panes = page.cell(top + 1, 1)
    page.print_title_rows = f"{top}:{top}"
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", 9
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _lines(values: Sequence[Cell], widths: Sequence[int]) -> int:
    """About how many lines the tallest cell takes: not every program measures rows itself."""
    tall = 1
    for value, width in zip(values, widths, strict=False):
        parts = str(value or "").split("\n")
        tall = max(tall, sum(1 + int(len(_MARKS.sub("", part)) * _WIDE / width) for part in parts))
    return min(tall, _MOST_LINES)


def _put(cell: Any, value: Cell) -> Any:  # noqa: ANN401 (a cell)
    if not isinstance(value, str):
        cell.value = value
        return cell
    text = _FORBIDDEN.sub("", value)
    if len(text) > _MOST_TEXT:
        text = text[: _MOST_TEXT - 1] + "…"
    cell.value = text
    cell.data_type = "s"
    # Otherwise editing the cell turns it into a formula.
    cell.quotePrefix = _FORMULA.match(text) is not None
    return cell


def _dress(cell: Any, head: bool) -> None:  # noqa: ANN401
    line = Side(style="thin")
    cell.border = Border(left=line, right=line, top=line, bottom=line)
    cell.font = Font(name=FONT, size=SIZE, bold=head)
    place = "center" if head else None
    cell.alignment = Alignment(vertical="top", wrap_text=True, horizontal=place)
    if head:
        cell.fill = PatternFill("solid", fgColor="EBEBEB")
    if isinstance(cell.value, int | Decimal):
        cell.number_format = "#,##0.00" if cell.value % 1 else "#,##0"
