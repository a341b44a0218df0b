"""The rubric: from how near a part of a plan is to the level at which a project serves it."""

from assistant.alignment.outcome import Level

LEAST, SHARE = 0.22, 0.5
_DIRECT_SHARE, _DIRECT = 0.75, 0.34
_NEAR = 0.62
# What a model may call served and nearness alone would not.
_PERHAPS = 0.5
_WEAKEST_FIRST = (Level.NONE, Level.ENABLING, Level.CONTRIBUTES, Level.DIRECT)


def is_served(affinity: float, best: float) -> bool:
    """Whether a strategy is served at all: near in itself, and beside the nearest of its edition.

    `affinity` is the share of the project's themes that are at home there, 0 to 1.
    """
    return affinity >= LEAST and affinity >= SHARE * best


def strategy_level(affinity: float, best: float, *, is_means: bool) -> Level:
    """The level of a strategy that is served; means bought for other work enable and no more."""
    if not is_served(affinity, best):
        return Level.NONE
    if is_means:
        return Level.ENABLING
    if affinity >= _DIRECT_SHARE * best and affinity >= _DIRECT:
        return Level.DIRECT
    return Level.CONTRIBUTES


def highest_level(affinity: float, best: float, *, is_means: bool) -> Level:
    """The highest level at which anybody may say that a strategy is served.

    One that is served may be served directly; one that is half as near as that at most has
    something contributed to it; what is farther away is not served, whoever says so.
    """
    if not is_served(affinity / _PERHAPS, best):
        return Level.NONE
    if is_means:
        return Level.ENABLING
    return Level.DIRECT if is_served(affinity, best) else Level.CONTRIBUTES


def lower(one: Level, other: Level) -> Level:
    """The weaker of two levels that serve."""
    return min(one, other, key=_WEAKEST_FIRST.index)


def part_level(above: Level, nearness: float) -> Level:
    """The level of a part below a strategy, or of one that stands alone: never above its
    strategy's. `nearness` is that of the project's themes to the part, 0 to 1."""
    if above is Level.DIRECT:
        return Level.DIRECT if nearness >= _NEAR else Level.CONTRIBUTES
    return above
