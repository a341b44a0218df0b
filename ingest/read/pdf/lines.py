"""Puts printed glyphs together again: lines, marks on their letters, spaces.

The order of a PDF's text is that of printing. Bases keep it within a line's runs, marks go to the
letter they stand on by the place of their ink, spaces come from gaps. Thresholds are in em of the
line's type; they were measured on files of LibreOffice, Chromium, Word, Distiller and InDesign.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from db.boxes import NOWHERE, Box
from ingest.read.pdf.glyphs import (
    CARRIERS,
    CONSONANT_HEIGHT,
    LOWER,
    MARKS,
    TONES,
    UPPER,
    Glyph,
    em_of,
    is_symbol,
    is_thai,
    with_whole_am,
)
from ingest.read.pdf.layer import FIRST_SYMBOL, Line, Symbol

Place = Callable[[float, float, float, float], Box]
"""Makes a box of left, bottom, right, top in points."""

_LEAST_HEIGHT = 1.5
_SAME_LINE = 0.25
_SAME_BASELINE = 0.12
_BACK = 1.5
_GAP = 0.14
_SILENT_GAP = 0.22
_SCRIPT_GAP = 0.18
_OPENING = "(“"
_CLOSING = ")”"
_WIDE_GAP = 0.45
_RING = "ํ"


@dataclass(slots=True)
class Base:
    """A character that marks may stand on, with the marks found for it.

    `after_mark`: a mark was printed on its own before it, so that PDFium saw no gap between bases.
    """

    glyph: Glyph
    after_mark: bool = False
    marks: list[Glyph] = field(default_factory=list)
    symbols: list[Glyph] = field(default_factory=list)


class SymbolTable:
    """The symbols of a page: each font and code once."""

    def __init__(self) -> None:
        self._places: dict[Symbol, int] = {}

    def character(self, glyph: Glyph) -> str:
        """The character that stands for a glyph whose font maps it wrong."""
        below = glyph.top < glyph.y
        mark = _RING if glyph.text == " " and not below else None
        symbol = Symbol(glyph.font, glyph.text, below, mark)
        return chr(FIRST_SYMBOL + self._places.setdefault(symbol, len(self._places)))

    def symbols(self) -> tuple[Symbol, ...]:
        """The symbols in the order of their characters."""
        return tuple(self._places)


def lines_of(glyphs: Sequence[Glyph], place: Place, table: SymbolTable) -> list[Line]:
    """The lines of upright glyphs, each said once, in the order of printing."""
    em = em_of(glyphs)
    thai = any(is_thai(glyph.text) for glyph in glyphs)
    segments = _segments(_tagged(glyphs, em, thai), em)
    lines = (_line(segment, em, place, table) for segment in _joined(segments, em))
    return [line for line in lines if line.text]


class _Tagged(NamedTuple):
    """A glyph and what it is: `mark` for a Thai mark, `symbol` for what stands where marks do."""

    glyph: Glyph
    mark: bool
    symbol: bool


def _tagged(glyphs: Iterable[Glyph], page_em: float, thai: bool) -> list[_Tagged]:
    """Size changes within a page: the em is that of the last consonant."""
    tagged, em = [], page_em
    for glyph in glyphs:
        text, height = glyph.text, glyph.top - glyph.bottom
        if text in CARRIERS:
            em = height / CONSONANT_HEIGHT if height > _LEAST_HEIGHT else em
            tagged.append(_Tagged(glyph, False, False))
        elif text == "ำ":
            tagged.append(_Tagged(with_whole_am(glyph, em), False, False))
        else:
            symbol = thai and height > 0 and is_symbol(glyph, em)
            tagged.append(_Tagged(glyph, text in MARKS, symbol))
    return tagged


def _segments(tagged: Iterable[_Tagged], em: float) -> list[list[_Tagged]]:
    """Runs of glyphs along one baseline, in the order of printing; marks break none."""
    segments: list[list[_Tagged]] = []
    last: Glyph | None = None
    for each in tagged:
        if each.mark or each.symbol:
            if not segments:
                segments.append([])
        elif last is None or _breaks(last, each.glyph, em):
            segments.append([])
        segments[-1].append(each)
        if not (each.mark or each.symbol):
            last = each.glyph
    return segments


def _breaks(last: Glyph, glyph: Glyph, em: float) -> bool:
    return abs(glyph.y - last.y) > _SAME_LINE * em or glyph.x < last.x - _BACK * em


def _joined(segments: Iterable[list[_Tagged]], em: float) -> list[list[_Tagged]]:
    """Segments that follow each other on one baseline, made one."""
    lines: list[list[_Tagged]] = []
    for segment in segments:
        bases = [each.glyph for each in segment if not (each.mark or each.symbol)]
        if lines and (not bases or _continues(lines[-1], bases[0], em)):
            lines[-1].extend(segment)
        else:
            lines.append(list(segment))
    return lines


def _continues(line: Sequence[_Tagged], glyph: Glyph, em: float) -> bool:
    bases = [each.glyph for each in line if not (each.mark or each.symbol)]
    return bool(bases) and abs(bases[-1].y - glyph.y) < _SAME_BASELINE * em


def _line(segment: Sequence[_Tagged], page_em: float, place: Place, table: SymbolTable) -> Line:
    em = em_of((each.glyph for each in segment), page_em)
    bases = _bases(segment, em)
    text: list[str] = []
    boxes: list[Box] = []
    last: Base | None = None
    for base in bases:
        if last is not None and _space_between(last, base, em):
            text.append(" ")
            boxes.append(NOWHERE)
        _write(base, place, table, text, boxes)
        last = base
    return _trimmed("".join(text), boxes, round(em, 1))


def _bases(segment: Sequence[_Tagged], em: float) -> list[Base]:
    """The line's bases from left to right, each with its marks."""
    bases: list[Base] = []
    own: dict[int, Base] = {}
    loose: list[_Tagged] = []
    after_mark = False
    for each in segment:
        if each.mark or each.symbol:
            base = own.get(each.glyph.run)
            after_mark = base is None
            if base is None or not _stands_on(each.glyph, base.glyph, em):
                loose.append(each)
            else:
                _attach(each, base)
            continue
        bases.append(Base(each.glyph, after_mark))
        _remember(own, bases[-1])
        after_mark = False
    bases.sort(key=lambda base: base.glyph.x)
    for each in loose:
        _settle(each, bases, em)
    return bases


