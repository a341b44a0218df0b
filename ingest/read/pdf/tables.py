"""Makes the lines in a ruled table's cells into rows of text."""

import re
from collections.abc import Iterable, Mapping, Sequence
from statistics import median

from db.boxes import NOWHERE, Box
from db.thai import arabic_digits
from ingest.read.pdf.layer import Line
from ingest.read.pdf.paragraphs import join_lines

Cells = Mapping[tuple[int, int], Sequence[Line]]
"""The lines of each cell that has any, by row and column from 0."""

_AMOUNT = re.compile(r"[-–—]|\(?-?(?:0|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d*)(?:\.\d+)?%?\)?")


def table_rows(lines: Iterable[Line], width: float, height: float) -> list[list[Line | None]]:
    """The rows of a table from the lines of one grid, cell by cell; None for an empty cell.

    Width and height of the page in points. Columns and rows without text are left out. A row that
    holds several amounts under each other, as budgets are printed, is as many rows.
    """
    cells: dict[tuple[int, int], list[Line]] = {}
    for line in lines:
        if line.cell is not None:
            cells.setdefault((line.cell.row, line.cell.column), []).append(line)
    columns = sorted({column for _, column in cells})
    rows = [
        [list(cells.get((row, column), ())) for column in columns]
        for row in sorted({row for row, _ in cells})
    ]
    return [
        [_cell(cell, width, height) for cell in part] for row in rows for part in _printed_rows(row)
    ]


def row_line(cells: Sequence[Line | None]) -> Line:
    """A row as one line, its cells parted by tabs."""
    text: list[str] = []
    boxes: list[Box] = []
    for at, cell in enumerate(cells):
        if at:
            text.append("\t")
            boxes.append(NOWHERE)
        if cell is not None:
            text.append(cell.text)
            boxes.extend(cell.boxes)
    size = max(cell.size for cell in cells if cell is not None)
    return Line("".join(text), tuple(boxes), size)


def _printed_rows(row: Sequence[Sequence[Line]]) -> list[list[list[Line]]]:
    """A ruled row as the rows printed in it: one for each line of its longest column of amounts."""
    amounts = max((cell for cell in row if _are_amounts(cell)), key=len, default=())
    if len(amounts) < 2 or all(len(cell) < len(amounts) for cell in row if cell is not amounts):
        return [[list(cell) for cell in row]]
    feet = [_foot(line) for line in amounts]
    parts: list[list[list[Line]]] = [[[] for _ in row] for _ in feet]
    for column, cell in enumerate(row):
        for line in cell:
            parts[_last_not_below(feet, line)][column].append(line)
    return [part for part in parts if any(part)]


def _are_amounts(cell: Iterable[Line]) -> bool:
    """Whether each line is a whole number, not part of one that goes on in the next."""
    return all(_AMOUNT.fullmatch(arabic_digits(line.text)) for line in cell)


def _foot(line: Line) -> float:
    return median([box[3] for box in line.boxes if box != NOWHERE] or [0])


def _last_not_below(feet: Sequence[float], line: Line) -> int:
    """Which printed row a line is of: text that goes on below its amount is of the same row."""
    tops = [box[1] for box in line.boxes if box != NOWHERE] or [0]
    slack = (_foot(line) - min(tops)) / 2
    return max(sum(foot <= _foot(line) + slack for foot in feet) - 1, 0)


def _cell(lines: Sequence[Line], width: float, height: float) -> Line | None:
    """The paragraphs of a cell as one line."""
    paragraphs = join_lines(lines, width, height)
    if not paragraphs:
        return None
    boxes = [box for each in paragraphs for box in (NOWHERE, *each.boxes)][1:]
    text = " ".join(each.text for each in paragraphs)
    return Line(text, tuple(boxes), max(each.size for each in paragraphs))
