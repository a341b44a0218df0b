"""Abbreviations, conflicts and where facts come from."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from db.models import Abbreviation, Conflict, Source, SourceRef

# Where what is known without a document at hand is said to come from.
_NO_PLACE = "-"


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """Two readings of a fact; `printed_text` is how the source at `location` prints it.

    The location of a source that is in the library is the slug of its document. `other_source` is
    the title of one source of the other reading; None where it rests on memory alone.
    """

    code: str
    subject: str
    field: str
    printed_text: str
    other_text: str | None
    notice: str
    location: str
    reason: str = ""
    other_source: str | None = None


def abbreviations(session: Session) -> dict[str, list[str]]:
    """Each short form and all it may stand for."""
    found: dict[str, list[str]] = {}
    for row in session.exec(select(Abbreviation).order_by(col(Abbreviation.id))):
        found.setdefault(row.short, []).append(row.expansion)
    return found


def conflicts(session: Session) -> list[ConflictRow]:
    """Every known disagreement."""
    query = select(Conflict, Source.location).join(
        Source, col(Source.id) == col(Conflict.source_id)
    )
    rows = session.exec(query.order_by(col(Conflict.id))).all()
    others = _other_sources(session, [conflict for conflict, _ in rows])
    return [
        ConflictRow(
            conflict.code,
            conflict.subject,
            conflict.field,
            conflict.printed_text,
            conflict.other_text,
            conflict.notice,
            location,
            conflict.reason,
            others.get(conflict.code),
        )
        for conflict, location in rows
    ]


def _other_sources(session: Session, rows: Sequence[Conflict]) -> dict[str, str]:
    """For each disagreement the first source of the other reading."""
    printing = {conflict.code: conflict.source_id for conflict in rows}
    query = (
        select(SourceRef.subject, Source)
        .join(Source, col(Source.id) == col(SourceRef.source_id))
        .where(col(SourceRef.subject).in_(printing))
        .order_by(col(SourceRef.id))
    )
    found: dict[str, str] = {}
    for subject, source in session.exec(query):
        if source.id != printing[subject] and source.location != _NO_PLACE:
            found.setdefault(subject, source.title)
    return found
