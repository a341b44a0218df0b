"""Joins what keywords and vectors found into one ranking; its numbers are in `db.recipe`."""

from collections.abc import Iterable, Mapping
from itertools import islice

from db.index import Hits
from db.recipe import (
    ABSENT,
    BY_LEAD,
    IN_SIGHT,
    KEYWORD_SHARE,
    LEAST_SHARE,
    MOST_SHARE,
    POOL,
    PRESENT,
)

Scores = Mapping[int, float]


def fuse(hits: Hits) -> dict[int, float]:
    """Passage id -> score from 0 to 1, best first.

    Min-max fusion over the best 50 of each engine; a passage that only one of them has gets
    nothing from the other. The engine whose best passage leads by more has the larger share. The
    best passage of either engine comes fifth or higher. An engine that found nothing is left out.
    What lies deeper follows in the order of its better rank, with score 0.
    """
    lexical, dense = _top(hits.lexical), _top(hits.dense)
    if not lexical or not dense:
        best = _ranked(_scaled(lexical or dense))
    else:
        words, meaning = _scaled(lexical), _scaled(dense)
        share = presence(hits) * _share(words, meaning)
        best = _ranked(
            {
                key: share * words.get(key, 0.0) + (1 - share) * meaning.get(key, 0.0)
                for key in words.keys() | meaning.keys()
            }
        )
        firsts = [next(iter(dense)), *([next(iter(lexical))] if presence(hits) == 1 else [])]
        best = _in_sight(best, firsts)
    return best | _tail(hits, best)


def join(rankings: Iterable[Scores]) -> dict[int, float]:
    """One ranking of several: each passage with its best score, best first."""
    found: dict[int, float] = {}
    for ranking in rankings:
        for key, score in ranking.items():
            found[key] = max(score, found.get(key, score))
    return dict(sorted(found.items(), key=lambda item: -item[1]))


def presence(hits: Hits) -> float:
    """How far the texts speak the question's language, 0 to 1, by what the keywords matched."""
    if not hits.lexical or hits.lexical_bound <= 0:
        return 0.0
    matched = max(hits.lexical.values()) / hits.lexical_bound
    return min(1.0, max(0.0, (matched - ABSENT) / (PRESENT - ABSENT)))


def _share(words: Scores, meaning: Scores) -> float:
    share = KEYWORD_SHARE + BY_LEAD * (_lead(words) - _lead(meaning))
    return min(MOST_SHARE, max(LEAST_SHARE, share))


def _lead(scaled: Scores) -> float:
    """How far the best of scaled scores stands above the second, 0 to 1."""
    scores = list(islice(scaled.values(), 2))
    return scores[0] - scores[-1] if len(scores) == 2 else 1.0


def _top(scores: Scores) -> dict[int, float]:
    return dict(islice(scores.items(), POOL))


def _scaled(scores: Scores) -> dict[int, float]:
    if not scores:
        return {}
    low, high = min(scores.values()), max(scores.values())
    span = high - low
    return {key: (score - low) / span if span else 1.0 for key, score in scores.items()}


def _in_sight(best: Scores, firsts: Iterable[int]) -> dict[int, float]:
    """With `firsts` at the fifth place or above it, as good as what stood there."""
    order = list(best)
    scores = dict(best)
    for key in firsts:
        if order.index(key) >= IN_SIGHT:
            scores[key] = scores[order[IN_SIGHT - 1]]
            order.remove(key)
            order.insert(IN_SIGHT - 1, key)
    return {key: scores[key] for key in order}


def _tail(hits: Hits, above: Scores) -> dict[int, float]:
    ranks: dict[int, int] = {}
    for engine in (hits.lexical, hits.dense):
        for rank, key in enumerate(engine, start=1):
            if key not in above:
                ranks[key] = min(rank, ranks.get(key, rank))
    return dict.fromkeys(sorted(ranks, key=lambda key: (ranks[key], key)), 0.0)


def _ranked(scores: Scores) -> dict[int, float]:
    return dict(sorted(scores.items(), key=lambda item: (-item[1], item[0])))
