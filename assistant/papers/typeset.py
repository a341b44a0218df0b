"""A paper as both renderers read it: runs of one style, footnotes numbered, digits chosen."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from assistant.papers.paper import Block, Column, Digits, Heading, Paper, Paragraph, Quote, Table
from db.thai import canonical

NOTES = "เชิงอรรถ"
LETTER = 0.62
"""How wide a digit is at most, against the size of the letters."""

_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
# Names as ISO 27001, IPv6 or addresses keep the digits they are known by.
_LATIN = re.compile(r"[^\sก-๛]*[A-Za-z][^\sก-๛]*(?: \d[\d.:/-]*(?![\dก-๛]))?")


class Style(Enum):
    """What a line of the paper is."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    HEADING = "heading"
    SUBHEADING = "subheading"
    BODY = "body"
    FLUSH = "flush"
    CAPTION = "caption"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one look; `raised` is the number of a footnote."""

    text: str
    raised: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of runs, still without line breaks."""

    style: Style
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table ready to be drawn."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    totals: tuple[tuple[str, ...], ...]

    def widths(self, room: float, letter: float) -> list[float]:
        """The columns' widths in `room`: by their shares, but no figure is broken where letters
        are at most `letter` wide, as long as that leaves half of the room to the others."""
        shares = sum(column.share for column in self.columns)
        needed = [letter * self._longest(place) if column.figures or self._is_numbered(place)
                  else 0.0 for place, column in enumerate(self.columns)]  # fmt: skip
        found = [room * column.share / shares for column in self.columns]
        lacking = [place for place, width in enumerate(found) if width < needed[place]]
        taken = sum(needed[place] for place in lacking)
        if not lacking or taken > room / 2:
            return found
        rest = sum(width for place, width in enumerate(found) if place not in lacking)
        scale = (room - taken) / rest
        return [needed[place] if place in lacking else width * scale
                for place, width in enumerate(found)]  # fmt: skip

    def _longest(self, place: int) -> int:
        """Letters of the longest cell, and one for what stands around it."""
        return 1 + max((len(row[place]) for row in (*self.rows, *self.totals)), default=0)

    def _is_numbered(self, place: int) -> bool:
        return all(row[place].isdecimal() for row in self.rows)


def typeset(paper: Paper) -> tuple[Line | Grid, ...]:
    """Everything on the paper from top to bottom, the footnotes last."""
    return tuple(_Setter(paper).run())


def in_digits(text: str, digits: Digits) -> str:
    """The text with its digits as chosen; those of Latin names stay as they are."""
    if digits is Digits.ARABIC:
        return text
    parts, at = [], 0
    for name in _LATIN.finditer(text):
        parts += [text[at : name.start()].translate(_THAI), name[0]]
        at = name.end()
    return "".join([*parts, text[at:].translate(_THAI)])


class _Setter:
    def __init__(self, paper: Paper) -> None:
        self._paper = paper
        self._notes: dict[Quote, int] = {}

    def run(self) -> Iterator[Line | Grid]:
        yield self._line(Style.TITLE, self._paper.title)
        for subtitle in self._paper.subtitles:
            yield self._line(Style.SUBTITLE, subtitle)
        for block in self._paper.blocks:
            yield from self._block(block)
        if self._notes:
            yield self._line(Style.HEADING, NOTES)
        for quote, number in self._notes.items():
            yield Line(Style.NOTE, (Run(self._digits(f"{number}. ") + self._source(quote)),))

    def _block(self, block: Block) -> Iterator[Line | Grid]:
        match block:
            case Heading():
                style = Style.HEADING if block.level == 1 else Style.SUBHEADING
                yield self._line(style, block.text)
            case Paragraph():
                runs = tuple(run for one in self._sentences(block) for run in one)
                yield Line(Style.BODY if block.indented else Style.FLUSH, runs)
            case Table():
                yield from self._table(block)

    def _sentences(self, block: Paragraph) -> Iterator[list[Run]]:
        for place, sentence in enumerate(block.sentences):
            between = " " if place else ""
            runs = [Run(between + self._digits(sentence.text))]
            numbers = [self._notes.setdefault(q, len(self._notes) + 1) for q in sentence.quotes]
            marks = ",".join(str(number) for number in dict.fromkeys(numbers))
            yield [*runs, Run(self._digits(f"[{marks}]"), raised=True)] if marks else runs

    def _table(self, table: Table) -> Iterator[Line | Grid]:
        if table.caption:
            yield self._line(Style.CAPTION, table.caption)
        columns = tuple(
            Column(self._digits(one.title), one.share, one.figures) for one in table.columns
        )
        yield Grid(columns, self._rows(table.rows), self._rows(table.totals))

    def _rows(self, rows: Iterable[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
        return tuple(tuple(self._digits(cell) for cell in row) for row in rows)

    def _source(self, quote: Quote) -> str:
        """Where the words stand, then the words themselves, which nobody changes."""
        edition = quote.edition or ""
        edition = "" if edition in quote.document else f" {self._digits(edition)}"
        page = f" หน้า {self._digits(quote.page)}" if quote.page else ""
        return f"{self._digits(quote.document)}{edition}{page}: “{canonical(quote.words)}”"

    def _line(self, style: Style, text: str) -> Line:
        return Line(style, (Run(self._digits(text)),))

    def _digits(self, text: str) -> str:
        return in_digits(canonical(text), self._paper.digits)
