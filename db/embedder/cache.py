"""Embeds every text once: passages are kept by digest, recent questions in memory."""

from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import sha256
from threading import Lock
from typing import TYPE_CHECKING, Final, Protocol

import numpy as np
from numpy.typing import NDArray

from db.embedder.guard import guard

if TYPE_CHECKING:
    from db.embedder import Embedder

BATCH: Final = 64
"""Passages embedded between two writes: what an interruption can lose."""
RECENT_QUERIES: Final = 1024

Progress = Callable[[int, int], None]
"""Called with (texts done, texts in all) after every batch; may raise to stop."""


class VectorCache(Protocol):
    """Where vectors of passages are kept, by digest."""

    def get(self, digests: Sequence[str]) -> Mapping[str, NDArray[np.float32]]:
        """The vectors it has, each of shape (dimension,)."""

    def put(self, vectors: Mapping[str, NDArray[np.float32]]) -> None:
        """Keeps the vectors for good; digests it has already may come again."""


class CachedEmbedder:
    """An embedder that asks the one inside only for what it has not seen."""

    def __init__(self, embedder: "Embedder", cache: VectorCache) -> None:
        self._embedder = embedder
        self._cache = cache
        self._recent: OrderedDict[str, NDArray[np.float32]] = OrderedDict()
        self._lock = Lock()
        self.embedded = 0
        """Passages embedded so far, those that were kept already not counted."""

    @property
    def inside(self) -> "Embedder":
        """The embedder inside; takes guarded texts."""
        return self._embedder

    @property
    def name(self) -> str:
        """The name of the embedder inside: the vectors are the same."""
        return self._embedder.name

    @property
    def dimension(self) -> int:
        """Numbers in one vector."""
        return self._embedder.dimension

    @property
    def window(self) -> int:
        """Tokens read of one text."""
        return self._embedder.window

    def count_tokens(self, text: str) -> int:
        """Tokens of the whole text as a passage."""
        return self._embedder.count_tokens(text)

    def digest(self, text: str) -> str:
        """The key of a passage: sha256 in hex of the embedder's name and the guarded text."""
        return sha256(f"{self.name}\0{guard(text)}".encode()).hexdigest()

    def embed_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors of questions, shape (texts, dimension); the last 1,024 are remembered."""
        keys = [guard(text) for text in texts]
        known = self._recalled(keys)
        missing = [key for key in dict.fromkeys(keys) if key not in known]
        if missing:
            new = dict(zip(missing, self._embedder.embed_queries(missing), strict=True))
            known |= new
            self._remember(new)
        return self._stacked([known[key] for key in keys])

    def embed_passages(
        self, texts: Sequence[str], progress: Progress | None = None
    ) -> NDArray[np.float32]:
        """Unit vectors of passages, shape (texts, dimension); every finished batch is kept."""
        digests = [self.digest(text) for text in texts]
        known = dict(self._cache.get(list(dict.fromkeys(digests))))
        missing = {
            digest: text for digest, text in zip(digests, texts, strict=True) if digest not in known
        }
        # Progress counts distinct texts, so the numbers rise evenly and end at the total.
        done, total = len(known), len(known) + len(missing)
        for batch in _batches(missing):
            vectors = self._embedder.embed_passages(list(batch.values()))
            new = dict(zip(batch, vectors, strict=True))
            self._cache.put(new)
            known |= new
            self.embedded += len(new)
            done += len(new)
            if progress:
                progress(done, total)
        if progress and not missing:
            progress(done, total)
        return self._stacked([known[digest] for digest in digests])

    def _recalled(self, keys: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        with self._lock:
            found = {key: self._recent[key] for key in keys if key in self._recent}
            for key in found:
                self._recent.move_to_end(key)
        return found

    def _remember(self, vectors: Mapping[str, NDArray[np.float32]]) -> None:
        with self._lock:
            self._recent.update(vectors)
            while len(self._recent) > RECENT_QUERIES:
                self._recent.popitem(last=False)

    def _stacked(self, vectors: Sequence[NDArray[np.float32]]) -> NDArray[np.float32]:
        if not vectors:
            return np.empty((0, self.dimension), np.float32)
        return np.stack(vectors)


def without_cache(embedder: "Embedder") -> "Embedder":
    """The embedder that keeps nothing of what it is given: for texts that come once."""
    return embedder.inside if isinstance(embedder, CachedEmbedder) else embedder


def _batches(texts: Mapping[str, str]) -> Iterator[dict[str, str]]:
    items = list(texts.items())
    for start in range(0, len(items), BATCH):
        yield dict(items[start : start + BATCH])
