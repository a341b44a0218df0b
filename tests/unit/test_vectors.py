"""Vector search over a directory: nearest first, kept, and refused when it is gone."""

import numpy as np
import pytest

from db.errors import IndexUnavailable
from db.vectors import VectorIndex


@pytest.fixture
def vectors(tmp_path):
    index = VectorIndex.build(tmp_path / "vectors", [7, 3, 11], np.eye(4, dtype=np.float32)[:3])
    yield index
    index.close()


def test_the_nearest_come_first_with_their_cosine(vectors):
    found = vectors.search(np.array([0.6, 0.8, 0, 0], np.float32), 3)
    assert list(found) == [3, 7, 11]
    assert list(found.values()) == pytest.approx([0.8, 0.6, 0.0], abs=1e-6)


@pytest.mark.parametrize(("k", "found"), [(1, 1), (3, 3), (50, 3)])
def test_no_more_than_there_are(vectors, k, found):
    assert len(vectors.search(np.array([0, 0, 1, 0], np.float32), k)) == found


def test_opened_it_answers_the_same(vectors, tmp_path):
    again = VectorIndex.open(tmp_path / "vectors")
    assert again.count() == vectors.count() == 3
    assert again.search(np.eye(4, dtype=np.float32)[2], 1) == {11: pytest.approx(1.0)}
    again.close()


def test_closing_one_leaves_the_other_open(vectors, tmp_path):
    VectorIndex.open(tmp_path / "vectors").close()
    assert vectors.count() == 3


def test_more_than_one_batch_is_kept(tmp_path):
    many = np.random.default_rng(1).normal(size=(2_100, 4)).astype(np.float32)
    many /= np.linalg.norm(many, axis=1, keepdims=True)
    index = VectorIndex.build(tmp_path / "many", range(2_100), many)
    assert index.count() == 2_100
    assert next(iter(index.search(many[2_050], 1))) == 2_050
    index.close()


def test_a_damaged_store_is_refused(vectors, tmp_path):
    vectors.close()
    store = tmp_path / "vectors" / "chroma.sqlite3"
    store.write_bytes(b"\0junk" * store.stat().st_size)
    with pytest.raises(IndexUnavailable, match="เวกเตอร์"):
        VectorIndex.open(tmp_path / "vectors")


@pytest.mark.parametrize("content", [None, b"", b"SQLite format 3\x00"])
def test_what_is_no_index_is_refused(tmp_path, content):
    if content is not None:
        (tmp_path / "chroma.sqlite3").write_bytes(content)
    with pytest.raises(IndexUnavailable, match="เวกเตอร์"):
        VectorIndex.open(tmp_path)
