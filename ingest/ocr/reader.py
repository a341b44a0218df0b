"""Reads the picture of a page: Tesseract, then the numbers once more, then what is doubtful."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import cos, radians, sin
from typing import Any, Final

from db.boxes import NOWHERE, SCALE, Box
from ingest.ocr.cleaning import Prepared, lies_sideways, prepare
from ingest.ocr.digits import BASELINE, CONSONANT, HEIGHT, read_signs
from ingest.ocr.merging import Merged, Number, merge, numbers_of, on_page
from ingest.ocr.noise import SOUND, is_noise
from ingest.ocr.pixels import Gray, strip
from ingest.ocr.rows import Frame, Row, rows_of
from ingest.ocr.tesseract import Glyph, Line, PixelBox, read_lines

_MARGIN: Final = 4
_LEAST_SIDE: Final = 16
_LEGIBLE: Final = 0.7
_WAYS: Final = {False: (0, 2), True: (1, 3, 0)}
"""Quarter turns to try, most likely first, for pages whose lines seem to lie level or not."""


@dataclass(frozen=True, slots=True)
class OcrLine:
    """A line as read, a box for every character of it as `db.boxes` has them, the share of its
    characters that were read with confidence (SOUND or more; digits by the surer reader) and, as
    start, end and other reading, the numbers the two readers differ on.
    """

    text: str
    boxes: tuple[Box, ...]
    sound: float
    doubts: tuple[tuple[int, int, str], ...]


@dataclass(frozen=True, slots=True)
class OcrPage:
    """A page as read, and how its picture was turned for it: `quarters` of a circle and `angle`
    degrees, counter-clockwise.
    """

    lines: tuple[OcrLine, ...]
    quarters: int
    angle: float

    def as_json(self) -> dict[str, Any]:
        """The page as what JSON can hold."""
        return {
            "lines": [[line.text, line.boxes, line.sound, line.doubts] for line in self.lines],
            "quarters": self.quarters,
            "angle": self.angle,
        }


def page_from_json(kept: Mapping[str, Any]) -> OcrPage:
    """What `OcrPage.as_json` gave."""
    lines = tuple(
        OcrLine(
            text,
            tuple((left, top, right, bottom) for left, top, right, bottom in boxes),
            sound,
            tuple((start, end, other) for start, end, other in doubts),
        )
        for text, boxes, sound, doubts in kept["lines"]
    )
    return OcrPage(lines, kept["quarters"], kept["angle"])


@dataclass(frozen=True, slots=True)
class _Reading:
    """A page as Tesseract read it one way up, and the share of its characters read with
    confidence: .9 and more of sound print in Thai or English, less than .5 of print upside down.
    """

    prepared: Prepared
    lines: list[Line]
    legible: float


def read_page(gray: Gray) -> OcrPage:
    """The text of a page's picture, shape (height, width), 0 is black.

    Pages that lie on a side or on their head are found by how little is read with confidence, and
    read upright. Raises UnreadableFile, in Thai, when Tesseract is absent or fails on this page.
    Safe to call from several threads.
    """
    if min(gray.shape) < _LEAST_SIDE:
        return OcrPage((), 0, 0.0)
    readings = (_read(gray, quarters) for quarters in _WAYS[lies_sideways(gray)])
    best = next(readings)
    while best.legible < _LEGIBLE and (other := next(readings, None)):
        best = max(best, other, key=lambda reading: reading.legible)
    return _page(best, gray.shape)


def _read(gray: Gray, quarters: int) -> _Reading:
    prepared = prepare(gray, quarters)
    lines = [_grown(line, 1 / prepared.scale) for line in read_lines(prepared.small)]
    return _Reading(prepared, lines, _sound_share([glyph for line in lines for glyph in line]))


def _grown(line: Line, factor: float) -> Line:
    """The line with its boxes times a factor."""
    return tuple(
        replace(glyph, box=_times(glyph.box, factor)) if glyph.box else glyph for glyph in line
    )


def _times(box: PixelBox, factor: float) -> PixelBox:
    left, top, right, bottom = (round(side * factor) for side in box)
    return left, top, right, bottom


def _page(reading: _Reading, shape: tuple[int, ...]) -> OcrPage:
    prepared = reading.prepared
    merged = (_merged(prepared.gray, row) for row in rows_of(reading.lines))
    placed = tuple(_line(each, prepared, shape) for each in merged if not is_noise(each.glyphs))
    return OcrPage(placed, prepared.quarters, prepared.angle)


def _merged(gray: Gray, row: Row) -> Merged:
    """The line after its numbers were read a second time."""
    if row.frame is None:
        return Merged(row.line, ())
    return merge(row.line, _numbers(gray, row.line, row.frame))


def _numbers(gray: Gray, line: Line, frame: Frame) -> list[Number]:
    boxes = [glyph.box for glyph in line if glyph.box]
    scale = CONSONANT / frame.height
    left = min(box[0] for box in boxes) - _MARGIN / scale
    right = max(box[2] for box in boxes) + _MARGIN / scale
    top = frame.baseline - BASELINE / scale
    seen = strip(gray, (left, top, right, top + HEIGHT / scale), HEIGHT)
    return [on_page(number, left, scale) for number in numbers_of(read_signs(seen))]


def _line(merged: Merged, prepared: Prepared, shape: tuple[int, ...]) -> OcrLine:
    boxes = [glyph.box for glyph in merged.glyphs]
    return OcrLine(
        "".join(glyph.text for glyph in merged.glyphs),
        tuple(_box(box, prepared, shape) if box else NOWHERE for box in boxes),
        round(_sound_share(merged.glyphs), 3),
        merged.doubts,
    )


def _sound_share(glyphs: Sequence[Glyph]) -> float:
    inked = [glyph for glyph in glyphs if glyph.box]
    return sum(glyph.confidence >= SOUND for glyph in inked) / max(1, len(inked))


def _box(box: PixelBox, prepared: Prepared, shape: tuple[int, ...]) -> Box:
    """A box of the prepared picture, on the picture as it was, in 1/SCALE of its sides."""
    height, width = shape if prepared.quarters % 2 == 0 else shape[::-1]
    left, top, right, bottom = box
    x, y = _untilted((left + right - width) / 2, (top + bottom - height) / 2, prepared.angle)
    wide, high = (right - left) / 2, (bottom - top) / 2
    sides = (
        0.5 + (x - wide) / width,
        0.5 + (y - high) / height,
        0.5 + (x + wide) / width,
        0.5 + (y + high) / height,
    )
    for _ in range(prepared.quarters % 4):
        sides = (1 - sides[3], sides[0], 1 - sides[1], sides[2])
    left, top, right, bottom = (round(min(max(side, 0.0), 1.0) * SCALE) for side in sides)
    return left, top, right, bottom


def _untilted(x: float, y: float, angle: float) -> tuple[float, float]:
    """A point, from the middle of the page, before the page was turned by the angle."""
    turn = radians(angle)
    return x * cos(turn) - y * sin(turn), x * sin(turn) + y * cos(turn)
