"""The ways to search that ours is compared with, each over the same collection."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from api.commands.benches import POOL, Bench
from assistant.evaluation.retrieval import distinct
from db.keywords import KeywordIndex
from db.thai import words
from db.vectors import VectorIndex
from ingest.passages.phrases import recipe_pieces

Rank = Callable[[str], Sequence[str]]
_RANK_CONSTANT = 60
_AT_ONCE = 256


def whitespace_bm25(bench: Bench) -> Rank:
    """BM25 as search engines have it by default: words end at spaces."""
    return _keywords(bench, "whitespace", str.split)


def word_bm25(bench: Bench) -> Rank:
    """BM25 over Thai words from the dictionary, without trigrams."""
    return _keywords(bench, "words", lambda text: list(words(text)))


def dense(bench: Bench) -> Rank:
    """Our vectors alone."""
    index = bench.services.tools.live.current()
    return lambda query: bench.documents(index.search(query, POOL).dense)


def reciprocal_rank(bench: Bench) -> Rank:
    """Our keywords and vectors, joined by the sum of 1 / (60 + rank)."""
    index = bench.services.tools.live.current()

    def rank(query: str) -> list[str]:
        hits = index.search(query, POOL)
        scores: dict[int, float] = {}
        for engine in (hits.lexical, hits.dense):
            for at, key in enumerate(engine, start=1):
                scores[key] = scores.get(key, 0.0) + 1 / (_RANK_CONSTANT + at)
        return bench.documents(sorted(scores, key=lambda key: -scores[key]))

    return rank


def langchain(bench: Bench) -> Rank:
    """The usual LangChain recipe: its splitter's defaults and Chroma, here with our embedder."""
    embedder = bench.services.embedder
    pieces = [
        (document.id, piece)
        for document in bench.collection.documents
        for piece in recipe_pieces(f"{document.title}\n{document.text}".strip())
    ]
    batches = (pieces[at : at + _AT_ONCE] for at in range(0, len(pieces), _AT_ONCE))
    vectors = np.concatenate(
        [embedder.embed_passages([piece for _, piece in batch]) for batch in batches]
    )
    store = VectorIndex.build(bench.home / "recipe", range(len(pieces)), vectors)

    def rank(query: str) -> list[str]:
        found = store.search(embedder.embed_queries([query])[0], min(POOL, len(pieces)))
        return distinct(pieces[at][0] for at in found)

    return rank


BASELINES: Mapping[str, Callable[[Bench], Rank]] = {
    "whitespace-bm25": whitespace_bm25,
    "word-bm25": word_bm25,
    "dense": dense,
    "rrf": reciprocal_rank,
    "langchain": langchain,
}


def _keywords(bench: Bench, name: str, tokenise: Callable[[str], list[str]]) -> Rank:
    ids, texts = list(bench.texts), list(bench.texts.values())
    index = KeywordIndex.build(bench.home / name, ids, texts, tokenise)
    return lambda query: bench.documents(index.search(query, POOL))
