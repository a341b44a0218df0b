"""`sodklong serve`: the HTTP server."""

import signal
import socket
from types import FrameType
from typing import Annotated, NoReturn

import typer

from api.commands.output import note
from db.errors import InvalidInput


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.", min=0, max=65535)] = 8000,
) -> None:
    """Serve GraphQL, the widget and the cited pages until stopped."""
    listener = _listen(host, port)
    # The server raises the signal again once it has ended; by default that would end the process
    # before workers have put their jobs back.
    signal.signal(signal.SIGTERM, _end)
    import uvicorn

    from api.app import create_app
    from api.clock import today
    from api.commands.opening import opened
    from api.listening import server_config
    from api.logs import begin_logging
    from api.working import working
    from assistant.alignment import prepare

    with opened() as services:
        prepare(services.tools, today())  # or the first to align would wait for it
        begin_logging(services.settings.log_form)
        server = uvicorn.Server(server_config(create_app(services)))
        note(f"สอดคล้อง พร้อมให้บริการที่ http://{host}:{listener.getsockname()[1]}/")
        with working(services, services.settings.workers):
            server.run(sockets=[listener])


def _end(_number: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(0)


def _listen(host: str, port: int) -> socket.socket:
    """Take the port before anything slow is done; raises InvalidInput when it is not free."""
    try:
        return socket.create_server((host, port), backlog=512)
    except OSError as error:
        raise InvalidInput(
            f"เปิดพอร์ต {port} ที่ {host} ไม่ได้ ({error.strerror}) โปรดเลือกพอร์ตอื่นด้วย --port"
        ) from error
