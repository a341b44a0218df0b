"""Joins what keywords and vectors found into one ranking."""

from collections.abc import Mapping
from itertools import islice

from db.index import Hits

POOL = 50
_FULL_WEIGHT = 0.5
_ABSENT, _PRESENT = 0.05, 0.2


def fuse(hits: Hits) -> dict[int, float]:
    """Passage id -> score from 0 to 1, best first.

    Min-max fusion over the best 50 of each engine. The keywords' share grows with how much of
    the query they matched (best score over the query's upper bound), so that a question in
    another language than the text rests on the vectors alone. Measured best of those tried; see
    docs/adr/0005. An engine that found nothing is left out. What lies deeper follows in the
    order of its better rank, with score 0.
    """
    lexical, dense = _top(hits.lexical), _top(hits.dense)
    if not lexical or not dense:
        best = _ranked(_scaled(lexical or dense))
    else:
        weight, words, meaning = keyword_weight(hits), _scaled(lexical), _scaled(dense)
        best = _ranked(
            {
                key: weight * words.get(key, 0.0) + (1 - weight) * meaning.get(key, 0.0)
                for key in words.keys() | meaning.keys()
            }
        )
    return best | _tail(hits, best)


def keyword_weight(hits: Hits) -> float:
    """The share of the keyword engine, 0 to 0.5."""
    if not hits.lexical or hits.lexical_bound <= 0:
        return 0.0
    matched = max(hits.lexical.values()) / hits.lexical_bound
    return _FULL_WEIGHT * min(1.0, max(0.0, (matched - _ABSENT) / (_PRESENT - _ABSENT)))


def _top(scores: Mapping[int, float]) -> dict[int, float]:
    return dict(islice(scores.items(), POOL))


def _scaled(scores: Mapping[int, float]) -> dict[int, float]:
    if not scores:
        return {}
    low, high = min(scores.values()), max(scores.values())
    span = high - low
    return {key: (score - low) / span if span else 1.0 for key, score in scores.items()}


def _tail(hits: Hits, above: Mapping[int, float]) -> dict[int, float]:
    ranks: dict[int, int] = {}
    for engine in (hits.lexical, hits.dense):
        for rank, key in enumerate(engine, start=1):
            if key not in above:
                ranks[key] = min(rank, ranks.get(key, rank))
    return dict.fromkeys(sorted(ranks, key=lambda key: (ranks[key], key)), 0.0)


def _ranked(scores: Mapping[int, float]) -> dict[int, float]:
    return dict(sorted(scores.items(), key=lambda item: (-item[1], item[0])))
