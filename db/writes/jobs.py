"""Queues jobs, and moves them on in the name of whoever holds their lease.

Who claims a job holds it by owner and attempt: every later write names both, so a worker that was
taken for dead can change nothing any more.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import ColumnElement, CursorResult, and_, or_, update
from sqlmodel import Session, col, select

from db.errors import InvalidInput, NotFound
from db.models import Job, JobKind, JobState, JobUnit
from db.models.jobs import ENDED
from db.models.table import now
from db.writes.audit import record

MAX_ERRORS = 5
# Many more: what is read cannot take its worker down, so it is seldom the job's fault.
MAX_DEATHS = 50
# Uploads that come together are published together.
PUBLISH_DELAY = timedelta(seconds=1)
GAVE_UP = "ตัวทำงานหยุดกลางคันหลายครั้ง จึงเลิกทำรายการนี้ โปรดตรวจไฟล์หรือเครื่องแม่ข่าย แล้วสั่งทำใหม่"
_ENDED = "รายการนี้สิ้นสุดแล้ว จึงยกเลิกไม่ได้"
_NOT_ENDED = "ทำใหม่ได้เฉพาะรายการที่ไม่สำเร็จหรือถูกยกเลิก"


class LeaseLost(Exception):
    """Another worker holds the job now, or nobody may."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A job in the hands of one worker."""

    id: int
    kind: JobKind
    owner: str
    attempt: int
    errors: int
    subject: str
    payload: Mapping[str, Any]
    cursor: str
    actor: str


def enqueue(
    session: Session,
    kind: JobKind,
    actor: str,
    subject: str = "",
    payload: Mapping[str, Any] | None = None,
) -> Job:
    """A new job, waiting."""
    job = Job(kind=kind, subject=subject, payload=dict(payload or {}), created_by=actor)
    session.add(job)
    session.flush()
    return job


def enqueue_publish(
    session: Session,
    actor: str,
    *,
    facts: bool = False,
    rebuild: bool = False,
    moved: bool = False,
) -> Job:
    """The job that will publish what this transaction wrote: one that waits serves all before it.

    With `facts` it brings the plan data up to date first, with `rebuild` it builds the index anew
    though nothing has changed. With `moved` another generation answers already: whoever hears of
    publishes hears of that.
    """
    # Locked, it cannot be claimed before this transaction is there to be read.
    waiting = select(Job).where(Job.kind == JobKind.PUBLISH, Job.state == JobState.QUEUED)
    job = session.exec(waiting.order_by(col(Job.id)).with_for_update()).first()
    if job is None:
        job = enqueue(session, JobKind.PUBLISH, actor)
        job.not_before = now() + PUBLISH_DELAY
    if facts:
        job.payload = {**job.payload, "facts": True}
    if rebuild:
        job.payload = {**job.payload, "rebuild": True}
    if moved:
        job.payload = {**job.payload, "moved": True}
    session.add(job)
    session.flush()
    return job


def claim(
    session: Session,
    owner: str,
    on: datetime,
    lease: timedelta,
    kinds: Iterable[JobKind],
    only: int | None = None,
) -> Claim | None:
    """The job that has waited longest, now `owner`'s until `on` + `lease`; None when none waits.

    Those whose worker died are taken over, MAX_DEATHS times at most. With `only` no other
    job is claimed than that.
    """
    _end_dead(session, on)
    query = select(Job).where(col(Job.kind).in_(list(kinds)), is_due(on))
    query = query if only is None else query.where(Job.id == only)
    query = query.order_by(col(Job.not_before), col(Job.id)).limit(1)
    job = session.exec(query.with_for_update(skip_locked=True)).first()
    if job is None:
        return None
    job.deaths += job.state is JobState.RUNNING
    job.state, job.lease_owner, job.lease_until = JobState.RUNNING, owner, on + lease
    job.attempts += 1
    job.started_at = job.started_at or on
    session.add(job)
    session.flush()
    return Claim(
        id=job.id or 0,
        kind=job.kind,
        owner=owner,
        attempt=job.attempts,
        errors=job.errors,
        subject=job.subject,
        payload=job.payload,
        cursor=job.cursor,
        actor=job.created_by,
    )


def renew(session: Session, held: Claim, until: datetime) -> None:
    """Hold the job until `until`; raises LeaseLost."""
    _write(session, held, lease_until=until)


def count(
    session: Session, held: Claim, done: int, total: int, unit: JobUnit, on: datetime
) -> None:
    """Tell how far the job has come; raises LeaseLost."""
    job = session.get_one(Job, held.id)
    began = job.stepped_at if job.unit is unit and job.done <= done else on
    _write(session, held, done=done, total=total, unit=unit, stepped_at=began)


