"""Ruled tables: from the straight lines of a page to rows and columns of cells.

The lines come from whoever reads the page; pdfplumber's table functions join them and find the
cells (the method is Anssi Nurminen's, "Algorithmic extraction of data in tables in PDF documents",
2013). The file itself is not parsed again, so that a long book costs no more memory than a page.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from pdfplumber.table import (
    cells_to_tables,
    edges_to_intersections,
    intersections_to_cells,
    merge_edges,
)

_NEAR = 3.0
_THIN = 3.0
_SHORTEST = 4.0
_NARROWEST = 11.0
_LOWEST = 5.0
_MOST_RULINGS = 4_000
_MOST_EDGES = 300


class Ruling(NamedTuple):
    """A straight line or the outline of a box, in points from the lower left of the page."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class RuledGrid:
    """A table of two rows and two columns or more.

    `xs` are its column edges from left to right, `ys` its row edges from the top down (negated, so
    that they rise). `owners` gives the upper left slot of the cell that a (row, column) slot
    belongs to; cells may span slots.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    owners: Mapping[tuple[int, int], tuple[int, int]]

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return len(self.ys) - 1

    def slot(self, x: float, y: float) -> tuple[int, int] | None:
        """Row and column, from 0, of the cell at a point; None outside the table."""
        if not (self.xs[0] <= x < self.xs[-1] and self.ys[0] <= -y < self.ys[-1]):
            return None
        slot = (bisect_right(self.ys, -y) - 1, bisect_right(self.xs, x) - 1)
        return self.owners.get(slot)


def find_grids(rulings: Sequence[Ruling]) -> list[RuledGrid]:
    """The tables that lines draw, from the top of the page down; none where there are too many
    lines for tables (a map, a chart).
    """
    if len(rulings) > _MOST_RULINGS:
        return []
    edges = [edge for ruling in rulings for edge in _edges(ruling)]
    merged = merge_edges(edges, _NEAR, _NEAR, _NEAR, _NEAR) if edges else []
    across = sum(edge["orientation"] == "h" for edge in merged)
    if not 3 <= across <= _MOST_EDGES or not 3 <= len(merged) - across <= _MOST_EDGES:
        return []
    cells = intersections_to_cells(edges_to_intersections(merged, _NEAR, _NEAR))
    grids = (_grid(table) for table in cells_to_tables(cells))
    return [grid for grid in grids if len(grid.xs) > 2 and len(grid.ys) > 2]


def _edges(ruling: Ruling) -> Iterable[dict[str, Any]]:
    """The sides of a box, or the one line that a thin box is."""
    left, bottom, right, top = ruling
    if top - bottom < _THIN:
        yield from _edge(left, right, (bottom + top) / 2, "h")
    elif right - left < _THIN:
        yield from _edge(bottom, top, (left + right) / 2, "v")
    else:
        yield from _edge(left, right, bottom, "h")
        yield from _edge(left, right, top, "h")
        yield from _edge(bottom, top, left, "v")
        yield from _edge(bottom, top, right, "v")


def _edge(start: float, end: float, at: float, orientation: str) -> Iterable[dict[str, Any]]:
    """An edge as pdfplumber has it: measured from the top, here by negated heights."""
    if end - start < _SHORTEST:
        return
    across = orientation == "h"
    x0, x1 = (start, end) if across else (at, at)
    top, bottom = (-at, -at) if across else (-end, -start)
    yield {
        "orientation": orientation,
        "x0": x0,
        "x1": x1,
        "top": top,
        "bottom": bottom,
        "doctop": top,
        "width": x1 - x0,
        "height": bottom - top,
    }


def _grid(cells: Sequence[tuple[float, float, float, float]]) -> RuledGrid:
    xs = _distinct((side for cell in cells for side in (cell[0], cell[2])), _NARROWEST)
    ys = _distinct((side for cell in cells for side in (cell[1], cell[3])), _LOWEST)
    owners: dict[tuple[int, int], tuple[int, int]] = {}
    for left, top, right, bottom in cells:
        first = (_index(ys, top), _index(xs, left))
        for row in range(first[0], _index(ys, bottom)):
            for column in range(first[1], _index(xs, right)):
                owners.setdefault((row, column), first)
    return RuledGrid(xs, ys, owners)


def _distinct(sides: Iterable[float], least: float) -> tuple[float, ...]:
    """Edges in order; of edges too near for text between them, such as double lines, the first."""
    kept: list[float] = []
    for side in sorted(sides):
        if not kept or side - kept[-1] > least:
            kept.append(side)
    return tuple(kept)


def _index(edges: Sequence[float], side: float) -> int:
    return min(range(len(edges)), key=lambda at: abs(edges[at] - side))
