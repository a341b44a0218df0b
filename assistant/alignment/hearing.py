"""What a project is heard to say, part by part: how digital it is, and of which themes."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.alignment.components import Component, ComponentKind
from assistant.alignment.lesson import Lesson
from assistant.alignment.themes import Knowledge, key_of
from db.embedder import Embedder

Values = NDArray[np.float64]

# Read off development projects; ADR 31 tells how.
_WORDS, _VECTORS, _LEVEL = 3.6, 3.2, 0.42
_WORDLESS = 0.65
_REASONS = 0.4
_TERM, _MOST_TERMS = 0.5, 2
_SHARP = 8.0
_ALSO = 0.3
_EMBEDDED = 16


@dataclass(frozen=True, slots=True)
class Heard:
    """A component's own evidence: `digital` 0 to 1, `themes` 0 and up, one value a theme.

    `words` are the ends of what it says of digital means, as a key; empty where it says nothing.
    """

    component: Component
    digital: float
    themes: Values
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hearing:
    """The whole project: `digital` is a probability, `themes` sum to 1 (0 where nothing is known).

    `own` are the themes before what each serves besides.
    """

    heard: tuple[Heard, ...]
    digital: float
    themes: Values
    own: Values


def hear(
    parts: Sequence[Component], known: Knowledge, lesson: Lesson | None, embedder: Embedder
) -> Hearing:
    """Hear the components; without a lesson by their words alone."""
    keys = [key_of(part.text) for part in parts]
    near, bent = _by_vectors(parts, keys, known, lesson, embedder)
    heard = tuple(
        _heard(part, key, known, near[at])
        for at, (part, key) in enumerate(zip(parts, keys, strict=True))
    )
    own = _shares(heard, known)
    return Hearing(heard, _probability(heard, bent), _with_by_products(own, known), own)


def _by_vectors(
    parts: Sequence[Component],
    keys: Sequence[str],
    known: Knowledge,
    lesson: Lesson | None,
    embedder: Embedder,
) -> tuple[Values, float | None]:
    """For each component how near it is to each theme, and how digital the whole is, -1 to 1.

    Only the most telling components are embedded; the others get zeros.
    """
    near = np.zeros((len(parts), len(known.themes)))
    order = sorted(range(len(parts)), key=lambda at: -parts[at].weight)[:_EMBEDDED]
    if lesson is None or not order:
        return near, None
    vectors = embedder.embed_queries([parts[at].text for at in order])
    near[order] = np.maximum(lesson.themes_of(vectors), 0)
    weights = np.array([parts[at].weight ** 2 for at in order])
    kinds = [parts[at].kind for at in order]
    counts = np.array([kinds.count(kind) for kind in kinds])
    weights = weights / counts
    digital = lesson.digital_of(vectors)
    decoys = np.array([known.sounds_only(keys[at]) for at in order])
    digital = np.where(decoys, np.minimum(digital, 0), digital)
    return near, float(digital @ weights / weights.sum())


def _heard(part: Component, key: str, known: Knowledge, near: Values) -> Heard:
    is_title = part.kind is ComponentKind.TITLE
    words = known.digital_words(key, is_title=is_title)
    silent = 1.0
    for sure, _ in words:
        silent *= 1 - 0.8 * sure
    said = np.array([min(_MOST_TERMS, len(theme.said(key))) for theme in known.themes], float)
    return Heard(part, 1 - silent, _TERM * said + near, tuple(match[0] for _, match in words))


def _probability(heard: Sequence[Heard], bent: float | None) -> float:
    """How likely the project is digital work: its words and its vectors by a logistic curve."""
    reasons = [one.digital for one in heard if one.component.kind is ComponentKind.RATIONALE]
    silent = 1 - _REASONS * max(reasons, default=0.0)  # once, however often they say it
    for one in heard:
        if one.component.kind is not ComponentKind.RATIONALE:
            silent *= 1 - one.component.weight * one.digital
    words = 1 - silent
    if bent is None:
        bent = words - 0.5
    elif not words and bent > 0:
        bent *= _WORDLESS  # what names no means has to sound digital all the more
    score = _WORDS * (words - _LEVEL) + _VECTORS * bent
    return float(1 / (1 + np.exp(-2 * score)))


def _shares(heard: Sequence[Heard], known: Knowledge) -> Values:
    """The share of each theme: components weigh by what they are and by how digital they are."""
    total = np.zeros(len(known.themes))
    weight = 0.0
    for one in heard:
        by = one.component.weight * (0.3 + 0.7 * one.digital)
        total += by * one.themes
        weight += by
    if not weight or total.max() <= 0:
        return total
    level = total / weight
    shares = np.exp(_SHARP * (level - level.max())) * (level > 0)
    return np.asarray(shares / shares.sum())


def _with_by_products(own: Values, known: Knowledge) -> Values:
    at = {theme.code: number for number, theme in enumerate(known.themes)}
    whole = own.copy()
    for number, theme in enumerate(known.themes):
        for code in theme.also:
            whole[at[code]] += _ALSO * own[number]
    return np.asarray(whole / whole.sum()) if whole.sum() else whole
