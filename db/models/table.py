"""What all tables share: constraint names that migrations can find, and aware timestamps."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Enum
from sqlmodel import SQLModel

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


def choice(values: type[StrEnum]) -> Any:  # noqa: ANN401 (SQLModel's sa_type takes any column type)
    """A column type that stores the enum's value as text, so that adding a value needs no DDL."""
    return Enum(
        values,
        native_enum=False,
        create_constraint=False,
        length=40,
        values_callable=lambda enum: [member.value for member in enum],
    )


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC)
