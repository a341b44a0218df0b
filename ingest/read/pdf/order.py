"""Puts a page's lines in the order of reading where that of printing is not it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from statistics import median

from db.boxes import NOWHERE, SCALE, Box
from ingest.read.pdf.layer import Line

_OVERLAP = 30
_HEAD = 0.08 * SCALE
_FOOT = 0.92 * SCALE
_NARROW = 0.55 * SCALE
_COLUMN_LINES = 4
_LOOK_BACK = 60
_SAME_FOOT = 0.4
_WIDE_GAP = 300


@dataclass(frozen=True, slots=True)
class _Block:
    """A line, or all the lines of a table, and the rectangle around them."""

    lines: tuple[Line, ...]
    box: Box

    @property
    def middle(self) -> float:
        """How far down the page it stands."""
        return (self.box[1] + self.box[3]) / 2

    def is_above(self, other: "_Block") -> bool:
        """Whether it stands wholly higher than the other's middle."""
        return self.box[3] < other.middle and self.middle < other.box[1]

    def is_beside(self, other: "_Block") -> bool:
        """Whether the two share no column."""
        return self.box[0] >= other.box[2] - _OVERLAP or self.box[2] <= other.box[0] + _OVERLAP


def in_reading_order(lines: Sequence[Line]) -> list[Line]:
    """Upright lines in the order of printing where that runs down the page, column by column.

    Spreadsheets print a page's parts in any order: they are read by rows, and what stands on one
    height becomes one line. What stands at the very head or foot of a page comes first or last.
    """
    blocks = list(_blocks(lines))
    head = [block for block in blocks if block.box[3] < _HEAD]
    foot = [block for block in blocks if block.box[1] > _FOOT]
    body = [block for block in blocks if block.box[3] >= _HEAD and block.box[1] <= _FOOT]
    if not _is_disordered(body) or _is_columnar(body):
        return _lines((*head, *body, *foot))
    body = sorted((piece for block in body for piece in _pieces(block)), key=_foot)
    rows = [line for row in _rows(body) for line in _in_row(row)]
    return [*_lines(head), *rows, *_lines(foot)]


def _is_disordered(blocks: Sequence[_Block]) -> bool:
    """Whether something is printed after what stands below it in the same column."""
    return any(
        block.is_above(other) and not block.is_beside(other)
        for at, block in enumerate(blocks)
        for other in blocks[max(0, at - _LOOK_BACK) : at]
    )


def _is_columnar(blocks: Sequence[_Block]) -> bool:
    """Whether the printing begins a second column: a leap up to the right among narrow lines."""
    narrow = [block.box[2] - block.box[0] < _NARROW for block in blocks]
    return any(
        block.is_above(last)
        and block.box[0] >= last.box[2] - _OVERLAP
        and all(narrow[at - _COLUMN_LINES : at + _COLUMN_LINES])
        for at, (last, block) in enumerate(pairwise(blocks), start=1)
        if _COLUMN_LINES <= at <= len(blocks) - _COLUMN_LINES
    )


def _lines(blocks: Iterable[_Block]) -> list[Line]:
    return [line for block in blocks for line in block.lines]


def _blocks(lines: Iterable[Line]) -> Iterator[_Block]:
    for grid, group in groupby(lines, key=lambda line: line.cell.grid if line.cell else None):
        members = tuple(group)
        parts = [members] if grid is not None else [(line,) for line in members]
        for part in parts:
            yield _Block(part, _around(box for line in part for box in line.boxes))


def _around(boxes: Iterable[Box]) -> Box:
    inked = [box for box in boxes if box != NOWHERE] or [NOWHERE]
    lefts, tops, rights, bottoms = zip(*inked, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _pieces(block: _Block) -> Iterator[_Block]:
    """A line in the parts that wide gaps make of it, so that others can come between."""
    line, first = block.lines[0], 0
    if line.cell is None:
        for at in _wide_gaps(line):
            yield _part(line, first, at)
            first = at + 1
    yield _part(line, first, len(line.text)) if first else block


def _wide_gaps(line: Line) -> Iterator[int]:
    """Where a space of the line is as wide as one between columns, with ink on both sides."""
    for at in range(1, len(line.text) - 1):
        before, after = line.boxes[at - 1], line.boxes[at + 1]
        inked = NOWHERE not in (before, after)
        if line.text[at] == " " and inked and after[0] - before[2] > _WIDE_GAP:
            yield at


def _part(line: Line, start: int, end: int) -> _Block:
    boxes = line.boxes[start:end]
    return _Block((replace(line, text=line.text[start:end], boxes=boxes),), _around(boxes))


def _rows(blocks: Iterable[_Block]) -> Iterator[list[_Block]]:
    """Neighbours of one height together, tables by themselves."""
    row: list[_Block] = []
    for block in blocks:
        if row and not _same_row(row[-1], block):
            yield row
            row = []
        row.append(block)
    if row:
        yield row


def _same_row(one: _Block, other: _Block) -> bool:
    if one.lines[0].cell or other.lines[0].cell or not one.is_beside(other):
        return False
    height = max(one.box[3] - one.box[1], other.box[3] - other.box[1])
    return abs(_foot(one) - _foot(other)) < _SAME_FOOT * height


def _foot(block: _Block) -> float:
    """Where the letters stand; marks above and below do not count. A table's is its upper edge."""
    if block.lines[0].cell:
        return block.box[1]
    return median([box[3] for box in block.lines[0].boxes if box != NOWHERE] or [0])


def _in_row(row: Sequence[_Block]) -> Iterator[Line]:
    blocks = sorted(row, key=lambda block: block.box[0])
    if len(blocks) == 1:
        yield from blocks[0].lines
        return
    lines = [line for block in blocks for line in block.lines]
    boxes = [box for line in lines for box in (NOWHERE, *line.boxes)][1:]
    yield replace(lines[-1], text=" ".join(line.text for line in lines), boxes=tuple(boxes))
