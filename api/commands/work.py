"""`sodklong work`: does jobs in a process of its own, beside the server."""

from typing import Annotated

import typer

from api.commands.output import note


def work(
    workers: Annotated[int, typer.Option(help="How many jobs at once.", min=1, max=16)] = 1,
) -> None:
    """Read uploads, publish and erase until stopped."""
    from api.commands.opening import opened
    from api.logs import begin_logging
    from api.working import working
    from ingest.jobs.crew import wait_for_end

    with opened() as services:
        begin_logging(services.settings.log_form)
        with working(services, workers):
            note(f"ตัวทำงาน {workers} ตัวพร้อมแล้ว")
            wait_for_end()
