"""From pages read by OCR to pages of a document: mended, numbers checked, boxes kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from db.boxes import NOWHERE, Box, outline_of, pack
from db.models import PageDecision, PageSource
from ingest.mending import Mended, mend
from ingest.ocr.numbers import check, sure_numbers
from ingest.ocr.reader import OcrLine, OcrPage
from ingest.page import Doubt, PageText


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page read by OCR, its number in the document, and why it was read so."""

    number: int
    page: OcrPage
    decision: PageDecision


@dataclass(frozen=True, slots=True)
class _Carried:
    """A page's text after mending with the boxes and doubts of before."""

    text: str
    boxes: list[Box]
    doubts: list[Doubt]


def finish(pages: Sequence[ReadPage], this_year: int) -> list[PageText]:
    """All pages of a document that were read by OCR, mended together; `this_year` is B.E."""
    raw = ["\n".join(line.text for line in each.page.lines) for each in pages]
    mended = mend(raw)
    carried = [_carry(each.page, one.text) for each, one in zip(pages, mended, strict=True)]
    known = {number for one in carried for number in sure_numbers(one.text, one.doubts)}
    return [
        _finished(*parts, this_year, known)
        for parts in zip(pages, raw, mended, carried, strict=True)
    ]


def _finished(
    read: ReadPage, raw: str, mended: Mended, carried: _Carried, this_year: int, known: set[str]
) -> PageText:
    return PageText(
        number=read.number,
        text=carried.text,
        raw=raw,
        source=PageSource.OCR,
        quality=mended.quality.score,
        decision=read.decision,
        repairs=mended.repairs,
        doubts=check(carried.text, carried.doubts, this_year, known),
        boxes=pack(carried.boxes),
    )


def _carry(page: OcrPage, text: str) -> _Carried:
    """The boxes and doubts of the page's lines on the lines of its mended text."""
    boxes: list[Box] = []
    doubts: list[Doubt] = []
    for at, (line, new) in enumerate(zip(page.lines, text.split("\n"), strict=True)):
        if at:
            boxes.append(NOWHERE)
        start = len(boxes)
        places = _places(line.text, new)
        boxes += [_box_of(line, place) for place in places]
        doubts += _moved(line, places, start)
    return _Carried(text, boxes, doubts)


def _places(old: str, new: str) -> list[tuple[int, int]]:
    """For every new character, the old characters it comes from: start and end."""
    if old == new:
        return [(at, at + 1) for at in range(len(old))]
    places: list[tuple[int, int]] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        if kind == "equal":
            places += [(at, at + 1) for at in range(start, end)]
        else:
            near = (start, end) if end > start else (max(0, start - 1), start)
            places += [near] * (new_end - new_start)
    return places


def _box_of(line: OcrLine, place: tuple[int, int]) -> Box:
    """The box around the old characters of a place."""
    around = outline_of(line.boxes[slice(*place)])
    return around[0] if around else NOWHERE


def _moved(line: OcrLine, places: Sequence[tuple[int, int]], start: int) -> list[Doubt]:
    """The line's doubts as spans of the page."""
    doubts = []
    for first, last, other in line.doubts:
        covered = [at for at, place in enumerate(places) if place[0] < last and first < place[1]]
        if covered:
            doubts.append(Doubt(start + covered[0], start + covered[-1] + 1, other))
    return doubts
