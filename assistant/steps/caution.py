"""Adds what to beware of: contradictions, summaries, superseded editions, numbers off pictures."""

import re
from collections.abc import Mapping, Sequence

from assistant import wording
from assistant.answer import Quote
from assistant.draft import Draft, Statement, Tools
from assistant.naming import in_force
from assistant.support import pages_of
from db.models import DocumentKind, Page, PageSource
from db.reads import facts

_DIGIT = re.compile(r"\d")
_MOST_CONFLICTS, _MOST_SCANS = 3, 3


def caution(draft: Draft, tools: Tools) -> None:
    """Extend `draft.notices` by what the answer's quotes call for."""
    with tools.database.reading() as session:
        pages = pages_of(session, draft.statements)
        conflicts = facts.conflicts(session)
    draft.notices.extend(_conflict_notices(draft.statements, conflicts))
    draft.notices.extend(_cautions(draft, draft.statements))
    draft.notices.extend(_scan_notices(draft.statements, pages))


def _conflict_notices(kept: Sequence[Statement], rows: list[facts.ConflictRow]) -> list[str]:
    """The disagreements about what the quotes print, those in the shortest quotes first."""
    quotes = sorted({q for s in kept for q in s.quotes}, key=lambda quote: len(quote.text))
    found = [
        row.notice
        for quote in quotes
        for row in rows
        if row.location == quote.document and row.printed_text in quote.text
    ]
    return list(dict.fromkeys(found))[:_MOST_CONFLICTS]


def _cautions(draft: Draft, kept: Sequence[Statement]) -> list[str]:
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


def _scan_notices(kept: Sequence[Statement], pages: Mapping[Quote, Page | None]) -> list[str]:
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
