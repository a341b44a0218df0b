"""`sodklong key`: makes, lists and revokes API keys."""

from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

import typer

from api.commands.output import AsJson, note, say, say_json, visible
from db.errors import InvalidInput
from db.models import ApiKey, Role

app = typer.Typer(help="Keys that programs and people call with.", no_args_is_help=True)

# Whoever may run commands here holds the machine; the trail says so.
ACTOR = "cli"
_ROLES = [role.value.lower() for role in Role if role is not Role.ANONYMOUS]


@app.callback()
def keys() -> None:
    """Keys that programs and people call with."""


@app.command("create")
def create(
    role: Annotated[str, typer.Option(help=f"{', '.join(_ROLES)}.")],
    name: Annotated[str, typer.Option(help="Whose it is or what it is for.")] = "cli",
    days: Annotated[
        int | None, typer.Option(help="Days until it ends; for ever unless given.", min=1, max=3650)
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Make a key; it is shown this once."""
    from db.writes.keys import create_key

    if role.lower() not in _ROLES:
        raise InvalidInput(f"บทบาทต้องเป็น {', '.join(_ROLES)}", ("role",))
    ends = datetime.now(UTC) + timedelta(days=days) if days else None
    with database_here() as database, database.writing() as session:
        made = create_key(session, ACTOR, name, Role(role.upper()), ends)
    if as_json:
        say_json({**_key(made.row), "token": made.token})
        return
    say(made.token)
    note("เก็บกุญแจนี้ไว้ในที่ปลอดภัย ระบบจะไม่แสดงอีก")


@app.command("list")
def list_keys(as_json: AsJson = False) -> None:
    """Show every key, never its secret."""
    from sqlmodel import col, select

    with database_here() as database, database.reading() as session:
        rows = list(session.exec(select(ApiKey).order_by(col(ApiKey.created_at))))
    if as_json:
        say_json({"keys": [_key(row) for row in rows]})
        return
    for row in rows:
        say(f"{row.id}  {row.role.value.lower():6}  {_state(row)}  {visible(row.name)}")
    if not rows:
        say("ยังไม่มีกุญแจ สร้างด้วย sodklong key create --role admin")


@app.command("revoke")
def revoke(
    key: Annotated[str, typer.Argument(help="The part after sdk_ that is no secret.")],
    as_json: AsJson = False,
) -> None:
    """From now on the key opens nothing."""
    from db.writes.keys import revoke_key

    with database_here() as database, database.writing() as session:
        row = revoke_key(session, ACTOR, key)
    if as_json:
        say_json(_key(row))
        return
    say(f"ยกเลิกกุญแจ {row.id} แล้ว")


def database_here() -> Any:  # noqa: ANN401 (a context manager over a Database)
    """The database of the data directory that is set, with its tables brought up to date."""
    from contextlib import closing

    from api.services import open_database_of
    from api.settings import read_settings

    return closing(open_database_of(read_settings()))


def _key(row: ApiKey) -> dict[str, Any]:
    return {
        "key": row.id,
        "name": row.name,
        "role": row.role.value.lower(),
        "created_at": row.created_at.isoformat(),
        "expires_at": row.expires_at.isoformat() if row.expires_at else None,
        "revoked_at": row.revoked_at.isoformat() if row.revoked_at else None,
    }


def _state(row: ApiKey) -> str:
    if row.revoked_at is not None:
        return "ยกเลิกแล้ว"
    if row.expires_at is not None and row.expires_at <= datetime.now(UTC):
        return "หมดอายุ"
    return "ใช้ได้"
