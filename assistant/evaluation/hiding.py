"""An index that keeps some passages to itself, to ask what happens without them."""

from collections.abc import Mapping, Set
from dataclasses import replace

from db.index import Hits, Index, LiveIndex


def withhold(live: LiveIndex, passages: Set[int]) -> LiveIndex:
    """The same live index, which finds everything but `passages` (their ids)."""
    return _WithholdingLive(live, passages)


class _WithholdingLive(LiveIndex):
    def __init__(self, live: LiveIndex, withheld: Set[int]) -> None:
        self._live = live
        self._withheld = withheld

    def current(self) -> Index:
        return _Withholding(self._live.current(), self._withheld)

    def close(self) -> None:
        """Its owner closes what it stands before."""


class _Withholding(Index):
    def __init__(self, index: Index, withheld: Set[int]) -> None:
        super().__init__(index.generation, index.keywords, index._vectors, index.embedder)
        self._withheld = withheld

    def search(self, text: str, k: int = 50) -> Hits:
        hits = super().search(text, k + len(self._withheld))
        return replace(hits, lexical=self._left(hits.lexical, k), dense=self._left(hits.dense, k))

    def _left(self, scores: Mapping[int, float], k: int) -> dict[int, float]:
        kept = {key: score for key, score in scores.items() if key not in self._withheld}
        return dict(list(kept.items())[:k])
