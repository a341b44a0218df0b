"""What every reader returns, whatever the format."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from db.models import PageDecision, PageSource


@dataclass(frozen=True, slots=True)
class Table:
    """Characters `start` to `end` of a page: a line per row, cells parted by tabs, no tab or line
    end inside a cell. The header rows end at `header_end` (equal to `start` where there are none).
    """

    start: int
    end: int
    header_end: int


@dataclass(frozen=True, slots=True)
class Doubt:
    """A number, characters `start` to `end` of a page, that OCR may have misread; `other` is what
    a second reading made of it, where it made something else.
    """

    start: int
    end: int
    other: str | None = None


@dataclass(frozen=True, slots=True)
class PageText:
    """One page as read: `text` repaired, `raw` as the file has it, `quality` from 0 to 1.

    `repairs` counts what was changed, by kind. `boxes` is one box per character of `text`, as
    `db.boxes.pack` makes them, where the format has places on a page.
    """

    number: int
    text: str
    raw: str
    source: PageSource = PageSource.TEXT
    quality: float = 1.0
    printed_number: str | None = None
    decision: PageDecision = PageDecision.LAYER
    repairs: Mapping[str, int] = field(default_factory=dict)
    tables: tuple[Table, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    boxes: bytes | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """Where a section begins: level 1 is the outermost, `path` holds the headings down to it."""

    level: int
    title: str
    path: str
    page: int
    start: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A file read: its pages, its outline in order, the reader's name and version.

    `problems` says in Thai what could not be read though the rest was, and what to do.
    """

    title: str | None
    pages: tuple[PageText, ...]
    headings: tuple[Heading, ...]
    reader: str
    problems: tuple[str, ...] = ()
