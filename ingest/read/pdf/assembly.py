"""Finishes the text layers of a document together: what one page cannot tell, all of them can."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import groupby

from db.boxes import NOWHERE, SCALE, Box, pack
from db.models import PageDecision
from ingest.mending.document import Mended, mend
from ingest.mending.quality import Quality
from ingest.page import PageText, Table
from ingest.read.pdf.layer import FIRST_SYMBOL, Layer, Line, Symbol
from ingest.read.pdf.margins import Margins, find_margins
from ingest.read.pdf.marks import solve
from ingest.read.pdf.paragraphs import join_lines
from ingest.read.pdf.tables import row_line, table_rows
from ingest.read.rows import guess_header

_FEW = 30
_PICTURE_SHARE = 0.6
_SOUND = 0.8
_WORDS = 0.8
_ENOUGH_THAI = 40


@dataclass(frozen=True, slots=True)
class _Block:
    """Consecutive lines of a page's text; `header` counts a table's header rows, None: no table."""

    lines: tuple[Line, ...]
    header: int | None = None


def finish_layers(layers: Sequence[Layer]) -> list[PageText]:
    """The pages of a document from their text layers, in the same order.

    A page whose decision is OCR_NO_TEXT or OCR_GARBLED is yet to be read by OCR: it holds what its
    layer gives, for want of better. UNREAD is a page that could not be loaded.
    """
    solved = _solved(layers)
    margins = find_margins(solved)
    pages = [_blocks(layer, margin) for layer, margin in zip(solved, margins, strict=True)]
    mended = mend(["\n".join(line.text for line in _lines(blocks)) for blocks in pages])
    return [
        _page(layer, _symbol_count(layer, after), margin, blocks, result)
        for layer, after, margin, blocks, result in zip(
            layers, solved, margins, pages, mended, strict=True
        )
    ]


def _solved(layers: Sequence[Layer]) -> list[Layer]:
    """The layers with their symbols made marks, or what the fonts say where that cannot be told."""
    places: dict[Symbol, int] = {}
    for layer in layers:
        for symbol in layer.symbols:
            places.setdefault(symbol, len(places))
    if not places:
        return list(layers)
    tables = [
        {FIRST_SYMBOL + at: FIRST_SYMBOL + places[s] for at, s in enumerate(layer.symbols)}
        for layer in layers
    ]
    texts = (
        "\n".join(line.text for line in layer.lines).translate(table)
        for layer, table in zip(layers, tables, strict=True)
    )
    marks = solve(texts, list(places))
    return [_with_marks(layer, marks) for layer in layers]


def _with_marks(layer: Layer, marks: Mapping[Symbol, str]) -> Layer:
    table = {
        FIRST_SYMBOL + at: marks.get(symbol, symbol.code) for at, symbol in enumerate(layer.symbols)
    }
    lines = (replace(line, text=line.text.translate(table)) for line in layer.lines)
    return replace(layer, lines=tuple(lines))


def _symbol_count(before: Layer, after: Layer) -> int:
    """How many symbols became marks."""
    codes = _codes(before)
    return sum(
        letter >= chr(FIRST_SYMBOL) and mark != codes[ord(letter)]
        for line, made in zip(before.lines, after.lines, strict=True)
        for letter, mark in zip(line.text, made.text, strict=True)
    )


def _codes(layer: Layer) -> dict[int, str]:
    return {FIRST_SYMBOL + at: symbol.code for at, symbol in enumerate(layer.symbols)}


def _blocks(layer: Layer, margins: Margins) -> list[_Block]:
    kept = [line for at, line in enumerate(layer.lines) if at not in margins.lines]
    blocks = []
    for grid, lines in groupby(kept, key=lambda line: line.cell.grid if line.cell else None):
        if grid is None:
            blocks.append(_Block(tuple(join_lines(list(lines), layer.width, layer.height))))
        else:
            blocks.append(_table(list(lines), layer))
    return blocks


def _table(lines: Sequence[Line], layer: Layer) -> _Block:
    rows = table_rows(lines, layer.width, layer.height)
    header = guess_header([[cell.text if cell else "" for cell in row] for row in rows])
    return _Block(tuple(map(row_line, rows)), header)


def _lines(blocks: Iterable[_Block]) -> Iterator[Line]:
    for block in blocks:
        yield from block.lines


def _page(
    layer: Layer, symbols: int, margins: Margins, blocks: Sequence[_Block], mended: Mended
) -> PageText:
    repairs = dict(mended.repairs) | ({"symbols": symbols} if symbols else {})
    text = mended.text
    return PageText(
        number=layer.number,
        text=text,
        raw="\n".join(line.text for line in layer.lines).translate(_codes(layer)),
        quality=mended.quality.score,
        printed_number=margins.printed_number,
        decision=_decision(layer, mended.quality, bool(repairs)),
        repairs=repairs,
        tables=tuple(_tables(blocks, text.split("\n"))),
        boxes=pack(_displayed(box, layer.turns) for box in _boxes(list(_lines(blocks)), text)),
    )


def _decision(layer: Layer, quality: Quality, repaired: bool) -> PageDecision:
    if layer.width <= 0:
        return PageDecision.UNREAD
    if quality.visible < _FEW:
        if layer.image_share > (_PICTURE_SHARE if quality.visible else 0.0):
            return PageDecision.OCR_NO_TEXT
        if not layer.image_share:
            return PageDecision.BLANK
    elif not _is_sound(quality):
        return PageDecision.OCR_GARBLED
    return PageDecision.REPAIRED if repaired else PageDecision.LAYER


def _is_sound(quality: Quality) -> bool:
    known = quality.dictionary_share
    little_thai = quality.thai_share * quality.visible < _ENOUGH_THAI
    return quality.score >= _SOUND and (known is None or little_thai or known >= _WORDS)


def _tables(blocks: Sequence[_Block], lines: Sequence[str]) -> Iterator[Table]:
    """Where the tables are in a text of these lines."""
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    at = 0
    for block in blocks:
        end = at + len(block.lines)
        if block.header is not None and block.lines:
            yield Table(starts[at], starts[end] - 1, starts[at + block.header] - bool(block.header))
        at = end


def _boxes(lines: Sequence[Line], text: str) -> Iterator[Box]:
    """The boxes of a text's characters, from those of the lines it was mended from."""
    for at, (line, mended) in enumerate(zip(lines, text.split("\n"), strict=bool(lines))):
        if at:
            yield NOWHERE
        yield from line.boxes if line.text == mended else _moved_boxes(line, mended)


def _moved_boxes(line: Line, text: str) -> Iterator[Box]:
    matcher = SequenceMatcher(None, line.text, text, autojunk=False)
    for kind, start, end, to_start, to_end in matcher.get_opcodes():
        if kind == "equal":
            yield from line.boxes[start:end]
        elif to_end > to_start:
            box = _union(line.boxes[start:end])
            yield from [box] * (to_end - to_start)


def _union(boxes: Sequence[Box]) -> Box:
    inked = [box for box in boxes if box != NOWHERE]
    if not inked:
        return NOWHERE
    lefts, tops, rights, bottoms = zip(*inked, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _displayed(box: Box, turns: int) -> Box:
    """Where a box is after clockwise quarter turns of its page."""
    left, top, right, bottom = box
    if not turns or box == NOWHERE:
        return box
    if turns == 1:
        return SCALE - bottom, left, SCALE - top, right
    if turns == 2:
        return SCALE - right, SCALE - bottom, SCALE - left, SCALE - top
    return top, SCALE - right, bottom, SCALE - left
