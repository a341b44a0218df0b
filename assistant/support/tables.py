"""Cells of quoted tables: a figure belongs to its row and, by its place, to the head over it."""

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from assistant.answer import Quote
from assistant.extraction.layout import Line, Role, cells, lines
from assistant.extraction.rows import measured, unit_of
from assistant.support.alignment import Item
from assistant.support.figures import Figure, figures_of, same
from assistant.support.ground import Cell, Ground, key_of, places


def cells_of(quotes: Sequence[Quote], ground: Ground) -> tuple[Cell, ...]:
    """The cells of the table that quotes show: its head (row 0) and rows, where tabs part cells.

    Nothing where the head is not quoted, or a row has more cells than it or fewer: a part of a row
    tells no columns.
    """
    if not any("\t" in quote.text for quote in quotes):
        return ()
    order = sorted(range(len(quotes)), key=lambda at: (quotes[at].page, quotes[at].start))
    starts = [0, *accumulate(len(quotes[at].text) + 1 for at in order)]
    text = "\n".join(quotes[at].text for at in order)
    read = [line for line in lines(text, 0, len(text)) if line.role in {Role.HEAD, Role.ROW}]
    if not any(line.head for line in read) or not _fit(read):
        return ()
    found: list[Cell] = []
    for number, line in enumerate(read):
        near = bisect(starts, line.unit.start) - 1
        quote, field = quotes[order[near]].text, ground.fields[order[near]][0]
        row = 0 if line.role is Role.HEAD else number
        found += _cells(line, quote, line.unit.start - starts[near], field, row)
    return tuple(found)


def are_kept(items: Sequence[Item], ground: Ground) -> bool:
    """Whether each figure of a table's row is said of that row, and under its column's head."""
    if not ground.cells:
        return True
    own = [ground.cell_of(i.printed.start) if i.printed is not None else None for i in items]
    held = [(at, cell) for at, cell in enumerate(own) if cell is not None and cell.row]
    # A figure in the name of a row stands under no head: "… อย่างน้อย 5 งาน".
    names = [at for at, cell in held if cell == _name(cell.row, ground)]
    taken = [(at, cell) for at, cell in held if at not in names]
    trailing = bool(taken) and not any(_columns(i, ground) for i in items[: taken[0][0]])
    bounds = [-1, *(at for at, _ in taken), len(items)]
    for number, (at, cell) in enumerate(taken):
        before, after = items[bounds[number] + 1 : at], items[at + 1 : bounds[number + 2]]
        if not _under_its_head(cell, after if trailing else before[::-1], ground):
            return False
        if not _in_its_row(cell, items[:at], ground):
            return False
    return all(_in_its_row(cell, items[:at], ground) for at, cell in held if at in names)


def _cells(line: Line, quote: str, offset: int, field: int, row: int) -> Iterator[Cell]:
    at = offset
    for column, raw in enumerate(line.unit.text.split("\t")):
        end = field + len(key_of(quote[: at + len(raw)]).text)
        start = end - len(key_of(raw).text)
        text = raw.strip()
        unit = unit_of(column, line) if row else ""
        if text:
            yield Cell(row, column, start, end, _figure(text, unit, start))
        at += len(raw) + 1


def _figure(text: str, unit: str, start: int) -> Figure | None:
    """The one figure of a cell, with the unit of its column; read apart from its neighbours."""
    said = measured(text, unit)
    found = figures_of(key_of(said).text)
    if len(found) != 1:
        return None
    (figure,) = found
    if not said.startswith(text):
        return replace(figure, start=start, end=start + len(key_of(text).text))
    return replace(figure, start=start + figure.start, end=start + figure.end)


def _fit(read: Sequence[Line]) -> bool:
    return all(
        len(cells(line.unit.text)) == len(cells(line.head.unit.text))
        for line in read
        if line.head is not None
    )


def _under_its_head(cell: Cell, nearest: Sequence[Item], ground: Ground) -> bool:
    """Whether the head said nearest to a figure is that of its column; a row of several figures
    says nothing without."""
    named = (columns for item in nearest if (columns := _columns(item, ground)))
    first = next(named, None)
    if first is not None:
        return cell.column in first
    return len(_figure_columns(cell.row, ground)) < 2


def _columns(item: Item, ground: Ground) -> set[int]:
    """The columns of figures whose heads say an item."""
    figured = {column for row in _rows(ground) for column in _figure_columns(row, ground)}
    heads = [cell for cell in ground.cells if cell.row == 0 and cell.column in figured]
    return {head.column for head in heads if _says(head, item, ground)}


def _says(head: Cell, item: Item, ground: Ground) -> bool:
    if item.figure is not None:
        held = (f for f in ground.figures if head.start <= f.start < head.end)
        return any(same(item.figure, figure) for figure in held)
    return bool(places(item.text, ground.text[head.start : head.end]))


def _figure_columns(row: int, ground: Ground) -> set[int]:
    return {
        cell.column
        for cell in ground.cells
        if cell.row == row and re.match(r"\d", ground.text[cell.start : cell.end]) and cell.column
    }


def _name(row: int, ground: Ground) -> Cell | None:
    """The cell that names a row: its first that does not begin with a digit."""
    held = (cell for cell in ground.cells if cell.row == row)
    return next((c for c in held if not re.match(r"\d", ground.text[c.start : c.end])), None)


def _rows(ground: Ground) -> set[int]:
    return {cell.row for cell in ground.cells if cell.row}


def _in_its_row(cell: Cell, before: Sequence[Item], ground: Ground) -> bool:
    """Whether the row named last before a figure is its own."""
    for item in reversed(before):
        found = [ground.cell_of(place) for place in places(item.text, ground.text[: ground.body])]
        rows = {held.row for held in found if held is not None and held.row}
        if item.figure is None and rows and len(rows) < len(_rows(ground)):
            return cell.row in rows
    return True
