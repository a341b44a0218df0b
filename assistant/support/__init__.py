"""Decides whether quotes support a statement: printed where they say, and saying what it says."""

import re
from collections.abc import Mapping, Sequence
from functools import cached_property

from sqlmodel import Session

from assistant import wording
from assistant.answer import Quote
from assistant.draft import Statement
from assistant.saying import sayable
from assistant.support.judging import opens, says
from db.models import Page
from db.reads.directives import DirectiveRow, directives
from db.reads.documents import page
from db.reads.facts import abbreviations
from db.thai import squeeze

# What a quote may not be cut off from: it would say the contrary, or another number.
_CUT_BEFORE = re.compile(
    r"(?:(?<!หรือ)ไม่|หรือไม่(?!\s*\n)|มิ|ห้าม|งด|ไม่ได้|ไม่ต้อง|ไม่ให้|มิให้|ยังไม่|ไม่เกิน|เกิน|น้อยกว่า|มากกว่า)\s*$"
)
_CUT_AFTER = re.compile(
    r"[ \t]*(?:ทั้งนี้\s*)?(?:แต่)?(?:เว้นแต่|ยกเว้น|ไม่รวม|ไม่นับรวม|มิให้รวม|ต่อเมื่อ|ภายใต้เงื่อนไข)"
)
# A short line, or a paragraph, that ends in "ไม่ได้" is over; a long line may be broken there.
_OVER = re.compile(r"ไม่ได้[ \t]*\n\s*\n\s*\Z|(?:\A|\n)[^\n]{1,45}ไม่ได้[ \t]*\n\s*\Z")
_NUMBER_AT_ONCE = re.compile(r"[.,/]?[\d๐-๙]")
_MARK = re.compile("[ัิ-ฺ็-๎ะาำ]")


def supported(session: Session, statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements that their quotes support; a frame stays when a statement after it does."""
    printed = _printed(pages_of(session, statements))
    held = [s for s in statements if s.quotes and all(printed[quote] for quote in s.quotes)]
    records = _Records(session)
    items = [s for s in held if not s.frame and _is_said(records, s)]
    if not items:
        return ()
    frames = [s for s in held if s.frame and opens(s.quotes, s.text, len(items))]
    return tuple(s for s in statements if s in items or s in frames)


def pages_of(session: Session, statements: Sequence[Statement]) -> dict[Quote, Page | None]:
    """The page of each quote; one is read once for all its quotes."""
    quotes = {quote for statement in statements for quote in statement.quotes}
    places = {(quote.document, quote.version, quote.page) for quote in quotes}
    found = {place: page(session, *place) for place in places}
    rows = {place: row[1] if row else None for place, row in found.items()}
    return {quote: rows[quote.document, quote.version, quote.page] for quote in quotes}


def _printed(pages: Mapping[Quote, Page | None]) -> dict[Quote, bool]:
    """Whether each quote stands where it says, and is not cut off from what turns it."""
    return {
        quote: row is not None
        and quote.text == row.text[quote.start : quote.end] != ""
        and _is_whole(row.text, quote)
        for quote, row in pages.items()
    }


def _is_whole(text: str, quote: Quote) -> bool:
    before, after = text[max(0, quote.start - 20) : quote.start], text[quote.end : quote.end + 40]
    number_goes_on = quote.text[-1].isdigit() and _NUMBER_AT_ONCE.match(after)
    starts_in_number = quote.text[0].isdigit() and re.search(r"[\d๐-๙][.,]?\Z", before)
    over = _OVER.search(text, max(0, quote.start - 80), quote.start)
    turned = (_CUT_BEFORE.search(before) and not over) or _CUT_AFTER.match(after)
    return not (_MARK.match(after) or number_goes_on or starts_in_number or turned)


class _Records:
    """What the database holds of short forms and letters, read once and only if needed."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @cached_property
    def abbreviations(self) -> Mapping[str, Sequence[str]]:
        """Short forms, each with what it may stand for."""
        return abbreviations(self._session)

    @cached_property
    def directives(self) -> Sequence[DirectiveRow]:
        """The letters on record."""
        return directives(self._session)


def _is_said(records: _Records, statement: Statement) -> bool:
    return (
        says(statement.quotes, statement.text)
        or _is_recorded(records, statement)
        or _is_said_in_full(records, statement)
    )


def _is_said_in_full(records: _Records, statement: Statement) -> bool:
    """Whether it is said where short forms are written as the quotes write them."""
    printed = squeeze(" ".join(quote.text for quote in statement.quotes))
    text = statement.text
    for short, expansions in records.abbreviations.items():
        pairs = [pair for long in expansions for pair in ((short, long), (long, short))]
        for one, other in pairs:
            if one in text and squeeze(one) not in printed and squeeze(other) in printed:
                text = text.replace(one, other)
    return text != statement.text and says(statement.quotes, text)


def _is_recorded(records: _Records, statement: Statement) -> bool:
    """Whether a statement names a field of a memo as the memo's record holds it: what makes a
    name the signer's is its place on the page, which no quote shows. Never what may not be said."""
    if not sayable((statement,)):
        return False
    templates = {name: text.partition("{")[0] for name, text in wording.FIELDS.items()}
    named = [(name, text) for name, text in templates.items() if statement.text.startswith(text)]
    if not named:
        return False
    field, opening = max(named, key=lambda found: len(found[1]))
    said = squeeze(statement.text.removeprefix(opening))
    slugs = {quote.document for quote in statement.quotes}
    rows = [row for row in records.directives if slugs == {row.slug}]
    values = [(getattr(row, field) or "", row.signer_post or "") for row in rows]
    return any(said in (squeeze(value), squeeze(value + post)) for value, post in values if value)
