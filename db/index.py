"""One face over keywords and vectors: a generation is built whole, opened whole, and swapped."""

import shutil
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from db.embedder import Embedder, Progress
from db.engine import Database
from db.errors import EmbedderUnavailable, IndexMismatch, IndexUnavailable
from db.keywords import KeywordIndex
from db.models import IndexGeneration
from db.reads import generations
from db.reranker import Reranker
from db.sealing import damaged, seal
from db.thai import KEY_VERSION
from db.vectors import VectorPlace, Vectors

CANARIES = 5
VECTORS, KEYWORDS = "vectors", "keywords"
_EMBEDDED_AT_ONCE = 64
_NO_VECTORS = "ดัชนีเวกเตอร์เสียหายหรือหายไป โปรดสั่ง sodklong doctor --repair"
_WORDS_ALONE = "ค้นด้วยคำอย่างเดียว เพราะ{}"
_BAD_KEYWORDS = "ดัชนีคำเสียหายหรือหายไป โปรดสั่ง sodklong doctor --repair"

Told = Callable[[str], None]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Entry:
    """A passage to index; `text` is what is searched: its context and its words."""

    id: int
    text: str


@dataclass(frozen=True, slots=True)
class Hits:
    """What each engine found: passage id -> BM25 score, and -> cosine.

    `degraded` holds a Thai sentence for each engine that did not answer.
    """

    lexical: dict[int, float]
    dense: dict[int, float]
    lexical_bound: float
    degraded: tuple[str, ...] = ()


class Index:
    """An open generation."""

    def __init__(
        self,
        generation: int,
        keywords: KeywordIndex,
        vectors: Vectors | None,
        embedder: Embedder,
        reranker: Reranker | None = None,
    ) -> None:
        self.generation = generation
        self.keywords = keywords
        self.embedder = embedder
        self.reranker = reranker
        self._vectors = vectors

    def search(self, text: str, k: int = 50) -> Hits:
        """The best `k` passages of each engine for `text`."""
        dense, degraded = self._dense(text, k)
        return Hits(
            lexical=self.keywords.search(text, k),
            dense=dense,
            lexical_bound=self.keywords.upper_bound(text),
            degraded=degraded,
        )

    def check(self, entries: Sequence[Entry] = ()) -> None:
        """Raise IndexUnavailable unless each engine holds the same passages and finds known ones.

        The canaries are spread over the passages; those of `entries`, texts as they were indexed,
        are looked for through both engines.
        """
        vectors = self._vectors
        if vectors is None:
            raise IndexUnavailable(_NO_VECTORS)
        held = sorted(int(key) for key in self.keywords.ids)
        if vectors.count() != len(held) or vectors.ids() != set(held):
            raise IndexUnavailable("ดัชนีคำและดัชนีเวกเตอร์มีข้อความไม่เท่ากัน")
        for vector in vectors.kept(spread(held, CANARIES)).values():
            self._check_nearest(vector, vectors)
        for entry in spread(entries, CANARIES):
            self._check_nearest(self.embedder.embed_passages([entry.text])[0], vectors)
            found = self.keywords.search(entry.text, len(held))
            if found and entry.id not in found:
                raise IndexUnavailable("ดัชนีคำค้นข้อความที่รู้จักไม่พบ")

    @property
    def vectors(self) -> Vectors | None:
        """The vectors, None when they cannot be read."""
        return self._vectors

    def degraded(self) -> tuple[str, ...]:
        """A Thai sentence for each engine that would not answer now."""
        try:
            if self._vectors is None:
                raise IndexUnavailable(_NO_VECTORS)
            self._vectors.count()
        except IndexUnavailable as problem:
            return (_WORDS_ALONE.format(problem),)
        return ()

    def _check_nearest(self, vector: NDArray[np.float32], vectors: Vectors) -> None:
        """A segment that is lost makes a search return fewer than it should, without an error."""
        if vector.shape != (self.embedder.dimension,):
            raise IndexUnavailable("ดัชนีเวกเตอร์มีขนาดไม่ตรงกับตัวแปลงข้อความ")
        wanted = min(CANARIES, len(self.keywords.ids))
        near = vectors.search(vector, wanted)
        if len(near) < wanted or max(near.values(), default=0.0) < 0.99:
            raise IndexUnavailable("ดัชนีเวกเตอร์ค้นข้อความที่รู้จักไม่พบ")

    def _dense(self, text: str, k: int) -> tuple[dict[int, float], tuple[str, ...]]:
        if self._vectors is None:
            return {}, (_WORDS_ALONE.format(_NO_VECTORS),)
        try:
            return self._vectors.search(self.embedder.embed_queries([text])[0], k), ()
        except (IndexUnavailable, EmbedderUnavailable) as problem:
            return {}, (_WORDS_ALONE.format(problem),)

    def close(self) -> None:
        """Release the generation's files."""
        if self._vectors is not None:
            self._vectors.close()


