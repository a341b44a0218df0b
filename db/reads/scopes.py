"""Which documents and editions passages belong to: enough to tell whether they count."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from db.models import Document, DocumentVersion, Passage


@dataclass(frozen=True, slots=True)
class Scope:
    """A passage's document: its kind, its slug, and the plan edition it is of, if any."""

    kind: str
    slug: str
    edition_id: int | None


def scopes(session: Session, ids: Sequence[int]) -> dict[int, Scope]:
    """The scope of each passage among `ids`, without reading its text."""
    query = (
        select(Passage.id, Document.kind, Document.slug, Document.edition_id)
        .join(DocumentVersion, col(DocumentVersion.id) == col(Passage.version_id))
        .join(Document, col(Document.id) == col(DocumentVersion.document_id))
        .where(col(Passage.id).in_(ids))
    )
    rows = session.connection().execute(query).all()
    return {key: Scope(kind, slug, edition) for key, kind, slug, edition in rows}
