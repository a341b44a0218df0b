"""`sodklong assistant`: turns the assistant off and on."""

from typing import Annotated

import typer

from api.commands.keys import ACTOR, database_here
from api.commands.output import AsJson, say, say_json
from db.engine import Database

app = typer.Typer(help="Whether the assistant answers.", no_args_is_help=True)


@app.callback()
def assistant() -> None:
    """Whether the assistant answers."""


@app.command("pause")
def pause(
    reason: Annotated[str, typer.Argument(help="Why, in Thai; askers read it.")],
    as_json: AsJson = False,
) -> None:
    """Answer nothing from now on."""
    from db.writes import switch

    with database_here() as database:
        with database.writing() as session:
            switch.pause(session, ACTOR, reason)
        _show(database, as_json=as_json)


@app.command("resume")
def resume(as_json: AsJson = False) -> None:
    """Answer again."""
    from db.writes import switch

    with database_here() as database:
        with database.writing() as session:
            switch.resume(session, ACTOR)
        _show(database, as_json=as_json)


@app.command("state")
def state(as_json: AsJson = False) -> None:
    """Tell whether it answers."""
    with database_here() as database:
        _show(database, as_json=as_json)


def _show(database: Database, *, as_json: bool) -> None:
    from db.reads.switch import pause_of

    with database.reading() as session:
        found = pause_of(session)
    if as_json:
        since = found.since.isoformat() if found else None
        say_json({"answering": not found, "reason": found and found.reason, "since": since})
    elif found:
        say(f"ผู้ช่วยปิดอยู่ เหตุผล: {found.reason}")
    else:
        say("ผู้ช่วยเปิดอยู่")
