"""Watches each request from its first byte to its last: one line of log, counts and times."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import lru_cache

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.logs import log_request
from api.metrics import Metrics
from api.rates import network

# Whoever asked went away before there was an answer.
_LEFT = 499
_SWITCHED = 101
_STARTS = frozenset({"http.response.start", "websocket.http.response.start"})


@dataclass(slots=True)
class Exchange:
    """What is told of a request: never a text that a caller wrote, but names of operations."""

    scope: Scope
    begun: float = field(default_factory=time.perf_counter)
    status: int = _LEFT
    sent: int = 0
    facts: dict[str, object] = field(default_factory=dict)

    @property
    def is_socket(self) -> bool:
        """Whether it is a WebSocket, on which many operations run."""
        return bool(self.scope["type"] == "websocket")

    @property
    def headers(self) -> Headers:
        """The headers that came."""
        return Headers(scope=self.scope)

    @property
    def route(self) -> str:
        """The route that answered, with placeholders for what the caller filled in."""
        return str(getattr(self.scope.get("route"), "path", "-"))

    def see(self, message: Message) -> None:
        """Take note of what is sent."""
        kind = message["type"]
        if kind in _STARTS:
            self.status = message["status"]
            found = [value for name, value in message["headers"] if name == b"x-request-id"]
            self.facts["request_id"] = found[0].decode() if found else None
        elif kind == "websocket.accept":
            self.status = _SWITCHED
        elif kind == "websocket.close" and self.status == _LEFT:
            self.status = 403
        else:
            self.sent += len(message.get("body") or message.get("bytes") or b"")
            self.sent += len((message.get("text") or "").encode())

    def describe(self) -> dict[str, object]:
        """The line of log."""
        method = "WEBSOCKET" if self.is_socket else self.scope["method"]
        return {
            "method": method if method in _METHODS else "OTHER",
            "path": self.route,
            "status": self.status,
            "ms": round((time.perf_counter() - self.begun) * 1000, 2),
            "bytes": self.sent,
            "network": coarse((self.scope.get("client") or ("",))[0]),
            **self.facts,
        }


_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "WEBSOCKET"})
_current: ContextVar[Exchange | None] = ContextVar("exchange", default=None)


def current_exchange() -> Exchange | None:
    """The request at hand; None outside of one."""
    return _current.get()


class Watched:
    """Logs and counts every request; it has to be the outermost layer."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and tell of it when it has ended."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        exchange = Exchange(scope)
        _current.set(exchange)

        async def mark(message: Message) -> None:
            exchange.see(message)
            await send(message)

        with self._told(exchange):
            await self._app(scope, receive, mark)

    @contextmanager
    def _told(self, exchange: Exchange) -> Iterator[None]:
        kind = _stream_kind(exchange.scope)
        if kind:
            self._metrics.stream_opened(kind)
        try:
            yield
        finally:
            if kind:
                self._metrics.stream_closed(kind)
            seconds = time.perf_counter() - exchange.begun
            self._metrics.requested(exchange.route, exchange.status, None if kind else seconds)
            log_request(exchange.describe())


def log_socket_operation(facts: Mapping[str, object], seconds: float) -> None:
    """One line for an operation of a WebSocket, whose own line comes when it closes."""
    log_request(
        {"method": "WEBSOCKET", "path": "/graphql", "ms": round(seconds * 1000, 2), **facts}
    )


@lru_cache(maxsize=1024)
def coarse(address: str) -> str:
    """The network of an address: the first three numbers of IPv4, the /64 of IPv6."""
    place = network(address)
    head, dot, _ = place.rpartition(".")
    return f"{head}.0/24" if dot and ":" not in place else place


def _stream_kind(scope: Scope) -> str | None:
    if scope["type"] == "websocket":
        return "websocket"
    for name, value in scope["headers"]:
        if name == b"accept":
            return "sse" if b"text/event-stream" in value else None
    return None
