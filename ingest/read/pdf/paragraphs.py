"""Joins printed lines into paragraphs by their edges, indents and beginnings."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from db.boxes import NOWHERE, SCALE
from ingest.mending.lexicon import split
from ingest.mending.repair import repair
from ingest.read.pdf.glyphs import is_thai
from ingest.read.pdf.layer import Line

_NUMBER = "[0-9๐-๙]+"
_MARKER = re.compile(
    rf"(?:[-–•·●○▪■□☐☑✓*\uf0b7\uf0a8\uf0fe\uf0a7\uf0d8o])\s"
    rf"|[-–—](?=[ก-ฮเ-ไ])"
    rf"|\(?(?:[0-9๐-๙]{{1,3}}|[ก-ฮ])[.)](?:\s|{_NUMBER}|$)"
    rf"|(?:{_NUMBER}\.)+{_NUMBER}[.)]?\s"
    rf"|(?:ข้อ|มาตรา|หมวด|ส่วน|บท|ภาค|ตอน|ลักษณะ|ภาคผนวก|ตาราง|รูป|แผนภาพ)(?:ที่)?\s*{_NUMBER}"
    rf"|(?:ประเด็น)?(?:ยุทธศาสตร์|กลยุทธ์|แผนงาน|เป้าหมาย|เป้าประสงค์|ตัวชี้วัด|มาตรการ|โครงการ|แนวทาง|พันธกิจ)"
    rf"(?:ที่)?\s*{_NUMBER}"
    rf"|[“\"][^”\"]{{1,80}}[”\"]\s*หมายความว่า|\(\s*หน่วย"
    rf"|(?:ส่วนราชการ|ที่|วันที่|เรื่อง|เรียน|อ้างถึง|สิ่งที่ส่งมาด้วย|หมายเหตุ|ประกาศ\sณ)\s"
)
_SIGNED = re.compile(r"\(\s*(?:นาย|นาง|ดร\.|ว่าที่|หม่อม|พล|พ\.)[^()]{4,60}\)")
_WORDS = re.compile("[ก-ฮะ-ฺเ-ๅ็-๎\uf700-\uf71d]")
_AMOUNT = re.compile(r"[1-9๑-๙][0-9๐-๙]{0,2}(?:,[0-9๐-๙]{3})*(?:\.[0-9๐-๙]+)?")
_LETTERS = re.compile("[A-Za-zก-ฮ\uf700-\uf71d]")
_CLOSED = "-/("
_LOOK_AROUND = 12
_SAME_SIZE = 0.06
_LIKE_SIZE = 0.2
_SURE_SIZE = 5
_INDENT = 1.0
_HANGING = 6.0
_FIRST_INDENT = 8.0
_RAGGED = 6.0
_WIDE_PITCH = 1.25
_SMALL_STEPS = 0.25
_WORD_WITHIN = 40
_COLUMN_GAP = 3.0


@dataclass(frozen=True, slots=True)
class _Place:
    """A line's left and right edges and foot in points from the upper left of the page.

    `gap` is the widest space within it.
    """

    left: float
    right: float
    foot: float
    gap: float


def join_lines(lines: Sequence[Line], width: float, height: float) -> list[Line]:
    """The paragraphs of lines in reading order, each as one line with its characters' boxes.

    Width and height of the page in points. Headings, list items and the heads of letters stay by
    themselves, so do definitions and the name under a signature. Between Thai letters nothing is
    put where lines meet, otherwise a space.
    """
    places = [_place(line, width, height) for line in lines]
    edges = _right_edges(lines, places)
    paragraphs: list[Line] = []
    first = 0
    for at, line in enumerate(lines):
        if at and _goes_on(lines, places, first, at, edges[at - 1]):
            paragraphs[-1] = _joined(paragraphs[-1], line)
        else:
            first = at
            paragraphs.append(line)
    return paragraphs


def _place(line: Line, width: float, height: float) -> _Place:
    boxes = [box for box in line.boxes if box != NOWHERE] or [NOWHERE]
    return _Place(
        min(box[0] for box in boxes) * width / SCALE,
        max(box[2] for box in boxes) * width / SCALE,
        median(box[3] for box in boxes) * height / SCALE,
        max((after[0] - box[2] for box, after in pairwise(boxes)), default=0) * width / SCALE,
    )


def _right_edges(lines: Sequence[Line], places: Sequence[_Place]) -> list[float]:
    """For each line the right edge of its column: of the near lines that reach over its middle,
    those with a column of figures beside them aside.
    """
    plain = [
        None if place.gap > _COLUMN_GAP * line.size else place
        for line, place in zip(lines, places, strict=True)
    ]
    edges = []
    for at, place in enumerate(places):
        middle = (place.left + place.right) / 2
        near = plain[max(0, at - _LOOK_AROUND) : at + _LOOK_AROUND + 1]
        rights = sorted(each.right for each in near if each and each.left <= middle <= each.right)
        rights = rights or [place.right]
        # Among many lines one that reaches further is a title across the columns.
        edges.append(rights[int(0.85 * (len(rights) - 1))] if len(rights) > 5 else rights[-1])
    return edges


def _usual_pitch(lines: Sequence[Line], places: Sequence[_Place], size: float) -> float:
    """How far lines of one size are apart in em, within paragraphs: between them it is further."""
    steps = sorted(
        (after.foot - before.foot) / line.size
        for line, before, after in zip(lines[1:], places, places[1:], strict=False)
        if after.foot - before.foot > line.size and abs(line.size - size) < _SAME_SIZE * size
    )
    return min(steps[int(_SMALL_STEPS * len(steps))], 2.5) if steps else 2.0


def _goes_on(
    lines: Sequence[Line],
    places: Sequence[_Place],
    first: int,
    at: int,
    edge: float,
) -> bool:
    """Whether line `at` continues the paragraph that began with line `first`."""
    last, line = lines[at - 1], lines[at]
    if not _is_like(last, line) or _stands_alone(last.text, line.text):
        return False
    if max(places[at - 1].gap, places[at].gap) > _COLUMN_GAP * line.size:
        return False
    step = (places[at].foot - places[at - 1].foot) / last.size
    if step > _WIDE_PITCH * _usual_pitch(lines, places, last.size) or abs(step) < 0.3:
        return False
    indent = (places[first].left - places[at].left) / line.size
    slack = _RAGGED if _INDENT < indent < _FIRST_INDENT else 0.3
    return _is_full(places[at - 1], line, places[at], edge + (0.3 - slack) * line.size) and (
        _is_aligned(lines, places, first, at)
    )


def _stands_alone(last: str, text: str) -> bool:
    """Whether what a line says begins a paragraph, or the line before was one of its own."""
    last, text = _plain(last), _plain(text)
    signed = _SIGNED.fullmatch(last) or _SIGNED.fullmatch(text)
    return bool(signed or _MARKER.match(text))


def _plain(text: str) -> str:
    """Repaired, and with ำ as า, since fonts take one for the other."""
    return repair(text)[0].replace("ำ", "า")


def _is_like(last: Line, line: Line) -> bool:
    """Whether the type is of one size; a few letters tell it roughly, figures not at all."""
    letters = min(len(_LETTERS.findall(each.text)) for each in (last, line))
    if not letters:
        return True
    tolerance = _SAME_SIZE if letters >= _SURE_SIZE else _LIKE_SIZE
    return abs(last.size - line.size) <= tolerance * last.size


def _is_full(last: _Place, line: Line, place: _Place, edge: float) -> bool:
    """Whether the first word of the next line had no room on the line before."""
    word = _first_word(line.text)
    share = len(word) / max(len(line.text), 1)
    return last.right + share * (place.right - place.left) > edge - 0.3 * line.size


def _first_word(text: str) -> str:
    chunk = text[:_WORD_WITHIN].split(" ", 1)[0]
    if not is_thai(chunk[:1]):
        return chunk
    words = split(repair(chunk)[0])
    return words[0] if words else chunk


def _is_aligned(lines: Sequence[Line], places: Sequence[_Place], first: int, at: int) -> bool:
    """Whether the line begins where lines of its paragraph do, or is centred like it."""
    em = lines[at].size
    head, last, place = places[first], places[at - 1], places[at]
    if abs((place.left + place.right) - (last.left + last.right)) < em:
        return True
    if at - first > 1:
        return abs(place.left - last.left) < _INDENT * em or place.left < last.left
    hanging = _HANGING if _MARKER.match(_plain(lines[first].text)) else _INDENT
    return place.left < head.left + hanging * em


def _joined(paragraph: Line, line: Line) -> Line:
    between = _between(paragraph, line)
    return replace(
        paragraph,
        text=paragraph.text + between + line.text,
        boxes=(*paragraph.boxes, *[NOWHERE for _ in between], *line.boxes),
        spaced=line.spaced,
    )


def _between(before: Line, after: Line) -> str:
    """What Thai puts between words is nothing, but a space beside numerals, ๆ, ฯ, other scripts."""
    if before.spaced:
        return " "
    last, first = before.text[-1:], after.text[:1]
    glued = _WORDS.match(last) and _WORDS.match(first)
    if glued or last in _CLOSED or first == ")" or _is_cut_amount(before.text, after.text):
        return ""
    return " "


def _is_cut_amount(before: str, after: str) -> bool:
    """Whether a narrow cell parts an amount: the figures are one together, and not each alone."""
    last, first = before.split(" ")[-1], after.split(" ")[0]
    parts = [bool(_AMOUNT.fullmatch(part)) for part in (last, first, last + first)]
    cut = first.startswith(",") and last[-1:].isdigit() and first[1:2].isdigit()
    return cut or (parts[2] and not (parts[0] and parts[1]))
