"""Holds what was heard of a project against the nodes of an edition."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.alignment import wording
from assistant.alignment.hearing import Heard, Hearing
from assistant.alignment.levels import part_level, strategy_level
from assistant.alignment.nodes import KPI, Atlas, Node
from assistant.alignment.outcome import Cell, Level, Match
from assistant.alignment.quoting import project_quote
from assistant.alignment.themes import Knowledge
from assistant.answer import Quote
from db.models import NodeKind

Values = NDArray[np.float64]

# Cosines between the wording of a theme and a node: below the first there is nothing in common,
# from the second on it is the same matter.
_FAR, _SAME = 0.35, 0.60
_TEMPERATURE = 0.12
_PARTS, _KPIS, ALONE = 3, 2, 2
PART, STANDING = 0.40, 0.55
_SPEAKS = 0.25


@dataclass(frozen=True, slots=True)
class Held:
    """A strategy (or, where an edition has none, a part at its top) with its affinity, 0 to 1."""

    at: int
    node: Node
    affinity: float
    theme: int


def match_edition(hearing: Hearing, atlas: Atlas, known: Knowledge) -> list[Match]:
    """The parts of one edition that the project serves, best first; those without a quote in the
    library or in the project are none."""
    held = hold(hearing, atlas)
    best = max((one.affinity for one in held), default=0.0)
    found: list[Match] = []
    for one in held:
        level = strategy_level(one.affinity, best, is_means=is_means(hearing, known))
        if level is not Level.NONE:
            found += _served(hearing, atlas, known, one, level)
    found += _standing(hearing, atlas, known, bool(found))
    return sorted(found, key=lambda match: -match.score)


def hold(hearing: Hearing, atlas: Atlas) -> list[Held]:
    """The strategies of an edition with their affinities to the project, nearest first."""
    tops = [at for at, node in enumerate(atlas.nodes) if node.kind == NodeKind.STRATEGY]
    tops = tops or [at for at, node in enumerate(atlas.nodes) if not node.strategy]
    if not tops or atlas.homes is None:
        return []
    shares = at_home(atlas.homes[:, tops])
    affinities = hearing.themes @ shares
    themes = (hearing.themes[:, None] * shares).argmax(axis=0)
    held = [
        Held(at, atlas.nodes[at], float(affinity), int(theme))
        for at, affinity, theme in zip(tops, affinities, themes, strict=True)
    ]
    return sorted(held, key=lambda one: -one.affinity)


def at_home(homes: NDArray[np.float32]) -> Values:
    """How far each theme is at home in each node beside the others, 0 to 1; shape as given."""
    best = homes.max(axis=1, keepdims=True)
    presence = np.clip((best - _FAR) / (_SAME - _FAR), 0, 1)
    return np.asarray(presence * np.exp((homes - best) / _TEMPERATURE), float)


def cells(
    hearing: Hearing, atlas: Atlas, known: Knowledge, levels: Mapping[str, Level]
) -> Iterator[Cell]:
    """The matrix of one edition: every component against every strategy; `levels` are those of
    the strategies that are served, by their keys."""
    held = hold(hearing, atlas)
    shares = (
        at_home(np.stack([atlas.homes[:, one.at] for one in held], axis=1))
        if held and atlas.homes is not None
        else None
    )
    for heard in hearing.heard:
        for column, one in enumerate(held):
            strategy = levels.get(one.node.key, Level.NONE)
            share = _own_share(heard, hearing, shares[:, column]) if shares is not None else 0.0
            yield _cell(heard, atlas, one.node, strategy, share, known.themes[one.theme].terms)


def _own_share(heard: Heard, hearing: Hearing, shares: Values) -> float:
    """How much of what one component says is at home in a strategy, 0 to 1."""
    own = heard.themes * (hearing.themes + 0.05)
    total = own.sum()
    return float(own @ shares / total) * min(1.0, heard.digital + 0.3) if total > 0 else 0.0


def _cell(
    heard: Heard, atlas: Atlas, node: Node, strategy: Level, share: float, terms: Sequence[object]
) -> Cell:
    speaks = strategy is not Level.NONE and share >= _SPEAKS and node.quote is not None
    level = part_level(strategy, share) if speaks else Level.NONE
    return Cell(
        component=heard.component,
        edition=atlas.edition.code,
        node=node.key,
        title=node.title,
        level=level,
        score=round(share, 3) if speaks else 0.0,
        plan_quote=node.quote.text if speaks and node.quote else "",
        project_quote=project_quote(heard, terms) if speaks else "",
    )


def strategy_score(hearing: Hearing, one: Held) -> float:
    """How sure it is that a strategy is served, 0 to 1."""
    return hearing.digital * min(1.0, one.affinity)


def part_score(above: float, near: float) -> float:
    """The same for a part below a strategy of score `above`."""
    return above * (0.55 + 0.4 * near)


def is_means(hearing: Hearing, known: Knowledge) -> bool:
    """Whether the project is above all the buying of means."""
    return bool(hearing.own.any()) and known.themes[int(hearing.own.argmax())].is_means


def _served(
    hearing: Hearing, atlas: Atlas, known: Knowledge, one: Held, level: Level
) -> Iterator[Match]:
    """A strategy and the parts below it that come nearest."""
    score = strategy_score(hearing, one)
    yield from _match(hearing, atlas, known, one.node, one.theme, level, score)
    for at, near, theme in nearest_below(hearing, atlas, one):
        if near >= PART:
            part = part_level(level, near)
            yield from _match(
                hearing, atlas, known, atlas.nodes[at], theme, part, part_score(score, near)
            )


def _standing(hearing: Hearing, atlas: Atlas, known: Knowledge, is_served: bool) -> Iterator[Match]:
    """Parts that hang below no strategy: goals of the plan, domains, urgent activities."""
    has_strategies = any(node.kind == NodeKind.STRATEGY for node in atlas.nodes)
    if not (is_served and has_strategies):
        return
    alone = [at for at, node in enumerate(atlas.nodes) if not node.strategy]
    for at, near, theme in nearest(hearing, atlas, alone)[:ALONE]:
        if near >= STANDING:
            score = hearing.digital * 0.6 * near
            level = part_level(Level.DIRECT, near)
            if is_means(hearing, known):
                level = Level.ENABLING
            yield from _match(hearing, atlas, known, atlas.nodes[at], theme, level, score)


def nearest_below(hearing: Hearing, atlas: Atlas, one: Held) -> Iterator[tuple[int, float, int]]:
    """What comes nearest of all that hangs below a strategy, as `nearest` tells it; KPIs apart,
    or the goals that they measure would hide them."""
    below = [at for at, node in enumerate(atlas.nodes) if node.strategy == one.node.key]
    kpis = [at for at in below if atlas.nodes[at].kind == KPI]
    parts = [at for at in below if at != one.at and at not in kpis]
    yield from nearest(hearing, atlas, parts)[:_PARTS]
    yield from nearest(hearing, atlas, kpis)[:_KPIS]


def nearest(hearing: Hearing, atlas: Atlas, places: Sequence[int]) -> list[tuple[int, float, int]]:
    """Places with their nearness to the project's themes and the theme that counts most."""
    if not places or atlas.homes is None:
        return []
    near = np.clip((atlas.homes[:, list(places)] - _FAR) / (_SAME - _FAR), 0, 1)
    weighed = hearing.themes[:, None] * near
    total = hearing.themes.sum() or 1.0
    found = zip(places, weighed.sum(axis=0) / total, weighed.argmax(axis=0), strict=True)
    return sorted(((at, float(n), int(t)) for at, n, t in found), key=lambda item: -item[1])


