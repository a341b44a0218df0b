"""Reads a question twofold: as a question, and as a passage that answers would say it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from db.recipe import ASKED_AS_TOLD

if TYPE_CHECKING:
    from db.embedder import Embedder


class TwofoldEmbedder:
    """An embedder whose questions are vectors between those of its two prompts.

    Passages, and so the name, are those of the embedder inside. A model without prompts gives the
    same vectors as alone.
    """

    def __init__(self, embedder: "Embedder") -> None:
        self._embedder = embedder
        self.name, self.dimension, self.window = embedder.name, embedder.dimension, embedder.window
        self.count_tokens = embedder.count_tokens

    def embed_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors of questions, shape (texts, dimension)."""
        asked = self._embedder.embed_queries(texts)
        told = self._embedder.embed_passages(texts)
        both = (1 - ASKED_AS_TOLD) * asked + ASKED_AS_TOLD * told
        lengths = np.linalg.norm(both, axis=1, keepdims=True)
        return np.asarray(both / np.maximum(lengths, np.finfo(np.float32).eps), np.float32)

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors of passages, shape (texts, dimension)."""
        return self._embedder.embed_passages(texts)
