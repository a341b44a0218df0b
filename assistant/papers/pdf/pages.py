"""Fills pages from top to bottom: paragraphs, tables whose head comes again on every page."""

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from assistant.papers.paper import Column, Digits
from assistant.papers.pdf.font import Subset
from assistant.papers.pdf.lines import RAISED_BY, RAISED_SIZE, TextLine, wrap
from assistant.papers.pdf.shaping import Face
from assistant.papers.pdf.writing import Canvas
from assistant.papers.typeset import LETTER, Grid, Line, Run, Style, in_digits

CENTIMETRE: Final = 72 / 2.54
LEFT, RIGHT, TOP, BOTTOM = 3 * CENTIMETRE, 2 * CENTIMETRE, 2.5 * CENTIMETRE, 2 * CENTIMETRE
SIZE: Final = 12.0
INDENT: Final = 2.5 * CENTIMETRE
LEADING: Final = 1.45
CELL_SIZE: Final = 10.5
_PAD = 3.0
_ABOVE = {Style.TITLE: 0.0, Style.SUBTITLE: 0.0, Style.HEADING: 9.0, Style.SUBHEADING: 6.0,
          Style.CAPTION: 6.0}  # fmt: skip
_SIZES = {Style.TITLE: 14.0, Style.NOTE: 10.5}
_BOLD = {Style.TITLE, Style.SUBTITLE, Style.HEADING, Style.SUBHEADING, Style.CAPTION}
_CENTRED = {Style.TITLE, Style.SUBTITLE}
# A heading goes to the next page with the line it stands over.
_LEADS = {Style.HEADING, Style.SUBHEADING, Style.CAPTION}

Cells = Sequence[Sequence[TextLine]]


class Pages:
    """Pages of one size in points, as they fill."""

    def __init__(self, width: float, height: float, digits: Digits) -> None:
        self.size = (width, height)
        self.canvases: list[Canvas] = []
        self.fonts = {"F0": Subset(Face("Regular")), "F1": Subset(Face("Bold"))}
        self._digits = digits
        self._y = 0.0
        self._turn()

    @property
    def _width(self) -> float:
        return self.size[0] - LEFT - RIGHT

    def set_line(self, line: Line) -> None:
        """Set a paragraph, breaking it into lines and over pages."""
        size, font = _SIZES.get(line.style, SIZE), "F1" if line.style in _BOLD else "F0"
        indent = INDENT if line.style is Style.BODY else 0.0
        lines = wrap(line.runs, self.fonts[font].face, size, self._width, indent)
        self._y -= _ABOVE.get(line.style, 0.0)
        self._reserve(size * LEADING * (3 if line.style in _LEADS else 1))
        for number, one in enumerate(lines):
            self._reserve(size * LEADING)
            self._y -= size * LEADING
            left = LEFT + (0.0 if number else indent)
            if line.style in _CENTRED:
                left = LEFT + (self._width - one.width) / 2
            self._draw(one, font, size, left, self._y + size * 0.4)

    def set_grid(self, grid: Grid) -> None:
        """Set a table; a row that does not fit goes to the next page, a taller one is cut."""
        widths = grid.widths(self._width, CELL_SIZE * LETTER)
        self._y -= 4
        self._head(grid, widths)
        for rows, font in ((grid.rows, "F0"), (grid.totals, "F1")):
            for row in rows:
                self._row(self._cells(row, widths, font), widths, font, grid)

    def _head(self, grid: Grid, widths: Sequence[float]) -> None:
        cells = self._cells([column.title for column in grid.columns], widths, "F1")
        height = _height(cells)
        self._reserve(height * 2)
        self.canvases[-1].shade(LEFT, self._y - height, sum(widths), height)
        centred = [Column("", figures=False)] * len(widths)
        self._box(cells, widths, "F1", centred, centre=True)

    def _row(self, cells: Cells, widths: Sequence[float], font: str, grid: Grid) -> None:
        leading = CELL_SIZE * LEADING
        while cells:
            room = int((self._y - BOTTOM - 2 * _PAD) / leading)
            tall = max(map(len, cells))
            if tall > room and (room < 1 or tall <= self._most_lines()):
                self._turn()
                self._head(grid, widths)
                room = int((self._y - BOTTOM - 2 * _PAD) / leading)
            room = max(room, 1)
            self._box([cell[:room] for cell in cells], widths, font, grid.columns)
            rest = [cell[room:] for cell in cells]
            cells = rest if any(rest) else []

    def _most_lines(self) -> int:
        """Lines of a row that has a page, less a table's head, to itself."""
        return int((self.size[1] - TOP - BOTTOM) * 0.7 / (CELL_SIZE * LEADING))

    def _box(
        self,
        cells: Cells,
        widths: Sequence[float],
        font: str,
        columns: Sequence[Column],
        centre: bool = False,
    ) -> None:
        height, left = _height(cells), LEFT
        canvas = self.canvases[-1]
        for cell, width, column in zip(cells, widths, columns, strict=True):
            for number, line in enumerate(cell):
                slack = width - 2 * _PAD - line.width
                aside = slack / 2 if centre else slack if column.figures else 0.0
                y = self._y - _PAD - CELL_SIZE * LEADING * (number + 1) + CELL_SIZE * 0.4
                self._draw(line, font, CELL_SIZE, left + _PAD + aside, y)
            canvas.rule(left, self._y, 0, -height)
            left += width
        canvas.rule(left, self._y, 0, -height)
        canvas.rule(LEFT, self._y, sum(widths), 0)
        canvas.rule(LEFT, self._y - height, sum(widths), 0)
        self._y -= height

    def _cells(self, row: Sequence[str], widths: Sequence[float], font: str) -> Cells:
        face = self.fonts[font].face
        return [
            [line for part in text.split("\n")
             for line in wrap([Run(part)], face, CELL_SIZE, width - 2 * _PAD)]
            for text, width in zip(row, widths, strict=True)
        ]  # fmt: skip

    def _draw(self, line: TextLine, font: str, size: float, x: float, y: float) -> None:
        for raised, spans in groupby(line.spans, lambda span: span.raised):
            stretch = list(spans)
            codes = self.fonts[font].codes(tuple(one for span in stretch for one in span.drawn))
            scale, up = (RAISED_SIZE, RAISED_BY * size) if raised else (1.0, 0.0)
            self.canvases[-1].write(font, size * scale, x, y + up, codes)
            x += sum(span.width for span in stretch)

    def _reserve(self, height: float) -> None:
        if self._y - height < BOTTOM:
            self._turn()

    def _turn(self) -> None:
        """Begin a page; from the second on its number stands above."""
        self.canvases.append(Canvas())
        self._y = self.size[1] - TOP
        if len(self.canvases) > 1:
            text = in_digits(f"- {len(self.canvases)} -", self._digits)
            line = wrap([Run(text)], self.fonts["F0"].face, SIZE, self._width)[0]
            left = LEFT + (self._width - line.width) / 2
            self._draw(line, "F0", SIZE, left, self.size[1] - 1.5 * CENTIMETRE)


def _height(cells: Cells) -> float:
    return max(map(len, cells)) * CELL_SIZE * LEADING + 2 * _PAD
