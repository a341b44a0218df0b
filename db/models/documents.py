"""The library: documents, their versions, and what was read in them."""

from datetime import datetime
from enum import StrEnum

from sqlmodel import Field, SQLModel, UniqueConstraint

from db.models.table import choice, now


class DocumentKind(StrEnum):
    """What sort of paper a document is."""

    MEMO = "memo"
    PLAN = "plan"
    GUIDELINE = "guideline"
    CABINET = "cabinet"
    FACTS = "facts"  # our own rendering of plan facts: a summary, not the text
    OTHER = "other"


class PageSource(StrEnum):
    """How a page's text was obtained."""

    TEXT = "text"
    OCR = "ocr"


class Document(SQLModel, table=True):
    """A document's identity through all its versions."""

    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(unique=True, max_length=200)
    title: str
    kind: DocumentKind = Field(sa_type=choice(DocumentKind))
    edition_id: int | None = Field(default=None, foreign_key="plan_edition.id", index=True)
    edition_label: str | None = None
    current_version_id: int | None = None


class DocumentVersion(SQLModel, table=True):
    """One content of a document, known by the digest of its bytes."""

    __tablename__ = "document_version"
    __table_args__ = (UniqueConstraint("document_id", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    document_id: int = Field(foreign_key="document.id", index=True)
    number: int
    sha256: str = Field(max_length=64)
    reader: str = Field(max_length=40)
    added_at: datetime = Field(default_factory=now)


class Page(SQLModel, table=True):
    """One page as read; `raw` is what the file held before repair."""

    __table_args__ = (UniqueConstraint("version_id", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    version_id: int = Field(foreign_key="document_version.id", index=True)
    number: int
    printed_number: str | None = None
    text: str
    raw: str | None = None
    source: PageSource = Field(sa_type=choice(PageSource))
    quality: float


class Section(SQLModel, table=True):
    """A node of a version's outline: `path` joins the headings down to it, `start` is where on
    its page it begins."""

    id: int | None = Field(default=None, primary_key=True)
    version_id: int = Field(foreign_key="document_version.id", index=True)
    parent_id: int | None = Field(default=None, foreign_key="section.id", index=True)
    position: int
    level: int
    heading: str
    path: str
    page_number: int
    start: int


class Passage(SQLModel, table=True):
    """A citable stretch of one page; `start` and `end` are character offsets into its text."""

    id: int | None = Field(default=None, primary_key=True)
    version_id: int = Field(foreign_key="document_version.id", index=True)
    section_id: int | None = Field(default=None, foreign_key="section.id", index=True)
    page_id: int = Field(foreign_key="page.id", index=True)
    position: int
    start: int
    end: int
    text: str
    digest: str = Field(max_length=64, index=True)
