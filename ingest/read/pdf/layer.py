"""A page's own text as printed: what is read once, journalled, and finished with its document."""

from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from db.boxes import Box, pack, unpack

FIRST_SYMBOL = 0xF0000
"""Symbols stand in a page's text as characters from here on: in no font's private area."""


@dataclass(frozen=True, slots=True)
class Symbol:
    """A glyph printed where a Thai mark is, though its font says `code`: `mark` if that is known.

    The same font and code are the same mark everywhere in a document.
    """

    font: str
    code: str
    below: bool = False
    mark: str | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """The grid of a page, and the row and column in it, that a line of text stands in; from 0."""

    grid: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line: a box for each character, the type's size in points.

    `spaced`: a space was printed after the last word. `cell` is None outside tables.
    """

    text: str
    boxes: tuple[Box, ...]
    size: float
    spaced: bool = False
    cell: Cell | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: the right and left edges of its columns in 1/10000 of the page's width."""

    rows: int
    edges: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Layer:
    """The text layer of one page, lines in the order of reading.

    Sizes are in points and boxes are placed with most of the text upright: the page as displayed
    is that after `turns` clockwise quarter turns. Character FIRST_SYMBOL + n of a line is
    `symbols[n]`. `image_share` is how much of the page pictures cover, 0 to 1.
    """

    number: int
    width: float
    height: float
    lines: tuple[Line, ...] = ()
    symbols: tuple[Symbol, ...] = ()
    grids: tuple[Grid, ...] = ()
    image_share: float = 0.0
    turns: int = 0


def to_json(layer: Layer) -> dict[str, Any]:
    """The layer as plain values that JSON can hold."""
    boxes = pack(box for line in layer.lines for box in line.boxes)
    return {
        "number": layer.number,
        "size": [layer.width, layer.height],
        "image": layer.image_share,
        "turns": layer.turns,
        "lines": [[line.text, line.size, line.spaced, _cell_json(line)] for line in layer.lines],
        "boxes": b64encode(boxes).decode("ascii"),
        "symbols": [[each.font, each.code, each.below, each.mark] for each in layer.symbols],
        "grids": [[grid.rows, list(grid.edges)] for grid in layer.grids],
    }


def from_json(values: Mapping[str, Any]) -> Layer:
    """What `to_json` was given."""
    boxes = iter(unpack(b64decode(values["boxes"])))
    lines = (
        Line(
            text,
            tuple(next(boxes) for _ in text),
            size,
            spaced,
            None if cell is None else Cell(*cell),
        )
        for text, size, spaced, cell in values["lines"]
    )
    width, height = values["size"]
    return Layer(
        values["number"],
        width,
        height,
        tuple(lines),
        tuple(Symbol(*each) for each in values["symbols"]),
        tuple(Grid(rows, tuple(edges)) for rows, edges in values["grids"]),
        values["image"],
        values["turns"],
    )


def _cell_json(line: Line) -> list[int] | None:
    return None if line.cell is None else [line.cell.grid, line.cell.row, line.cell.column]
