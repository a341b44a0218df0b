"""Arguments that many fields share."""

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, cast

import strawberry
from sqlalchemy import ColumnElement
from sqlmodel import Session, SQLModel, col, select
from strawberry import relay

from api.context import Info
from api.ordering import Sorted
from api.pagination import Ask, Connection, paginate
from db.errors import InvalidInput

First = Annotated[int, strawberry.argument(description="How many items, 1 to 100.")]
After = Annotated[
    str | None, strawberry.argument(description="Cursor of the item before the page.")
]
Last = Annotated[
    int | None,
    strawberry.argument(
        description="How many items from the end, 1 to 100; takes the place of `first`."
    ),
]
Before = Annotated[
    str | None, strawberry.argument(description="Cursor of the item after the page.")
]
On = Annotated[date | None, strawberry.argument(description="The day; null means today.")]


@strawberry.input(one_of=True, description="Exactly one way to name a thing.")
class By:
    """Naming by code or id."""

    code: strawberry.Maybe[str] = strawberry.field(description="Its stable code.")
    id: strawberry.Maybe[relay.GlobalID] = strawberry.field(description="Its global id.")

    def match(self, table: type[SQLModel], node: type[relay.Node]) -> ColumnElement[bool]:
        """The condition that finds the thing in its table; raises InvalidInput."""
        if self.code is not None:
            return cast(ColumnElement[bool], column(table, "code") == self.code.value)
        if self.id is not None:
            return cast(ColumnElement[bool], column(table, "id") == own_key(self.id.value, node))
        raise InvalidInput("โปรดระบุ code หรือ id", ("by",))


def own_key(
    key: relay.GlobalID, node: type[relay.Node], path: tuple[str, ...] = ("by", "id")
) -> int:
    """The row id in a global id of `node`; raises InvalidInput for another type's id."""
    if key.type_name not in {cls.__name__ for cls in (node, *node.__subclasses__())}:
        raise InvalidInput(f"id นี้ไม่ใช่ของ {node.__name__}", path)
    found = row_key(key.node_id)
    if found is None:
        raise InvalidInput("id ไม่ถูกต้อง", path)
    return found


def row_key(text: str) -> int | None:
    """The row id that `text` holds, None when no table could have it."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def column(table: type[SQLModel], name: str) -> Any:  # noqa: ANN401 (a mapped column)
    """The column of a table by name."""
    return col(getattr(table, name))


async def one(info: Info, table: type[Any], where: ColumnElement[bool]) -> Any:  # noqa: ANN401
    """The row of `table` that `where` names, None when there is none."""

    def read(session: Session) -> Any:  # noqa: ANN401
        return session.exec(select(table).where(where)).first()

    return await info.context.read(read)


async def listed(
    info: Info,
    query: Any,  # noqa: ANN401 (a select of one table)
    order: Sorted,
    first: int,
    after: str | None,
    node: Callable[[Any], Any],
) -> Connection[Any]:
    """A page of `query`, read forwards."""
    return await page_of(info, query, order, Ask(first, after), node)


async def page_of(
    info: Info,
    query: Any,  # noqa: ANN401 (a select of one table)
    order: Sorted,
    ask: Ask,
    node: Callable[[Any], Any],
) -> Connection[Any]:
    """The asked page of `query`."""
    return await info.context.read(lambda session: paginate(session, query, order, ask, node))