def _match(
    hearing: Hearing,
    atlas: Atlas,
    known: Knowledge,
    node: Node,
    theme: int,
    level: Level,
    score: float,
) -> Iterator[Match]:
    heard = _speaker(hearing, theme)
    words = project_quote(heard, known.themes[theme].terms) if heard is not None else ""
    if node.quote is None or heard is None or not words:
        return
    yield made(atlas, node, level, score, node.quote, heard, words, known.themes[theme].title)


def made(
    atlas: Atlas,
    node: Node,
    level: Level,
    score: float,
    quote: Quote,
    heard: Heard,
    words: str,
    theme: str,
) -> Match:
    """A match with its two proofs: the line `quote` of the plan, the words of a component."""
    return Match(
        plan=atlas.edition.plan,
        edition=atlas.edition.code,
        edition_title=atlas.edition.title,
        node=node.key,
        kind=node.kind,
        number=node.number,
        title=node.title,
        place=node.place,
        strategy=node.strategy,
        level=level,
        score=round(float(np.clip(score, 0, 1)), 3),
        plan_quote=quote.text,
        project_quote=words,
        page=quote.page,
        component=heard.component,
        why=wording.WHY[level].format(theme=theme, place=node.place, title=node.title),
        quote=quote,
    )


def _speaker(hearing: Hearing, theme: int) -> Heard | None:
    """The component that speaks best of a theme and of digital means."""
    return max(
        hearing.heard,
        key=lambda one: one.component.weight * (0.2 + one.digital) * (0.15 + one.themes[theme]),
        default=None,
    )
