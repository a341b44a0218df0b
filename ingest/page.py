"""What every reader returns, whatever the format."""

from dataclasses import dataclass

from db.models import PageSource


@dataclass(frozen=True, slots=True)
class PageText:
    """One page as read: `text` repaired, `raw` as the file has it, `quality` from 0 to 1."""

    number: int
    text: str
    raw: str
    source: PageSource = PageSource.TEXT
    quality: float = 1.0
    printed_number: str | None = None


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
    """A file read: its pages, its outline in order, the reader's name and version."""

    title: str | None
    pages: tuple[PageText, ...]
    headings: tuple[Heading, ...]
    reader: str
