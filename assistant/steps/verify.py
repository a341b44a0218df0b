"""Lets through only what its quotes support, whoever wrote it; adds what to beware of."""

import re
from collections.abc import Mapping

from sqlmodel import Session

from assistant import wording
from assistant.answer import Quote
from assistant.draft import Composition, Draft, Statement, Tools
from assistant.naming import in_force
from assistant.steps.compose import refuse
from db.models import AnswerStatus, DocumentKind, Page, PageSource
from db.reads import facts
from db.reads.documents import page
from db.thai import fold, squeeze, words

_SUPPORT = 0.6
_NUMBER = re.compile(r"\d+(?:\.\d+)*")
_ORDINAL = re.compile(r"^\d{1,2}\.\s")
_DIGIT = re.compile(r"\d")
_MOST_CONFLICTS, _MOST_SCANS = 3, 3


def verify(draft: Draft, tools: Tools) -> None:
    """Settle the draft as answered with its supported statements, or as refused without any."""
    proposed = draft.composition or Composition(())
    with tools.database.reading() as session:
        pages = _pages(session, proposed.statements)
        kept = _supported(proposed.statements, _printed(pages))
        draft.composition = Composition(kept, proposed.notices)
        if not kept:
            refuse(draft, tools)
            return
        conflicts = facts.conflicts(session)
    draft.notices.extend(proposed.notices)
    draft.notices.extend(_conflict_notices(kept, conflicts))
    draft.notices.extend(_cautions(draft, kept))
    draft.notices.extend(_scan_notices(kept, pages))
    text = "\n".join(statement.text for statement in kept)
    whole = len(kept) == len(proposed.statements)
    draft.settle(AnswerStatus.ANSWERED if whole else AnswerStatus.PARTIAL, text)


def _supported(
    statements: tuple[Statement, ...], printed: dict[Quote, bool]
) -> tuple[Statement, ...]:
    items = [s for s in statements if not s.frame and _is_supported(s, printed, 0)]
    if not items:
        return ()
    return tuple(
        s for s in statements if s in items or (s.frame and _is_supported(s, printed, len(items)))
    )


def _pages(session: Session, statements: tuple[Statement, ...]) -> dict[Quote, Page | None]:
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


def _conflict_notices(kept: tuple[Statement, ...], rows: list[facts.ConflictRow]) -> list[str]:
    """The disagreements about what the quotes print, those in the shortest quotes first."""
    quotes = sorted({q for s in kept for q in s.quotes}, key=lambda quote: len(quote.text))
    found = [
        row.notice
        for quote in quotes
        for row in rows
        if row.location == quote.document and row.printed_text in quote.text
    ]
    return list(dict.fromkeys(found))[:_MOST_CONFLICTS]


def _cautions(draft: Draft, kept: tuple[Statement, ...]) -> list[str]:
    quotes = [quote for statement in kept for quote in statement.quotes]
    cautions = []
    if any(quote.kind == DocumentKind.FACTS and quote.edition for quote in quotes):
        cautions.append(wording.SUMMARY_NOTICE)
    if any(wording.UNCONFIRMED in quote.text for quote in quotes):
        cautions.append(wording.UNCONFIRMED_NOTICE)
    labels = {quote.document for quote in quotes}
    current = {edition.plan: edition.title for edition in in_force(draft.editions, draft.on)}
    cautions += [
        wording.SUPERSEDED_NOTICE.format(title=edition.title, successor=current[edition.plan])
        for edition in draft.editions
        if edition.facts_slug() in labels
        and current.get(edition.plan, edition.title) != edition.title
    ]
    return cautions


def _scan_notices(kept: tuple[Statement, ...], pages: Mapping[Quote, Page | None]) -> list[str]:
    """What to check where numbers were read off a picture."""
    quotes = dict.fromkeys(quote for statement in kept for quote in statement.quotes)
    found = ((quote, pages[quote]) for quote in quotes)
    notices = [
        _scan_notice(quote, row)
        for quote, row in found
        if row and row.source is PageSource.OCR and _DIGIT.search(quote.text)
    ]
    return list(dict.fromkeys(notices))[:_MOST_SCANS]


def _scan_notice(quote: Quote, row: Page) -> str:
    doubtful = [
        row.text[start:end]
        for start, end, _ in row.doubts
        if start < quote.end and end > quote.start
    ]
    where = {"title": quote.title, "page": quote.page}
    if not doubtful:
        return wording.SCAN_NOTICE.format(**where)
    numbers = " ".join(f"“{number}”" for number in dict.fromkeys(doubtful))
    return wording.DOUBT_NOTICE.format(**where, numbers=numbers)
