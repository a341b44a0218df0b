"""Orders of lists, and the cursors that stand in them."""

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, TypeAlias

import orjson
from sqlalchemy import ColumnElement, Date, Float, Integer, and_, false, literal, or_
from sqlmodel.sql.sqltypes import UTCDateTime

from db.errors import InvalidInput

_LARGEST = 2**31


@dataclass(frozen=True, slots=True)
class Key:
    """A column that rows are sorted by; rows without a value come last, whichever way."""

    column: Any  # a mapped column
    descending: bool = False

    @property
    def nullable(self) -> bool:
        """Whether rows may lack a value."""
        return bool(self.column.nullable)

    def sorting(self, *, backward: bool) -> Any:  # noqa: ANN401 (a sort)
        """How rows are sorted by it."""
        down = self.descending != backward
        placed = self.column.desc() if down else self.column.asc()
        if not self.nullable:
            return placed
        return placed.nulls_first() if backward else placed.nulls_last()

    def beyond(self, value: Any, *, backward: bool) -> ColumnElement[bool]:  # noqa: ANN401
        """Whether a row stands beyond `value`."""
        if value is None:
            return self.column.is_not(None) if backward else false()
        past = self.column < value if self.descending != backward else self.column > value
        return or_(past, self.column.is_(None)) if self.nullable and not backward else past

    def same(self, value: Any) -> Any:  # noqa: ANN401
        """Whether a row has `value`."""
        return self.column.is_(None) if value is None else self.column == value


@dataclass(frozen=True, slots=True)
class Order:
    """Keys that end in a unique one. A cursor made under one `name` is refused under another."""

    keys: tuple[Key, ...]
    name: str = ""

    def sorting(self, *, backward: bool = False) -> list[ColumnElement[Any]]:
        """How rows are sorted."""
        return [key.sorting(backward=backward) for key in self.keys]

    def beyond(self, values: Sequence[Any], *, backward: bool = False) -> ColumnElement[bool]:
        """Whether a row stands after the one with these values; backward, before it."""
        found: list[ColumnElement[bool]] = []
        same: list[ColumnElement[bool]] = []
        for key, value in zip(self.keys, values, strict=True):
            found.append(and_(*same, key.beyond(value, backward=backward)))
            same.append(key.same(value))
        return or_(*found)

    def cursor(self, row: object) -> str:
        """Where a row stands."""
        values = [getattr(row, key.column.key or "") for key in self.keys]
        named = [self.name, *values] if self.name else values
        return base64.urlsafe_b64encode(orjson.dumps(named)).decode()

    def values(self, cursor: str, argument: str) -> list[Any]:
        """The values in a cursor; raises InvalidInput for one that is not of this order."""
        try:
            values = orjson.loads(base64.urlsafe_b64decode(cursor))
            if not isinstance(values, list):
                raise TypeError(cursor)
            if self.name and values[:1] != [self.name]:
                raise ValueError(cursor)
            given = values[bool(self.name) :]
            return [_value(v, key) for v, key in zip(given, self.keys, strict=True)]
        except (binascii.Error, ValueError, TypeError, OverflowError) as error:
            message = f"ตัวชี้หน้า ({argument}) ไม่ถูกต้อง หรือเป็นของรายการที่เรียงลำดับแบบอื่น"
            raise InvalidInput(message, (argument,)) from error


Sorted: TypeAlias = Order | Sequence[Any]


def as_order(given: Sorted) -> Order:
    """The order of plain columns, all ascending."""
    return given if isinstance(given, Order) else Order(tuple(map(Key, given)))


def _value(value: Any, key: Key) -> Any:  # noqa: ANN401 (what a column is compared with)
    """A value as the cursor holds it, to compare with; raises ValueError or TypeError."""
    kind = key.column.type
    if value is None and key.nullable:
        return None
    if isinstance(kind, Float) and type(value) in {int, float}:
        return float(value)
    if isinstance(kind, Integer) and type(value) is int and abs(value) < _LARGEST:
        return value
    if isinstance(kind, Integer | Float) or not isinstance(value, str):
        raise TypeError(value)
    if isinstance(kind, Date):
        return date.fromisoformat(value)
    if isinstance(kind, UTCDateTime):
        moment = datetime.fromisoformat(value)
        return literal(moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC), kind)
    return value
