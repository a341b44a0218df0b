"""How long an operation may take."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing, asynccontextmanager
from contextvars import ContextVar
from typing import TypeVar

from db.errors import ProblemError

T = TypeVar("T")
_OVER = "ใช้เวลานานเกินกำหนด ระบบจึงหยุดไว้ โปรดลองใหม่หรือขอข้อมูลให้น้อยลง"


class TooSlow(ProblemError):
    """The operation was stopped at its time limit."""

    code = "TIMEOUT"


class Deadline:
    """The moment an operation must have ended; it may be put off while the operation runs."""

    def __init__(self, seconds: float) -> None:
        self._ends = asyncio.get_running_loop().time() + seconds
        self._open: asyncio.Timeout | None = None

    def extend(self, seconds: float) -> None:
        """Allow at least `seconds` from now."""
        self._ends = max(self._ends, asyncio.get_running_loop().time() + seconds)
        if self._open is not None:
            self._open.reschedule(self._ends)

    @asynccontextmanager
    async def held(self) -> AsyncIterator[None]:
        """Raises TooSlow when the deadline passes within the block."""
        try:
            async with asyncio.timeout_at(self._ends) as self._open:
                yield
        except TimeoutError:
            raise TooSlow(_OVER) from None
        finally:
            self._open = None


_deadline: ContextVar[Deadline | None] = ContextVar("deadline", default=None)


def begin(seconds: float) -> Deadline:
    """The deadline of the operation of this task."""
    deadline = Deadline(seconds)
    _deadline.set(deadline)
    return deadline


def allow(seconds: float) -> None:
    """Let the operation of this task take at least `seconds` from now."""
    deadline = _deadline.get()
    if deadline is not None:
        deadline.extend(seconds)


async def until(deadline: Deadline, source: AsyncGenerator[T, None]) -> AsyncGenerator[T, None]:
    """What `source` gives, while there is time; raises TooSlow.

    Only waiting for the source is counted, not what is done with its items.
    """
    async with aclosing(source):
        while True:
            try:
                async with deadline.held():
                    item = await anext(source)
            except StopAsyncIteration:
                return
            yield item
