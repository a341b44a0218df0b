"""Few requests of one place begin at once, so that a flood from one leaves room for others."""

import asyncio
from collections import deque
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.rates import network

AT_ONCE: Final = 2
# Whoever takes longer waits for something; its place goes to the next.
HELD: Final = 0.05
# A message on a socket is soon heard; what it asks for goes on by itself.
HEARD: Final = 0.01
# What a request's state says of an operation for which its caller has nothing left.
REFUSED: Final = "refused"
_FAULTS: Final = 400


class Turn:
    """The turn of one request; it ends once, by itself when its time is over."""

    def __init__(self, share: "FairShare", place: str, seconds: float) -> None:
        self.over = False
        self._share = share
        self._place = place
        self._timer = asyncio.get_running_loop().call_later(seconds, self.end)

    def end(self) -> None:
        """Let the next one begin."""
        if not self.over:
            self.over = True
            self._timer.cancel()
            self._share.pass_on(self._place)


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
        place = network((scope.get("client") or ("",))[0])
        if scope["type"] == "http":
            await self._answer(place, scope, receive, send)
        elif scope["type"] == "websocket":
            await self._converse(place, scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _converse(self, place: str, scope: Scope, receive: Receive, send: Send) -> None:
        """Each message of a socket takes a turn, whatever is asked by it: it ends by itself."""

        async def hear() -> Message:
            message = await receive()
            if message["type"] == "websocket.receive":
                await self._turn(place, HEARD)
            return message

        await self._app(scope, hear, send)

    async def _answer(self, place: str, scope: Scope, receive: Receive, send: Send) -> None:
        turn = await self._turn(place, HELD)

        async def mark(message: Message) -> None:
            if not turn.over and _refuses(scope, message):
                await asyncio.sleep(HELD)
            # A stream begins before it is known whether its operation is refused.
            if message["type"] != "http.response.start":
                turn.end()
            await send(message)

        try:
            await self._app(scope, receive, mark)
        finally:
            turn.end()

    async def _turn(self, place: str, seconds: float) -> Turn:
        """Wait for a turn."""
        if self._begun.get(place, 0) < AT_ONCE:
            self._begun[place] = self._begun.get(place, 0) + 1
        else:
            called = asyncio.get_running_loop().create_future()
            self._waiting.setdefault(place, deque()).append(called)
            try:
                await called
            except asyncio.CancelledError:
                if called.done() and not called.cancelled():
                    self.pass_on(place)
                raise
        return Turn(self, place, seconds)

    def pass_on(self, place: str) -> None:
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


def _refuses(scope: Scope, message: Message) -> bool:
    """Whether a response is a refusal; GraphQL tells some with the status of success."""
    state = scope.get("state") or {}
    return bool(state.get(REFUSED)) or message.get("status", 0) >= _FAULTS
