"""What to beware of in an answer: each notice is one short sentence that says what to do."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from assistant import wording
from assistant.answer import Quote
from assistant.draft import Statement
from assistant.question.dates import say_date
from assistant.question.naming import in_force
from db.models import DocumentKind, Page, PageSource
from db.reads.agencies import AgencyRow
from db.reads.directives import AwaitedRow
from db.reads.facts import ConflictRow
from db.reads.plans import EditionRow
from db.thai import squeeze

OLD = timedelta(days=30)
_DIGIT = re.compile(r"\d")
_ASIDE = re.compile(r"\s*\([^()]*\)\s*$")


def of_conflicts(kept: Sequence[Statement], rows: Sequence[ConflictRow]) -> Iterator[str]:
    """Both readings of what a quote prints and another source says otherwise.

    First what an answer itself repeats, and what the shortest quotes print; last mere wording.
    """
    quotes = sorted(_quotes(kept), key=lambda quote: len(quote.text))
    said = squeeze(" ".join(statement.text for statement in kept))
    found = [
        row
        for quote in quotes
        for row in rows
        if row.location == quote.document and row.printed_text in quote.text
    ]
    repeated = {row.code: squeeze(row.printed_text) in said for row in found}
    for row in sorted(found, key=lambda row: (row.field == "wording", not repeated[row.code])):
        yield _conflict(row)


def of_doubts(pages: Mapping[Quote, Page | None]) -> Iterator[str]:
    """Numbers that OCR read and that the second reader did not confirm."""
    for quote, row in pages.items():
        numbers = _doubtful(quote, row) if row and _is_scanned(quote, row) else []
        if numbers:
            listed = " ".join(f"“{number}”" for number in numbers)
            yield wording.DOUBT_NOTICE.format(title=quote.title, page=quote.page, numbers=listed)


def of_scans(pages: Mapping[Quote, Page | None]) -> Iterator[str]:
    """Pages whose numbers were read off a picture."""
    for quote, row in pages.items():
        if row and _is_scanned(quote, row) and not _doubtful(quote, row):
            yield wording.SCAN_NOTICE.format(title=quote.title, page=quote.page)


def of_unconfirmed(kept: Sequence[Statement]) -> Iterator[str]:
    """Facts that are known without a document."""
    if any(wording.UNCONFIRMED in quote.text for quote in _quotes(kept)):
        yield wording.UNCONFIRMED_NOTICE


def of_summaries(kept: Sequence[Statement]) -> Iterator[str]:
    """Summaries of a plan, which are not its text."""
    if any(quote.kind == DocumentKind.FACTS and quote.edition for quote in _quotes(kept)):
        yield wording.SUMMARY_NOTICE


def of_editions(
    kept: Sequence[Statement], editions: Sequence[EditionRow], on: date
) -> Iterator[str]:
    """Editions that a newer one of the same plan has replaced by a date."""
    labels = {quote.document for quote in _quotes(kept)}
    current = {edition.plan: edition.title for edition in in_force(editions, on)}
    for edition in editions:
        successor = current.get(edition.plan, edition.title)
        if edition.facts_slug() in labels and successor != edition.title:
            yield wording.SUPERSEDED_NOTICE.format(title=edition.title, successor=successor)


def of_awaited(kept: Sequence[Statement], rows: Sequence[AwaitedRow]) -> Iterator[str]:
    """Documents that an answer speaks of and that the library does not hold."""
    said = squeeze(" ".join(statement.text for statement in kept))
    for published, notice in ((True, wording.AWAITED_NOTICE), (False, wording.UNPUBLISHED_NOTICE)):
        titles = [_ASIDE.sub("", row.title) for row in rows if row.is_published is published]
        named = _longest(title for title in titles if squeeze(title) in said)
        if named:
            yield notice.format(titles=" และ".join(f"“{title}”" for title in named))


def of_renamed(kept: Sequence[Statement], rows: Sequence[AgencyRow], on: date) -> Iterator[str]:
    """Agencies named as they were called before, with their names on a date."""
    said = squeeze(" ".join(statement.text for statement in kept))
    for agency in rows:
        held = [name for name in agency.names if not name.valid_to or name.valid_to >= on]
        past = [name.name for name in agency.names if name.valid_to and name.valid_to < on]
        if not held or squeeze(_short(held[-1].name)) in said:
            continue
        for old in past:
            if squeeze(_short(old)) in said:
                yield wording.RENAMED_NOTICE.format(old=_short(old), new=held[-1].name)


def of_age(published: date | None, on: date) -> Iterator[str]:
    """How old the library is, where that is long ago for a date asked about."""
    if published is not None and on - published > OLD:
        yield wording.OLD_LIBRARY_NOTICE.format(day=say_date(published))


def _quotes(kept: Sequence[Statement]) -> list[Quote]:
    return list(dict.fromkeys(quote for statement in kept for quote in statement.quotes))


def _conflict(row: ConflictRow) -> str:
    if row.other_text is None:
        return wording.CONFLICT_DOUBTED.format(printed=row.printed_text, reason=row.reason)
    if row.other_source is None:
        return wording.CONFLICT_UNSOURCED.format(printed=row.printed_text, other=row.other_text)
    return wording.CONFLICT_NOTICE.format(
        printed=row.printed_text, source=_ASIDE.sub("", row.other_source), other=row.other_text
    )


def _is_scanned(quote: Quote, row: Page) -> bool:
    return row.source is PageSource.OCR and bool(_DIGIT.search(quote.text))


def _doubtful(quote: Quote, row: Page) -> list[str]:
    """The numbers of a quote that may have been read wrongly."""
    found = [
        row.text[start:end]
        for start, end, _ in row.doubts
        if start < quote.end and end > quote.start
    ]
    return list(dict.fromkeys(found))


def _longest(titles: Iterator[str]) -> list[str]:
    """Without those that are part of another."""
    found = list(dict.fromkeys(titles))
    return [one for one in found if not any(one != other and one in other for other in found)]


def _short(name: str) -> str:
    return _ASIDE.sub("", name)
