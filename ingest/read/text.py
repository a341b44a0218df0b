"""Reads plain text and Markdown: a form feed begins a new page, as does a text too long for one."""

import unicodedata
from collections.abc import Iterator, Sequence

from db.models import PageSource
from db.thai import canonical
from ingest.outline import outline
from ingest.page import Heading, PageText, Reading

READER = "text-3"
PAGE_LIMIT = 20_000
_TITLE_LIMIT = 120


def read_text(text: str) -> Reading:
    """The pages and outline of a decoded text file."""
    sheets = text.replace("\r\n", "\n").replace("\r", "\n").split("\f")
    raw_pages = [raw for sheet in sheets for raw in _pages(sheet)]
    pages = tuple(
        PageText(number=number, text=_repair(raw), raw=raw, source=PageSource.TEXT)
        for number, raw in enumerate(raw_pages, start=1)
    )
    headings = tuple(outline(pages))
    return Reading(_title(pages, headings), pages, headings, READER)


def _pages(sheet: str) -> Iterator[str]:
    """A sheet in pages of bounded length; the line end or space between two belongs to neither."""
    start = 0
    while len(sheet) - start > PAGE_LIMIT:
        end, following = _page_end(sheet, start)
        yield sheet[start:end]
        start = following
    yield sheet[start:]


def _page_end(sheet: str, start: int) -> tuple[int, int]:
    """Where a page that begins at `start` ends, and where the next begins."""
    limit = start + PAGE_LIMIT
    for separator in ("\n", " "):
        at = sheet.rfind(separator, start + 1, limit + 1)
        if at >= 0:
            return at, at + 1
    end = limit
    while end > start + 1 and _joins(sheet[end]):
        end -= 1
    return (end, end) if end > start + 1 else (limit, limit)


def _joins(character: str) -> bool:
    """Whether a character is written on the one before it."""
    return character in "ะาำ" or unicodedata.category(character).startswith("M")


def _repair(raw: str) -> str:
    return "\n".join(line.rstrip() for line in canonical(raw).split("\n"))


def _title(pages: Sequence[PageText], headings: Sequence[Heading]) -> str | None:
    """The first heading marked as one, else the first line: a numbered heading names a part."""
    for heading in headings:
        if heading.level == 1 and pages[heading.page - 1].text.startswith("#", heading.start):
            return heading.title
    lines = (line.strip() for page in pages for line in page.text.split("\n"))
    first = next(filter(None, lines), "")
    return first if 0 < len(first) <= _TITLE_LIMIT else None
