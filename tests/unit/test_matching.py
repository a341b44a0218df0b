"""Matches of the product become guesses under the strategy they belong to."""

from dataclasses import dataclass

import pytest

from assistant.evaluation.matching import guesses_of
from assistant.evaluation.strategies import Strategies

ABOVE = {"P/S2": "2", "P/S2/M1": "2", "17": "2", "P/G1": ""}
STRATEGIES = Strategies((), {"P": ABOVE}, {"P": ["ยุทธศาสตร์"]})


@dataclass(frozen=True)
class Found:
    edition: str = "P"
    node: str = "P/S2/M1"
    level: str = "DIRECT"
    score: float = 0.8
    plan_quote: str = "ยุทธศาสตร์"
    project_quote: str = "โครงการ"


@pytest.mark.parametrize(
    ("found", "strategy"),
    [
        (Found(), "2"),
        (Found(node="P/S2"), "2"),
        (Found(node=17), "2"),
        (Found(node="P/G1"), ""),
        (Found(edition="OLD", node="OLD/S1"), ""),
    ],
    ids=["measure", "strategy", "by id", "goal of the whole plan", "edition not in force"],
)
def test_a_match_is_mapped_up_to_its_strategy(found, strategy):
    guess = guesses_of([found], STRATEGIES)[0]
    assert (guess.edition, guess.strategy, guess.score) == (found.edition, strategy, 0.8)
    assert (guess.plan_quote, guess.project_quote) == ("ยุทธศาสตร์", "โครงการ")


@pytest.mark.parametrize("level", ["none", "CONFLICTING"])
def test_a_conflict_is_no_alignment(level):
    assert guesses_of([Found(level=level)], STRATEGIES) == []


def test_an_unknown_part_is_an_error():
    with pytest.raises(KeyError, match="P/S9"):
        guesses_of([Found(node="P/S9")], STRATEGIES)
