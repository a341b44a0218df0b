"""The cache asks the engine only for what is new."""

import numpy as np
import pytest

from db.embedder import CachedEmbedder, without_cache
from db.embedder.cache import BATCH, RECENT_QUERIES


class Letters:
    """An engine that gives the text's length and remembers what it was asked."""

    dimension = 2
    window = 512

    def __init__(self, name="letters:1"):
        self.name = name
        self.asked = []

    def embed_passages(self, texts):
        self.asked.append(list(texts))
        return np.array([[len(text), 1] for text in texts], np.float32)

    embed_queries = embed_passages

    def count_tokens(self, text):
        return len(text)


class Drawer(dict):
    """A vector cache in memory."""

    def get(self, digests):
        return {digest: self[digest] for digest in digests if digest in self}

    def put(self, vectors):
        self.update(vectors)


@pytest.fixture
def engine():
    return Letters()


def test_vectors_come_in_the_order_of_the_texts(engine):
    vectors = CachedEmbedder(engine, Drawer()).embed_passages(["aaa", "b", "cc"])
    assert vectors.tolist() == [[3, 1], [1, 1], [2, 1]]
    assert vectors.dtype == np.float32


def test_only_new_passages_reach_the_engine(engine):
    cached = CachedEmbedder(engine, Drawer())
    cached.embed_passages(["a", "bb"])
    assert cached.embed_passages(["bb", "ccc", "a"]).tolist() == [[2, 1], [3, 1], [1, 1]]
    assert engine.asked == [["a", "bb"], ["ccc"]]


def test_equal_texts_are_embedded_once(engine):
    vectors = CachedEmbedder(engine, Drawer()).embed_passages(["ปี ๒๕๖๗", "x", "ปี  2567\0"])
    assert len(engine.asked[0]) == 2
    assert (vectors[0] == vectors[2]).all()


def test_another_engine_does_not_meet_old_vectors(engine):
    drawer, newer = Drawer(), Letters("letters:2")
    CachedEmbedder(engine, drawer).embed_passages(["a"])
    CachedEmbedder(newer, drawer).embed_passages(["a"])
    assert newer.asked == [["a"]]
    assert len(drawer) == 2


def test_progress_after_every_batch(engine):
    seen = []
    texts = [f"{number}" for number in range(BATCH + 2)]
    cached = CachedEmbedder(engine, Drawer())
    cached.embed_passages(texts[:1])
    cached.embed_passages(texts, progress=lambda done, total: seen.append((done, total)))
    assert seen == [(BATCH + 1, BATCH + 2), (BATCH + 2, BATCH + 2)]


def test_progress_when_nothing_is_new(engine):
    seen = []
    cached = CachedEmbedder(engine, Drawer())
    cached.embed_passages(["a", "a"])
    cached.embed_passages(["a", "a"], progress=lambda *counts: seen.append(counts))
    assert seen == [(1, 1)]


def test_an_interruption_keeps_finished_batches(engine):
    def stop(done, total):
        raise KeyboardInterrupt

    drawer = Drawer()
    with pytest.raises(KeyboardInterrupt):
        CachedEmbedder(engine, drawer).embed_passages(list(map(str, range(200))), progress=stop)
    assert len(drawer) == BATCH


def test_recent_queries_are_remembered(engine):
    cached = CachedEmbedder(engine, Drawer())
    cached.embed_queries(["a", "a", "bb"])
    assert cached.embed_queries(["bb", "ccc"]).tolist() == [[2, 1], [3, 1]]
    assert engine.asked == [["a", "bb"], ["ccc"]]


def test_the_oldest_query_is_forgotten_first(engine):
    cached = CachedEmbedder(engine, Drawer())
    cached.embed_queries(["kept", "lost"])
    for number in range(RECENT_QUERIES - 1):
        cached.embed_queries(["kept", f"{number}"])
    engine.asked.clear()
    cached.embed_queries(["kept"])
    cached.embed_queries(["lost"])
    assert engine.asked == [["lost"]]


def test_more_queries_than_are_remembered(engine):
    texts = list(map(str, range(RECENT_QUERIES + 10)))
    assert CachedEmbedder(engine, Drawer()).embed_queries(texts).shape == (RECENT_QUERIES + 10, 2)


def test_no_texts_give_an_empty_array(engine):
    cached = CachedEmbedder(engine, Drawer())
    assert cached.embed_passages([]).shape == cached.embed_queries([]).shape == (0, 2)
    assert engine.asked == []


def test_the_rest_is_the_engines_own(engine):
    cached = CachedEmbedder(engine, Drawer())
    assert (cached.name, cached.dimension, cached.window) == ("letters:1", 2, 512)
    assert cached.count_tokens("แผน") == 3


def test_without_its_cache_an_embedder_keeps_nothing(engine):
    drawer = Drawer()
    vectors = without_cache(CachedEmbedder(engine, drawer)).embed_passages(["aaa"])
    assert vectors.tolist() == [[3, 1]]
    assert not drawer
    assert without_cache(engine) is engine
