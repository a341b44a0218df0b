"""Index generations: each is built beside the others and made current by one row."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, LargeBinary
from sqlmodel import Field, SQLModel

from db.models.table import choice, now


class GenerationState(StrEnum):
    """How far a generation has come."""

    BUILDING = "BUILDING"
    READY = "READY"
    REFUSED = "REFUSED"  # built whole, but answers got worse; an admin may still activate it
    FAILED = "FAILED"
    REMOVED = "REMOVED"


class IndexGeneration(SQLModel, table=True):
    """One built index and all that must match for it to be read.

    `library_digest` is that of its texts alone, whatever the embedder; `collection` names its
    vectors on a Chroma server and is None where they are files; `report` tells what was checked.
    One that an admin moved the pointer away from is set aside: publishing does not bring it back.
    """

    __tablename__ = "index_generation"

    id: int | None = Field(default=None, primary_key=True)
    embedder: str = Field(max_length=200)
    dimension: int
    key_version: str = Field(max_length=40)
    content_digest: str = Field(max_length=64)
    passages: int
    state: GenerationState = Field(sa_type=choice(GenerationState))
    created_at: datetime = Field(default_factory=now)
    activated_at: datetime | None = None
    library_digest: str = Field(default="", max_length=64)
    collection: str | None = Field(default=None, max_length=80)
    validated_at: datetime | None = None
    report: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    set_aside_at: datetime | None = None


class GenerationVersion(SQLModel, table=True):
    """A version of a document whose passages a generation holds."""

    __tablename__ = "generation_version"

    generation_id: int = Field(
        foreign_key="index_generation.id", primary_key=True, ondelete="CASCADE"
    )
    version_id: int = Field(
        foreign_key="document_version.id", primary_key=True, index=True, ondelete="CASCADE"
    )


class ActiveGeneration(SQLModel, table=True):
    """The one row (id 1) that says which generation answers.

    `compared_id` is the generation that stored answers were last compared with.
    """

    __tablename__ = "active_generation"

    id: int = Field(default=1, primary_key=True)
    generation_id: int = Field(foreign_key="index_generation.id")
    compared_id: int | None = None


class StoredVector(SQLModel, table=True):
    """A passage's vector by the digest of its text and embedder: what makes Chroma rebuildable."""

    __tablename__ = "stored_vector"

    digest: str = Field(primary_key=True, max_length=64)
    vector: bytes = Field(sa_type=LargeBinary)
