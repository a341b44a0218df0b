"""The `sodklong` command."""

import sys

import typer

from api.commands import (
    actionplans,
    align,
    ask,
    assistant,
    backups,
    doctor,
    documents,
    drafts,
    evaluate,
    forget,
    gaps,
    generations,
    ingest,
    jobs,
    keys,
    pages,
    prepare,
    schema,
    search,
    serve,
    work,
)
from api.commands.output import report
from db.errors import ProblemError

app = typer.Typer(
    help="สอดคล้อง: answers from Thailand's digital plans, with citations.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command("serve")(serve.serve)
app.command("work")(work.work)
app.command("prepare")(prepare.prepare)
app.command("ingest")(ingest.ingest)
app.command("pages")(pages.pages)
app.command("search")(search.search)
app.command("ask")(ask.ask)
app.command("align")(align.align)
app.command("generations")(generations.generations)
app.command("activate")(generations.activate)
app.command("rollback")(generations.rollback)
app.command("compare")(generations.compare)
app.command("backup")(backups.backup)
app.command("restore")(backups.restore)
app.command("doctor")(doctor.doctor)
app.command("forget")(forget.forget)
app.command("schema")(schema.schema)
app.add_typer(evaluate.app, name="evaluate")
app.add_typer(drafts.app, name="plan")
app.add_typer(actionplans.app, name="actionplan")
app.add_typer(gaps.app, name="gaps")
app.add_typer(keys.app, name="key")
app.add_typer(jobs.app, name="jobs")
app.add_typer(documents.app, name="documents")
app.add_typer(assistant.app, name="assistant")


def main() -> None:
    """Run the command; an expected failure is one clear line and exit code 1."""
    try:
        app()
    except ProblemError as problem:
        report(problem, as_json="--json" in sys.argv)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
