"""Jobs: what is read, published and erased, how far it is, and who may stop it."""

# mypy: disable-error-code=untyped-decorator
# Strawberry types its field decorators as Any.

import asyncio
from collections.abc import AsyncGenerator, Callable
from datetime import datetime
from typing import Annotated, Any, TypeVar

import strawberry
from sqlmodel import Session, col, select
from strawberry import relay

from api.context import Info
from api.deadlines import allow
from api.links import later, link
from api.ordering import Key, Order
from api.pagination import DEFAULT_PAGE, Connection
from api.problems import InvalidInput, NotFound, Unavailable, problem_of
from api.schema.arguments import After, First, listed, own_key
from api.schema.documents import Document
from api.schema.work_enums import JobKind, JobState, JobUnit
from api.viewer import Viewer
from db import models
from db.errors import NotFound as NotFoundError
from db.errors import ProblemError
from db.models import Role
from db.models.jobs import ENDED
from db.models.table import now
from db.reads.jobs import seconds_left
from db.writes import jobs
from db.writes.audit import record

T = TypeVar("T")
POLL_SECONDS = 0.5
# A followed job may wait long between two signs of life; each look puts the end off.
_PATIENCE = 30.0
MAX_NOTE = 1_000
# A change of these is told to who follows a job.
_SHOWN = {"state", "attempts", "done", "total", "unit", "cancel_asked", "failure", "next_id"}


@strawberry.type(description="A piece of work that goes on after the request that asked for it.")
class Job(relay.Node):
    """A job."""

    id: relay.NodeID[int]
    next_id: strawberry.Private[int | None]
    number: int = strawberry.field(description="Its number, as commands name it.")
    kind: JobKind = strawberry.field(description="What it does.")
    state: JobState = strawberry.field(description="How far it has come.")
    subject: str = strawberry.field(description="The document's slug; empty where it is on none.")
    attempts: int = strawberry.field(description="How often it was begun.")
    done: int = strawberry.field(description="How many of `unit` are done.")
    total: int = strawberry.field(description="How many there are; 0 while that is not known.")
    unit: JobUnit | None = strawberry.field(description="What is counted; null before it begins.")
    seconds_left: int | None = strawberry.field(
        description="About how long the count goes on; null while too little is known."
    )
    cancel_asked: bool = strawberry.field(description="Whether somebody asked it to stop.")
    failure: str | None = strawberry.field(
        description="Why it failed, or why it waits for another attempt, in Thai."
    )
    created_by: str = strawberry.field(description="Who asked for it.")
    created_at: datetime = strawberry.field(description="When it was asked for.")
    started_at: datetime | None = strawberry.field(description="When it was first begun.")
    finished_at: datetime | None = strawberry.field(description="When it ended.")

    document: Document | None = link(
        "The document it is on; null before it is read or once erased.",
        "document_called",
        Document.of,
        key="subject",
    )

    next: Annotated["Job", strawberry.lazy("api.schema.jobs")] | None = link(
        "The job that goes on where this one ended: what publishes it.",
        "job",
        later(__name__, "Job"),
        key="next_id",
    )

    @classmethod
    def of(cls, row: models.Job) -> "Job":
        """The job in a row."""
        left = seconds_left(row, now())
        return cls(
            id=row.id or 0,
            next_id=row.next_id,
            number=row.id or 0,
            kind=row.kind,
            state=row.state,
            subject=row.subject,
            attempts=row.attempts,
            done=row.done,
            total=row.total,
            unit=row.unit,
            seconds_left=round(left) if left is not None else None,
            cancel_asked=row.cancel_asked,
            failure=row.failure,
            created_by=row.created_by,
            created_at=row.created_at,
            started_at=row.started_at,
            finished_at=row.finished_at,
        )


@strawberry.input(description="Which jobs; everything given must hold.")
class JobFilter:
    """Narrows jobs."""

    states: list[JobState] | None = strawberry.field(default=None, description="In one of these.")
    kind: JobKind | None = strawberry.field(default=None, description="Of this kind.")
    subject: str | None = strawberry.field(default=None, description="On the document so called.")


@strawberry.input(description="A job.")
class JobInput:
    """Which job."""

    id: relay.GlobalID = strawberry.field(description="The job.")


@strawberry.input(description="Why the index is built again.")
class ReindexInput:
    """A reason."""

    note: str | None = strawberry.field(
        default=None, description="Why, for the trail, at most 1,000 letters."
    )


JobResult = Annotated[
    Job | InvalidInput | NotFound | Unavailable,
    strawberry.union("JobResult", description="The job as it is now, or why not."),
]
Which = Annotated[JobInput, strawberry.argument(description="Which job.")]


