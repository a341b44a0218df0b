"""Orders that agencies must follow, their instructions, and the documents they announce."""

from datetime import date, datetime
from enum import StrEnum

from sqlmodel import Field, SQLModel, UniqueConstraint

from db.models.facts import Confidence
from db.models.table import choice, now


class AwaitedState(StrEnum):
    """What became of a document somebody announced."""

    AWAITED = "AWAITED"
    PUBLISHED = "PUBLISHED"  # known to exist, not in the library
    IN_LIBRARY = "IN_LIBRARY"
    WITHDRAWN = "WITHDRAWN"


class Directive(SQLModel, table=True):
    """A memo or letter that orders something, field by field as printed."""

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(unique=True, max_length=200)
    document_id: int = Field(foreign_key="document.id", unique=True)
    number: str | None = None
    dated_on: date | None = None
    dated_printed: str | None = None
    sender: str | None = None
    telephone: str | None = None
    recipient: str | None = None
    subject: str | None = None
    signer: str | None = None
    signer_post: str | None = None
    confidence: Confidence = Field(sa_type=choice(Confidence))


class Instruction(SQLModel, table=True):
    """One numbered thing a directive orders."""

    __table_args__ = (UniqueConstraint("directive_id", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    directive_id: int = Field(foreign_key="directive.id", index=True)
    number: str = Field(max_length=20)
    position: int
    text: str


class InstructionDocument(SQLModel, table=True):
    """A document an instruction names, in its words, tied to the edition it means."""

    __tablename__ = "instruction_document"
    __table_args__ = (UniqueConstraint("instruction_id", "position"),)

    id: int | None = Field(default=None, primary_key=True)
    instruction_id: int = Field(foreign_key="instruction.id", index=True)
    position: int
    printed: str
    publisher_printed: str | None = None
    edition_id: int | None = Field(default=None, foreign_key="plan_edition.id", index=True)


class AwaitedDocument(SQLModel, table=True):
    """A document that a directive announces or names and the library does not hold."""

    __tablename__ = "awaited_document"

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(unique=True, max_length=240)
    title: str
    publisher: str | None = None
    instruction_id: int | None = Field(default=None, foreign_key="instruction.id", index=True)
    expected_printed: str | None = None
    expected_on: date | None = None
    state: AwaitedState = Field(sa_type=choice(AwaitedState))
    note: str | None = None


class AwaitedDecision(SQLModel, table=True):
    """What an editor decided on a document that may be an awaited one."""

    __tablename__ = "awaited_decision"
    __table_args__ = (UniqueConstraint("code", "document_id"),)

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(max_length=240, index=True)
    document_id: int = Field(foreign_key="document.id", index=True)
    confirmed: bool
    actor: str = Field(max_length=200)
    at: datetime = Field(default_factory=now)


class AwaitedFollower(SQLModel, table=True):
    """Who sees to it that an awaited document, by its code, comes in."""

    __tablename__ = "awaited_follower"

    code: str = Field(primary_key=True, max_length=240)
    name: str = Field(max_length=200)
    since: datetime = Field(default_factory=now)
