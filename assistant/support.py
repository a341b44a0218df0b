"""Decides whether quotes support a statement: printed where they say, and saying what it says."""

import re
from collections.abc import Mapping, Sequence

from sqlmodel import Session

from assistant.answer import Quote
from assistant.draft import Statement
from db.models import Page
from db.reads.documents import page
from db.thai import fold, squeeze, words

_SUPPORT = 0.6
_NUMBER = re.compile(r"\d+(?:\.\d+)*")
_ORDINAL = re.compile(r"^\d{1,2}\.\s")


def supported(session: Session, statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements that their quotes support; a frame stays when a statement after it does."""
    printed = _printed(pages_of(session, statements))
    items = [s for s in statements if not s.frame and _is_supported(s, printed, 0)]
    if not items:
        return ()
    return tuple(
        s for s in statements if s in items or (s.frame and _is_supported(s, printed, len(items)))
    )


def pages_of(session: Session, statements: Sequence[Statement]) -> dict[Quote, Page | None]:
    """The page of each quote; one is read once for all its quotes."""
    quotes = {quote for statement in statements for quote in statement.quotes}
    places = {(quote.document, quote.version, quote.page) for quote in quotes}
    found = {place: page(session, *place) for place in places}
    rows = {place: row[1] if row else None for place, row in found.items()}
    return {quote: rows[quote.document, quote.version, quote.page] for quote in quotes}


def _printed(pages: Mapping[Quote, Page | None]) -> dict[Quote, bool]:
    """Whether each quote stands where it says."""
    return {
        quote: row is not None and quote.text == row.text[quote.start : quote.end] != ""
        for quote, row in pages.items()
    }


def _is_supported(statement: Statement, printed: dict[Quote, bool], items: int) -> bool:
    """Every quote is printed where it says, and with its headings holds every number and most
    words of the statement; a frame may also say how many `items` follow it."""
    if not statement.quotes or not all(printed[quote] for quote in statement.quotes):
        return False
    support = " ".join(f"{quote.text} {quote.title} {quote.section}" for quote in statement.quotes)
    numbers = set(_NUMBER.findall(fold(_ORDINAL.sub("", statement.text))))
    known = set(_NUMBER.findall(fold(support)))
    if statement.frame:
        return numbers <= known | {str(items)}
    said, packed = words(statement.text), squeeze(support)
    return numbers <= known and sum(word in packed for word in said) >= _SUPPORT * len(said)
