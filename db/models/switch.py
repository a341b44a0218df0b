"""Whether the assistant answers: the one row that admins turn."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from db.models.table import now

MAX_REASON = 500


class AssistantSwitch(SQLModel, table=True):
    """The one row (id 1); `reason` is None while the assistant answers."""

    __tablename__ = "assistant_switch"

    id: int = Field(default=1, primary_key=True)
    reason: str | None = Field(default=None, max_length=MAX_REASON)
    changed_at: datetime = Field(default_factory=now)
