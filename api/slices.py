"""Lets large operations take turns with everybody else on the event loop."""

import asyncio
import time
from collections import deque
from typing import Final

SLICE: Final = 0.003
# So many of those who wait go on in one turn of the loop.
_WOKEN: Final = 20


class Slices:
    """What is loaded for one level of a query wakes hundreds of resolvers at once, and nobody else
    is heard until all have run. Here they go on until a slice of `SLICE` seconds is used up, the
    rest some at a time, with whatever else came in between.
    """

    def __init__(self) -> None:
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._ends: float | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    async def turn(self) -> None:
        """Go on at once while there is time in this slice, else when it is this one's turn."""
        loop = asyncio.get_running_loop()
        if loop is not self._loop:
            self._loop, self._ends, self._waiting = loop, None, deque()
        if self._ends is None:
            self._ends = time.perf_counter() + SLICE
            loop.call_soon(self._next)
        elif self._waiting or time.perf_counter() > self._ends:
            woken = loop.create_future()
            self._waiting.append(woken)
            await woken

    def _next(self) -> None:
        """A turn of the loop is over."""
        self._ends = None
        for _ in range(min(_WOKEN, len(self._waiting))):
            woken = self._waiting.popleft()
            if not woken.done():
                woken.set_result(None)
        if self._waiting:
            self._ends = 0.0
            asyncio.get_running_loop().call_soon(self._next)


_slices = Slices()


async def take_turn() -> None:
    """Go on when it is this task's turn."""
    await _slices.turn()
