"""What resolvers reach through `info.context`."""

import asyncio
from collections.abc import Callable
from typing import TypeAlias, TypeVar

import strawberry
from sqlmodel import Session
from strawberry.fastapi import BaseContext

from api.loaders import Loaders
from api.services import Services

T = TypeVar("T")


class Context(BaseContext):
    """One request: the services and its own loaders."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self.load = Loaders(services.database)

    async def read(self, query: Callable[[Session], T]) -> T:
        """Run `query` with a session of its own, off the event loop."""
        return await asyncio.to_thread(self._read, query)

    def _read(self, query: Callable[[Session], T]) -> T:
        with self.services.database.reading() as session:
            return query(session)


Info: TypeAlias = strawberry.Info[Context, None]
