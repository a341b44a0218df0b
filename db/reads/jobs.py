"""Which jobs there are, and how they stand."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import or_
from sqlmodel import Session, col, select

from db.models import Job, JobKind, JobState
from db.models.jobs import ENDED
from db.writes.jobs import is_dead, is_due

_TOO_FEW = 2


def job_by_id(session: Session, job_id: int) -> Job | None:
    """The job of that number."""
    return session.get(Job, job_id)


def jobs(session: Session, state: JobState | None, limit: int) -> list[Job]:
    """The newest jobs, those in `state` only where one is given."""
    query = select(Job).order_by(col(Job.id).desc()).limit(limit)
    if state is not None:
        query = query.where(Job.state == state)
    return list(session.exec(query))


def open_jobs(session: Session, subject: str) -> list[Job]:
    """The jobs on something that have not ended, the oldest first."""
    query = select(Job).where(Job.subject == subject, col(Job.state).not_in(list(ENDED)))
    return list(session.exec(query.order_by(col(Job.id))))


def uploads_wanted(session: Session, since: datetime) -> set[str]:
    """The keys of uploads that jobs still have to read, or may be told to read again: those that
    ended otherwise than done since then."""
    ended = or_(col(Job.finished_at).is_(None), col(Job.finished_at) > since)
    query = select(Job.payload).where(Job.kind == JobKind.READ, Job.state != JobState.DONE, ended)
    return {str(payload.get("upload")) for payload in session.exec(query)}


def is_waiting(session: Session, on: datetime, kinds: Iterable[JobKind]) -> bool:
    """Whether a worker would find something to do."""
    query = select(Job.id).where(col(Job.kind).in_(list(kinds)), is_due(on)).limit(1)
    return session.exec(query).first() is not None


def dead_jobs(session: Session, on: datetime) -> list[Job]:
    """Jobs whose worker has died and that no other has taken over yet."""
    return list(session.exec(select(Job).where(is_dead(on)).order_by(col(Job.id))))


def seconds_left(job: Job, on: datetime) -> float | None:
    """About how long the count of a running job goes on; None while too little of it is known."""
    if job.state is not JobState.RUNNING or job.stepped_at is None or job.done < _TOO_FEW:
        return None
    spent = max(0.0, (on - job.stepped_at).total_seconds())
    return spent / job.done * max(0, job.total - job.done)
