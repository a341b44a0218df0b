"""Composes what a PDF page prints into its text layer, as it is displayed."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from db.boxes import SCALE, Box
from ingest.mending.quality import measure
from ingest.mending.repair import repair
from ingest.read.pdf.glyphs import Glyph, is_thai, without_repeats
from ingest.read.pdf.grids import RuledGrid, Ruling, find_grids
from ingest.read.pdf.layer import Cell, Grid, Layer, Line
from ingest.read.pdf.lines import SymbolTable, lines_of
from ingest.read.pdf.order import in_reading_order

_FEW = 30
_MUCH_THAI = 0.3
_SOME_SENSE = 0.3
_GAP = 2.0
_WIDE_GAP = 6.0


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a page prints, turned so that most of its text is upright; width and height in points.

    `glyphs` holds upright glyphs by the clockwise quarter turns from their frame to the sheet: 0
    for text that is upright on it. The page as displayed is the sheet after `turns` such turns.
    """

    number: int
    width: float
    height: float
    glyphs: Mapping[int, Sequence[Glyph]] = field(default_factory=dict)
    rulings: Sequence[Ruling] = ()
    image_share: float = 0.0
    turns: int = 0


@dataclass(frozen=True, slots=True)
class Frame:
    """A sheet of `width` by `height` points that is displayed after `turns` quarter turns."""

    width: float
    height: float
    turns: int

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the frame is on the displayed page."""
        return turned(x, y, self.width, self.height, self.turns)

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """The box of a rectangle of the frame on the displayed page."""
        if self.turns:
            xs, ys = zip(self.point(left, bottom), self.point(right, top), strict=True)
            left, bottom, right, top = min(xs), min(ys), max(xs), max(ys)
        width, height = (self.height, self.width) if self.turns % 2 else (self.width, self.height)
        across, down = SCALE / width, SCALE / height
        box = (
            round(left * across),
            round(SCALE - top * down),
            round(right * across),
            round(SCALE - bottom * down),
        )
        return box if _is_within(box) else _clamped(box)


def turned(x: float, y: float, width: float, height: float, turns: int) -> tuple[float, float]:
    """A point of a `width` by `height` sheet after clockwise quarter turns; y is upward."""
    if turns == 1:
        return y, width - x
    if turns == 2:
        return width - x, height - y
    return (height - y, x) if turns == 3 else (x, y)


def compose(sheet: Sheet) -> Layer:
    """The page's text layer: lines in the order of printing, tables where their first text is.

    Text in other directions than most of the page's comes after it.
    """
    grids = find_grids(sheet.rulings)
    table = SymbolTable()
    lines: list[Line] = []
    for turns, glyphs in sorted(sheet.glyphs.items(), key=lambda group: -len(group[1])):
        found = _group_lines(without_repeats(glyphs), _frame(sheet, turns), grids, table)
        lines += found if turns else in_reading_order(found)
    return Layer(
        sheet.number,
        sheet.width,
        sheet.height,
        tuple(lines),
        table.symbols(),
        tuple(_summary(grid, sheet.width) for grid in grids),
        sheet.image_share,
        sheet.turns,
    )


def is_garbled(layer: Layer) -> bool:
    """Whether a page's text is such that no reader could make sense of it: not one Thai word in
    what is no Latin text either. Symbols are left out of account.
    """
    text = "\n".join(line.text for line in layer.lines)
    letters = "".join(text.split())
    thai = sum(map(is_thai, letters))
    if len(letters) < _FEW or thai > _MUCH_THAI * len(letters):
        return False
    return measure(repair(text)[0]).score < _SOME_SENSE


def _frame(sheet: Sheet, turns: int) -> Frame:
    sides = (sheet.height, sheet.width) if turns % 2 else (sheet.width, sheet.height)
    return Frame(*sides, turns)


def _is_within(box: Box) -> bool:
    return box[0] >= 0 and box[1] >= 0 and box[2] <= SCALE and box[3] <= SCALE


def _clamped(box: Box) -> Box:
    left, top, right, bottom = (min(max(side, 0), SCALE) for side in box)
    return left, top, right, bottom


def _scaled(at: float, whole: float) -> int:
    return min(max(round(at * SCALE / whole), 0), SCALE)


def _summary(grid: RuledGrid, width: float) -> Grid:
    return Grid(grid.rows, tuple(_scaled(edge, width) for edge in grid.xs))


def _group_lines(
    glyphs: Sequence[Glyph], frame: Frame, grids: Sequence[RuledGrid], table: SymbolTable
) -> list[Line]:
    if not grids:
        return lines_of(glyphs, frame.box, table)
    lines: list[Line] = []
    outside, inside = _shared_out(glyphs, frame, grids)
    for chunk, cells in zip(outside, [*inside, {}], strict=True):
        lines += lines_of(chunk, frame.box, table)
        for cell in sorted(cells, key=_order):
            found = lines_of(cells[cell], frame.box, table)
            lines += [replace(line, cell=cell) for line in found]
    return lines


def _order(cell: Cell) -> tuple[int, int, int]:
    return cell.grid, cell.row, cell.column


def _shared_out(
    glyphs: Sequence[Glyph], frame: Frame, grids: Sequence[RuledGrid]
) -> tuple[list[list[Glyph]], list[dict[Cell, list[Glyph]]]]:
    """The glyphs outside tables, cut where a table begins, and after each cut its cells."""
    outside: list[list[Glyph]] = [[]]
    inside: dict[int, dict[Cell, list[Glyph]]] = {}
    for word in _words(glyphs):
        # A word too long for its cell is printed over the next one.
        cells = Counter(_cell_of(glyph, frame, grids) for glyph in word)
        cell = cells.most_common(1)[0][0]
        if cell is None:
            outside[-1].extend(word)
            continue
        if cell.grid not in inside:
            outside.append([])
        inside.setdefault(cell.grid, {}).setdefault(cell, []).extend(word)
    return outside, list(inside.values())


def _words(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """The glyphs of a text object in pieces without a gap."""
    word: list[Glyph] = []
    for glyph in glyphs:
        if word and _parts(word[-1], glyph):
            yield word
            word = []
        word.append(glyph)
    if word:
        yield word


def _parts(last: Glyph, glyph: Glyph) -> bool:
    gap = glyph.left - last.right
    wide = gap > _WIDE_GAP or (glyph.spaced and gap > _GAP)
    return glyph.run != last.run or " " in (last.text, glyph.text) or wide


def _cell_of(glyph: Glyph, frame: Frame, grids: Sequence[RuledGrid]) -> Cell | None:
    x = (glyph.left + glyph.right) / 2 if glyph.right > glyph.left else glyph.x
    x, y = frame.point(x, glyph.y + 0.1)
    for number, grid in enumerate(grids):
        slot = grid.slot(x, y)
        if slot is not None:
            return Cell(number, *slot)
    return None
