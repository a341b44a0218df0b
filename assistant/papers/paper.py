"""What a paper says, before anything is known of pages: headings, paragraphs, tables, sheets."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

Cell = str | int | Decimal | None


class Digits(StrEnum):
    """Which digits a paper is printed with."""

    THAI = "THAI"
    ARABIC = "ARABIC"


@dataclass(frozen=True, slots=True)
class Quote:
    """Words a sentence rests on, and where they stand: `page` as it is printed."""

    document: str
    words: str
    edition: str | None = None
    page: str | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and the quotes it rests on, each of which becomes a footnote."""

    text: str
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `level` is 1 for parts and 2 for what stands below them."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences that run on; the first line is set in where `indented`."""

    sentences: tuple[Sentence, ...]
    indented: bool = True


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its share of the width against the others', figures to the right."""

    title: str
    share: float = 1.0
    figures: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table; every row has a text for every column, and `totals` are set in bold."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str | None = None
    totals: tuple[tuple[str, ...], ...] = ()


Block = Heading | Paragraph | Table


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole paper; `subtitles` stand centred below its title."""

    title: str
    blocks: tuple[Block, ...]
    subtitles: tuple[str, ...] = ()
    landscape: bool = False
    digits: Digits = Digits.THAI


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: lines above the table, the heads of its columns, rows. Widths are in letters."""

    name: str
    titles: tuple[str, ...]
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...]
