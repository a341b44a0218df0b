"""What resolvers reach through `info.context`."""

import asyncio
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TypeAlias, TypeVar

import strawberry
from sqlalchemy.exc import DataError
from sqlmodel import Session
from strawberry.fastapi import BaseContext

from api.fairness import REFUSED
from api.loaders import Loaders
from api.rates import network
from api.requests import request_id
from api.services import Services
from api.viewer import ANONYMOUS, Viewer
from db.errors import InvalidInput, RateLimited

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Operation:
    """What belongs to one operation alone: its id, and what it loaded."""

    load: Loaders
    request_id: str = field(default_factory=request_id)


_operation: ContextVar[Operation] = ContextVar("operation")


class Context(BaseContext):
    """One request, or one WebSocket: the services, who calls from where, and the loaders of the
    operation at hand.

    Operations of one WebSocket share it, each in a task of its own.
    """

    def __init__(self, services: Services, viewer: Viewer = ANONYMOUS, address: str = "") -> None:
        super().__init__()
        self.services = services
        self.viewer = viewer
        self.address = address
        # Set once something was looked for that one caller may see and another may not.
        self.personal = False
        self.begin_operation()

    def begin_operation(self) -> None:
        """Load anew for this task; what other operations load and have spent is left alone."""
        _operation.set(Operation(Loaders(self.services.database)))

    def charge(self, points: int) -> None:
        """Take points from the caller's budget; raises RateLimited when they are not there.

        Where there is a response its headers tell how the caller stands.
        """
        with self._telling_when():
            spent = self.services.rates.spend_points(self.viewer, self.address, points)
        self._tell(spent.headers())

    def charge_question(self) -> None:
        """Take a question from the caller's budget; raises RateLimited when none is left."""
        with self._telling_when():
            self.services.rates.spend_question(self.viewer, self.address)

    @contextmanager
    def _telling_when(self) -> Iterator[None]:
        try:
            yield
        except RateLimited as refused:
            self._tell({"retry-after": str(int(refused.wait))})
            if self.request is not None:
                setattr(self.request.state, REFUSED, True)
            raise

    def _tell(self, headers: Mapping[str, str]) -> None:
        if self.response is not None:
            self.response.headers.update(headers)

    @property
    def caller(self) -> str:
        """Who counts as one caller: a known one, or all who call from one place."""
        return self.viewer.subject or network(self.address)

    @property
    def load(self) -> Loaders:
        """The loaders of the operation of this task."""
        return _operation.get().load

    @property
    def request_id(self) -> str:
        """The id of the operation of this task."""
        return _operation.get().request_id

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
