"""The library at a glance."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from db.models import Document, DocumentKind, DocumentRecord, DocumentVersion
from db.reads.pages import PageSummary, sum_up_pages

_ENTERED = ("number", "issuer", "source", "dated_on", "approved_on", "gazetted_on",
            "in_force_from", "confirmed_at", "confirmed_by")  # fmt: skip


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """A document, its current version and how well that was read; `record` is what was entered."""

    slug: str
    title: str
    kind: DocumentKind
    edition: str | None
    version: int
    sha256: str
    pages: PageSummary
    record: Mapping[str, Any]
    proposed: Mapping[str, str]


def summaries(session: Session, slug: str | None = None) -> list[DocumentSummary]:
    """Every document that can answer, by slug; with `slug` that one alone."""
    query = (
        select(Document, DocumentVersion, DocumentRecord)
        .join(DocumentVersion, col(DocumentVersion.id) == col(Document.current_version_id))
        .join(DocumentRecord, col(DocumentRecord.document_id) == col(Document.id), isouter=True)
        .order_by(col(Document.slug))
    )
    rows = session.exec(query if slug is None else query.where(Document.slug == slug)).all()
    pages = sum_up_pages(session, [version.id or 0 for _, version, _ in rows])
    return [
        DocumentSummary(
            slug=document.slug,
            title=document.title,
            kind=document.kind,
            edition=document.edition_label,
            version=version.number,
            sha256=version.sha256,
            pages=summed,
            record={name: getattr(record, name) for name in _ENTERED} if record else {},
            proposed=record.proposed if record else {},
        )
        for (document, version, record), summed in zip(rows, pages, strict=True)
    ]
