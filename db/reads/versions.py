"""The texts of versions section by section, and which versions generations hold."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from sqlmodel import Session, col, select

from db.models import Document, DocumentVersion, GenerationVersion, Page, Section


@dataclass(frozen=True, slots=True)
class HeldVersion:
    """A version of a document; `number` counts the document's versions from 1."""

    document_id: int
    slug: str
    title: str
    version_id: int
    number: int


@dataclass(frozen=True, slots=True)
class SectionText:
    """A section's headings down to it, and its own words without those of sections within."""

    path: str
    text: str


def held_versions(session: Session, generation_id: int) -> dict[int, HeldVersion]:
    """The version a generation holds of each document, by document id."""
    query = (
        select(DocumentVersion, Document)
        .join(Document, col(Document.id) == col(DocumentVersion.document_id))
        .join(GenerationVersion, col(GenerationVersion.version_id) == col(DocumentVersion.id))
        .where(GenerationVersion.generation_id == generation_id)
        .order_by(col(Document.slug))
    )
    return {row.document_id: _held(row, document) for row, document in session.exec(query)}


def version_of(session: Session, slug: str, number: int) -> HeldVersion | None:
    """Version `number` of a document."""
    query = (
        select(DocumentVersion, Document)
        .join(Document, col(Document.id) == col(DocumentVersion.document_id))
        .where(Document.slug == slug, DocumentVersion.number == number)
    )
    found = session.exec(query).first()
    return _held(*found) if found else None


def section_texts(session: Session, version_id: int) -> list[SectionText]:
    """A version cut at its headings, in order; what stands before the first has an empty path."""
    read = select(Page.number, Page.text).where(Page.version_id == version_id)
    outline = select(Section).where(Section.version_id == version_id)
    pages = session.exec(read.order_by(col(Page.number))).all()
    sections = session.exec(outline.order_by(col(Section.position))).all()
    begins, whole = {}, ""
    for number, text in pages:
        begins[number] = len(whole)
        whole += f"{text}\n"
    return list(_cut(whole, [(begins.get(s.page_number, 0) + s.start, s.path) for s in sections]))


def _cut(whole: str, heads: list[tuple[int, str]]) -> Iterator[SectionText]:
    marks = [(0, ""), *sorted(heads, key=lambda head: head[0]), (len(whole), "")]
    for (start, path), (end, _) in pairwise(marks):
        text = whole[start:end].strip()
        if text:
            yield SectionText(path, text)


def _held(version: DocumentVersion, document: Document) -> HeldVersion:
    return HeldVersion(
        document.id or 0, document.slug, document.title, version.id or 0, version.number
    )
