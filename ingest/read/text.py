"""Reads plain text and Markdown: a form feed begins a new page."""

from collections.abc import Sequence

from db.models import PageSource
from db.thai import canonical
from ingest.outline import outline
from ingest.page import Heading, PageText, Reading

READER = "text-2"
_TITLE_LIMIT = 120


def read_text(text: str) -> Reading:
    """The pages and outline of a decoded text file."""
    raw_pages = text.replace("\r\n", "\n").replace("\r", "\n").split("\f")
    pages = tuple(
        PageText(number=number, text=_repair(raw), raw=raw, source=PageSource.TEXT)
        for number, raw in enumerate(raw_pages, start=1)
    )
    headings = tuple(outline(pages))
    return Reading(_title(pages, headings), pages, headings, READER)


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
