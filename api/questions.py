"""How many questions are answered at once, and how many may wait for a place."""

import asyncio
import math
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from api.deadlines import allow
from db.errors import RateLimited

MAX_WAIT = 20.0
_FIRST_GUESS = 2.0
_BUSY = "ขณะนี้มีผู้ถามจำนวนมาก โปรดถามใหม่ในอีกประมาณ {wait} วินาที"


class Busy(RateLimited):
    """All places are taken, and so is the line before them; `wait` is in seconds."""

    code = "BUSY"

    def __init__(self, wait: int) -> None:
        super().__init__(_BUSY.format(wait=wait), wait)


class QuestionLine:
    """`places` questions are answered at once, four times as many wait, at most 20 seconds.

    Each may take `seconds` once its turn has come.
    """

    def __init__(self, places: int, seconds: float, max_wait: float = MAX_WAIT) -> None:
        self._places = places
        self._seconds = seconds
        self._max_wait = max_wait
        self._free = asyncio.Semaphore(places)
        self._waiting = 0
        self._at_work = 0
        self._usual = _FIRST_GUESS

    @property
    def waiting(self) -> int:
        """Questions in the line."""
        return self._waiting

    @property
    def at_work(self) -> int:
        """Questions being answered."""
        return self._at_work

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """A place for one question; raises Busy at once when the line is full."""
        if self._free.locked() and self._waiting >= 4 * self._places:
            raise Busy(self._wait())
        await self._stand()
        begun = time.monotonic()
        self._at_work += 1
        try:
            allow(self._seconds)
            yield
        finally:
            self._at_work -= 1
            self._free.release()
            self._usual += (time.monotonic() - begun - self._usual) / 8

    async def _stand(self) -> None:
        self._waiting += 1
        try:
            async with asyncio.timeout(self._max_wait):
                await self._free.acquire()
        except TimeoutError:
            raise Busy(self._wait()) from None
        finally:
            self._waiting -= 1

    def _wait(self) -> int:
        """Seconds until a place is likely to be free."""
        return max(1, math.ceil(self._usual * (self._waiting + 1) / self._places))