def checkpoint(session: Session, held: Claim, cursor: str, **values: Any) -> None:  # noqa: ANN401
    """Note, in the transaction of a step, that the step is finished; raises LeaseLost."""
    _write(session, held, cursor=cursor, **values)


def finish(session: Session, held: Claim) -> None:
    """The job is done; raises LeaseLost."""
    _end(session, held, JobState.DONE, failure=None)


def fail(session: Session, held: Claim, reason: str) -> None:
    """The job cannot be done, for a reason in Thai; raises LeaseLost."""
    _end(session, held, JobState.FAILED, failure=reason)


def stop(session: Session, held: Claim) -> None:
    """The job was given up because somebody asked for it; raises LeaseLost."""
    _end(session, held, JobState.CANCELLED)


def put_back(
    session: Session,
    held: Claim,
    not_before: datetime,
    reason: str | None = None,
    *,
    counted: bool = True,
) -> None:
    """Let the job wait for another attempt; one not counted was no failure."""
    _write(
        session,
        held,
        state=JobState.QUEUED,
        errors=held.errors + counted,
        not_before=not_before,
        failure=reason,
        lease_owner=None,
        lease_until=None,
    )


def cancel(session: Session, actor: str, job_id: int) -> Job:
    """End a job that waits, ask the worker of one that runs to stop.

    Raises NotFound, InvalidInput for one that has ended.
    """
    job = _locked(session, job_id)
    if job.state in ENDED:
        raise InvalidInput(_ENDED, ("input", "id"))
    if job.state is JobState.QUEUED:
        job.state, job.finished_at = JobState.CANCELLED, now()
    job.cancel_asked = True
    record(session, actor, "job.cancel", str(job_id), {"kind": job.kind.value})
    session.add(job)
    return job


def retry(session: Session, actor: str, job_id: int) -> Job:
    """Queue a job again that failed or was cancelled; what it had finished stays finished.

    Raises NotFound, InvalidInput for any other.
    """
    job = _locked(session, job_id)
    if job.state not in {JobState.FAILED, JobState.CANCELLED}:
        raise InvalidInput(_NOT_ENDED, ("input", "id"))
    job.state, job.errors, job.deaths = JobState.QUEUED, 0, 0
    job.cancel_asked = False
    job.not_before, job.failure, job.finished_at = now(), None, None
    job.lease_owner = job.lease_until = None
    record(session, actor, "job.retry", str(job_id), {"kind": job.kind.value})
    session.add(job)
    return job


def is_due(on: datetime) -> ColumnElement[bool]:
    """Whether a job waits for a worker: queued long enough, or left by one that died."""
    queued = and_(col(Job.state) == JobState.QUEUED, col(Job.not_before) <= on)
    return or_(queued, is_dead(on))


def is_dead(on: datetime) -> ColumnElement[bool]:
    """Whether the worker of a job has let its lease run out."""
    return and_(col(Job.state) == JobState.RUNNING, col(Job.lease_until) < on)


def _end_dead(session: Session, on: datetime) -> None:
    """End those jobs of dead workers that nobody is to take over."""
    over = {"finished_at": on, "lease_owner": None, "lease_until": None}
    asked = update(Job).where(is_dead(on), col(Job.cancel_asked))
    session.execute(asked.values(state=JobState.CANCELLED, **over))
    spent = update(Job).where(is_dead(on), col(Job.deaths) >= MAX_DEATHS)
    session.execute(spent.values(state=JobState.FAILED, failure=GAVE_UP, **over))


def _end(session: Session, held: Claim, state: JobState, **values: Any) -> None:  # noqa: ANN401
    over = {"finished_at": now(), "lease_owner": None, "lease_until": None}
    _write(session, held, state=state, **over, **values)


def _write(session: Session, held: Claim, **values: Any) -> None:  # noqa: ANN401
    mine = (
        col(Job.id) == held.id,
        col(Job.state) == JobState.RUNNING,
        col(Job.lease_owner) == held.owner,
        col(Job.attempts) == held.attempt,
    )
    done = cast("CursorResult[Any]", session.execute(update(Job).where(*mine).values(**values)))
    if done.rowcount != 1:
        raise LeaseLost(held.id)


def _locked(session: Session, job_id: int) -> Job:
    job = session.get(Job, job_id, with_for_update=True)
    if job is None:
        raise NotFound(f"ไม่พบงานหมายเลข {job_id}")
    return job
