"""Vector search: one Chroma directory per generation, written once and then only read."""

from collections.abc import Sequence
from pathlib import Path

import chromadb
import numpy as np
from chromadb.api import ClientAPI
from chromadb.config import Settings
from chromadb.errors import ChromaError
from numpy.typing import NDArray

from db.errors import IndexUnavailable

COLLECTION = "passages"
_BATCH = 2_000
_BROKEN = "ดัชนีเวกเตอร์เสียหายหรือหายไป โปรดสั่ง sodklong ingest ใหม่"


class VectorIndex:
    """Nearest passages to a vector, by cosine."""

    def __init__(self, client: ClientAPI) -> None:
        self._client = client
        # Without this None, Chroma would fetch an English model.
        self._collection = client.get_collection(COLLECTION, embedding_function=None)

    @classmethod
    def build(
        cls, directory: Path, ids: Sequence[int], vectors: NDArray[np.float32]
    ) -> "VectorIndex":
        """Keep `vectors` (n, dimension), unit length, under `ids` in a new `directory`."""
        client = _client(directory)
        collection = client.create_collection(
            COLLECTION,
            embedding_function=None,
            configuration={"hnsw": {"space": "cosine", "ef_search": 200}},
        )
        for start in range(0, len(ids), _BATCH):
            batch = slice(start, start + _BATCH)
            collection.upsert(ids=[str(key) for key in ids[batch]], embeddings=vectors[batch])
        return cls(client)

    @classmethod
    def open(cls, directory: Path) -> "VectorIndex":
        """Open what `build` kept; raises IndexUnavailable when it is missing or damaged."""
        if not (directory / "chroma.sqlite3").exists():
            raise IndexUnavailable(_BROKEN)
        try:
            return cls(_client(directory))
        except Exception as error:  # a damaged store fails in whatever way its damage makes it
            raise IndexUnavailable(_BROKEN) from error

    def search(self, vector: NDArray[np.float32], k: int) -> dict[int, float]:
        """The `k` nearest passages: id -> cosine similarity, -1 to 1."""
        try:
            found = self._collection.query(
                query_embeddings=vector[np.newaxis, :], n_results=k, include=["distances"]
            )
        except ChromaError as error:
            raise IndexUnavailable(_BROKEN) from error
        distances = (found["distances"] or [[]])[0]
        return {
            int(key): 1.0 - float(distance)
            for key, distance in zip(found["ids"][0], distances, strict=True)
        }

    def count(self) -> int:
        """How many vectors the index says it holds."""
        return int(self._collection.count())

    def close(self) -> None:
        """Release the directory, so that it can be removed."""
        self._client.close()  # type: ignore[attr-defined]  # on the implementation only


def _client(directory: Path) -> ClientAPI:
    return chromadb.PersistentClient(
        str(directory), settings=Settings(anonymized_telemetry=False, allow_reset=False)
    )
