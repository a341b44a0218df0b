"""The HTTP server's own limits, before any request is whole."""

import asyncio

from fastapi import FastAPI
from uvicorn import Config
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from api.bodies import MAX_BODY

HEAD_SECONDS = 10.0
MAX_HEAD = 64 * 1024
MAX_HEADERS = 100
MAX_PIPELINED = 4


def server_config(app: FastAPI) -> Config:
    """How the app is served."""
    return Config(
        app,
        http=PatientProtocol,
        log_config=None,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=5,
        ws_max_size=MAX_BODY,
        ws_max_queue=8,
    )


class _TooMuch(Exception):
    """More than a connection may send; the parser gives up, and uvicorn answers 400."""


class PatientProtocol(HttpToolsProtocol):
    """Closes a connection whose request has no whole head after ten seconds, or whose sender goes
    on without bound where uvicorn has none: heads, trailers, requests before any is answered."""

    _head: asyncio.TimerHandle | None = None
    _since = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._await_head()

    def data_received(self, data: bytes) -> None:
        """Count what comes without ending a head or being part of a body."""
        self._since += len(data)
        super().data_received(data)
        if self._since > MAX_HEAD and not self.transport.is_closing():
            self.send_400_response("The head of the request is too large.")

    def on_message_begin(self) -> None:
        """Begin to wait for the rest of a request's head."""
        self._since = 0
        if len(self.pipeline) >= MAX_PIPELINED:
            raise _TooMuch
        super().on_message_begin()
        if self._head is None:
            self._await_head()

    def on_headers_complete(self) -> None:
        """The head is whole; the app watches the body."""
        self._since = 0
        self._stop_waiting()
        super().on_headers_complete()

    def on_header(self, name: bytes, value: bytes) -> None:
        """One more header, or one more trailer after a body in chunks."""
        if len(self.headers) >= MAX_HEADERS:
            raise _TooMuch
        super().on_header(name, value)

    def on_body(self, body: bytes) -> None:
        """A part of the body; how many there may be the app knows."""
        self._since = 0
        super().on_body(body)

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing more will come."""
        self._stop_waiting()
        super().connection_lost(exc)

    def _await_head(self) -> None:
        self._head = self.loop.call_later(HEAD_SECONDS, self.transport.close)

    def _stop_waiting(self) -> None:
        if self._head is not None:
            self._head.cancel()
            self._head = None
