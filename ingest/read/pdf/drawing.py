"""What is drawn on a page besides text, and where the page's own frame lies on the display."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ingest.read.pdf.matrix import Rectangle
from ingest.read.pdf.sheet import turned

_LEVEL = 1.0


@dataclass(frozen=True, slots=True)
class Window:
    """The part of a page's own frame that is displayed, in points, after `turns` clockwise quarter
    turns.
    """

    left: float
    bottom: float
    right: float
    top: float
    turns: int = 0

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as displayed."""
        sides = (self.right - self.left, self.top - self.bottom)
        return sides[::-1] if self.turns % 2 else sides

    @property
    def offset(self) -> bool:
        """Whether the window begins elsewhere than at the frame's origin."""
        return bool(self.left or self.bottom)

    def point(self, x: float, y: float, turns: int) -> tuple[float, float]:
        """A point of the page's own frame after clockwise quarter turns."""
        width, height = self.right - self.left, self.top - self.bottom
        return turned(x - self.left, y - self.bottom, width, height, turns)

    def turned(self, box: Rectangle, turns: int) -> Rectangle:
        """A box of the page's own frame after clockwise quarter turns, from its lower left."""
        left, bottom, right, top = box
        one = self.point(left, bottom, turns)
        other = self.point(right, top, turns)
        (left, right), (bottom, top) = (sorted(sides) for sides in zip(one, other, strict=True))
        return left, bottom, right, top

    def shows(self, x: float, y: float) -> bool:
        """Whether a point of the page's own frame is displayed."""
        return self.left <= x <= self.right and self.bottom <= y <= self.top

    def share(self, boxes: Iterable[Rectangle]) -> float:
        """How much of the window boxes cover, from 0 to 1; where they overlap both count."""
        width, height = self.size
        covered = sum(self._visible_area(box) for box in boxes)
        return round(min(1.0, covered / (width * height)), 3) if width * height > 0 else 0.0

    def _visible_area(self, box: Rectangle) -> float:
        width = min(box[2], self.right) - max(box[0], self.left)
        height = min(box[3], self.top) - max(box[1], self.bottom)
        return max(0.0, width) * max(0.0, height)


def straight_lines(segments: Iterable[tuple[bool, float, float]]) -> Iterator[Rectangle]:
    """The upright and level lines of a path: its points, and whether a line was drawn to each."""
    last: tuple[float, float] | None = None
    for drawn, x, y in segments:
        if drawn and last and min(abs(last[0] - x), abs(last[1] - y)) < _LEVEL:
            yield min(last[0], x), min(last[1], y), max(last[0], x), max(last[1], y)
        last = x, y
