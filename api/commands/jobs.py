"""`sodklong jobs`: the work that is queued, under way or over."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from typing import Annotated, Any

import typer

from api.commands.keys import ACTOR
from api.commands.output import AsJson, say, say_json, visible
from db.engine import Database
from db.errors import NotFound
from db.models import Job, JobKind, JobState, JobUnit
from db.models.table import now
from db.reads.jobs import job_by_id, seconds_left
from db.reads.jobs import jobs as read_jobs
from db.writes.jobs import cancel as cancel_job
from db.writes.jobs import retry as retry_job

app = typer.Typer(help="Work that is queued, under way or over.")

KINDS = {JobKind.READ: "อ่านไฟล์", JobKind.PUBLISH: "เผยแพร่", JobKind.ERASE: "ลบเอกสาร"}
STATES = {
    JobState.QUEUED: "รอทำ",
    JobState.RUNNING: "กำลังทำ",
    JobState.DONE: "เสร็จแล้ว",
    JobState.FAILED: "ไม่สำเร็จ",
    JobState.CANCELLED: "ยกเลิกแล้ว",
}
_UNITS = {JobUnit.PAGE: "หน้า", JobUnit.PASSAGE: "ข้อความ"}

Number = Annotated[int, typer.Argument(help="Number of the job.", min=1, max=2**31 - 1)]


@app.callback(invoke_without_command=True)
def jobs(context: typer.Context) -> None:
    """Work that is queued, under way or over."""
    if context.invoked_subcommand is None:
        list_jobs()


@app.command("list")
def list_jobs(
    state: Annotated[JobState | None, typer.Option(help="Only in this state.")] = None,
    limit: Annotated[int, typer.Option(help="At most so many.", min=1, max=1000)] = 50,
    as_json: AsJson = False,
) -> None:
    """Show jobs, the newest first."""
    with _database() as database, database.reading() as session:
        found = read_jobs(session, state, limit)
    if as_json:
        say_json({"jobs": [told(one) for one in found]})
        return
    for one in found:
        print_job(one)
    if not found:
        say("ไม่มีงาน")


@app.command("show")
def show(number: Number, as_json: AsJson = False) -> None:
    """Show one job."""
    with _database() as database, database.reading() as session:
        job = job_by_id(session, number)
    if job is None:
        raise NotFound(f"ไม่พบงานหมายเลข {number}")
    _show(job, as_json=as_json)


@app.command("cancel")
def cancel(number: Number, as_json: AsJson = False) -> None:
    """Stop a job that waits or runs."""
    _show(_act(cancel_job, number), as_json=as_json)


@app.command("retry")
def retry(number: Number, as_json: AsJson = False) -> None:
    """Queue a job again that failed or was cancelled."""
    _show(_act(retry_job, number), as_json=as_json)


def told(job: Job) -> dict[str, Any]:
    """A job as one JSON object."""
    left = seconds_left(job, now())
    return {
        "id": job.id,
        "kind": job.kind.value,
        "state": job.state.value,
        "subject": job.subject,
        "attempts": job.attempts,
        "done": job.done,
        "total": job.total,
        "unit": job.unit.value if job.unit else None,
        "seconds_left": round(left) if left is not None else None,
        "failure": job.failure,
        "result": job.result,
        "next": job.next_id,
        "created_by": job.created_by,
        "created_at": job.created_at.isoformat(),
        "finished_at": job.finished_at.isoformat() if job.finished_at else None,
    }


def print_job(job: Job) -> None:
    """A job on a line, and why it failed on another."""
    count = f"  {job.done:,}/{job.total:,} {_UNITS[job.unit]}" if job.unit else ""
    subject = f" {visible(job.subject)}" if job.subject else ""
    say(f"{job.id:>6}  [{STATES[job.state]}] {KINDS[job.kind]}{subject}{count}")
    if job.failure:
        say(f"        {visible(job.failure)}")


def _act(act: Callable[..., Job], number: int) -> Job:
    with _database() as database, database.writing() as session:
        return act(session, ACTOR, number)


def _show(job: Job, *, as_json: bool) -> None:
    if as_json:
        say_json({"job": told(job)})
    else:
        print_job(job)


def _database() -> closing[Database]:
    from api.services import open_database_of
    from api.settings import read_settings

    return closing(open_database_of(read_settings()))
