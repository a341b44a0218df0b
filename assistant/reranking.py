"""The best passages in the order of a model that reads each with the question, where one is set."""

from collections.abc import Sequence
from dataclasses import replace

from assistant import wording
from assistant.draft import Evidence
from db.errors import RerankerUnavailable
from db.recipe import RERANKED
from db.reranker import Reranker


def rerank(
    reranker: Reranker | None, query: str, evidence: Sequence[Evidence]
) -> tuple[tuple[Evidence, ...], tuple[str, ...]]:
    """The evidence with its best 20 in the reranker's order, and Thai sentences on what failed.

    The scores stay at their places: later steps know their scale, the model's they do not.
    """
    best = evidence[:RERANKED]
    if reranker is None or len(best) < 2:
        return tuple(evidence), ()
    try:
        scores = reranker.scores(query, [_read(one) for one in best])
    except RerankerUnavailable as problem:
        return tuple(evidence), (wording.NOT_RERANKED.format(problem=problem),)
    order = sorted(range(len(best)), key=lambda at: -float(scores[at]))
    moved = [replace(best[at], score=best[place].score) for place, at in enumerate(order)]
    return (*moved, *evidence[len(best) :]), ()


def _read(evidence: Evidence) -> str:
    passage = evidence.passage
    return f"{passage.title}\n{passage.section}\n{passage.text}"
