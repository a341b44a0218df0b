"""`sodklong forget`: deletes old conversations."""

from typing import Annotated

import typer

from api.commands.keys import ACTOR
from api.commands.output import AsJson, say, say_json


def forget(
    older_than: Annotated[
        int,
        typer.Option(help="Days since something was last asked in them.", min=1, max=36_500),
    ],
    as_json: AsJson = False,
) -> None:
    """Delete the conversations that nobody went on with for so many days."""
    from api.retention import forget_older
    from api.services import open_database_of
    from api.settings import read_settings

    database = open_database_of(read_settings())
    try:
        gone = forget_older(database, ACTOR, older_than)
    finally:
        database.close()
    if as_json:
        found = {"conversations": gone.conversations, "answers": gone.answers, "gaps": gone.gaps}
        say_json({"forgotten": found})
    else:
        say(f"ลบบทสนทนา {gone.conversations:,} รายการ คำตอบ {gone.answers:,} ข้อ")
