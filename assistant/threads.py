"""The few threads in which what takes the interpreter for long is done."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from contextvars import copy_context
from typing import TypeVar

T = TypeVar("T")
# Steps of questions and searches hold the interpreter most of their time: more at once answer no
# more of them, and keep everybody else from being served.
_THREADS = ThreadPoolExecutor(2, thread_name_prefix="step")


async def in_thread(work: Callable[..., T], *given: object) -> T:
    """What `work` gives, off the event loop, when a thread is free; when cancelled, end only when
    the thread has.

    A thread cannot be stopped, and whoever counts the questions at work must not count too few.
    """
    begun = _THREADS.submit(copy_context().run, work, *given)
    running = asyncio.wrap_future(begun)
    try:
        return await asyncio.shield(running)
    except asyncio.CancelledError:
        begun.cancel()  # one whose turn has not come need not begin
        while not running.done():  # whoever leaves may be told to stop more than once
            with suppress(asyncio.CancelledError):
                await asyncio.wait([running])
        raise
