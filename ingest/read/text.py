"""Reads plain text and Markdown: a form feed begins a new page."""

from db.models import PageSource
from db.thai import canonical
from ingest.outline import outline
from ingest.page import PageText, Reading

READER = "text-1"


def read_text(text: str) -> Reading:
    """The pages and outline of a decoded text file."""
    raw_pages = text.replace("\r\n", "\n").replace("\r", "\n").split("\f")
    pages = tuple(
        PageText(number=number, text=_repair(raw), raw=raw, source=PageSource.TEXT)
        for number, raw in enumerate(raw_pages, start=1)
    )
    headings = tuple(outline(pages))
    title = next((heading.title for heading in headings if heading.level == 1), None)
    return Reading(title=title, pages=pages, headings=headings, reader=READER)


def _repair(raw: str) -> str:
    return "\n".join(line.rstrip() for line in canonical(raw).split("\n"))
