"""The papers that are neither of a plan edition nor letters, by their titles."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from db.models import Document, DocumentKind


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A paper: its slug, and its title as it prints it."""

    slug: str
    title: str


def papers(session: Session) -> list[PaperRow]:
    """The papers with a version that answers, in the order they came in."""
    query = select(Document.slug, Document.title).where(
        col(Document.current_version_id).is_not(None),
        col(Document.edition_id).is_(None),
        col(Document.kind).not_in([DocumentKind.FACTS, DocumentKind.MEMO]),
    )
    return [PaperRow(slug, title) for slug, title in session.exec(query.order_by(col(Document.id)))]
