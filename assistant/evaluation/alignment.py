"""Holds projects against plans by any means, and judges what was found, project by project."""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.evaluation.projects import NONE, LabelledProject, Labels, lines_of


@dataclass(frozen=True, slots=True)
class Guess:
    """A strategy that a project is said to serve, with its proof; `score` is from 0 to 1.

    `strategy` is the number of the strategy, "" for a part of the plan that is under none.
    """

    edition: str
    strategy: str
    score: float
    plan_quote: str
    project_quote: str


Align = Callable[[Mapping[str, Any]], Sequence[Guess]]
"""A way to align: from a project as a JSON object to its guesses, best first; none is empty."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A labelled project and what was said of it, in how many seconds."""

    project: LabelledProject
    guesses: tuple[Guess, ...]
    seconds: float

    @property
    def none(self) -> bool:
        """Whether it was said to serve nothing."""
        return not self.guesses

    def first(self, edition: str) -> str:
        """The strategy of `edition` that stands first, or NONE."""
        return next(iter(self.scores(edition)), NONE)

    def scores(self, edition: str) -> dict[str, float]:
        """The strategies of `edition` in the order found, each with the best of its scores."""
        found: dict[str, float] = {}
        for guess in self.guesses:
            if guess.edition == edition and guess.strategy:
                found[guess.strategy] = max(guess.score, found.get(guess.strategy, 0.0))
        return found


def try_all(projects: Iterable[LabelledProject], align: Align) -> list[Trial]:
    """What `align` says of each project."""
    return [_try(project, align) for project in projects]


def is_right(labels: Labels, strategy: str) -> bool:
    """Whether a strategy that was found is served, or might be said to be."""
    return strategy in labels.served | labels.arguable


def quotes_plan(guess: Guess, stored: Mapping[str, Sequence[str]]) -> bool:
    """Whether the plan's words stand, letter by letter, on a stored page about the edition."""
    quote = guess.plan_quote.strip()
    return bool(quote) and any(quote in page for page in stored.get(guess.edition, ()))


def quotes_project(guess: Guess, project: LabelledProject) -> bool:
    """Whether the project's words stand, letter by letter, in one of its texts."""
    quote = guess.project_quote.strip()
    return bool(quote) and any(quote in line for line in lines_of(project.project))


def _try(project: LabelledProject, align: Align) -> Trial:
    begun = time.perf_counter()
    guesses = tuple(align(project.project))
    return Trial(project, guesses, time.perf_counter() - begun)
