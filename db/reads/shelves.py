"""What of the library belongs to an edition, and how old copies of public data are."""

from sqlmodel import Session, col, select

from db.models import Document, DocumentKind
from db.models.revision import DataRevision


def revision(session: Session) -> int:
    """The number that rises with every change of public data."""
    return session.exec(select(col(DataRevision.number))).one()


def texts_of_edition(session: Session, edition_id: int) -> list[str]:
    """The slugs of an edition's own texts, not of facts about it, the oldest first."""
    query = select(Document.slug).where(
        Document.edition_id == edition_id, Document.kind == DocumentKind.PLAN
    )
    return list(session.exec(query.order_by(col(Document.id))))
