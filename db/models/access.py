"""Who may come in, and what those who came in did."""

from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel

from db.models.table import choice, now


class Role(StrEnum):
    """What a caller may do; each may do what the ones before it may."""

    ANONYMOUS = "ANONYMOUS"
    STAFF = "STAFF"
    EDITOR = "EDITOR"
    ADMIN = "ADMIN"

    def covers(self, other: "Role") -> bool:
        """Whether this role may do what `other` may."""
        order = list(Role)
        return order.index(self) >= order.index(other)


class ApiKey(SQLModel, table=True):
    """A key somebody was given; only the digest of its secret is kept."""

    __tablename__ = "api_key"

    id: str = Field(primary_key=True, max_length=12)
    name: str = Field(max_length=200)
    role: Role = Field(sa_type=choice(Role))
    secret_digest: str = Field(max_length=64)
    created_at: datetime = Field(default_factory=now)
    created_by: str = Field(max_length=200)
    expires_at: datetime | None = None
    revoked_at: datetime | None = None


# What stands before the first entry of the chain.
FIRST: Final = "0" * 64


class AuditEntry(SQLModel, table=True):
    """One act of an editor or admin; `digest` is over the entry and the digest before it."""

    __tablename__ = "audit_entry"

    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    at: datetime = Field(default_factory=now)
    actor: str = Field(max_length=200)
    act: str = Field(max_length=60)
    target: str = Field(max_length=200)
    detail: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    previous: str = Field(max_length=64)
    digest: str = Field(max_length=64)


class AuditHead(SQLModel, table=True):
    """The one row (id 1) that says where the chain ends: who appends holds it."""

    __tablename__ = "audit_head"

    id: int = Field(default=1, primary_key=True)
    entries: int = 0
    digest: str = Field(default=FIRST, max_length=64)