def _remember(own: dict[int, Base], base: Base) -> None:
    """The last consonant of each text object; other scripts end it."""
    if base.glyph.text in CARRIERS:
        own[base.glyph.run] = base
    elif not is_thai(base.glyph.text):
        own.pop(base.glyph.run, None)


def _stands_on(mark: Glyph, base: Glyph, em: float) -> bool:
    """Whether ink may belong to the letter printed before it."""
    if mark.right <= mark.left:
        return True
    return base.left - 0.5 * em < mark.left < base.right + 0.5 * em


def _settle(each: _Tagged, bases: list[Base], em: float) -> None:
    """Gives a mark printed on its own to the last consonant that begins left of it."""
    mark = each.glyph
    stacked = _under_vowel(mark, bases)
    if stacked is not None:
        _attach(each, stacked)
        return
    slack = (0.12 if mark.width > 0.18 * em else 0.02) * em
    near = [
        base
        for base in bases
        if base.glyph.left <= mark.left + slack and mark.left - base.glyph.right < em
    ]
    carriers = [base for base in near if base.glyph.text in CARRIERS] or near
    if carriers:
        _attach(each, max(carriers, key=lambda base: base.glyph.left))
    elif bases:
        _attach(each, max(bases, key=lambda base: _overlap(mark, base.glyph)))
    else:
        bases.append(Base(mark))


def _under_vowel(mark: Glyph, bases: Iterable[Base]) -> Base | None:
    """The letter over whose vowel the ink stands, though the next letter may begin under it."""
    middle = (mark.left + mark.right) / 2
    for base in bases:
        for vowel in base.marks:
            above = mark.bottom > (vowel.bottom + vowel.top) / 2
            if vowel.text in UPPER and above and vowel.left <= middle <= vowel.right:
                return base
    return None


def _attach(each: _Tagged, base: Base) -> None:
    (base.symbols if each.symbol else base.marks).append(each.glyph)


def _overlap(one: Glyph, other: Glyph) -> float:
    return min(one.right, other.right) - max(one.left, other.left)


def _space_between(last: Base, base: Base, em: float) -> bool:
    if " " in (last.glyph.text, base.glyph.text):
        return False
    gap = base.glyph.left - last.glyph.right
    if base.after_mark and gap > _SILENT_GAP * em:
        return True
    if gap > _SCRIPT_GAP * em and _is_change_of_script(last.glyph, base.glyph):
        return True
    return gap > _WIDE_GAP * em or (base.glyph.spaced and gap > _GAP * em)


def _is_change_of_script(last: Glyph, glyph: Glyph) -> bool:
    """Whether one object ends a word in Thai and the next begins one in other letters, or the
    other way round: PDFium is slow to see a gap there.
    """
    if last.run == glyph.run or is_thai(last.text) == is_thai(glyph.text):
        return False
    ends, begins = last.text in _CLOSING, glyph.text in _OPENING
    return (ends or last.text.isalnum() or is_thai(last.text)) and (
        begins or glyph.text.isalnum() or is_thai(glyph.text)
    )


def _write(base: Base, place: Place, table: SymbolTable, text: list[str], boxes: list[Box]) -> None:
    """A base, then the mark below, the vowel above, the tone, what is unknown, the ring of ำ."""
    if not base.marks and not base.symbols and len(base.glyph.text) == 1:
        text.append(base.glyph.text)
        boxes.append(_box(base.glyph, place))
        return
    letters = [(base.glyph.text, base.glyph)]
    letters += _in_order(base.marks)
    if not _is_cluster(base):
        letters += [(table.character(symbol), symbol) for symbol in base.symbols]
    letters += [(mark.text, mark) for mark in base.marks if mark.text == _RING][:1]
    for written, glyph in letters:
        for character in written:
            text.append(character)
            boxes.append(_box(glyph, place))


def _in_order(marks: Sequence[Glyph]) -> list[tuple[str, Glyph]]:
    found = []
    for kind in (LOWER, UPPER - {_RING}, TONES):
        found += [(mark.text, mark) for mark in marks if mark.text in kind][:1]
    return found


def _is_cluster(base: Base) -> bool:
    """Whether one glyph stands for a letter with its marks: more ink over it only draws them."""
    glyph = base.glyph
    return any(mark.bottom == glyph.bottom and mark.top == glyph.top for mark in base.marks)


def _box(glyph: Glyph, place: Place) -> Box:
    if glyph.right <= glyph.left or glyph.top <= glyph.bottom:
        return NOWHERE
    return place(glyph.left, glyph.bottom, glyph.right, glyph.top)


def _trimmed(text: str, boxes: Sequence[Box], size: float) -> Line:
    """The line with single spaces and none at its ends."""
    kept = [
        place
        for place, character in enumerate(text)
        if character != " " or (place and text[place - 1] != " ")
    ]
    if kept and text[kept[-1]] == " ":
        kept.pop()
    if kept and text[kept[0]] == " ":
        kept.pop(0)
    spaced = text.endswith(" ")
    return Line("".join(text[at] for at in kept), tuple(boxes[at] for at in kept), size, spaced)
