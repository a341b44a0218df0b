"""`sodklong backup` and `restore`: the data directory as a copy, and back."""

from pathlib import Path
from typing import Annotated

import typer

from api.commands.output import AsJson, note, say, say_json, visible


def backup(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new or empty folder.")],
    index: Annotated[
        bool, typer.Option(help="Copy the index too; without it the first start builds it.")
    ] = True,
    as_json: AsJson = False,
) -> None:
    """Copy documents, answers, keys and settings of the data directory; the server may run on."""
    from api.settings import read_settings
    from db.backups import back_up, refuse_server
    from ingest.publish import publishing

    settings = read_settings()
    refuse_server(settings.database_url is not None)
    with publishing(settings.data_dir):
        made = back_up(settings.data_dir, folder, with_index=index)
    if as_json:
        told = {"files": made.files, "bytes": made.size, "generation": made.generation}
        say_json({"directory": str(folder), **told})
    else:
        say(f"สำรองข้อมูลแล้ว {made.files:,} ไฟล์ {made.size / 1e6:,.1f} MB ที่ {visible(str(folder))}")


def restore(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="What `backup` made.")],
    force: Annotated[
        bool, typer.Option("--force", help="Replace the data that is there; stop the server first.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Put a backup into the data directory, to the same answers."""
    from api.settings import read_settings
    from db.backups import refuse_server
    from db.backups import restore as put_back
    from ingest.publish import publishing

    settings = read_settings()
    refuse_server(settings.database_url is not None)
    with publishing(settings.data_dir):
        made = put_back(folder, settings.data_dir, force=force)
    if as_json:
        told = {"files": made.files, "bytes": made.size, "generation": made.generation}
        say_json({"data_dir": str(settings.data_dir), **told})
    else:
        say(f"กู้คืนแล้ว {made.files:,} ไฟล์ ดัชนีรุ่นที่ {made.generation or '-'}")
        note("เปิดระบบใหม่ด้วย sodklong serve แล้วตรวจด้วย sodklong doctor")
