"""Puts the two readings of a line together: Tesseract's text and the numbers seen by `digits`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from db.thai import arabic_digits
from ingest.ocr.digits import Sign
from ingest.ocr.tesseract import Glyph, Line

SURE: Final = 0.9
"""A digit seen with less confidence replaces nothing,"""
SURE_OF_UNKNOWN: Final = 0.75
"""but one that Tesseract's model lacks may have a little less."""
DOUBTING: Final = 0.5
"""A number seen with less confidence is not even a doubt."""

_DIGITS: Final = frozenset("๐๑๒๓๔๕๖๗๘๙0123456789")
_INNER: Final = frozenset(".,/:")
_TOGETHER: Final = 12.0
_SPACED: Final = 8.0
_RIM: Final = 0.6
_UNKNOWN: Final = frozenset("๔๖๗๘๙")
_MISTAKEN: Final = frozenset("«»|@&$#!\\<>")
_NARROW: Final = 4.0
_SEVERAL_THAI: Final = re.compile("[๐-๙]{2,}")
_THOUSANDS: Final = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Number:
    """A number as the second reader saw it, in pixels of the page."""

    signs: tuple[Sign, ...]

    @property
    def text(self) -> str:
        """Its digits and the marks among them."""
        return "".join(sign.text for sign in self.signs)

    @property
    def is_sure(self) -> bool:
        """Whether every digit of it is, and the marks among them are likely."""
        return self.confidence >= SURE and all(sign.confidence >= DOUBTING for sign in self.signs)

    @property
    def confidence(self) -> float:
        """That of its least certain digit."""
        return min(sign.confidence for sign in self.signs if sign.text in _DIGITS)


@dataclass(frozen=True, slots=True)
class Merged:
    """A line after both readings; `doubts` are start, end and the other reading of a number."""

    glyphs: Line
    doubts: tuple[tuple[int, int, str], ...]


def merge(line: Line, numbers: Sequence[Number]) -> Merged:
    """The line with every number as the surer reading has it.

    A number goes where Tesseract's letters stand in the same place, but never takes Thai letters or
    the marks around it. Where both have as many digits the sure ones are exchanged one by one; else
    the number is taken whole when it is sure as a whole. What then still differs is a doubt.
    """
    glyphs: list[Glyph] = []
    doubts: list[tuple[int, int, str]] = []
    at = 0
    for number in numbers:
        first, last = _covered(line, number, at)
        if first < last and _like_number(line, first, last, number):
            glyphs += line[at:first]
            start = len(glyphs)
            glyphs += _settled(line[first:last], number)
            if number.confidence >= DOUBTING and _plain(glyphs[start:]) != number.text:
                doubts.append((start, len(glyphs), number.text))
            at = last
    return Merged((*glyphs, *line[at:]), tuple(doubts))


def numbers_of(signs: Sequence[Sign]) -> Iterator[Number]:
    """The numbers among the signs of a line: digits near each other and the marks between them."""
    run: list[Sign] = []
    for sign in signs:
        if sign.text == "x" and sign.right - sign.left <= _NARROW:
            continue
        if run and (sign.text not in _DIGITS | _INNER or sign.left - run[-1].right > _TOGETHER):
            yield from _number(run)
            run = []
        if sign.text in _DIGITS or (run and sign.text in _INNER):
            run.append(sign)
    yield from _number(run)


def _number(run: list[Sign]) -> Iterator[Number]:
    while run and run[-1].text not in _DIGITS:
        run = run[:-1]
    if run:
        yield Number(tuple(run))


def _covered(line: Line, number: Number, start: int) -> tuple[int, int]:
    """From which to before which glyph the line has what may be the number: no Thai letters, spaces
    or marks at its ends.
    """
    rim = _RIM * (number.signs[0].right - number.signs[0].left)
    left, right = number.signs[0].left - rim, number.signs[-1].right + rim
    inside = [
        at
        for at in range(start, len(line))
        if (box := line[at].box)
        and left <= (box[0] + box[2]) / 2 <= right
        and (line[at].text.isalnum() or line[at].text in _MISTAKEN)
        and not _is_thai_letter(line[at].text)
    ]
    return (inside[0], inside[-1] + 1) if inside else (start, start)


def _is_thai_letter(text: str) -> bool:
    return "ก" <= text <= "๎"


def _like_number(line: Line, first: int, last: int, number: Number) -> bool:
    """Whether what Tesseract read may be the number: it has a digit, or the number is sure and
    stands free of other Latin letters or is of several Thai digits, which no Latin letters are.
    """
    if any(glyph.text in _DIGITS for glyph in line[first:last]):
        return True
    beside = [line[at].text for at in (first - 1, last) if 0 <= at < len(line)]
    alone = not any(re.match("[A-Za-z]", each) for each in beside)
    return number.confidence >= SURE and (alone or _SEVERAL_THAI.fullmatch(number.text) is not None)


def _settled(old: Sequence[Glyph], number: Number) -> list[Glyph]:
    digits = [sign for sign in number.signs if sign.text in _DIGITS]
    places = [at for at, glyph in enumerate(old) if glyph.text in _DIGITS]
    if len(digits) == len(places) and not _lacks_commas(old, number):
        glyphs = list(old)
        for at, sign in zip(places, digits, strict=True):
            glyphs[at] = _surer(glyphs[at], sign)
        return glyphs
    return _as_glyphs(number, old) if number.is_sure else list(old)


def _lacks_commas(old: Sequence[Glyph], number: Number) -> bool:
    """Whether commas part the thousands of a sure number, and not of what Tesseract read."""
    grouped = _THOUSANDS.fullmatch(number.text) is not None and number.is_sure
    return grouped and not _THOUSANDS.fullmatch(_plain(old))


def _surer(glyph: Glyph, sign: Sign) -> Glyph:
    """The digit as the surer reader has it, and as sure as that one is.

    Tesseract cannot be right about digits it lacks, and takes Thai ones for Arabic of the same
    value: that changes no number.
    """
    if sign.text == glyph.text:
        return replace(glyph, confidence=max(sign.confidence, glyph.confidence))
    if sign.confidence < _needed(sign.text, glyph.text):
        return glyph
    return replace(glyph, text=sign.text, confidence=sign.confidence)


def _needed(seen: str, read: str) -> float:
    if arabic_digits(seen) == arabic_digits(read):
        return DOUBTING
    return SURE_OF_UNKNOWN if seen in _UNKNOWN else SURE


def _as_glyphs(number: Number, old: Sequence[Glyph]) -> list[Glyph]:
    boxes = [glyph.box for glyph in old if glyph.box]
    top, bottom = min(box[1] for box in boxes), max(box[3] for box in boxes)
    return [
        Glyph(sign.text, (round(sign.left), top, round(sign.right), bottom), sign.confidence)
        for sign in number.signs
    ]


def _plain(glyphs: Sequence[Glyph]) -> str:
    return "".join(glyph.text for glyph in glyphs if glyph.box)


def on_page(number: Number, left: float, scale: float) -> Number:
    """A number seen in a strip that begins at `left` and was brought to `scale`, on the page."""
    return Number(
        tuple(
            replace(sign, left=left + sign.left / scale, right=left + sign.right / scale)
            for sign in number.signs
        )
    )
