"""Few requests of one place begin at once, so that a flood from one leaves room for others."""

import asyncio
from collections import deque
from collections.abc import Callable
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.rates import network

AT_ONCE: Final = 2
# Whoever takes longer waits for something; its place goes to the next.
HELD: Final = 0.05
_REFUSED: Final = 400


class FairShare:
    """Lets `AT_ONCE` requests of one place through until they begin to answer, at most `HELD`
    seconds each; the others of that place wait in the order they came. Who is refused keeps
    its turn that long: hearing "no" is work, too, and a flood would ask for nothing else."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._begun: dict[str, int] = {}
        self._waiting: dict[str, deque[asyncio.Future[None]]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on in its turn."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        end = await self._turn(network((scope.get("client") or ("",))[0]))

        async def mark(message: Message) -> None:
            if _refuses(message):
                await asyncio.sleep(HELD)
            end()
            await send(message)

        try:
            await self._app(scope, receive, mark)
        finally:
            end()

    async def _turn(self, place: str) -> Callable[[], None]:
        """Wait for a turn; what is given ends it, as does time."""
        loop = asyncio.get_running_loop()
        if self._begun.get(place, 0) < AT_ONCE:
            self._begun[place] = self._begun.get(place, 0) + 1
        else:
            called = loop.create_future()
            self._waiting.setdefault(place, deque()).append(called)
            try:
                await called
            except asyncio.CancelledError:
                if called.done() and not called.cancelled():
                    self._pass_on(place)
                raise
        ended = False

        def end() -> None:
            nonlocal ended
            if not ended:
                ended = True
                timer.cancel()
                self._pass_on(place)

        timer = loop.call_later(HELD, end)
        return end

    def _pass_on(self, place: str) -> None:
        """The place of one who ended goes to who waits longest, or is free."""
        line = self._waiting.get(place, deque())
        while line:
            called = line.popleft()
            if not called.done():
                called.set_result(None)
                return
        self._waiting.pop(place, None)
        self._begun[place] -= 1
        if not self._begun[place]:
            del self._begun[place]


def _refuses(message: Message) -> bool:
    """Whether a response begins with a refusal; GraphQL tells some with the status of success."""
    later = any(name == b"retry-after" for name, _ in message.get("headers", ()))
    return later or message.get("status", 0) >= _REFUSED
