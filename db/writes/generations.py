"""Moves index generations from building to answering to removed."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from sqlmodel import Session

from db.engine import Database
from db.models import ActiveGeneration, GenerationState, IndexGeneration, StoredVector
from db.models.table import now
from db.reads import generations


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


def activate(session: Session, generation: IndexGeneration) -> None:
    """Make `generation` the one that answers."""
    generation.state = GenerationState.READY
    generation.activated_at = now()
    pointer = session.get(ActiveGeneration, 1)
    if pointer is None:
        pointer = ActiveGeneration(generation_id=generation.id or 0)
    pointer.generation_id = generation.id or 0
    session.add_all([generation, pointer])


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
