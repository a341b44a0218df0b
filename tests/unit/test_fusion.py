"""One ranking of two: shares by what the keywords matched, ties always alike."""

import pytest

from assistant.fusion import POOL, fuse, keyword_weight
from db.index import Hits


def hits(lexical, dense, bound=10.0):
    return Hits(lexical=lexical, dense=dense, lexical_bound=bound)


@pytest.mark.parametrize(
    ("best", "weight"), [(0.1, 0), (0.5, 0), (1.25, 0.25), (2.0, 0.5), (9.0, 0.5)]
)
def test_the_keywords_share_grows_with_what_they_matched(best, weight):
    assert keyword_weight(hits({1: best, 2: 0.05}, {})) == pytest.approx(weight)


@pytest.mark.parametrize("bound", [0.0, -1.0])
def test_without_a_bound_keywords_have_no_share(bound):
    assert keyword_weight(hits({1: 1.0}, {2: 1.0}, bound)) == 0
    assert keyword_weight(hits({}, {2: 1.0})) == 0


def test_half_and_half():
    fused = fuse(hits({1: 6.0, 2: 4.0, 3: 2.0}, {3: 0.75, 2: 0.5, 4: 0.25}))
    assert fused == pytest.approx({2: 0.5, 1: 0.5, 3: 0.5, 4: 0.0})
    assert list(fused) == [1, 2, 3, 4]


def test_a_weak_match_rests_on_the_vectors():
    fused = fuse(hits({1: 0.4, 2: 0.2}, {3: 0.9, 1: 0.8, 2: 0.5}))
    assert fused == pytest.approx({3: 1.0, 1: 0.75, 2: 0.0})
    assert list(fused) == [3, 1, 2]


def test_an_engine_without_hits_is_left_out():
    assert fuse(hits({5: 3.0, 6: 1.0}, {})) == {5: 1.0, 6: 0.0}
    assert fuse(hits({}, {5: 0.9, 6: 0.8, 7: 0.4})) == pytest.approx({5: 1.0, 6: 0.8, 7: 0.0})
    assert fuse(hits({}, {})) == {}


def test_equal_scores_count_in_full_and_go_by_id():
    assert fuse(hits({9: 5.0, 2: 5.0}, {})) == {2: 1.0, 9: 1.0}
    assert list(fuse(hits({9: 5.0, 2: 5.0}, {2: 0.5, 9: 0.5}))) == [2, 9]


def test_deeper_finds_follow_by_their_better_rank():
    lexical = {key: 200.0 - key for key in range(1, 61)}
    dense = {key: 1.0 - key / 1000 for key in (*range(1, 51), 300, 55, 301)}
    fused = fuse(hits(lexical, dense, 400.0))
    assert list(fused)[:POOL] == list(range(1, 51))
    assert list(fused)[POOL:] == [51, 300, 52, 55, 53, 301, 54, 56, 57, 58, 59, 60]
    assert {fused[key] for key in list(fused)[POOL:]} == {0.0}


def test_the_order_of_ties_does_not_depend_on_the_engines():
    one = fuse(hits({1: 5.0, 2: 4.0}, {2: 0.9, 1: 0.8}))
    other = fuse(hits({2: 5.0, 1: 4.0}, {1: 0.9, 2: 0.8}))
    assert list(one) == list(other) == [1, 2]
