"""How many questions, or searches, are worked on at once, and how many may wait for a place."""

import asyncio
import math
import time
from collections import Counter, OrderedDict, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TypeAlias

from api.deadlines import allow
from db.errors import RateLimited

MAX_WAIT = 20.0
_FIRST_GUESS = 2.0
_BUSY = "ขณะนี้มีผู้ถามจำนวนมาก โปรดถามใหม่ในอีกประมาณ {wait} วินาที"
_Called: TypeAlias = "asyncio.Future[None]"


class Busy(RateLimited):
    """All places are taken, and so is the line before them; `wait` is in seconds."""

    code = "BUSY"

    def __init__(self, wait: int) -> None:
        super().__init__(_BUSY.format(wait=wait), wait)


class Line:
    """`places` questions are answered at once; `length` wait, by default four times as many, at
    most 20 seconds.

    Of those who wait, the caller with the fewest questions at work comes next, and one caller has
    at most half of the line: nobody is kept out by one who asks without a pause. Each question may
    take `seconds` once its turn has come.
    """

    def __init__(
        self, places: int, seconds: float, max_wait: float = MAX_WAIT, length: int | None = None
    ) -> None:
        self._places = places
        self._length = length or 4 * places
        self._seconds = seconds
        self._max_wait = max_wait
        self._line: OrderedDict[str, deque[_Called]] = OrderedDict()
        self._busy: Counter[str] = Counter()
        self._usual = _FIRST_GUESS

    @property
    def waiting(self) -> int:
        """Questions in the line."""
        return sum(map(len, self._line.values()))

    @property
    def at_work(self) -> int:
        """Questions being answered."""
        return self._busy.total()

    @asynccontextmanager
    async def turn(self, caller: str = "") -> AsyncIterator[None]:
        """A place for one question of a caller; raises Busy at once when the line is full."""
        if self.at_work < self._places and not self._line:
            self._busy[caller] += 1
        else:
            await self._stand(caller)
        begun = time.monotonic()
        try:
            allow(self._seconds)
            yield
        finally:
            self._usual += (time.monotonic() - begun - self._usual) / 8
            self._leave(caller)

    async def _stand(self, caller: str) -> None:
        own = len(self._line.get(caller, ()))
        if self.waiting >= self._length or own >= self._length // 2:
            raise Busy(self._wait())
        called: _Called = asyncio.get_running_loop().create_future()
        self._line.setdefault(caller, deque()).append(called)
        try:
            async with asyncio.timeout(self._max_wait):
                await called
        except BaseException as error:
            self._give_up(caller, called)
            if isinstance(error, TimeoutError):
                raise Busy(self._wait()) from None
            raise

    def _give_up(self, caller: str, called: _Called) -> None:
        """Take one who no longer waits out of the line; a place that was given goes on."""
        if called.done() and not called.cancelled():
            self._leave(caller)
            return
        line = self._line.get(caller, deque())
        if called in line:
            line.remove(called)
            self._forget(caller)

    def _leave(self, caller: str) -> None:
        self._busy[caller] -= 1
        self._busy += Counter()  # forgets who has nothing at work
        while self._line and self.at_work < self._places:
            self._call_next()

    def _call_next(self) -> None:
        caller = min(self._line, key=lambda one: self._busy[one])
        called = self._line[caller].popleft()
        self._line.move_to_end(caller)
        self._forget(caller)
        if not called.done():  # who has left may not have taken note yet
            self._busy[caller] += 1
            called.set_result(None)

    def _forget(self, caller: str) -> None:
        if not self._line[caller]:
            del self._line[caller]

    def _wait(self) -> int:
        """Seconds until a place is likely to be free."""
        return max(1, math.ceil(self._usual * (self.waiting + 1) / self._places))
