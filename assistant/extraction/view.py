"""A question as candidates are looked at, and a candidate in the place it was found."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from assistant.draft import Evidence
from assistant.extraction import kinds, relevance
from assistant.extraction.candidates import Candidate
from assistant.extraction.relevance import Weights
from assistant.question.reading import Asked
from db.reads.documents import PassageRow
from db.thai import fold, squeeze, words

Vector = NDArray[np.float64]

# What a paper says of itself at its head (its number, year, meeting) is said of all of it: so many
# characters of its first page.
HEAD = 300
_NOTHING, _HALF = 1e-6, 0.5
# Named as good as wholly; and the least length that a shared stretch is held against.
_KNOWN, _SHORT = 0.99, 10
# A question with as many words that nothing else says tells well what it is about.
_MUCH = 5.0


@dataclass(frozen=True, slots=True)
class Rest:
    """What a question says beyond what a paper's names say: as a key, the length of its telling
    words, and those that stand side by side, joined."""

    key: str
    length: int
    pairs: Sequence[str]


class View:
    """A question as candidates are looked at: its concepts weighed, its patterns made ready."""

    def __init__(
        self, asked: Asked, weights: Weights, most: float, nearest: float, heads: Mapping[int, str]
    ) -> None:
        """`most` is what a word weighs that the library does not hold."""
        self.asked = asked
        self.nearest = nearest
        self.told = min(1.0, sum(weights.values()) / (most * _MUCH or 1.0))
        self._heads = heads
        self.weights = weights
        self.concepts = tuple(weights)
        scale = np.array([weights[concept] for concept in self.concepts])
        self.scale = scale / (scale.sum() or 1.0)
        self._even = 0.5 * self.scale + 0.5 / max(1, len(self.concepts))
        self._folded: dict[str, str] = {}
        self.key, self.said = squeeze(asked.full), squeeze(asked.text)
        self.length = max(12, len("".join(asked.words)))
        self._rests: dict[bytes, Rest] = {}
        view_focus = kinds.asked_of(asked)
        self.rarest = relevance.rarest(weights)
        self.focus = np.array(
            [any(word in view_focus for form in c.forms for word in form) for c in self.concepts]
        )
        self.outright = kinds.asks_outright(asked)
        self.noun = kinds.asked_noun(asked)
        self.terms = kinds.terms(asked)
        self._shares: dict[str, Vector] = {}

    def head_of(self, passage: PassageRow) -> str:
        """How the paper of a passage begins."""
        return self._heads.get(passage.version_id, "")

    def shares(self, text: str) -> Vector:
        """How much of each concept a text speaks of."""
        held = self._shares.get(text)
        if held is None:
            found = relevance.shares(self.weights, text)
            held = np.array([found[concept] for concept in self.concepts])
            self._shares[text] = held
        return held

    def joined(self, texts: Iterable[str]) -> Vector:
        """The most that any of several texts speaks of each concept."""
        held = [self.shares(text) for text in texts if text]
        return np.max(held, axis=0) if held else np.zeros(len(self.concepts))

    def covered(self, shares: Vector) -> float:
        """Half by weight, half by count."""
        return float(shares @ self._even)

    def folded(self, text: str) -> str:
        """The key of a text, made once for all candidates that stand under it."""
        held = self._folded.get(text)
        if held is None:
            held = self._folded[text] = fold(text)
        return held

    def beyond(self, shares: Vector, known: Vector) -> float:
        """The share by weight of what the question says beyond what is `known` already."""
        left = self.scale * (1 - known)
        return float(shares @ left / left.sum()) if left.sum() > _NOTHING else 1.0

    def rest(self, known: Vector) -> "Rest":
        """What the question says beyond the concepts that are `known` already."""
        at = known.tobytes()
        if at not in self._rests:
            scope = {
                word
                for concept, share in zip(self.concepts, known, strict=True)
                for form in concept.forms
                for word in form
                if share >= _KNOWN
            }
            self._rests[at] = _rest(self.asked, scope)
        return self._rests[at]

    def says(self, word: str) -> bool:
        """Whether the question says a key word, or a synonym of it."""
        return word in self.said or any((word,) in concept.forms for concept in self.concepts)

    def names_rarest(self, shares: Vector) -> bool:
        """Whether the rarest word of the question is spoken of."""
        return self.rarest is None or float(shares[self.concepts.index(self.rarest)]) >= _HALF

    def asked_of(self, shares: Vector) -> float:
        """How much is spoken of what is asked of the subject."""
        return float(shares[self.focus].mean()) if self.focus.any() else 0.5

    def missing(self, shares: Vector) -> float:
        """The weight of the weightiest concept that is not spoken of, against the weightiest."""
        return float(((1 - shares) * self.scale).max() / (self.scale.max() or 1.0))


@dataclass(frozen=True, slots=True)
class Looked:
    """A candidate in the place it was found: how near its passage came to the question."""

    candidate: Candidate
    evidence: Evidence
    rank: int


def _rest(asked: Asked, scope: Set[str]) -> Rest:
    said, telling = words(asked.full), asked.words - scope
    key = "".join(word for word in said if word not in scope)
    pairs = [
        one + other
        for one, other in pairwise(said)
        if (one in telling or other in telling) and {one, other} <= asked.words
    ]
    return Rest(key, max(_SHORT, len("".join(telling))), pairs)
