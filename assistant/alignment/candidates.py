"""The parts of plans that a language model may say a project serves, and how highly."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.alignment.hearing import Hearing
from assistant.alignment.levels import highest_level
from assistant.alignment.matching import (
    ALONE,
    STANDING,
    Held,
    hold,
    is_means,
    nearest,
    nearest_below,
    part_score,
    strategy_score,
)
from assistant.alignment.nodes import Atlas, Node
from assistant.alignment.outcome import Level
from assistant.alignment.themes import Knowledge
from assistant.answer import Quote
from db.models import NodeKind

MOST = 40
_PART = 0.2


@dataclass(frozen=True, slots=True)
class Candidate:
    """A part of an edition with the line that prints it.

    `most` is the highest level that its nearness leaves it, `theme` the theme of the project that
    is nearest to it, `score` how sure it is that it is served, 0 to 1.
    """

    atlas: Atlas
    node: Node
    quote: Quote
    theme: int
    most: Level
    score: float


def candidates(hearing: Hearing, atlases: Sequence[Atlas], known: Knowledge) -> list[Candidate]:
    """The 40 likeliest parts of all editions, likeliest first; what is far away is none."""
    found = [one for atlas in atlases for one in _of_edition(hearing, atlas, known)]
    return sorted(found, key=lambda one: -one.score)[:MOST]


def _of_edition(hearing: Hearing, atlas: Atlas, known: Knowledge) -> Iterator[Candidate]:
    held = hold(hearing, atlas)
    best = max((one.affinity for one in held), default=0.0)
    for one in held:
        most = highest_level(one.affinity, best, is_means=is_means(hearing, known))
        if most is not Level.NONE:
            score = strategy_score(hearing, one)
            yield from _candidate(atlas, one.node, one.theme, most, score)
            yield from _below(hearing, atlas, one, most, score)
    if held and any(node.kind == NodeKind.STRATEGY for node in atlas.nodes):
        yield from _standing(hearing, atlas, known)


def _below(
    hearing: Hearing, atlas: Atlas, one: Held, most: Level, score: float
) -> Iterator[Candidate]:
    for at, near, theme in nearest_below(hearing, atlas, one):
        if near >= _PART:
            yield from _candidate(atlas, atlas.nodes[at], theme, most, part_score(score, near))


def _standing(hearing: Hearing, atlas: Atlas, known: Knowledge) -> Iterator[Candidate]:
    """Parts that hang below no strategy, such as goals of the whole plan and domains."""
    most = Level.ENABLING if is_means(hearing, known) else Level.DIRECT
    places = [at for at, node in enumerate(atlas.nodes) if not node.strategy]
    for at, near, theme in nearest(hearing, atlas, places)[:ALONE]:
        if near >= STANDING:
            score = hearing.digital * 0.6 * near
            yield from _candidate(atlas, atlas.nodes[at], theme, most, score)


def _candidate(
    atlas: Atlas, node: Node, theme: int, most: Level, score: float
) -> Iterator[Candidate]:
    if node.quote is not None:
        yield Candidate(atlas, node, node.quote, theme, most, score)
