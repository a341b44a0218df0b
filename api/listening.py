"""The HTTP server's own limits, before any request is whole."""

import asyncio

from fastapi import FastAPI
from uvicorn import Config
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from api.bodies import MAX_BODY

HEAD_SECONDS = 10.0


def server_config(app: FastAPI) -> Config:
    """How the app is served."""
    return Config(
        app,
        http=PatientProtocol,
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=5,
        ws_max_size=MAX_BODY,
        ws_max_queue=8,
    )


class PatientProtocol(HttpToolsProtocol):
    """Closes a connection whose request has no whole head after ten seconds; uvicorn waits for
    ever."""

    _head: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._await_head()

    def on_message_begin(self) -> None:
        """Begin to wait for the rest of a request's head."""
        super().on_message_begin()
        if self._head is None:
            self._await_head()

    def on_headers_complete(self) -> None:
        """The head is whole; the app watches the body."""
        self._stop_waiting()
        super().on_headers_complete()

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
