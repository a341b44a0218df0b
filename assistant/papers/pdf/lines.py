"""Cuts runs of text into lines that fit a width."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.papers.breaking import unbroken
from assistant.papers.pdf.shaping import UNITS, Drawn, Face
from assistant.papers.typeset import Run

RAISED_SIZE = 0.62
RAISED_BY = 0.36
_FOLLOWERS = "ะาำๅๆฯ "  # what stays with the letter before it


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a line in one look: its drawing, and its width in points."""

    drawn: tuple[Drawn, ...]
    width: float
    raised: bool


@dataclass(frozen=True, slots=True)
class TextLine:
    """A finished line; `width` does without the space it ends with."""

    spans: tuple[Span, ...]
    width: float


def wrap(
    runs: Sequence[Run], face: Face, size: float, width: float, indent: float = 0.0
) -> list[TextLine]:
    """Lines of at most `width` points, the first set in by `indent`; at least one line."""
    lines: list[TextLine] = []
    held: list[Span] = []
    used = indent
    for span in _spans(runs, face, size, width - indent):
        if held and not span.raised and used + _visible(span, size) > width:
            lines.append(_line(held, size))
            held, used = [], 0.0
        held.append(span)
        used += span.width
    return [*lines, _line(held, size)]


def _spans(runs: Iterable[Run], face: Face, size: float, width: float) -> Iterator[Span]:
    for run in runs:
        scale = size * (RAISED_SIZE if run.raised else 1) / UNITS
        for text in [run.text] if run.raised else unbroken(run.text):
            for drawn in _fitting(face.shape(text), width / scale):
                yield Span(drawn, sum(one.advance for one in drawn) * scale, run.raised)


def _fitting(drawn: tuple[Drawn, ...], most: float) -> Iterator[tuple[Drawn, ...]]:
    """The stretch whole where it fits, otherwise cut between letters."""
    held: list[Drawn] = []
    used = 0
    for one in drawn:
        if held and one.advance and used + one.advance > most and one.character not in _FOLLOWERS:
            yield tuple(held)
            held, used = [], 0
        held.append(one)
        used += one.advance
    yield tuple(held)


def _line(spans: Sequence[Span], size: float) -> TextLine:
    width = sum(span.width for span in spans)
    ending = width - spans[-1].width + _visible(spans[-1], size) if spans else 0.0
    return TextLine(tuple(spans), ending)


def _visible(span: Span, size: float) -> float:
    """The width without the spaces at the end."""
    spaces = 0
    for one in reversed(span.drawn):
        if not one.character.isspace():
            break
        spaces += one.advance
    return span.width - spaces * size / UNITS
