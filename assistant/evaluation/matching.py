"""Reads the product's own alignments as guesses: each match mapped up to its strategy."""

from collections.abc import Iterable
from typing import Protocol

from assistant.evaluation.alignment import Guess
from assistant.evaluation.strategies import Strategies

_NOT_ALIGNED = frozenset({"none", "conflicting"})


class Match(Protocol):
    """A part of a plan that a project serves; `node` is its code or id."""

    @property
    def edition(self) -> str:
        """The code of the edition."""

    @property
    def node(self) -> str:
        """The part, a strategy or anything below one."""

    @property
    def level(self) -> str:
        """How directly it is served."""

    @property
    def score(self) -> float:
        """How sure that is, 0 to 1."""

    @property
    def plan_quote(self) -> str:
        """The plan's words."""

    @property
    def project_quote(self) -> str:
        """The project's words."""


def guesses_of(matches: Iterable[Match], strategies: Strategies) -> list[Guess]:
    """The matches in their order; conflicts are no alignment.

    A match of an edition that is not in force keeps its edition and has no strategy. Raises
    KeyError for a part that the edition does not have.
    """
    return [
        Guess(
            edition=match.edition,
            strategy=_strategy(match, strategies),
            score=match.score,
            plan_quote=match.plan_quote,
            project_quote=match.project_quote,
        )
        for match in matches
        if str(match.level).lower() not in _NOT_ALIGNED
    ]


def _strategy(match: Match, strategies: Strategies) -> str:
    above = strategies.above.get(match.edition)
    return above[str(match.node)] if above is not None else ""
