"""What askers thought of an answer."""

from datetime import datetime
from enum import StrEnum

from sqlmodel import JSON, Field, SQLModel

from db.models.table import now

MAX_COMMENT = 1_000


class FeedbackReason(StrEnum):
    """What was wrong with an answer."""

    WRONG_FACT = "WRONG_FACT"
    WRONG_EDITION = "WRONG_EDITION"
    NOT_WHAT_I_ASKED = "NOT_WHAT_I_ASKED"
    MISSING_PART = "MISSING_PART"
    REFUSED_BUT_EXISTS = "REFUSED_BUT_EXISTS"
    HARD_TO_READ = "HARD_TO_READ"
    OTHER = "OTHER"


class Feedback(SQLModel, table=True):
    """The one rating of an answer, as it was given last; `reasons` holds FeedbackReason values."""

    answer_id: str = Field(primary_key=True, foreign_key="answer.id", max_length=32)
    helpful: bool
    reasons: list[str] = Field(default_factory=list, sa_type=JSON)
    comment: str | None = Field(default=None, max_length=MAX_COMMENT)
    rated_at: datetime = Field(default_factory=now)
