"""An id for every request: in the log, in errors, and in the response's `x-request-id`."""

import logging
from contextvars import ContextVar
from uuid import uuid4

from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.faults import INTERNAL, Refusal, fault

logger = logging.getLogger("sodklong.http")
_current: ContextVar[str | None] = ContextVar("request_id", default=None)


def request_id() -> str:
    """The id of the request at hand; a new one where there is none, as on a WebSocket."""
    return _current.get() or uuid4().hex


class RequestIds:
    """Gives each request its id, and answers for what nobody caught."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; an unexpected error is logged and told without its details."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        key = uuid4().hex
        _current.set(key)
        begun = False

        async def mark(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                message["headers"] = [*message["headers"], (b"x-request-id", key.encode())]
            await send(message)

        try:
            await self._app(scope, receive, mark)
        except ClientDisconnect:
            return  # nobody is left to answer
        except Exception:
            logger.exception("request %s", key)
            if begun:
                raise
            await fault(Refusal(500, "INTERNAL", INTERNAL), key)(scope, receive, mark)
