"""Makes quotes: exact words of a page, with the section they stand in."""

import re
from collections.abc import Iterable, Mapping, Sequence

from sqlmodel import Session

from assistant.answer import Quote
from assistant.extraction.units import Unit, units
from db.models import Section
from db.reads.alignments import QuotedRow
from db.reads.answers import CitedRow
from db.reads.documents import PassageRow, headings_of, passages_of
from db.thai import squeeze

Outlines = Mapping[int, Sequence[Section]]


def outlines(session: Session, passages: Iterable[PassageRow]) -> Outlines:
    """The outlines of the versions that `passages` come from."""
    return headings_of(session, sorted({passage.version_id for passage in passages}))


def quote(passage: PassageRow, unit: Unit, sections: Outlines) -> Quote:
    """`unit` of the page of `passage`, as a quote."""
    return Quote(
        document=passage.slug,
        title=passage.title,
        kind=passage.kind,
        edition=passage.edition_label,
        version_id=passage.version_id,
        version=passage.version,
        page=passage.page_number,
        printed_page=passage.printed_page,
        section=_section(passage, unit.start, sections),
        start=unit.start,
        end=unit.end,
        text=unit.text,
        passage_digest=passage.digest,
    )


class Shelf:
    """The current passages of one document, for finding where something is printed."""

    def __init__(self, session: Session, slug: str) -> None:
        self.passages = passages_of(session, slug)
        self._outlines = outlines(session, self.passages)

    def line_with(self, *needles: str) -> Quote | None:
        """The shortest line that holds all `needles`, white space and digits apart."""
        keys = [squeeze(needle) for needle in needles]
        held = [
            (len(unit.text), passage, unit)
            for passage in self.passages
            for unit in units(passage.page_text, passage.start, passage.end)
            if all(key in squeeze(unit.text) for key in keys)
        ]
        if not held:
            return None
        _, passage, unit = min(held, key=lambda item: (item[0], item[1].id, item[2].start))
        return quote(passage, unit, self._outlines)

    def lines(self, pattern: re.Pattern[str]) -> list[Quote]:
        """The lines, in order, whose squeezed key matches `pattern` from its beginning."""
        return [
            quote(passage, unit, self._outlines)
            for passage in self.passages
            for unit in units(passage.page_text, passage.start, passage.end)
            if pattern.match(squeeze(unit.text))
        ]

    def printed(self, text: str, after: str = "") -> Quote | None:
        """Where the document prints `text` to the letter, not before it prints `after`."""
        for passage in self.passages:
            begin = max(passage.start, passage.page_text.find(after) if after else 0)
            at = passage.page_text.find(text, begin, passage.end)
            if at >= 0:
                return quote(passage, Unit(at, at + len(text), text), self._outlines)
        return None


def _section(passage: PassageRow, start: int, sections: Outlines) -> str:
    here = (passage.page_number, start)
    before = [
        section
        for section in sections.get(passage.version_id, ())
        if (section.page_number, section.start) <= here
    ]
    path = before[-1].path if before else ""
    return path.removeprefix(passage.title).removeprefix(" › ")


def quote_again(row: CitedRow | QuotedRow) -> Quote:
    """The quote that was stored with an answer or an alignment."""
    citation, document = row.citation, row.document
    return Quote(
        document=document.slug,
        title=document.title,
        kind=document.kind,
        edition=document.edition_label,
        version_id=citation.version_id,
        version=row.version,
        page=citation.page_number,
        printed_page=row.printed_page,
        section=citation.section,
        start=citation.start,
        end=citation.end,
        text=citation.quote,
        passage_digest=citation.passage_digest,
    )
