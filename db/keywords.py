"""Keyword search: BM25 over Thai words and character trigrams (bm25s)."""

from collections.abc import Callable, Sequence
from pathlib import Path

import bm25s
import numpy as np
from numpy.typing import NDArray

from db.errors import IndexUnavailable
from db.recipe import K1, B
from db.thai import tokens

Tokenise = Callable[[str], list[str]]


class KeywordIndex:
    """BM25 scores of passages for a text; another `tokenise` than ours serves comparisons."""

    def __init__(
        self, ids: NDArray[np.int64], scorer: bm25s.BM25, tokenise: Tokenise = tokens
    ) -> None:
        self._ids = ids
        self._scorer = scorer
        self._tokenise = tokenise
        self._idf: dict[str, float] = {}

    @classmethod
    def build(
        cls,
        directory: Path,
        ids: Sequence[int],
        texts: Sequence[str],
        tokenise: Tokenise = tokens,
    ) -> "KeywordIndex":
        """Index `texts` under `ids` and keep it in `directory`."""
        directory.mkdir(parents=True)
        scorer = bm25s.BM25(k1=K1, b=B, method="lucene")
        scorer.index([tokenise(text) or [""] for text in texts], show_progress=False)
        scorer.save(directory, show_progress=False)
        np.save(directory / "ids.npy", np.asarray(ids, dtype=np.int64))
        return cls(np.asarray(ids, dtype=np.int64), scorer, tokenise)

    @classmethod
    def open(cls, directory: Path) -> "KeywordIndex":
        """Open what `build` kept; raises IndexUnavailable when it is missing or damaged."""
        try:
            ids = np.load(directory / "ids.npy")
            scorer = bm25s.BM25.load(directory, show_progress=False)
        except (OSError, ValueError, KeyError) as error:
            raise IndexUnavailable("ดัชนีคำเสียหายหรือหายไป โปรดสั่ง sodklong ingest ใหม่") from error
        return cls(ids, scorer)

    @property
    def ids(self) -> NDArray[np.int64]:
        """The passage ids indexed, in order."""
        return self._ids

    def search(self, text: str, k: int) -> dict[int, float]:
        """The best `k` passages with a score above zero: id -> BM25 score."""
        query = [token for token in self._tokenise(text) if token in self._scorer.vocab_dict]
        if not query:
            return {}
        scores = self._scorer.get_scores(query)
        best = np.argsort(-scores, kind="stable")[:k]
        return {int(self._ids[at]): float(scores[at]) for at in best if scores[at] > 0}

    def upper_bound(self, text: str) -> float:
        """The score no passage can pass: every token of `text` saturated."""
        return float(sum(self.idf(token) for token in self._tokenise(text)))

    def idf(self, token: str) -> float:
        """How much finding `token` tells, as BM25 (Lucene) weighs it; unseen tokens weigh most."""
        # The scorer holds the empty token without a place of its own.
        at = self._scorer.vocab_dict.get(token) if token else None
        key = "" if at is None else token
        if key not in self._idf:
            self._idf[key] = self._weight(at)
        return self._idf[key]

    def _weight(self, at: int | None) -> float:
        pointers = self._scorer.scores["indptr"]
        seen = 0 if at is None else int(pointers[at + 1] - pointers[at])
        return float(np.log(1 + (len(self._ids) - seen + 0.5) / (seen + 0.5)))
