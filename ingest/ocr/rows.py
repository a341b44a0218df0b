"""Where the lines of a page stand, and which of them are none."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Final

from db.boxes import Box
from ingest.mending.lexicon import share
from ingest.ocr.tesseract import Line, PixelBox

STEMS: Final = frozenset("กขคงจชซดตถทธนบพภมยรลวสหอาเ")
"""Letters of one height that have neither head nor tail."""

_FEW: Final = 3
_TALLER: Final = 1.35
_LOW: Final = 0.65
_WORDS: Final = 0.6
_ABOVE: Final = (-2.3, -0.7)
_BELOW: Final = (0.1, 1.1)


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a line's letters stand: their feet and the height of a consonant, in pixels, as seen
    in so many letters that have neither head nor tail.
    """

    baseline: float
    height: float
    letters: int


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a page and its frame; None where it has no letter to go by."""

    line: Line
    frame: Frame | None


def rows_of(lines: Sequence[Line]) -> list[Row]:
    """The lines with their frames, without those that are only the marks of another.

    Tesseract at times takes the upper vowels and tone marks of a line for a line of its own, low
    and close to the letters they belong to.
    """
    frames = [frame_of(line) for line in lines]
    heights = [frame.height for frame in frames if frame for _ in range(frame.letters)]
    usual = median(heights) if heights else 0.0
    whole = [frame for frame in frames if frame and frame.height > _LOW * usual]
    return [
        Row(line, frame and _of_usual_height(frame, usual))
        for line, frame in zip(lines, frames, strict=True)
        if not frame or frame in whole or not _are_marks(line, frame, whole)
    ]


def frame_of(line: Line) -> Frame | None:
    """The frame of a line from its letters' boxes.

    Tesseract's box is the whole line's height where it could not part two letters: those are left
    out.
    """
    boxes = _boxes(line, STEMS) or _boxes(line, None)
    if not boxes:
        return None
    fair = without_tall(boxes)
    height = median(box[3] - box[1] for box in fair)
    return Frame(median(box[3] for box in fair), max(4.0, height), len(_boxes(line, STEMS)))


def without_tall(boxes: Sequence[Box]) -> list[Box]:
    """The boxes without those that have the whole line's height."""
    low = sorted(box[3] - box[1] for box in boxes)[len(boxes) // 4]
    return [box for box in boxes if box[3] - box[1] <= _TALLER * low]


def _of_usual_height(frame: Frame, usual: float) -> Frame:
    """The frame with the page's usual height where its own was seen in few letters or in none:
    digits are lower than letters in many fonts.
    """
    return frame if frame.letters >= _FEW or not usual else replace(frame, height=usual)


def _are_marks(line: Line, low: Frame, whole: Sequence[Frame]) -> bool:
    """Whether a low line makes no words and stands where the marks of a whole line do."""
    if (share("".join(glyph.text for glyph in line)) or 0.0) > _WORDS:
        return False
    away = [(low.baseline - frame.baseline) / frame.height for frame in whole]
    return any(_ABOVE[0] <= at <= _ABOVE[1] or _BELOW[0] <= at <= _BELOW[1] for at in away)


def _boxes(line: Line, among: frozenset[str] | None) -> list[PixelBox]:
    return [
        glyph.box
        for glyph in line
        if glyph.box and (glyph.text in among if among else glyph.text.isalnum())
    ]
