"""Finds where a disputed fact is printed: the reader gets what the document says."""

from sqlmodel import Session

from assistant.extraction.candidates import Candidate
from assistant.extraction.kinds import holds
from assistant.extraction.layout import Line, Role
from assistant.extraction.relevance import longest_shared
from assistant.extraction.units import units
from assistant.question.reading import Asked
from assistant.question.wants import Wanted
from db.models import DocumentKind
from db.reads import facts
from db.reads.documents import passages_of
from db.reads.facts import ConflictRow
from db.reads.plans import facts_slug
from db.thai import fold, squeeze


def as_printed(session: Session, asked: Asked, chosen: Candidate) -> Candidate:
    """Where a summary gives the other reading of a disputed date, the document that prints it.

    A notice adds the other reading.
    """
    if chosen.passage.kind != DocumentKind.FACTS or not asked.wants(Wanted.DAY, Wanted.DATE):
        return chosen
    for conflict in facts.conflicts(session):
        dated = conflict.field.endswith("_on") and conflict.other_text
        disputed = dated and dated in chosen.unit.text
        if disputed and chosen.passage.slug == facts_slug(conflict.subject):
            return _printing(session, asked, conflict) or chosen
    return chosen


def _printing(session: Session, asked: Asked, conflict: ConflictRow) -> Candidate | None:
    """The clause of the conflict's document that prints the disputed words most to the point."""
    held = [
        Candidate(passage, unit, Line(unit, Role.TEXT))
        for passage in passages_of(session, conflict.location)
        for unit in units(passage.page_text, passage.start, passage.end)
        if conflict.printed_text in unit.text and holds(asked, fold(unit.text))
    ]
    keys = [squeeze(asked.key), squeeze(asked.text)]

    def shared(candidate: Candidate) -> int:
        packed = squeeze(candidate.unit.text)
        return sum(longest_shared(key, packed) for key in keys)

    return max(held, key=shared, default=None)
