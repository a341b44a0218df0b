"""How large a request's body may be, and how long it may take to come."""

import asyncio

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.faults import Refusal, fault
from api.requests import request_id

MAX_BODY = 256 * 1024
PATIENCE = 20.0
SLOWEST = 50_000
_BODILESS = frozenset({"GET", "HEAD", "OPTIONS"})
# Each makes a browser ask first whether the page may send this at all.
PREFLIGHT = ("graphql-require-preflight", "apollo-require-preflight")


class BodyLimits:
    """Cuts off bodies that are too large or come too slowly.

    `uploads` is the most a multipart body of a caller who shows who they are may hold, bytes; all
    others end at 256 kB. A body has `patience` seconds and a second more for every 50 kB that came.
    """

    def __init__(self, app: ASGIApp, uploads: int, patience: float = PATIENCE) -> None:
        self._app = app
        self._uploads = uploads
        self._patience = patience

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with a watch over its body."""
        if scope["type"] != "http" or scope["method"] in _BODILESS:
            await self._app(scope, receive, send)
            return
        headers, begun = Headers(scope=scope), False

        async def mark(message: Message) -> None:
            nonlocal begun
            begun = begun or message["type"] == "http.response.start"
            await send(message)

        try:
            watch = _Watch(receive, self._limit(headers), self._patience)
            watch.expect(headers.get("content-length"))
            await self._app(scope, watch.receive, mark)
        except Refusal as error:
            if begun:
                raise
            refusal = fault(error, request_id())
            refusal.headers["connection"] = "close"  # the rest of the body is not read
            await refusal(scope, receive, send)

    def _limit(self, headers: Headers) -> int:
        known = "authorization" in headers
        return self._uploads if known and is_upload(headers) else MAX_BODY


class _Watch:
    def __init__(self, receive: Receive, limit: int, patience: float) -> None:
        self._receive, self._limit = receive, limit
        self._patience = patience
        self._ends: float | None = None
        self._got = 0
        self._whole = False

    def expect(self, length: str | None) -> None:
        """Refuse at once what says of itself that it is too large."""
        if length is not None and length.isdecimal() and int(length) > self._limit:
            raise self._too_large()

    async def receive(self) -> Message:
        """The next part; what comes after the body may take any time."""
        if self._whole:
            return await self._receive()
        if self._ends is None:  # while a request waits for its turn, its sender is not slow
            self._ends = asyncio.get_running_loop().time() + self._patience
        try:
            async with asyncio.timeout_at(self._ends + self._got / SLOWEST):
                message = await self._receive()
        except TimeoutError:
            raise Refusal(408, "BODY_TOO_SLOW", "The request's body came too slowly.") from None
        self._got += len(message.get("body", b""))
        self._whole = not message.get("more_body", False)
        if self._got > self._limit:
            raise self._too_large()
        return message

    def _too_large(self) -> Refusal:
        return Refusal(413, "BODY_TOO_LARGE", f"The body is over {self._limit:,} bytes.")


def is_upload(headers: Headers) -> bool:
    """Whether a request is multipart and could not have been sent by any page unasked."""
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    return kind == "multipart/form-data" and any(headers.get(name) for name in PREFLIGHT)
