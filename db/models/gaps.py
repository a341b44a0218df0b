"""Questions the documents did not answer, for an admin to see to."""

from datetime import datetime
from enum import StrEnum

from sqlmodel import Field, SQLModel

from db.models.answers import AnswerStatus
from db.models.table import choice, now


class GapState(StrEnum):
    """How far a gap has come."""

    OPEN = "OPEN"
    ASSIGNED = "ASSIGNED"
    ANSWERED = "ANSWERED"
    DISMISSED = "DISMISSED"


class KnowledgeGap(SQLModel, table=True):
    """One question, however often it was asked; `key` is the digest of its normalised words.

    `count` says how often askers met the gap. `answer_id` is the last answer that left it open
    (or was rated wrong), `generation_id` the index generation it was asked in last, and
    `resolved_by` the answer that closed it.
    """

    __tablename__ = "knowledge_gap"

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True, max_length=64)
    question: str
    count: int = 0
    first_asked_at: datetime = Field(default_factory=now)
    last_asked_at: datetime = Field(default_factory=now)
    last_status: AnswerStatus = Field(sa_type=choice(AnswerStatus))
    state: GapState = Field(default=GapState.OPEN, sa_type=choice(GapState), index=True)
    owner: str | None = Field(default=None, max_length=200)
    note: str | None = Field(default=None, max_length=1_000)
    generation_id: int | None = None
    answer_id: str = Field(foreign_key="answer.id", index=True, max_length=32)
    resolved_by: str | None = Field(
        default=None, foreign_key="answer.id", index=True, max_length=32
    )
