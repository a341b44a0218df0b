"""Questions asked and what was answered, with the digests of the passages used."""

import re
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import uuid4

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel, UniqueConstraint

from db.models.table import choice, now

_KEY = re.compile(r"[0-9a-f]{32}")


class AnswerStatus(StrEnum):
    """How a question ended; the analytics rest on these."""

    ANSWERED = "ANSWERED"
    PARTIAL = "PARTIAL"
    CLARIFY = "CLARIFY"
    REFUSED_NOT_IN_DOCUMENTS = "REFUSED_NOT_IN_DOCUMENTS"
    REFUSED_OFF_TOPIC = "REFUSED_OFF_TOPIC"
    REFUSED_PERSONAL_DATA = "REFUSED_PERSONAL_DATA"
    REFUSED_UNSAFE = "REFUSED_UNSAFE"
    GREETING = "GREETING"
    ERROR_MODEL = "ERROR_MODEL"
    ERROR_TIMEOUT = "ERROR_TIMEOUT"
    ERROR_INDEX = "ERROR_INDEX"


class Outdated(StrEnum):
    """What became of the passages that an answer cites."""

    CHANGED = "CHANGED"  # the passage reads otherwise now, the quoted words still stand
    GONE = "GONE"  # the quoted words stand no longer


def new_key() -> str:
    """An identifier nobody can guess, for things that belong to one asker."""
    return uuid4().hex


def is_key(text: str) -> bool:
    """Whether a text has the form of `new_key`."""
    return _KEY.fullmatch(text) is not None


class Conversation(SQLModel, table=True):
    """Questions that belong together; `owner` is who asks, None for anonymous askers."""

    id: str = Field(default_factory=new_key, primary_key=True, max_length=32)
    owner: str | None = Field(default=None, index=True, max_length=200)
    started_at: datetime = Field(default_factory=now)


class Answer(SQLModel, table=True):
    """One question and its answer. `question` is None where it held personal data.

    `understood` is the question as it stands without its conversation, None where that is the
    same or not known; `as_of` the day whose editions counted; `author` who put the answer
    together, None where nothing was answered; `outdated` is None while the generation that answers
    holds every passage it cites.
    """

    id: str = Field(default_factory=new_key, primary_key=True, max_length=32)
    conversation_id: str = Field(foreign_key="conversation.id", index=True, max_length=32)
    question: str | None = None
    understood: str | None = None
    as_of: date | None = None
    status: AnswerStatus = Field(sa_type=choice(AnswerStatus))
    author: str | None = Field(default=None, max_length=20)
    text: str
    sentences: list[dict[str, Any]] = Field(sa_type=JSON)
    notices: list[str] = Field(sa_type=JSON)
    suggestions: list[str] = Field(default_factory=list, sa_type=JSON)
    timings: dict[str, float] = Field(sa_type=JSON)
    generation_id: int | None = None
    answered_at: datetime = Field(default_factory=now, index=True)
    outdated: Outdated | None = Field(default=None, sa_type=choice(Outdated), index=True)


class Citation(SQLModel, table=True):
    """A quote an answer rests on; `start` and `end` point into the page's text."""

    __table_args__ = (UniqueConstraint("answer_id", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    answer_id: str = Field(foreign_key="answer.id", index=True, max_length=32)
    number: int
    version_id: int = Field(foreign_key="document_version.id", index=True)
    page_number: int
    section: str
    quote: str
    start: int
    end: int
    passage_digest: str = Field(max_length=64, index=True)
