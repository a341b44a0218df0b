"""Keeps projects held against plans."""

from collections.abc import Sequence

from sqlmodel import Session

from db.models import Alignment, AlignmentCitation, AlignmentMatch


def store(
    session: Session,
    alignment: Alignment,
    matches: Sequence[AlignmentMatch],
    citations: Sequence[AlignmentCitation],
) -> None:
    """Store an alignment with its matches and the quotes it rests on."""
    session.add(alignment)
    session.flush()
    session.add_all([*matches, *citations])
