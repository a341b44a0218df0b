"""Reads what the loaders of one operation ask for at the same time."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

from sqlmodel import Session

from db.engine import Database

Fetch: TypeAlias = Callable[[Session, Any], Any]


class Reader:
    """One thread for all edges that are followed in one turn of the event loop, one after the
    other: waking a thread costs as much as a statement, and threads would only wait for each other.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting: list[tuple[Fetch, Sequence[Any], asyncio.Future[Any]]] = []
        self._reading: set[asyncio.Task[None]] = set()

    async def read(self, fetch: Fetch, keys: Sequence[Any]) -> Any:  # noqa: ANN401 (as the fetch)
        """What `fetch` finds for the keys, in a session of its own."""
        found = asyncio.get_running_loop().create_future()
        self._waiting.append((fetch, keys, found))
        if len(self._waiting) == 1:
            asyncio.get_running_loop().call_soon(self._begin)
        return await found

    def _begin(self) -> None:
        task = asyncio.get_running_loop().create_task(self._read())
        self._reading.add(task)
        task.add_done_callback(self._reading.discard)

    async def _read(self) -> None:
        waiting, self._waiting = self._waiting, []
        asked = [(fetch, keys) for fetch, keys, _ in waiting]
        told = await asyncio.to_thread(lambda: [self._fetch(*one) for one in asked])
        for (_, _, future), (found, error) in zip(waiting, told, strict=True):
            if future.done():
                continue
            if error is None:
                future.set_result(found)
            else:
                future.set_exception(error)

    def _fetch(self, fetch: Fetch, keys: Sequence[Any]) -> tuple[Any, Exception | None]:
        try:
            with self._database.reading() as session:
                return fetch(session, keys), None
        except Exception as error:  # told to whoever asked
            return None, error
