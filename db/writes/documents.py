"""Puts documents into the library."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import func
from sqlmodel import Session, col, select

from db.models import (
    Document,
    DocumentKind,
    DocumentVersion,
    Page,
    PageDecision,
    PageSource,
    Passage,
    Section,
)
from db.reads.documents import document_by_slug


@dataclass(frozen=True, slots=True)
class NewDocument:
    """What is said about a document when it comes in."""

    slug: str
    title: str
    kind: DocumentKind
    edition_id: int | None = None
    edition_label: str | None = None


@dataclass(frozen=True, slots=True)
class NewPage:
    """A page to store."""

    number: int
    text: str
    raw: str
    source: PageSource
    quality: float
    printed_number: str | None
    decision: PageDecision = PageDecision.LAYER
    repairs: Mapping[str, int] = field(default_factory=dict)
    doubts: Sequence[tuple[int, int, str | None]] = ()
    boxes: bytes | None = None


@dataclass(frozen=True, slots=True)
class NewSection:
    """A heading to store; `parent` is its index in the outline."""

    level: int
    title: str
    path: str
    page: int
    start: int
    parent: int | None


@dataclass(frozen=True, slots=True)
class NewPassage:
    """A passage to store; `section` is its index in the outline."""

    page: int
    start: int
    end: int
    section: int | None
    text: str
    header: str = ""


@dataclass(frozen=True, slots=True)
class NewVersion:
    """One content of a document, read and cut; `size` is that of the file that is kept."""

    sha256: str
    reader: str
    pages: Sequence[NewPage]
    sections: Sequence[NewSection]
    passages: Sequence[NewPassage]
    size: int | None = None


def describe(session: Session, about: NewDocument) -> Document:
    """The document called `about.slug`, created or brought up to date."""
    document = document_by_slug(session, about.slug)
    if document is None:
        document = Document(slug=about.slug, title=about.title, kind=about.kind)
    document.title, document.kind = about.title, about.kind
    document.edition_id, document.edition_label = about.edition_id, about.edition_label
    session.add(document)
    session.flush()
    return document


def add_version(session: Session, document: Document, new: NewVersion) -> DocumentVersion:
    """Store a version with its pages, outline and passages, and make it the current one."""
    version = DocumentVersion(
        document_id=document.id or 0,
        number=_next_number(session, document),
        sha256=new.sha256,
        reader=new.reader,
        size=new.size,
    )
    session.add(version)
    session.flush()
    pages = _add_pages(session, version, new.pages)
    sections = _add_sections(session, version, new.sections)
    session.add_all(
        Passage(
            version_id=version.id or 0,
            section_id=None if passage.section is None else sections[passage.section].id,
            page_id=pages[passage.page].id or 0,
            position=position,
            start=passage.start,
            end=passage.end,
            text=passage.text,
            header=passage.header,
            digest=hashlib.sha256(passage.text.encode()).hexdigest(),
        )
        for position, passage in enumerate(new.passages)
    )
    document.current_version_id = version.id
    session.add(document)
    session.flush()
    return version


def _next_number(session: Session, document: Document) -> int:
    latest = select(func.max(col(DocumentVersion.number)))
    return (session.exec(latest.where(DocumentVersion.document_id == document.id)).one() or 0) + 1


def _add_pages(
    session: Session, version: DocumentVersion, new: Sequence[NewPage]
) -> dict[int, Page]:
    pages = {
        page.number: Page(
            version_id=version.id or 0,
            number=page.number,
            printed_number=page.printed_number,
            text=page.text,
            raw=None if page.raw == page.text else page.raw,
            source=page.source,
            quality=page.quality,
            decision=page.decision,
            repairs=dict(page.repairs),
            doubts=[list(doubt) for doubt in page.doubts],
            boxes=page.boxes,
        )
        for page in new
    }
    session.add_all(pages.values())
    session.flush()
    return pages


def _add_sections(
    session: Session, version: DocumentVersion, new: Sequence[NewSection]
) -> list[Section]:
    sections = [
        Section(
            version_id=version.id or 0,
            position=position,
            level=section.level,
            heading=section.title,
            path=section.path,
            page_number=section.page,
            start=section.start,
        )
        for position, section in enumerate(new)
    ]
    session.add_all(sections)
    session.flush()
    for row, section in zip(sections, new, strict=True):
        if section.parent is not None:
            row.parent_id = sections[section.parent].id
    session.flush()
    return sections
