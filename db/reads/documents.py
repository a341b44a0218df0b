"""What the library holds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from db.models import (
    Document,
    DocumentKind,
    DocumentRecord,
    DocumentVersion,
    GenerationVersion,
    Page,
    PageDecision,
    Passage,
    Section,
)

_BATCH = 1_000


@dataclass(frozen=True, slots=True)
class PassageRow:
    """A passage with all that a citation needs; `page_text[start:end]` is its text."""

    id: int
    text: str
    header: str
    digest: str
    start: int
    end: int
    page_number: int
    printed_page: str | None
    page_text: str
    section: str
    version_id: int
    version: int
    slug: str
    title: str
    kind: str
    edition_id: int | None
    edition_label: str | None

    @property
    def whole(self) -> str:
        """The passage to read on its own: under the head of its table."""
        return f"{self.header}\n{self.text}" if self.header else self.text


@dataclass(frozen=True, slots=True)
class IndexRow:
    """A passage as it is indexed: its context and its words."""

    id: int
    title: str
    section: str
    header: str
    text: str


def document_by_slug(session: Session, slug: str) -> Document | None:
    """The document called `slug`."""
    return session.exec(select(Document).where(Document.slug == slug)).first()


def current_version(session: Session, document: Document) -> DocumentVersion | None:
    """The version of `document` that answers."""
    if document.current_version_id is None:
        return None
    return session.get(DocumentVersion, document.current_version_id)


def record_of(session: Session, document_id: int) -> DocumentRecord | None:
    """What else is known of a document."""
    return session.get(DocumentRecord, document_id)


def document_with_content(session: Session, sha256: str, reader: str) -> Document | None:
    """A document whose current version holds this content, wholly read by this reader."""
    query = (
        select(Document, DocumentVersion)
        .join(DocumentVersion, col(DocumentVersion.id) == col(Document.current_version_id))
        .where(DocumentVersion.sha256 == sha256, DocumentVersion.reader == reader)
    )
    for document, version in session.exec(query):
        if not has_unread_pages(session, version):
            return document
    return None


def has_unread_pages(session: Session, version: DocumentVersion) -> bool:
    """Whether pages of a version wait for a means to read them."""
    query = select(Page.id).where(
        Page.version_id == version.id, Page.decision == PageDecision.UNREAD
    )
    return session.exec(query).first() is not None


def index_rows(session: Session, generation_id: int | None = None) -> list[IndexRow]:
    """Every passage of every current version, or of the versions a generation holds, in a stable
    order."""
    query = (
        select(  # type: ignore[call-overload]
            Passage.id, Document.title, Section.path, Passage.header, Passage.text
        )
        .join(DocumentVersion, col(DocumentVersion.id) == col(Passage.version_id))
        .join(Document, col(Document.id) == col(DocumentVersion.document_id))
        .join(Section, col(Section.id) == col(Passage.section_id), isouter=True)
        .where(col(Passage.version_id).in_(_versions(generation_id)))
        .order_by(col(Passage.id))
    )
    return [
        IndexRow(key or 0, title, path or "", header, text)
        for key, title, path, header, text in session.exec(query)
    ]


def _versions(generation_id: int | None) -> Any:  # noqa: ANN401 (a select)
    if generation_id is None:
        current = select(Document.current_version_id)
        return current.where(col(Document.current_version_id).is_not(None))
    held = select(GenerationVersion.version_id)
    return held.where(GenerationVersion.generation_id == generation_id)


def slugs_held(session: Session, generation_id: int) -> frozenset[str]:
    """The documents a generation holds."""
    query = (
        select(Document.slug)
        .join(DocumentVersion, col(DocumentVersion.document_id) == col(Document.id))
        .where(col(DocumentVersion.id).in_(_versions(generation_id)))
    )
    return frozenset(session.exec(query).all())


def passages_by_id(session: Session, ids: list[int]) -> dict[int, PassageRow]:
    """The passages among `ids`, with their page, section and document."""
    query = _passages().where(col(Passage.id).in_(ids))
    return {row.id: row for row in _passage_rows(session, query)}


def passages_of(session: Session, slug: str) -> list[PassageRow]:
    """The passages of a document's current version, in order."""
    query = _passages().where(
        col(Document.slug) == slug, col(Document.current_version_id) == col(Passage.version_id)
    )
    return _passage_rows(session, query.order_by(col(Passage.position)))


