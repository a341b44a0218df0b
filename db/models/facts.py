"""Where facts come from, how sure they are, and where sources disagree."""

from enum import StrEnum

from sqlmodel import Field, SQLModel, UniqueConstraint

from db.models.table import choice


class Confidence(StrEnum):
    """How far a fact may be relied on."""

    OFFICIAL = "OFFICIAL"  # read in the official text itself
    REPORTED = "REPORTED"  # seen in a news item, a summary or an agency page
    RECALLED = "RECALLED"  # known without a source at hand; never to be quoted as official


class Resolution(StrEnum):
    """Which reading of a conflict is held to be right."""

    PRINTED = "PRINTED"
    OTHER = "OTHER"
    OPEN = "OPEN"


class Source(SQLModel, table=True):
    """A place facts were taken from: a page, a gazette number, a document of the library."""

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True, max_length=40)
    title: str
    location: str


class SourceRef(SQLModel, table=True):
    """One fact's debt to one source; `subject` is the code of a plan, node, KPI, agency..."""

    __tablename__ = "source_ref"
    __table_args__ = (UniqueConstraint("subject", "field", "source_id"),)

    id: int | None = Field(default=None, primary_key=True)
    subject: str = Field(index=True, max_length=80)
    field: str = Field(default="", max_length=40)
    source_id: int = Field(foreign_key="source.id", index=True)
    quote: str | None = None
    page: int | None = None


class Conflict(SQLModel, table=True):
    """Two readings of one fact. Both are kept; `resolution` says which one we hold right."""

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(unique=True, max_length=80)
    subject: str = Field(index=True, max_length=80)
    field: str = Field(max_length=40)
    printed_text: str
    printed_value: str
    other_value: str | None = None
    other_text: str | None = None
    source_id: int = Field(foreign_key="source.id", index=True)
    resolution: Resolution = Field(sa_type=choice(Resolution))
    reason: str
    notice: str
    confidence: Confidence = Field(sa_type=choice(Confidence))
