"""Moves index generations from building to answering to removed."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from sqlmodel import Session, col, select

from db.engine import Database
from db.models import (
    ActiveGeneration,
    GenerationState,
    GenerationVersion,
    IndexGeneration,
    Passage,
    StoredVector,
)
from db.models.table import now
from db.reads import generations

_BATCH = 500
_OVER = frozenset({GenerationState.FAILED, GenerationState.REMOVED})


def begin(
    session: Session, embedder: str, dimension: int, key_version: str, digest: str, passages: int
) -> IndexGeneration:
    """A new generation, building."""
    generation = IndexGeneration(
        embedder=embedder,
        dimension=dimension,
        key_version=key_version,
        content_digest=digest,
        passages=passages,
        state=GenerationState.BUILDING,
    )
    session.add(generation)
    session.flush()
    return generation


def hold(session: Session, generation: IndexGeneration, passage_ids: Sequence[int]) -> None:
    """Note the versions of documents whose passages `generation` holds."""
    found: set[int] = set()
    for start in range(0, len(passage_ids), _BATCH):
        batch = passage_ids[start : start + _BATCH]
        query = select(Passage.version_id).where(col(Passage.id).in_(batch)).distinct()
        found.update(session.exec(query).all())
    session.add_all(
        GenerationVersion(generation_id=generation.id or 0, version_id=key) for key in sorted(found)
    )


def activate(session: Session, generation: IndexGeneration) -> None:
    """Make `generation` the one that answers."""
    generation.state = GenerationState.READY
    generation.activated_at = now()
    generation.set_aside_at = None
    pointer = session.get(ActiveGeneration, 1, with_for_update=True)
    if pointer is None:
        pointer = ActiveGeneration(generation_id=generation.id or 0)
    pointer.generation_id = generation.id or 0
    session.add_all([generation, pointer])


def set_aside_newer(session: Session, generation: IndexGeneration) -> None:
    """Have publishing not bring back what is newer than `generation`."""
    for other in generations.all_generations(session):
        newer = (other.id or 0) > (generation.id or 0)
        if newer and other.state is GenerationState.READY and other.set_aside_at is None:
            other.set_aside_at = now()
            session.add(other)


def fail_unfinished(session: Session) -> list[IndexGeneration]:
    """Mark generations that a dead process left building; the caller holds the publish lock."""
    left = [
        generation
        for generation in generations.all_generations(session)
        if generation.state is GenerationState.BUILDING
    ]
    for generation in left:
        generation.state = GenerationState.FAILED
    session.add_all(left)
    return left


def retire(session: Session, keep: int) -> list[IndexGeneration]:
    """Mark as removed all but `keep` generations: the active one and those that answered last.

    One that was refused is kept while it is newer than the active one. Gives all whose files may
    go.
    """
    active = generations.active(session)
    known = generations.all_generations(session)
    ready = [one for one in known if one.state is GenerationState.READY and one is not active]
    ready.sort(key=lambda one: (one.activated_at or one.created_at, one.id), reverse=True)
    refused = [one for one in known if one.state is GenerationState.REFUSED]
    waiting = [one for one in refused[:1] if active and (one.id or 0) > (active.id or 0)]
    kept = [one for one in (active, *ready[: max(0, keep - 1)], *waiting) if one is not None]
    for gone in (*ready, *refused):
        if gone not in kept:
            gone.state = GenerationState.REMOVED
            session.add(gone)
    return [one for one in known if one.state in _OVER]


class SqlVectorCache:
    """Vectors by digest, kept in the database so that an interrupted build loses one batch."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, digests: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        """The stored vectors among `digests`."""
        with self._database.reading() as session:
            found = generations.stored_vectors(session, list(digests))
        return {key: np.frombuffer(blob, dtype=np.float32) for key, blob in found.items()}

    def put(self, vectors: Mapping[str, NDArray[np.float32]]) -> None:
        """Store `vectors`, committed at once."""
        with self._database.writing() as session:
            known = generations.stored_vectors(session, list(vectors))
            session.add_all(
                StoredVector(digest=key, vector=vector.astype(np.float32).tobytes())
                for key, vector in vectors.items()
                if key not in known
            )
