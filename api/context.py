"""What resolvers reach through `info.context`."""

import asyncio
from collections.abc import Callable
from typing import TypeAlias, TypeVar
from uuid import uuid4

import strawberry
from sqlalchemy.exc import DataError
from sqlmodel import Session
from strawberry.fastapi import BaseContext

from api.loaders import Loaders
from api.services import Services
from db.errors import InvalidInput

T = TypeVar("T")


class Context(BaseContext):
    """One request, or one WebSocket: the services, and the loaders of the operation at hand."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self.begin_operation()

    def begin_operation(self) -> None:
        """Forget what an earlier operation of the same WebSocket loaded."""
        self.request_id = uuid4().hex
        self.load = Loaders(self.services.database)

    async def read(self, query: Callable[[Session], T]) -> T:
        """Run `query` with a session of its own, off the event loop."""
        return await asyncio.to_thread(self._read, query)

    def _read(self, query: Callable[[Session], T]) -> T:
        with self.services.database.reading() as session:
            try:
                return query(session)
            except DataError as error:  # PostgreSQL takes no NUL in a text
                raise InvalidInput("ค่าที่ส่งมาใช้ค้นไม่ได้") from error


Info: TypeAlias = strawberry.Info[Context, None]
