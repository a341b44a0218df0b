"""Word tables as rows of cells: merged cells in place, nested tables within their cell."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ingest.read.blocks import HARD, SOFT, Grid, Row
from ingest.read.rows import clean_cell, guess_header
from ingest.read.word.xml import Element, child, is_on, number, value, within

_MOST_COLUMNS = 64
# A merged cell is said again on each of its rows, so that each row can be read alone, unless long.
_LONGEST_REPEAT = 200

ReadCell = Callable[[Element], str]


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell as stored: the columns it spans, and whether it goes on from the row above."""

    text: str
    span: int
    goes_on: bool


def read_table(table: Element, read_cell: ReadCell) -> Grid | None:
    """The rows of a table, None where it has no text. `read_cell` gives the text of a cell, page
    breaks included.
    """
    elements = [each for each in within(table, "tr") if child(each, "trPr", "del") is None]
    rows: list[Row] = []
    going_on: list[bool] = []
    above: list[str] = []
    pending = ""
    for element in elements:
        cells = list(_cells(element, read_cell))
        before, after = _breaks(cells)
        above = _filled(cells, above)
        rows.append(Row(tuple(above), pending or before))
        going_on.append(any(cell.goes_on for cell in cells))
        pending = after
    if not any(any(row.cells) for row in rows):
        return None
    return Grid(tuple(rows), _header(elements, rows, going_on))


def sole_cell(table: Element) -> Element | None:
    """The cell of a table that is only a frame round text."""
    rows = list(within(table, "tr"))
    cells = list(within(rows[0], "tc")) if len(rows) == 1 else []
    return cells[0] if len(cells) == 1 else None


def _cells(row: Element, read_cell: ReadCell) -> Iterator[_Cell]:
    before = number(value(row, "trPr", "gridBefore"), 0, _MOST_COLUMNS)
    if before:
        yield _Cell("", before, goes_on=False)
    for cell in within(row, "tc"):
        properties = child(cell, "tcPr")
        is_merged = child(properties, "vMerge") is not None
        yield _Cell(
            text=read_cell(cell),
            span=max(1, number(value(properties, "gridSpan"), 1, _MOST_COLUMNS)),
            goes_on=is_merged and value(properties, "vMerge") != "restart",
        )


def _breaks(cells: Sequence[_Cell]) -> tuple[str, str]:
    """The page break before a row and the one before the next, where a row runs over."""
    text = "".join(cell.text for cell in cells)
    if HARD not in text and SOFT not in text:
        return "", ""
    stripped = text.lstrip(" \t\n")
    return (SOFT, "") if stripped.startswith((HARD, SOFT)) else ("", SOFT)


def _filled(cells: Sequence[_Cell], above: Sequence[str]) -> list[str]:
    """A row's cells by column; a cell that goes on from above has the text from there."""
    filled: list[str] = []
    for cell in cells:
        text = clean_cell(cell.text)
        if cell.goes_on and not text and len(filled) < len(above):
            text = above[len(filled)] if len(above[len(filled)]) <= _LONGEST_REPEAT else ""
        filled += [text, *[""] * (cell.span - 1)]
    return filled


def _header(elements: Sequence[Element], rows: Sequence[Row], going_on: Sequence[bool]) -> int:
    """The rows Word repeats on every page, else the first where it names columns, with those that
    its merged cells reach into.
    """
    marked = 0
    while marked < len(elements) and is_on(elements[marked], "trPr", "tblHeader"):
        marked += 1
    if marked:
        return marked
    guessed = guess_header([row.cells for row in rows])
    while 0 < guessed < len(rows) - 1 and going_on[guessed]:
        guessed += 1
    return guessed