@strawberry.type
class JobQuery:
    """Reading jobs."""

    @strawberry.field(
        description="Jobs, the newest first; an editor sees their own, an admin all of them."
    )
    async def jobs(
        self,
        info: Info,
        filter: Annotated[JobFilter | None, strawberry.argument(description="Which jobs.")] = None,
        first: First = DEFAULT_PAGE,
        after: After = None,
    ) -> Connection[Job]:
        """Jobs."""
        info.context.viewer.require(Role.EDITOR)
        query = _narrowed(filter or JobFilter(), info.context.viewer)
        order = Order((Key(col(models.Job.id), descending=True),), "job")
        return await listed(info, query, order, first, after, Job.of)


@strawberry.type
class JobMutation:
    """Asking for jobs, stopping them, trying them again."""

    @strawberry.mutation(description="Build the index again from all documents; for admins.")
    async def reindex(
        self,
        info: Info,
        input: Annotated[ReindexInput, strawberry.argument(description="Why.")],
    ) -> JobResult:
        """The job that builds it."""
        actor = info.context.viewer.require(Role.ADMIN)

        def queue(session: Session) -> models.Job:
            job = jobs.enqueue_publish(session, actor, facts=True, rebuild=True)
            note = (input.note or "")[:MAX_NOTE]
            record(session, actor, "index.rebuild", str(job.id), {"note": note})
            return job

        return await queued(info, queue)

    @strawberry.mutation(
        description="Stop a job that waits or runs; what it has finished is kept. Whoever asked "
        "for it, and admins."
    )
    async def cancel_job(self, info: Info, input: Which) -> JobResult:
        """The job, stopped or about to stop."""
        return await _act(info, input.id, jobs.cancel)

    @strawberry.mutation(
        description="Queue a job again that failed or was cancelled; whoever asked for it, and "
        "admins."
    )
    async def retry_job(self, info: Info, input: Which) -> JobResult:
        """The job, waiting again."""
        return await _act(info, input.id, jobs.retry)


@strawberry.type
class JobSubscription:
    """Following jobs."""

    @strawberry.subscription(
        description="The job as it is now and at each change, until it has ended; whoever asked "
        "for it, and admins."
    )
    async def job_progress(
        self,
        info: Info,
        id: Annotated[relay.GlobalID, strawberry.argument(description="The job.")],
    ) -> AsyncGenerator[JobResult, None]:
        """How the job goes on."""
        viewer = info.context.viewer
        viewer.require(Role.EDITOR)
        try:
            key, told = own_key(id, Job, ("id",)), None
            while True:
                allow(_PATIENCE)
                row = await info.context.read(lambda session: _seen(session, viewer, key))
                if (shown := row.model_dump(include=_SHOWN)) != told:
                    yield Job.of(row)
                    told = shown
                if row.state in ENDED:
                    return
                await asyncio.sleep(POLL_SECONDS)
        except ProblemError as error:
            yield problem_of(error)


def is_theirs(row: models.Job, viewer: Viewer) -> bool:
    """Whether a caller may see a job: an admin every one, an editor their own."""
    own = viewer.subject is not None and row.created_by == viewer.subject
    return viewer.role is Role.ADMIN or (own and viewer.role.covers(Role.EDITOR))


async def queued(
    info: Info, work: Callable[[Session], models.Job]
) -> Job | InvalidInput | NotFound | Unavailable:
    """The job that `work` queues in a transaction of its own, or why there is none."""
    try:
        return Job.of(await write(info, work))
    except ProblemError as error:
        return problem_of(error)


async def write(info: Info, work: Callable[[Session], T]) -> T:
    """Run `work` in a transaction of its own, off the event loop."""

    def written() -> T:
        with info.context.services.database.writing() as session:
            return work(session)

    return await asyncio.to_thread(written)


async def _act(
    info: Info, named: relay.GlobalID, act: Callable[[Session, str, int], models.Job]
) -> Job | InvalidInput | NotFound | Unavailable:
    viewer = info.context.viewer
    actor = viewer.require(Role.EDITOR)

    def work(session: Session) -> models.Job:
        key = own_key(named, Job, ("input", "id"))
        _seen(session, viewer, key)
        return act(session, actor, key)

    return await queued(info, work)


def _seen(session: Session, viewer: Viewer, key: int) -> models.Job:
    """The job, as far as the caller may see it; raises NotFound."""
    row = session.get(models.Job, key)
    if row is None or not is_theirs(row, viewer):
        raise NotFoundError(f"ไม่พบงานหมายเลข {key}")
    return row


def _narrowed(given: JobFilter, viewer: Viewer) -> Any:  # noqa: ANN401 (a select)
    table = models.Job
    query = select(table)
    if viewer.role is not Role.ADMIN:
        query = query.where(table.created_by == viewer.subject)
    if given.states is not None:
        query = query.where(col(table.state).in_(given.states[: len(JobState)]))
    if given.kind is not None:
        query = query.where(table.kind == given.kind)
    if given.subject is not None:
        query = query.where(table.subject == given.subject)
    return query
