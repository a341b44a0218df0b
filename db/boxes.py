"""Where characters stand on a page, packed small enough to be kept with its text."""

import zlib
from array import array
from collections.abc import Iterable, Sequence

SCALE = 10_000
Box = tuple[int, int, int, int]
"""Left, top, right, bottom in 1/SCALE of the page's width and height, from its upper left."""
NOWHERE: Box = (0, 0, 0, 0)
"""The box of a character that was not printed, such as a space between words."""


def pack(boxes: Iterable[Box]) -> bytes:
    """The boxes of a page's characters, in order, as compressed 16-bit numbers."""
    sides = [side for box in boxes for side in box]
    if sides and not 0 <= min(sides) <= max(sides) <= SCALE:
        sides = [min(max(side, 0), SCALE) for side in sides]
    return zlib.compress(array("H", sides).tobytes(), 6)


def unpack(packed: bytes) -> list[Box]:
    """What `pack` was given."""
    numbers = array("H", zlib.decompress(packed))
    return list(zip(*[iter(numbers)] * 4, strict=True))


def outline_of(boxes: Sequence[Box]) -> list[Box]:
    """The rectangles to mark for a run of characters: one for each line it covers."""
    lines: list[Box] = []
    for box in boxes:
        if box == NOWHERE:
            continue
        if lines and _same_line(lines[-1], box):
            last = lines[-1]
            lines[-1] = (
                min(last[0], box[0]),
                min(last[1], box[1]),
                max(last[2], box[2]),
                max(last[3], box[3]),
            )
        else:
            lines.append(box)
    return lines


def _same_line(line: Box, box: Box) -> bool:
    """Whether a box begins right of a line's start and overlaps it in height."""
    return box[0] >= line[0] and box[1] < line[3] and box[3] > line[1]
