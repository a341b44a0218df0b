"""Projects held against plans, each read for one asker: what is another's is not found."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from db.models import (
    Alignment,
    AlignmentCitation,
    AlignmentMatch,
    Document,
    DocumentVersion,
    Page,
)
from db.models.answers import is_key


@dataclass(frozen=True, slots=True)
class QuotedRow:
    """A stored quote with what is known of its document and page today."""

    citation: AlignmentCitation
    printed_page: str | None
    version: int
    document: Document


def owned_alignment(session: Session, key: str, asker: str | None) -> Alignment | None:
    """The alignment under `key`; None when there is none or it is somebody else's.

    One by nobody known belongs to whoever holds its key.
    """
    found = session.get(Alignment, key) if is_key(key) else None
    return found if found and found.owner in {None, asker} else None


def matches_of(session: Session, key: str) -> list[AlignmentMatch]:
    """The matches of an alignment, best first."""
    query = select(AlignmentMatch).where(AlignmentMatch.alignment_id == key)
    return list(session.exec(query.order_by(col(AlignmentMatch.position))))


def quotes_of(session: Session, key: str) -> list[QuotedRow]:
    """The quotes of an alignment by their numbers."""
    query = (
        select(AlignmentCitation, Page.printed_number, DocumentVersion.number, Document)
        .join(DocumentVersion, col(DocumentVersion.id) == col(AlignmentCitation.version_id))
        .join(Document, col(Document.id) == col(DocumentVersion.document_id))
        .join(
            Page,
            (col(Page.version_id) == col(AlignmentCitation.version_id))
            & (col(Page.number) == col(AlignmentCitation.page_number)),
            isouter=True,
        )
        .where(AlignmentCitation.alignment_id == key)
        .order_by(col(AlignmentCitation.number))
    )
    return [QuotedRow(*row) for row in session.exec(query)]
