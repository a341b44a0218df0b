"""What the examples teach: how digital a text is, and of which theme, by their vectors.

Ridge regression in its dual form over the centred unit vectors of the examples (Hoerl and Kennard,
1970): a few hundred short texts of an ordinary embedder are enough for a separating plane.
"""

from dataclasses import dataclass
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from assistant.alignment.themes import Knowledge, knowledge
from db.embedder import Embedder

_RIDGE = 1.0
_LOCK = Lock()
_KEPT: dict[str, "Lesson"] = {}

Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Lesson:
    """Planes over vectors: `digital` of shape (dimension,), `themes` (dimension, themes).

    `phrases` are the vectors of what plans say of each theme, `owner` the theme of each.
    """

    centre: Vectors
    digital: Vectors
    digital_bias: float
    themes: Vectors
    themes_bias: Vectors
    phrases: Vectors
    owner: NDArray[np.int64]
    plan_centre: Vectors

    def digital_of(self, vectors: Vectors) -> Vectors:
        """How digital each text is, about -1 to 1; shape (texts,)."""
        return np.asarray(np.clip(self._centred(vectors) @ self.digital + self.digital_bias, -1, 1))

    def themes_of(self, vectors: Vectors) -> Vectors:
        """How much each text is of each theme, about 0 to 1; shape (texts, themes)."""
        return np.asarray(self._centred(vectors) @ self.themes + self.themes_bias)

    def homes(self, vectors: Vectors) -> Vectors:
        """How near the wording of each theme is to each node: cosines, shape (themes, nodes)."""
        near = self.phrases @ _unit(vectors - self.plan_centre).T
        count = int(self.owner.max()) + 1
        return np.stack([near[self.owner == theme].max(axis=0) for theme in range(count)])

    def _centred(self, vectors: Vectors) -> Vectors:
        return _unit(vectors - self.centre)


def learn(embedder: Embedder) -> Lesson:
    """The lesson in an embedder's vectors, learnt once; raises EmbedderUnavailable."""
    with _LOCK:
        if embedder.name not in _KEPT:
            _KEPT[embedder.name] = _learn(embedder, knowledge())
        return _KEPT[embedder.name]


def _learn(embedder: Embedder, known: Knowledge) -> Lesson:
    own = [(at, text) for at, theme in enumerate(known.themes) for text in theme.projects]
    said = [(at, text) for at, theme in enumerate(known.themes) for text in theme.plan]
    examples = embedder.embed_passages([*(text for _, text in own), *known.other])
    centre = examples.mean(axis=0)
    unit = _unit(examples - centre)
    is_digital = np.where(np.arange(len(unit)) < len(own), 1.0, -1.0)
    of_theme = np.eye(len(known.themes))[[at for at, _ in own]]
    digital, digital_bias = _ridge(unit, is_digital[:, None])
    themes, themes_bias = _ridge(unit[: len(own)], of_theme)
    phrases = embedder.embed_passages([text for _, text in said])
    plan_centre = phrases.mean(axis=0)
    return Lesson(
        centre=centre,
        digital=digital[:, 0],
        digital_bias=float(digital_bias[0]),
        themes=themes,
        themes_bias=themes_bias,
        phrases=_unit(phrases - plan_centre),
        owner=np.array([at for at, _ in said]),
        plan_centre=plan_centre,
    )


def _ridge(vectors: Vectors, targets: NDArray[np.float64]) -> tuple[Vectors, Vectors]:
    """Planes and their biases for targets of shape (texts, planes)."""
    kernel = vectors @ vectors.T + 1.0
    duals = np.linalg.solve(kernel + _RIDGE * np.eye(len(vectors)), targets)
    return (vectors.T @ duals).astype(np.float32), duals.sum(axis=0).astype(np.float32)


def _unit(vectors: Vectors) -> Vectors:
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(norms, 1e-9), np.float32)
