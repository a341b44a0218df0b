"""Projects held against plans, and what came of it, with the digests of the passages used."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel, UniqueConstraint

from db.models.answers import Outdated, new_key
from db.models.table import choice, now


class AlignmentStatus(StrEnum):
    """How a project stands to the plans it was held against."""

    ALIGNED = "aligned"
    NONE = "none"
    CONFLICTING = "conflicting"  # near to parts of a plan, and a rule forbids each of them


class AlignmentAuthor(StrEnum):
    """Who said which parts of the plans a project serves; rules and quotes were checked by us."""

    COMPARISON = "comparison"
    MODEL = "model"


class AlignmentLevel(StrEnum):
    """How a project, or a part of it, serves a part of a plan."""

    DIRECT = "direct"
    CONTRIBUTES = "contributes"
    ENABLING = "enabling"
    CONFLICTING = "conflicting"
    NONE = "none"


class Alignment(SQLModel, table=True):
    """One project and what came of holding it against plans; `owner` is whose it is, None for
    somebody unknown.

    `project` holds the fields of the project without what is private in it, `as_of` the day whose
    editions counted. `statement` are sentences with the numbers of their citations; `gaps` and
    `cells` name citations by number too. `outdated` is None while the generation that answers
    holds every passage quoted.
    """

    id: str = Field(default_factory=new_key, primary_key=True, max_length=32)
    owner: str | None = Field(default=None, index=True, max_length=200)
    project: dict[str, Any] = Field(sa_type=JSON)
    as_of: date
    status: AlignmentStatus = Field(sa_type=choice(AlignmentStatus))
    explanation: str
    confidence: float
    author: AlignmentAuthor = Field(
        default=AlignmentAuthor.COMPARISON, sa_type=choice(AlignmentAuthor)
    )
    statement: list[dict[str, Any]] = Field(sa_type=JSON)
    gaps: list[dict[str, Any]] = Field(sa_type=JSON)
    cells: list[dict[str, Any]] = Field(sa_type=JSON)
    notices: list[str] = Field(sa_type=JSON)
    outdated: Outdated | None = Field(default=None, sa_type=choice(Outdated), index=True)
    aligned_at: datetime = Field(default_factory=now, index=True)


class AlignmentMatch(SQLModel, table=True):
    """A part of a plan that the project serves; `citation` is the number of its quote."""

    __tablename__ = "alignment_match"
    __table_args__ = (UniqueConstraint("alignment_id", "position"),)

    id: int | None = Field(default=None, primary_key=True)
    alignment_id: str = Field(foreign_key="alignment.id", index=True, max_length=32)
    position: int
    plan: str = Field(max_length=40)
    edition: str = Field(max_length=40)
    edition_title: str
    node: str = Field(max_length=80, index=True)
    kind: str = Field(max_length=20)
    number: str = Field(max_length=20)
    title: str
    place: str
    strategy: str = Field(max_length=80)
    level: AlignmentLevel = Field(sa_type=choice(AlignmentLevel))
    score: float
    component: str = Field(max_length=20)
    component_text: str
    project_quote: str
    why: str
    citation: int


class AlignmentCitation(SQLModel, table=True):
    """A quote that an alignment rests on; `start` and `end` point into the page's text."""

    __tablename__ = "alignment_citation"
    __table_args__ = (UniqueConstraint("alignment_id", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    alignment_id: str = Field(foreign_key="alignment.id", index=True, max_length=32)
    number: int
    version_id: int = Field(foreign_key="document_version.id", index=True)
    page_number: int
    section: str
    quote: str
    start: int
    end: int
    passage_digest: str = Field(max_length=64, index=True)
