"""The library: documents, their versions, and what was read in them."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlmodel import JSON, Field, SQLModel, UniqueConstraint

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


class PageDecision(StrEnum):
    """Why a page's text is what it is."""

    LAYER = "layer"  # the file's own text, as it stands
    REPAIRED = "repaired"  # the file's own text, mended
    OCR_NO_TEXT = "ocr-no-text"  # a picture of a page
    OCR_GARBLED = "ocr-garbled"  # the file's own text cannot be read
    BLANK = "blank"
    UNREAD = "unread"  # it would take OCR, which is not there or failed


class Document(SQLModel, table=True):
    """A document's identity through all its versions."""

    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(unique=True, max_length=200)
    title: str
    kind: DocumentKind = Field(sa_type=choice(DocumentKind))
    edition_id: int | None = Field(default=None, foreign_key="plan_edition.id", index=True)
    edition_label: str | None = None
    current_version_id: int | None = None


class DocumentRecord(SQLModel, table=True):
    """What else is known of a document: `proposed` is what its text says of itself (strings, days
    as ISO), the columns what an editor entered; `confirmed_at` is when title, kind, edition and
    all this were last confirmed.
    """

    __tablename__ = "document_record"

    document_id: int = Field(primary_key=True, foreign_key="document.id")
    proposed: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    number: str | None = Field(default=None, max_length=200)
    issuer: str | None = Field(default=None, max_length=500)
    source: str | None = Field(default=None, max_length=1000)
    dated_on: date | None = None
    approved_on: date | None = None
    gazetted_on: date | None = None
    in_force_from: date | None = None
    confirmed_at: datetime | None = None
    confirmed_by: str | None = Field(default=None, max_length=200)


class DocumentVersion(SQLModel, table=True):
    """One content of a document, known by the digest of its bytes; `size` is how many there are
    where they are kept (versions read before originals were kept have none)."""

    __tablename__ = "document_version"
    __table_args__ = (UniqueConstraint("document_id", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    document_id: int = Field(foreign_key="document.id", index=True)
    number: int
    sha256: str = Field(max_length=64)
    reader: str = Field(max_length=40)
    size: int | None = None
    added_at: datetime = Field(default_factory=now)


class Page(SQLModel, table=True):
    """One page as read; `raw` is what the file held before repair.

    `repairs` counts what was changed by kind, `doubts` holds (start, end, other reading) of numbers
    that OCR may have misread, `boxes` the places of the characters (see `db.boxes`).
    """

    __table_args__ = (UniqueConstraint("version_id", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    version_id: int = Field(foreign_key="document_version.id", index=True)
    number: int
    printed_number: str | None = None
    text: str
    raw: str | None = None
    source: PageSource = Field(sa_type=choice(PageSource))
    quality: float
    decision: PageDecision = Field(default=PageDecision.LAYER, sa_type=choice(PageDecision))
    repairs: dict[str, int] = Field(default_factory=dict, sa_type=JSON)
    doubts: list[list[Any]] = Field(default_factory=list, sa_type=JSON)
    boxes: bytes | None = None


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
    """A citable stretch of one page; `start` and `end` are character offsets into its text.

    `header` is the head of the table that the stretch is cut from: it is found by it and shown
    with it.
    """

    id: int | None = Field(default=None, primary_key=True)
    version_id: int = Field(foreign_key="document_version.id", index=True)
    section_id: int | None = Field(default=None, foreign_key="section.id", index=True)
    page_id: int = Field(foreign_key="page.id", index=True)
    position: int
    start: int
    end: int
    text: str
    header: str = ""
    digest: str = Field(max_length=64, index=True)
