"""Work that outlives the request that asked for it, and the process that does it."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlmodel import JSON, Field, Index, SQLModel

from db.models.table import choice, now


class JobKind(StrEnum):
    """What a job does."""

    READ = "READ"
    PUBLISH = "PUBLISH"
    ERASE = "ERASE"


class JobState(StrEnum):
    """How far a job has come."""

    QUEUED = "QUEUED"
    RUNNING = "RUNNING"
    DONE = "DONE"
    FAILED = "FAILED"
    CANCELLED = "CANCELLED"


ENDED = frozenset({JobState.DONE, JobState.FAILED, JobState.CANCELLED})


class JobUnit(StrEnum):
    """What a job counts while it runs."""

    PAGE = "PAGE"
    PASSAGE = "PASSAGE"


class Job(SQLModel, table=True):
    """One piece of work.

    `payload` is what it was given, `cursor` how far it has come: a step named there is finished
    and not done again. While it runs it belongs to `lease_owner` until `lease_until`; every claim
    raises `attempts`, and who claimed it before can write nothing any more. `failure` is Thai.
    `errors` of the attempts failed, `deaths` of them ended with their worker. `stepped_at` is when
    the count of `done` began.
    """

    __table_args__ = (Index("ix_job_waiting", "state", "not_before", "id"),)

    id: int | None = Field(default=None, primary_key=True)
    kind: JobKind = Field(sa_type=choice(JobKind))
    state: JobState = Field(default=JobState.QUEUED, sa_type=choice(JobState))
    subject: str = Field(default="", index=True, max_length=200)
    payload: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    cursor: str = Field(default="", max_length=40)
    attempts: int = 0
    errors: int = 0
    deaths: int = 0
    not_before: datetime = Field(default_factory=now)
    lease_owner: str | None = Field(default=None, max_length=200)
    lease_until: datetime | None = None
    cancel_asked: bool = False
    done: int = 0
    total: int = 0
    unit: JobUnit | None = Field(default=None, sa_type=choice(JobUnit))
    stepped_at: datetime | None = None
    failure: str | None = None
    result: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    next_id: int | None = Field(default=None, foreign_key="job.id")
    created_by: str = Field(index=True, max_length=200)
    created_at: datetime = Field(default_factory=now)
    started_at: datetime | None = None
    finished_at: datetime | None = None
