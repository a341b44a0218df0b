"""`sodklong documents`: what the library holds, and deleting it for good."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.commands.keys import ACTOR
from api.commands.output import AsJson, note, say, say_json, visible
from db.errors import NotFound, ProblemError
from db.models import JobState
from db.reads.library import DocumentSummary, summaries

if TYPE_CHECKING:
    from api.services import Services
    from db.models import Job

app = typer.Typer(help="The documents of the library.")

Slug = Annotated[str, typer.Argument(help="Name of a document in the library.")]


@app.callback(invoke_without_command=True)
def documents(context: typer.Context) -> None:
    """The documents of the library."""
    if context.invoked_subcommand is None:
        list_documents()


@app.command("list")
def list_documents(as_json: AsJson = False) -> None:
    """Show every document with its current version."""
    from api.commands.opening import opened

    with opened() as services, services.database.reading() as session:
        found = summaries(session)
    if as_json:
        say_json({"documents": [_told(one) for one in found]})
        return
    for one in found:
        say(f"{visible(one.slug)}  รุ่น {one.version}  {one.pages.pages:,} หน้า  {visible(one.title)}")


@app.command("show")
def show(slug: Slug, as_json: AsJson = False) -> None:
    """Show one document: what it is, what its text proposes, how well it was read."""
    from api.commands.opening import opened

    with opened() as services, services.database.reading() as session:
        found = summaries(session, slug)
    if not found:
        raise NotFound(f"ไม่พบเอกสาร {slug} ในคลัง")
    if as_json:
        say_json({"document": _told(found[0])})
        return
    for name, value in _told(found[0]).items():
        if value not in (None, {}):
            say(f"{name:>12}: {visible(str(value))}")


@app.command("delete")
def delete(slug: Slug, as_json: AsJson = False) -> None:
    """Delete a document for good: its text, pictures, index, and answers' quotes of it."""
    from api.commands.opening import opened
    from ingest.erasing import request_erasure

    with opened() as services:
        with services.database.writing() as session:
            job = request_erasure(session, ACTOR, slug)
        note("กำลังลบและเผยแพร่ใหม่")
        done = _follow(services, job.id or 0)
    if done.state is not JobState.DONE:
        raise ProblemError(done.failure or "ลบไม่สำเร็จ โปรดดู sodklong jobs list")
    if as_json:
        say_json({"deleted": slug, "job": done.id})
    else:
        say(f"ลบเอกสาร {visible(slug)} แล้ว")


def _follow(services: Services, job_id: int) -> Job:
    """Have the job done here, or by the worker that has it."""
    from db.reads.jobs import job_by_id
    from ingest.jobs.worker import Worker
    from ingest.jobs.workshop import Workshop

    shop = Workshop(services.database, services.data_dir, services.embedder, terms=services.terms)
    try:
        Worker(services.database, shop.handlers).follow(job_id)
    finally:
        shop.close()
    with services.database.reading() as session:
        job = job_by_id(session, job_id)
    if job is None:
        raise NotFound(f"ไม่พบงานหมายเลข {job_id}")
    return job


def _told(one: DocumentSummary) -> dict[str, Any]:
    pages = one.pages
    return {
        "slug": one.slug,
        "title": one.title,
        "kind": one.kind.value,
        "edition": one.edition,
        "version": one.version,
        "sha256": one.sha256,
        "pages": pages.pages,
        "ocr_pages": pages.ocr_pages,
        "unread_pages": pages.unread_pages,
        "quality": pages.worst,
        "record": {name: str(value) for name, value in one.record.items() if value is not None},
        "proposed": dict(one.proposed),
    }