def headings_of(session: Session, version_ids: list[int]) -> dict[int, list[Section]]:
    """The outlines of versions, each in order."""
    found: dict[int, list[Section]] = {}
    query = select(Section).where(col(Section.version_id).in_(version_ids))
    for section in session.exec(query.order_by(col(Section.position))):
        found.setdefault(section.version_id, []).append(section)
    return found


def editions_with_text(session: Session) -> frozenset[int]:
    """The ids of the editions whose own text is in the library, not only facts about them."""
    query = select(Document.edition_id).where(
        col(Document.edition_id).is_not(None), Document.kind != DocumentKind.FACTS
    )
    return frozenset(edition for edition in session.exec(query) if edition is not None)


def openings(session: Session, version_ids: Sequence[int], length: int) -> dict[int, str]:
    """How versions begin: the first `length` characters of their first pages, by version id."""
    beginning = func.substr(col(Page.text), 1, length)
    query = select(Page.version_id, beginning).where(
        col(Page.version_id).in_(version_ids), Page.number == 1
    )
    return dict(session.exec(query).all())


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


def version_of(session: Session, slug: str, number: int) -> DocumentVersion | None:
    """One version of a document."""
    query = (
        select(DocumentVersion)
        .join(Document, col(Document.id) == col(DocumentVersion.document_id))
        .where(Document.slug == slug, DocumentVersion.number == number)
    )
    return session.exec(query).first()


def count_pages(session: Session, version_id: int) -> int:
    """How many pages a version has."""
    count = select(func.count()).select_from(Page)
    return session.exec(count.where(Page.version_id == version_id)).one()


# What a PassageRow holds but for the text of its page.
_PASSAGE: tuple[Any, ...] = (
    *(col(Passage.id), col(Passage.text), col(Passage.header), col(Passage.digest)),
    *(col(Passage.start), col(Passage.end), col(Passage.page_id), col(Passage.version_id)),
    *(col(Page.number).label("page_number"), col(Page.printed_number).label("printed_page")),
    *(col(Section.path).label("section"), col(DocumentVersion.number).label("version")),
    *(col(Document.slug), col(Document.title), col(Document.kind)),
    *(col(Document.edition_id), col(Document.edition_label)),
)


def _passages() -> Select[Any]:
    """Columns, not objects: every question reads some sixty of them."""
    return (
        select_columns(*_PASSAGE)
        .join(Page, col(Page.id) == col(Passage.page_id))
        .join(DocumentVersion, col(DocumentVersion.id) == col(Passage.version_id))
        .join(Document, col(Document.id) == col(DocumentVersion.document_id))
        .join(Section, col(Section.id) == col(Passage.section_id), isouter=True)
    )


def _passage_rows(session: Session, query: Select[Any]) -> list[PassageRow]:
    """The rows of `_passages`; joined in, a long page's text would come with each of them."""
    found = session.connection().execute(query).mappings().all()
    texts = _page_texts(session, sorted({row["page_id"] for row in found}))
    return [_passage_row(dict(row), texts) for row in found]


def _page_texts(session: Session, ids: Sequence[int]) -> dict[int, str]:
    texts: dict[int, str] = {}
    for at in range(0, len(ids), _BATCH):
        query = select(Page.id, Page.text).where(col(Page.id).in_(ids[at : at + _BATCH]))
        texts.update((key or 0, text) for key, text in session.exec(query))
    return texts


def _passage_row(row: dict[str, Any], texts: Mapping[int, str]) -> PassageRow:
    text = texts[row.pop("page_id")]
    return PassageRow(page_text=text, **row | {"section": row["section"] or ""})
