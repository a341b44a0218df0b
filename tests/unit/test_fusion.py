"""One ranking of two: shares by what matched and who leads, ties always alike."""

import pytest

from assistant.fusion import fuse, join, presence
from db.index import Hits
from db.recipe import IN_SIGHT, POOL


def hits(lexical, dense, bound=10.0):
    return Hits(lexical=lexical, dense=dense, lexical_bound=bound)


@pytest.mark.parametrize(
    ("best", "share"), [(0.1, 0), (0.5, 0), (1.25, 0.5), (2.0, 1.0), (9.0, 1.0)]
)
def test_keywords_count_by_what_they_matched(best, share):
    assert presence(hits({1: best, 2: 0.05}, {})) == pytest.approx(share)


@pytest.mark.parametrize("bound", [0.0, -1.0])
def test_without_a_bound_keywords_have_no_share(bound):
    assert presence(hits({1: 1.0}, {2: 1.0}, bound)) == 0
    assert presence(hits({}, {2: 1.0})) == 0


def test_engines_that_lead_alike_share_nearly_alike():
    fused = fuse(hits({1: 6.0, 2: 4.0, 3: 2.0}, {3: 0.75, 2: 0.5, 4: 0.25}))
    assert fused == pytest.approx({3: 0.55, 2: 0.5, 1: 0.45, 4: 0.0})
    assert list(fused) == [3, 2, 1, 4]


def test_the_engine_that_leads_by_more_has_the_larger_share():
    sure = fuse(hits({1: 9.0, 2: 3.0, 3: 2.0}, {2: 0.90, 1: 0.89, 3: 0.5}))
    unsure = fuse(hits({1: 9.0, 2: 8.9, 3: 2.0}, {2: 0.90, 1: 0.55, 3: 0.5}))
    assert next(iter(sure)) == 1
    assert next(iter(unsure)) == 2


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


def test_the_best_of_either_engine_stays_in_sight():
    """Passages 2 to 20 please both engines; 1 is the keywords' alone."""
    lexical = {key: 100.0 - key for key in range(1, 30)}
    dense = {key: 0.9 - key / 1000 for key in range(2, 40)}
    fused = fuse(hits(lexical, dense, 200.0))
    assert list(fused).index(1) == IN_SIGHT - 1
    assert list(fused.values()) == sorted(fused.values(), reverse=True)


def test_keywords_that_hardly_matched_have_no_place_to_keep():
    lexical = {99: 1.0} | {key: 0.9 - key / 100 for key in range(1, 30)}
    dense = {key: 0.9 - key / 1000 for key in range(1, 40)}
    assert list(fuse(hits(lexical, dense))).index(99) >= IN_SIGHT


def test_deeper_finds_follow_by_their_better_rank():
    lexical = {key: 200.0 - key for key in range(1, 61)}
    dense = {key: 1.0 - key / 1000 for key in (*range(1, 51), 300, 55, 301)}
    fused = fuse(hits(lexical, dense, 400.0))
    assert list(fused)[:POOL] == list(range(1, 51))
    assert list(fused)[POOL:] == [51, 300, 52, 55, 53, 301, 54, 56, 57, 58, 59, 60]
    assert {fused[key] for key in list(fused)[POOL:]} == {0.0}


def test_the_order_of_ties_does_not_depend_on_the_engines():
    one = fuse(hits({1: 5.0, 2: 4.0, 3: 3.0}, {2: 0.9, 1: 0.8, 3: 0.7}))
    other = fuse(hits({2: 5.0, 1: 4.0, 3: 3.0}, {1: 0.9, 2: 0.8, 3: 0.7}))
    assert one[1] + one[2] == pytest.approx(other[1] + other[2])
    assert list(fuse(hits({1: 5.0, 2: 5.0}, {2: 0.9, 1: 0.9}))) == [1, 2]


def test_several_rankings_join_by_the_best_score():
    joined = join([{1: 1.0, 2: 0.5}, {3: 1.0, 2: 0.8, 1: 0.1}])
    assert list(joined.items()) == [(1, 1.0), (3, 1.0), (2, 0.8)]
    assert join([]) == {}
