"""What the library holds."""

from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from db.models import Document, DocumentVersion, Page, Passage, Section


@dataclass(frozen=True, slots=True)
class PassageRow:
    """A passage with all that a citation needs; `page_text[start:end]` is its text."""

    id: int
    text: str
    digest: str
    start: int
    end: int
    page_number: int
    printed_page: str | None
    page_text: str
    page_source: str
    section: str
    version_id: int
    version: int
    slug: str
    title: str
    kind: str
    edition_id: int | None
    edition_label: str | None


@dataclass(frozen=True, slots=True)
class IndexRow:
    """A passage as it is indexed: its context and its words."""

    id: int
    title: str
    section: str
    text: str


def document_by_slug(session: Session, slug: str) -> Document | None:
    """The document called `slug`."""
    return session.exec(select(Document).where(Document.slug == slug)).first()


def current_version(session: Session, document: Document) -> DocumentVersion | None:
    """The version of `document` that answers."""
    if document.current_version_id is None:
        return None
    return session.get(DocumentVersion, document.current_version_id)


def index_rows(session: Session) -> list[IndexRow]:
    """Every passage of every current version, in a stable order."""
    query = (
        select(Passage.id, Document.title, Section.path, Passage.text)
        .join(Document, col(Document.current_version_id) == col(Passage.version_id))
        .join(Section, col(Section.id) == col(Passage.section_id), isouter=True)
        .order_by(col(Passage.id))
    )
    return [
        IndexRow(key or 0, title, path or "", text)
        for key, title, path, text in session.exec(query)
    ]


def passages_by_id(session: Session, ids: list[int]) -> dict[int, PassageRow]:
    """The passages among `ids`, with their page, section and document."""
    rows = session.exec(_passages().where(col(Passage.id).in_(ids)))
    return {row.id: row for row in map(_passage_row, rows)}


def passages_of(session: Session, slug: str) -> list[PassageRow]:
    """The passages of a document's current version, in order."""
    query = _passages().where(
        Document.slug == slug, col(Document.current_version_id) == col(Passage.version_id)
    )
    return [_passage_row(row) for row in session.exec(query.order_by(col(Passage.position)))]


def headings_of(session: Session, version_ids: list[int]) -> dict[int, list[Section]]:
    """The outlines of versions, each in order."""
    found: dict[int, list[Section]] = {}
    query = select(Section).where(col(Section.version_id).in_(version_ids))
    for section in session.exec(query.order_by(col(Section.position))):
        found.setdefault(section.version_id, []).append(section)
    return found


def page(session: Session, slug: str, version: int, number: int) -> tuple[Document, Page] | None:
    """One page of one version of a document."""
    query = (
        select(Document, Page)
        .join(DocumentVersion, col(DocumentVersion.document_id) == col(Document.id))
        .join(Page, col(Page.version_id) == col(DocumentVersion.id))
        .where(Document.slug == slug, DocumentVersion.number == version, Page.number == number)
    )
    found = session.exec(query).first()
    return (found[0], found[1]) if found else None


def _passages() -> Any:  # noqa: ANN401 (a select over five tables, past what the types know)
    return (
        select(Passage, Page, Section.path, DocumentVersion, Document)  # type: ignore[call-overload]
        .join(Page, col(Page.id) == col(Passage.page_id))
        .join(DocumentVersion, col(DocumentVersion.id) == col(Passage.version_id))
        .join(Document, col(Document.id) == col(DocumentVersion.document_id))
        .join(Section, col(Section.id) == col(Passage.section_id), isouter=True)
    )


def _passage_row(row: tuple[Passage, Page, str | None, DocumentVersion, Document]) -> PassageRow:
    passage, on_page, path, version, document = row
    return PassageRow(
        id=passage.id or 0,
        text=passage.text,
        digest=passage.digest,
        start=passage.start,
        end=passage.end,
        page_number=on_page.number,
        printed_page=on_page.printed_number,
        page_text=on_page.text,
        page_source=on_page.source,
        section=path or "",
        version_id=version.id or 0,
        version=version.number,
        slug=document.slug,
        title=document.title,
        kind=document.kind,
        edition_id=document.edition_id,
        edition_label=document.edition_label,
    )