class LiveIndex:
    """The generation that answers now; follows the pointer in the database."""

    def __init__(
        self,
        database: Database,
        directory: Path,
        embedder: Embedder,
        reranker: Reranker | None = None,
        server: str | None = None,
    ) -> None:
        self._database = database
        self._directory = directory
        self._server = server
        self._embedder = embedder
        self._reranker = reranker
        self._open: Index | None = None
        self._previous: Index | None = None
        self._lock = threading.Lock()

    def current(self) -> Index:
        """The active generation, opened anew when the pointer has moved.

        Raises IndexUnavailable when nothing is published, IndexMismatch when it was built
        with another embedder or other keys.
        """
        with self._database.reading() as session:
            generation = generations.active(session)
        if generation is None or generation.id is None:
            raise IndexUnavailable("ยังไม่มีดัชนี โปรดสั่ง sodklong ingest หรือ make run ก่อน")
        with self._lock:
            if self._open is None or self._open.generation != generation.id:
                return self._replace(self._opened(generation))
            return self._open

    def close(self) -> None:
        """Release the files of every open generation."""
        with self._lock:
            for index in (self._open, self._previous):
                if index is not None:
                    index.close()
            self._open = self._previous = None

    def _opened(self, generation: IndexGeneration) -> Index:
        return open_index(self._directory, generation, self._embedder, self._reranker, self._server)

    def _replace(self, newer: Index) -> Index:
        """The one before stays open for searches under way; the one before that is closed."""
        if self._previous is not None:
            self._previous.close()
        self._previous, self._open = self._open, newer
        return newer


def build_index(
    directory: Path,
    generation: int,
    entries: Sequence[Entry],
    embedder: Embedder,
    progress: Progress = lambda _done, _total: None,
    place: VectorPlace | None = None,
    told: Told = lambda _: None,
) -> Index:
    """Write a whole generation under `directory`, seal it and open it as readers will.

    `place` is where its vectors go, its own directory unless given; `told` hears of each step
    before it is begun.
    """
    home = generation_home(directory, generation)
    place = place or VectorPlace(home / VECTORS)
    told("home")
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    ids, texts = [entry.id for entry in entries], [entry.text for entry in entries]
    place.build(ids, _embed(embedder, texts, progress, told), told)
    told("keywords")
    KeywordIndex.build(home / KEYWORDS, ids, texts)
    told("seal")
    seal(home)
    told("open")
    return Index(generation, KeywordIndex.open(home / KEYWORDS), place.open(), embedder)


def _embed(
    embedder: Embedder, texts: list[str], progress: Progress, told: Told
) -> NDArray[np.float32]:
    parts = [np.empty((0, embedder.dimension), dtype=np.float32)]
    for start in range(0, len(texts), _EMBEDDED_AT_ONCE):
        told("embed")
        parts.append(embedder.embed_passages(texts[start : start + _EMBEDDED_AT_ONCE]))
        progress(min(start + _EMBEDDED_AT_ONCE, len(texts)), len(texts))
    return np.concatenate(parts)


def open_index(
    directory: Path,
    generation: IndexGeneration,
    embedder: Embedder,
    reranker: Reranker | None = None,
    server: str | None = None,
) -> Index:
    """Open a generation after checking that it was built as this program would build it.

    `server` is the Chroma server of generations whose vectors are there. Raises IndexMismatch,
    IndexUnavailable.
    """
    refuse_mismatch(generation, embedder)
    home = generation_home(directory, generation.id or 0)
    if damaged(home, KEYWORDS):
        raise IndexUnavailable(_BAD_KEYWORDS)
    keywords = KeywordIndex.open(home / KEYWORDS)
    vectors = _vectors(home, VectorPlace(home / VECTORS, server, generation.collection))
    return Index(generation.id or 0, keywords, vectors, embedder, reranker)


def refuse_mismatch(generation: IndexGeneration, embedder: Embedder) -> None:
    """Raise IndexMismatch for a generation that another embedder or other keys made."""
    made = (generation.embedder, generation.dimension, generation.key_version)
    if made != (embedder.name, embedder.dimension, KEY_VERSION):
        raise IndexMismatch(
            "ดัชนีสร้างด้วยตัวแปลงข้อความหรือกติกาคำไทยคนละรุ่น โปรดสั่ง sodklong ingest เพื่อสร้างใหม่"
        )


def spread(things: Sequence[T], count: int) -> list[T]:
    """At most `count` of `things`, from the first to the last."""
    if len(things) <= count:
        return list(things)
    return [things[at * (len(things) - 1) // (count - 1)] for at in range(count)]


def _vectors(home: Path, place: VectorPlace) -> Vectors | None:
    """None when they cannot be read: questions are then answered by keywords, with a notice."""
    if place.collection is None and damaged(home, VECTORS):
        return None
    try:
        return place.open()
    except IndexUnavailable:
        return None


def generation_home(directory: Path, generation: int) -> Path:
    """Where a generation's files live."""
    return directory / "generations" / str(generation)
