"""Running headers, footers and page numbers: what repeats at the edges of a document's pages."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from db.boxes import NOWHERE, SCALE
from ingest.mending.repair import repair
from ingest.read.pdf.layer import Layer, Line

_HEAD = 0.12 * SCALE
_FOOT = 0.90 * SCALE
_REPEATS = 3
_NUMBER = "[0-9๐-๙]{1,4}"
_DIGIT = re.compile("[0-9๐-๙]+")
_PAGE_NUMBER = re.compile(
    rf"[-–—~(\[|]*\s*(?:หน้า(?:ที่)?|page)?\s*(?P<number>{_NUMBER}|[ivxl]{{1,6}})\s*"
    rf"(?:(?:/|จาก|of)\s*{_NUMBER})?\s*[-–—~)\]|]*",
    re.IGNORECASE,
)
_GAZETTE = re.compile(
    rf"(?:หน้า\s*(?P<number>{_NUMBER})\s*)?"
    rf"(?:เล่ม\s*(?:ที่\s*)?{_NUMBER}\s*ตอน.{{0,120}}|ราชกิจจานุเบกษา.{{0,40}})"
)
_GAZETTE_DATE = re.compile(rf"{_NUMBER}\s*[ก-ไ][ก-๎.]{{2,12}}\s*{_NUMBER}")


@dataclass(frozen=True, slots=True)
class Margins:
    """Which lines of a page, by place from 0, are not of its text; the page number it bears."""

    lines: frozenset[int]
    printed_number: str | None


def find_margins(layers: Sequence[Layer]) -> list[Margins]:
    """The margins of every page of a document, in order.

    A line at the head or foot is one if it repeats, numbers aside, on three pages or half of them,
    two at the least; on any page what is plainly a page number or the Gazette's head.
    """
    repeating = _repeating(layers)
    return [_margins(layer, repeating) for layer in layers]


def _repeating(layers: Sequence[Layer]) -> frozenset[str]:
    if len(layers) < 2:
        return frozenset()
    counts = Counter(
        key
        for layer in layers
        for key in {_key(line, at_head) for _, line, at_head in _edge_lines(layer)}
    )
    enough = min(_REPEATS, max(2, (len(layers) + 1) // 2))
    return frozenset(key for key, count in counts.items() if count >= enough)


def _edge_lines(layer: Layer) -> Iterator[tuple[int, Line, bool]]:
    """The lines wholly in the head or foot of a page, tables aside: place, line, whether head."""
    for place, line in enumerate(layer.lines):
        boxes = [box for box in line.boxes if box != NOWHERE]
        if not boxes or line.cell is not None:
            continue
        if max(box[3] for box in boxes) < _HEAD:
            yield place, line, True
        elif min(box[1] for box in boxes) > _FOOT:
            yield place, line, False


def _key(line: Line, at_head: bool) -> str:
    folded = _DIGIT.sub("#", "".join(_plain(line).split()))
    return f"{'head' if at_head else 'foot'} {folded}"


def _plain(line: Line) -> str:
    """Repaired, and with ำ as า, since fonts take one for the other."""
    return repair(line.text)[0].replace("ำ", "า")


def _margins(layer: Layer, repeating: frozenset[str]) -> Margins:
    edges = list(_edge_lines(layer))
    numbers = {place: _page_number(line, at_head) for place, line, at_head in edges}
    gazette = any(at_head and _GAZETTE.fullmatch(_plain(line)) for _, line, at_head in edges)
    dropped = {
        place
        for place, line, at_head in edges
        if numbers[place] is not None
        or _key(line, at_head) in repeating
        or (gazette and at_head and _GAZETTE_DATE.fullmatch(_plain(line)))
    }
    return Margins(frozenset(dropped), next(filter(None, numbers.values()), None))


def _page_number(line: Line, at_head: bool) -> str | None:
    """The page number that a line is; "" for a Gazette head without one, None for other lines."""
    text = _plain(line)
    match = _PAGE_NUMBER.fullmatch(text) or (_GAZETTE.fullmatch(text) if at_head else None)
    return (match["number"] or "") if match else None
