"""Vector search: a Chroma directory per generation, or a collection on a Chroma server; either is
written once and then only read."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, TypeVar
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import chromadb
import numpy as np
from chromadb.api import ClientAPI
from chromadb.api.models.Collection import Collection
from chromadb.config import Settings
from chromadb.errors import ChromaError, NotFoundError
from numpy.typing import NDArray

from db.errors import IndexUnavailable

COLLECTION = "passages"
_BATCH, _SENT_AT_ONCE = 1_000, 200
_TIMEOUT, _PAUSE = 10.0, 5.0
_BROKEN = "ดัชนีเวกเตอร์เสียหายหรือหายไป โปรดสั่ง sodklong ingest ใหม่"
_UNREACHED = "ติดต่อ Chroma ที่ตั้งใน SODKLONG_CHROMA_URL ไม่ได้ โปรดตรวจว่าเปิดใช้งานอยู่"
_SETTINGS = Settings(anonymized_telemetry=False, allow_reset=False)

Told = Callable[[str], None]
T = TypeVar("T")


class Vectors(Protocol):
    """Nearest passages to a vector, by cosine; what fails is IndexUnavailable."""

    def search(self, vector: NDArray[np.float32], k: int) -> dict[int, float]:
        """The `k` nearest passages: id -> cosine similarity, -1 to 1."""

    def ids(self) -> frozenset[int]:
        """The passages that have a vector."""

    def kept(self, ids: Sequence[int]) -> dict[int, NDArray[np.float32]]:
        """The vectors of passages as they were put in, each of shape (dimension,)."""

    def count(self) -> int:
        """How many vectors there are."""

    def close(self) -> None:
        """Release what is held open."""


class VectorIndex:
    """Vectors in a directory."""

    def __init__(self, client: ClientAPI, name: str = COLLECTION) -> None:
        self._client = client
        # Without this None, Chroma would fetch an English model.
        self._collection = client.get_collection(name, embedding_function=None)

    @classmethod
    def build(
        cls,
        directory: Path,
        ids: Sequence[int],
        vectors: NDArray[np.float32],
        told: Told = lambda _: None,
    ) -> "VectorIndex":
        """Keep `vectors` (n, dimension), unit length, under `ids` in a new `directory`."""
        client = _client(directory)
        _fill(client, COLLECTION, ids, vectors, told)
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
            return _nearest(self._collection, vector, k)
        except ChromaError as error:
            raise IndexUnavailable(_BROKEN) from error

    def ids(self) -> frozenset[int]:
        """The passages that have a vector."""
        try:
            return frozenset(int(key) for key in self._collection.get(include=[])["ids"])
        except ChromaError as error:
            raise IndexUnavailable(_BROKEN) from error

    def kept(self, ids: Sequence[int]) -> dict[int, NDArray[np.float32]]:
        """The vectors of passages as they were put in, each of shape (dimension,)."""
        try:
            return _kept(self._collection, ids)
        except ChromaError as error:
            raise IndexUnavailable(_BROKEN) from error

    def count(self) -> int:
        """How many vectors the index says it holds."""
        try:
            return int(self._collection.count())
        except ChromaError as error:
            raise IndexUnavailable(_BROKEN) from error

    def close(self) -> None:
        """Release the directory, so that it can be removed."""
        self._client.close()  # type: ignore[attr-defined]  # on the implementation only


class ServedVectors:
    """A collection on a Chroma server, looked for anew after the server was away.

    While it is away every call raises IndexUnavailable, for some seconds at once.
    """

    def __init__(self, url: str, name: str) -> None:
        self._url, self._name = url, name
        self._client: ClientAPI | None = None
        self._held: Collection | None = None
        self._away_until = 0.0

    def search(self, vector: NDArray[np.float32], k: int) -> dict[int, float]:
        """The `k` nearest passages: id -> cosine similarity, -1 to 1."""
        return self._asked(lambda collection: _nearest(collection, vector, k))

    def ids(self) -> frozenset[int]:
        """The passages that have a vector."""
        return self._asked(
            lambda collection: frozenset(int(key) for key in collection.get(include=[])["ids"])
        )

    def kept(self, ids: Sequence[int]) -> dict[int, NDArray[np.float32]]:
        """The vectors of passages as they were put in, each of shape (dimension,)."""
        return self._asked(lambda collection: _kept(collection, ids))

    def count(self) -> int:
        """How many vectors the collection holds."""
        return self._asked(lambda collection: int(collection.count()))

    def close(self) -> None:
        """Release the connection; the next call makes another."""
        if self._client is not None:
            _hang_up(self._client)
        self._client = self._held = None

    def _asked(self, ask: Callable[[Collection], T]) -> T:
        if time.monotonic() < self._away_until:
            raise IndexUnavailable(_UNREACHED)
        try:
            return ask(self._found())
        except NotFoundError as error:
            raise IndexUnavailable(_BROKEN) from error
        except Exception as error:  # whatever its transport raises, the server does not answer
            self.close()
            self._away_until = time.monotonic() + _PAUSE
            raise IndexUnavailable(_UNREACHED) from error

    def _found(self) -> Collection:
        if self._held is None:
            self._client = _server(self._url)
            self._held = self._client.get_collection(self._name, embedding_function=None)
        return self._held


@dataclass(frozen=True, slots=True)
class VectorPlace:
    """Where a generation keeps its vectors: in a directory, or as a collection on a server."""

    directory: Path
    server: str | None = None
    collection: str | None = None

    def build(
        self, ids: Sequence[int], vectors: NDArray[np.float32], told: Told = lambda _: None
    ) -> None:
        """Keep `vectors` (n, dimension), unit length, under `ids`; raises IndexUnavailable."""
        if self.collection is None:
            VectorIndex.build(self.directory, ids, vectors, told).close()
            return
        name = self.collection
        with _reached(self.server) as client:
            _fill(client, name, ids, vectors, told, _SENT_AT_ONCE)

    def open(self) -> Vectors:
        """Open what `build` kept; raises IndexUnavailable, for a server not before it is asked."""
        if self.collection is None:
            return VectorIndex.open(self.directory)
        return ServedVectors(self.server or "", self.collection)

    def erase(self) -> None:
        """Take the collection off its server; raises IndexUnavailable when it does not answer."""
        if self.collection is None:
            return
        with _reached(self.server) as client, suppress(NotFoundError):
            client.delete_collection(self.collection)


def _fill(
    client: ClientAPI,
    name: str,
    ids: Sequence[int],
    vectors: NDArray[np.float32],
    told: Told,
    at_once: int = _BATCH,
) -> None:
    collection = client.create_collection(
        name,
        embedding_function=None,
        configuration={"hnsw": {"space": "cosine", "ef_search": 200}},
    )
    for start in range(0, len(ids), at_once):
        told("vectors")
        batch = slice(start, start + at_once)
        collection.upsert(ids=[str(key) for key in ids[batch]], embeddings=vectors[batch])
    told("filled")


def _nearest(collection: Collection, vector: NDArray[np.float32], k: int) -> dict[int, float]:
    found = collection.query(
        query_embeddings=vector[np.newaxis, :], n_results=k, include=["distances"]
    )
    distances = (found["distances"] or [[]])[0]
    return {
        int(key): 1.0 - float(distance)
        for key, distance in zip(found["ids"][0], distances, strict=True)
    }


def _kept(collection: Collection, ids: Sequence[int]) -> dict[int, NDArray[np.float32]]:
    found = collection.get(ids=[str(key) for key in ids], include=["embeddings"])
    vectors = found["embeddings"]
    rows = [] if vectors is None else list(vectors)
    return {
        int(key): np.asarray(row, np.float32) for key, row in zip(found["ids"], rows, strict=True)
    }


def _client(directory: Path) -> ClientAPI:
    return chromadb.PersistentClient(str(directory), settings=_SETTINGS)


@contextmanager
def _reached(url: str | None) -> Iterator[ClientAPI]:
    """A client to write with; whatever fails is IndexUnavailable."""
    try:
        client = _server(url)
    except Exception as error:  # whatever its transport raises
        raise IndexUnavailable(_UNREACHED) from error
    try:
        yield client
    except NotFoundError:
        raise
    except Exception as error:
        raise IndexUnavailable(_UNREACHED) from error
    finally:
        _hang_up(client)


def _server(url: str | None) -> ClientAPI:
    """A client of the server at `url`, which must answer now; raises OSError, ValueError."""
    if not url:
        raise ValueError("no server is set")
    # The client itself would wait for ever for a server that accepts and says nothing.
    with urlopen(f"{url.rstrip('/')}/api/v2/heartbeat", timeout=_TIMEOUT) as answer:
        if answer.status != 200:
            raise URLError(f"status {answer.status}")
    parts = urlsplit(url)
    client = chromadb.HttpClient(
        host=parts.hostname or "",
        port=parts.port or (443 if parts.scheme == "https" else 80),
        ssl=parts.scheme == "https",
        settings=Settings(anonymized_telemetry=False),
    )
    for session in _sessions(client):
        session.timeout = _TIMEOUT
    return client


def _hang_up(client: ClientAPI) -> None:
    """Close a client of a server with its connections, which it leaves open itself."""
    sessions = _sessions(client)
    client.close()  # type: ignore[attr-defined]  # on the implementation only
    for session in sessions:
        session.close()


def _sessions(client: ClientAPI) -> list[Any]:
    """The HTTP clients within a client of Chroma: its own, and that of its admin client."""
    within = (client, getattr(client, "_admin_client", None))
    found = (getattr(getattr(one, "_server", None), "_session", None) for one in within)
    return [session for session in found if session is not None]
