"""Edges between rows: each reads the rows at its other end for many parents at once."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Generic, Protocol, TypeVar

from sqlalchemy import inspect
from sqlalchemy import select as select_columns
from sqlmodel import Session, SQLModel, col, select

from api.limits import MAX_ITEMS, refusal
from api.pagination import Ask, Connection, paginate_within
from api.tracing import traced

Row = TypeVar("Row", bound=SQLModel)
Found = TypeVar("Found")
Loaded = TypeVar("Loaded")


class Loads(Protocol, Generic[Loaded]):
    """Loads what is found for keys."""

    async def load(self, key: Any) -> Loaded:  # noqa: ANN401
        """What is found for one."""

    async def load_all(self, keys: Sequence[Any]) -> list[Loaded]:
        """What is found for each."""


class Maker(Protocol):
    """Makes loaders: one for each edge of a request."""

    def loader(self, fetch: Callable[[Session, Any], Any]) -> Loads[Any]:
        """A loader that reads with `fetch`."""


class Edge(Generic[Found]):
    """An edge read by a function from keys to what is found for each, in order."""

    def __init__(self, fetch: Callable[[Session, Any], Sequence[Found]]) -> None:
        self._fetch = fetch

    def __set_name__(self, _owner: type, name: str) -> None:
        self._name = name

    def __get__(self, loaders: Maker, _owner: type) -> Loads[Found]:
        """The loader of one request, kept in its dictionary from then on."""
        made: Loads[Found] = loaders.loader(traced(self._name, self._fetch))
        loaders.__dict__[self._name] = made
        return made


class One(Edge[Row | None], Generic[Row]):
    """An edge to one row, by a unique column."""

    def __init__(self, table: type[Row], key: str = "id") -> None:
        super().__init__(self._read)
        self._table, self._key = table, key

    def _read(self, session: Session, keys: Sequence[Any]) -> list[Row | None]:
        query = _plain(self._table).where(_column(self._table, self._key).in_(keys))
        found = {getattr(row, self._key): row for row in _rows(session, query)}
        return [found.get(key) for key in keys]


class Many(Edge[list[Row]], Generic[Row]):
    """An edge to the rows that point at a parent, in order; `empty` columns must be null."""

    def __init__(
        self, table: type[Row], key: str, order: str, *, empty: tuple[str, ...] = ()
    ) -> None:
        super().__init__(self._read)
        self._table, self._key, self._order, self._empty = table, key, order, empty

    def _read(self, session: Session, keys: Sequence[Any]) -> list[list[Row]]:
        query = _plain(self._table).where(_column(self._table, self._key).in_(keys))
        for name in self._empty:
            query = query.where(_column(self._table, name).is_(None))
        # SQLite puts nulls first and PostgreSQL last unless told.
        order = _column(self._table, self._order).nulls_first()
        rows = _rows(session, _bounded(query.order_by(order, _column(self._table, "id"))))
        place = list(inspect(self._table).columns.keys()).index(self._key)
        return _grouped(((row[place], row) for row in rows), keys)


class Joined(Edge[list[Row]], Generic[Row]):
    """An edge to rows that a query ties to their parents: it selects (key of the parent, row)."""

    def __init__(self, table: type[Row], query: Callable[[Sequence[Any]], Any]) -> None:
        super().__init__(self._read)
        self._table, self._query = table, query

    def _read(self, session: Session, keys: Sequence[Any]) -> list[list[Row]]:
        return _grouped(session.exec(_bounded(self._query(keys))), keys)


class Paged(Edge[Connection[Row]], Generic[Row]):
    """An edge to a page of the rows that point at a parent; its keys are (parent, Ask)."""

    def __init__(self, table: type[Row], key: str, order: str) -> None:
        super().__init__(self._read)
        self._table, self._key, self._order = table, key, order

    def _read(self, session: Session, keys: Sequence[tuple[Any, Ask]]) -> list[Connection[Row]]:
        parent, own = _column(self._table, self._key), _column(self._table, "id")
        order = [_column(self._table, self._order), own] if self._order != "id" else [own]

        def read(of: list[Any], ask: Ask) -> dict[Any, Connection[Any]]:
            links = select(parent.label("of"), own.label("id")).where(parent.in_(of))
            return paginate_within(session, links, self._table, of, order, ask)

        return paged(keys, read)


def paged(
    keys: Sequence[tuple[Any, Ask]],
    read: Callable[[list[Any], Ask], dict[Any, Connection[Any]]],
) -> list[Connection[Any]]:
    """A page for each (parent, Ask), the parents that ask alike read together."""
    parents: dict[Ask, list[Any]] = {}
    for parent, ask in keys:
        parents.setdefault(ask, []).append(parent)
    found = {ask: read(of, ask) for ask, of in parents.items()}
    return [found[ask][parent] for parent, ask in keys]


def _plain(table: type[SQLModel]) -> Any:  # noqa: ANN401 (a select)
    """A query for rows as they lie in the table: half the time of mapped ones, which remember
    changes that nobody makes here."""
    return select_columns(*inspect(table).columns)


def _rows(session: Session, query: Any) -> Any:  # noqa: ANN401 (rows with the table's attributes)
    return session.connection().execute(query).all()


def _bounded(query: Any) -> Any:  # noqa: ANN401 (a select)
    """The query, reading one row more than a request may have at most."""
    return query.limit(MAX_ITEMS + 1)


def _grouped(rows: Iterable[Any], keys: Sequence[Any]) -> list[list[Any]]:
    """The rows of a bounded query by parent; raises a GraphQLError for more than a request may
    have: lists are refused, never cut off."""
    found: dict[Any, list[Any]] = {}
    for count, (key, row) in enumerate(rows, 1):
        if count > MAX_ITEMS:
            raise refusal("items", MAX_ITEMS)
        found.setdefault(key, []).append(row)
    return [found.get(key, []) for key in keys]


def _column(table: type[SQLModel], name: str) -> Any:  # noqa: ANN401 (a mapped column)
    return col(getattr(table, name))
