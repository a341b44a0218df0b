"""Index generations: each is built beside the others and made current by one row."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import LargeBinary
from sqlmodel import Field, SQLModel

from db.models.table import choice, now


class GenerationState(StrEnum):
    """How far a generation has come."""

    BUILDING = "BUILDING"
    READY = "READY"
    FAILED = "FAILED"
    REMOVED = "REMOVED"


class IndexGeneration(SQLModel, table=True):
    """One built index and all that must match for it to be read."""

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


class ActiveGeneration(SQLModel, table=True):
    """The one row (id 1) that says which generation answers."""

    __tablename__ = "active_generation"

    id: int = Field(default=1, primary_key=True)
    generation_id: int = Field(foreign_key="index_generation.id")


class StoredVector(SQLModel, table=True):
    """A passage's vector by the digest of its text and embedder: what makes Chroma rebuildable."""

    __tablename__ = "stored_vector"

    digest: str = Field(primary_key=True, max_length=64)
    vector: bytes = Field(sa_type=LargeBinary)
