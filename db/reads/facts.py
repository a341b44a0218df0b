"""Abbreviations, conflicts and where facts come from."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from db.models import Abbreviation, Conflict, Source


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """Two readings of a fact; `printed_text` is how the source at `location` prints it.

    The location of a source that is in the library is the slug of its document.
    """

    code: str
    subject: str
    field: str
    printed_text: str
    other_text: str | None
    notice: str
    location: str


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
    return [
        ConflictRow(
            conflict.code,
            conflict.subject,
            conflict.field,
            conflict.printed_text,
            conflict.other_text,
            conflict.notice,
            location,
        )
        for conflict, location in session.exec(query.order_by(col(Conflict.id)))
    ]
