"""Relay connections with keyset cursors: a page stays in place while rows come and go."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

import strawberry
from sqlalchemy import ColumnElement, func
from sqlalchemy import select as select_rows
from sqlmodel import Session, SQLModel, col, select
from sqlmodel.sql.expression import SelectOfScalar

from api.ordering import Order, Sorted, as_order
from db.errors import InvalidInput

DEFAULT_PAGE, MAX_PAGE = 20, 100

T = TypeVar("T")
Row = TypeVar("Row")


@strawberry.type(description="Where a page stands in the whole list.")
class PageInfo:
    """Relay's page information."""

    has_next_page: bool = strawberry.field(description="Whether more follows.")
    has_previous_page: bool = strawberry.field(description="Whether anything comes before.")
    start_cursor: str | None = strawberry.field(
        description="Cursor of the first item: pass as `before`, with `last`, for the page before."
    )
    end_cursor: str | None = strawberry.field(
        description="Cursor of the last item: pass as `after` for the next page."
    )


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
    """Which page is wanted; raises InvalidInput for a page that cannot be given.

    `last` takes the place of `first` and counts from the end, or back from `before`.
    """

    first: int = DEFAULT_PAGE
    after: str | None = None
    last: int | None = None
    before: str | None = None

    def __post_init__(self) -> None:
        for name, size in (("first", self.first), ("last", self.last)):
            if size is not None and not 1 <= size <= MAX_PAGE:
                raise InvalidInput(f"{name} ต้องอยู่ระหว่าง 1 ถึง {MAX_PAGE}", (name,))

    @property
    def size(self) -> int:
        """How many items are wanted."""
        return self.first if self.last is None else self.last

    @property
    def backward(self) -> bool:
        """Whether it is read from the end."""
        return self.last is not None

    def within(self, order: Order) -> list[ColumnElement[bool]]:
        """The conditions of its cursors."""
        found = []
        if self.after is not None:
            found.append(order.beyond(order.values(self.after, "after")))
        if self.before is not None:
            found.append(order.beyond(order.values(self.before, "before"), backward=True))
        return found


def paginate(
    session: Session,
    query: SelectOfScalar[Row],
    order: Sorted,
    ask: Ask,
    node: Callable[[Row], T],
) -> Connection[T]:
    """The asked page of `query`, in an order that ends in a unique column."""
    placed = as_order(order)
    page = query.where(*ask.within(placed)).limit(ask.size + 1)
    count = select_rows(func.count()).select_from(query.order_by(None).subquery())
    total = session.connection().execute(count).scalar_one()
    rows = session.exec(page.order_by(*placed.sorting(backward=ask.backward))).all()
    return connected(_connection(rows, total, placed, ask), node)


def paginate_within(
    session: Session,
    links: Any,  # noqa: ANN401 (a select of two columns)
    table: type[SQLModel],
    keys: Sequence[Any],
    order: Sorted,
    ask: Ask,
) -> dict[Any, Connection[Any]]:
    """The asked page of each parent's rows of `table`, in two statements for all parents.

    `links` selects the pairs: `of`, the key of a parent, and `id`, that of a row.
    """
    placed, pairs = as_order(order), links.subquery()
    found: dict[Any, list[Any]] = {}
    for of, row in session.exec(_ranked(pairs, table, placed, ask)):
        found.setdefault(of, []).append(row)
    count = select_rows(pairs.c.of, func.count()).group_by(pairs.c.of)
    totals = {row[0]: row[1] for row in session.connection().execute(count)}
    return {key: _connection(found.get(key, []), totals.get(key, 0), placed, ask) for key in keys}


def connected(page: Connection[Any], node: Callable[[Any], T]) -> Connection[T]:
    """A page with each of its items made by `node`."""
    return refilled(page, [node(item) for item in page.nodes])


def refilled(page: Connection[Any], nodes: list[T]) -> Connection[T]:
    """A page with other items in the places of its own."""
    edges = [Edge(node=n, cursor=e.cursor) for n, e in zip(nodes, page.edges, strict=True)]
    return replace(page, edges=edges, nodes=nodes)


def _ranked(pairs: Any, table: type[SQLModel], order: Order, ask: Ask) -> Any:  # noqa: ANN401
    """The rows of each parent's page, with the parent's key."""
    key = col(table.id)  # type: ignore[attr-defined]
    sorting = order.sorting(backward=ask.backward)
    place = func.row_number().over(partition_by=pairs.c.of, order_by=sorting).label("place")
    ranks = (
        select_rows(pairs.c.of, pairs.c.id, place)
        .join(table, key == pairs.c.id)
        .where(*ask.within(order))
        .subquery()
    )
    chosen = select(ranks.c.of, table).join(ranks, ranks.c.id == key)
    return chosen.where(ranks.c.place <= ask.size + 1).order_by(ranks.c.of, ranks.c.place)


def _connection(rows: Sequence[Any], total: int, order: Order, ask: Ask) -> Connection[Any]:
    """The page that `rows`, as read, make; one row too many says that there is more."""
    more, shown = len(rows) > ask.size, list(rows[: ask.size])
    if ask.backward:
        shown.reverse()
    cursors = [order.cursor(row) for row in shown]
    return Connection(
        edges=[Edge(node=row, cursor=c) for row, c in zip(shown, cursors, strict=True)],
        nodes=shown,
        page_info=PageInfo(
            has_next_page=(more and not ask.backward) or ask.before is not None,
            has_previous_page=(more and ask.backward) or ask.after is not None,
            start_cursor=cursors[0] if cursors else None,
            end_cursor=cursors[-1] if cursors else None,
        ),
        total_count=total,
    )
