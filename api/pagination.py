"""Relay connections with keyset cursors: a page stays in place while rows come and go."""

import base64
import binascii
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar

import orjson
import strawberry
from sqlalchemy import ColumnElement, Integer, func, literal, tuple_
from sqlalchemy import select as select_rows
from sqlmodel import Session
from sqlmodel.sql.expression import SelectOfScalar
from sqlmodel.sql.sqltypes import UTCDateTime

from db.errors import InvalidInput

DEFAULT_PAGE, MAX_PAGE = 20, 100
_BAD_CURSOR = "ตัวชี้หน้า (after) ไม่ถูกต้อง"

T = TypeVar("T")
Row = TypeVar("Row")


@strawberry.type(description="Where a page stands in the whole list.")
class PageInfo:
    """Relay's page information; lists are read forwards."""

    has_next_page: bool = strawberry.field(description="Whether more follows.")
    has_previous_page: bool = strawberry.field(description="Whether anything comes before.")
    start_cursor: str | None = strawberry.field(description="Cursor of the first item.")
    end_cursor: str | None = strawberry.field(description="Pass as `after` for the next page.")


@strawberry.type(description="An item with its cursor.")
class Edge(Generic[T]):
    """One item of a connection."""

    node: T = strawberry.field(description="The item.")
    cursor: str = strawberry.field(description="Where it stands.")


@strawberry.type(description="A page of items.")
class Connection(Generic[T]):
    """A page with its edges, its nodes and the size of the whole."""

    edges: list[Edge[T]] = strawberry.field(description="Items with cursors.")
    nodes: list[T] = strawberry.field(description="Items without cursors.")
    page_info: PageInfo = strawberry.field(description="Whether there is more.")
    total_count: int = strawberry.field(description="How many items all pages hold.")


@dataclass(frozen=True, slots=True)
class Ask:
    """Which page is wanted; raises InvalidInput for a page that cannot be given."""

    first: int = DEFAULT_PAGE
    after: str | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.first <= MAX_PAGE:
            raise InvalidInput(f"first ต้องอยู่ระหว่าง 1 ถึง {MAX_PAGE}", ("first",))

    def key(self, order: Sequence[ColumnElement[Any]]) -> list[Any] | None:
        """The values of the last row seen, None for the first page."""
        if self.after is None:
            return None
        try:
            values = orjson.loads(base64.urlsafe_b64decode(self.after))
        except (binascii.Error, ValueError) as error:
            raise InvalidInput(_BAD_CURSOR, ("after",)) from error
        kinds = [int if isinstance(column.type, Integer) else str for column in order]
        if not isinstance(values, list) or [type(value) for value in values] != kinds:
            raise InvalidInput(_BAD_CURSOR, ("after",))
        if any(isinstance(value, int) and abs(value) >= 2**31 for value in values):
            raise InvalidInput(_BAD_CURSOR, ("after",))
        return [_value(value, column) for value, column in zip(values, order, strict=True)]


def paginate(
    session: Session,
    query: SelectOfScalar[Row],
    order: Sequence[ColumnElement[Any]],
    ask: Ask,
    node: Callable[[Row], T],
) -> Connection[T]:
    """The asked page of `query`, ordered by `order` (which must end in a unique column)."""
    seen = ask.key(order)
    total = (
        session.connection()
        .execute(select_rows(func.count()).select_from(query.order_by(None).subquery()))
        .scalar_one()
    )
    page = query.order_by(*order).limit(ask.first + 1)
    if seen is not None:
        page = page.where(tuple_(*order) > tuple_(*seen))
    rows = list(session.exec(page))
    shown = rows[: ask.first]
    cursors = [_cursor(row, order) for row in shown]
    nodes = [node(row) for row in shown]
    return Connection(
        edges=[Edge(node=n, cursor=c) for n, c in zip(nodes, cursors, strict=True)],
        nodes=nodes,
        page_info=PageInfo(
            has_next_page=len(rows) > ask.first,
            has_previous_page=seen is not None,
            start_cursor=cursors[0] if cursors else None,
            end_cursor=cursors[-1] if cursors else None,
        ),
        total_count=total,
    )


def _value(value: int | str, column: ColumnElement[Any]) -> Any:  # noqa: ANN401 (a bind value)
    """What a row is compared with; a moment is written in a cursor as text."""
    if not isinstance(column.type, UTCDateTime):
        return value
    try:
        moment = datetime.fromisoformat(str(value))
        return literal(moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC), column.type)
    except (ValueError, OverflowError) as error:
        raise InvalidInput(_BAD_CURSOR, ("after",)) from error


def _cursor(row: object, order: Sequence[ColumnElement[Any]]) -> str:
    values = [getattr(row, column.key or "") for column in order]
    return base64.urlsafe_b64encode(orjson.dumps(values)).decode()
