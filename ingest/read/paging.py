"""Cuts a text without pages of its own into pages of bounded length."""

import unicodedata
from collections.abc import Iterator

PAGE_LIMIT = 20_000


def cut_pages(text: str) -> Iterator[str]:
    """The text in pieces of at most PAGE_LIMIT characters, cut at a line end, else at a space, else
    between letters; the line end or space between two pieces belongs to neither.
    """
    start = 0
    while len(text) - start > PAGE_LIMIT:
        end, following = _page_end(text, start)
        yield text[start:end]
        start = following
    yield text[start:]


def _page_end(text: str, start: int) -> tuple[int, int]:
    """Where a page that begins at `start` ends, and where the next begins."""
    limit = start + PAGE_LIMIT
    for separator in ("\n", " "):
        at = text.rfind(separator, start + 1, limit + 1)
        if at >= 0:
            return at, at + 1
    end = limit
    while end > start + 1 and _joins(text[end]):
        end -= 1
    return (end, end) if end > start + 1 else (limit, limit)


def _joins(character: str) -> bool:
    """Whether a character is written on the one before it."""
    return character in "ะาำ" or unicodedata.category(character).startswith("M")
