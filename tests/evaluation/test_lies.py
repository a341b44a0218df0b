"""Honest rephrasings come through, lies do not: measured on sentences of our own making.

`support/tuning.jsonl` was in view when the rules were made, `support/heldout.jsonl` was not. Each
line has quotes, honest sentences and lies written by hand; `lying` makes more lies of the honest.
The two files that begin with `turned` are of conditions and exceptions, denials from afar, orders
and plans told as done, subjects joined, and receivers made up.
"""

import json
from pathlib import Path

import pytest
from lying import lies_of, wrong_quotes

from assistant.answer import Quote
from assistant.support.judging import says

FOLDER = Path(__file__).parent / "support"
HALVES = ["tuning", "heldout", "turned-tuning", "turned-heldout"]
MOST_LIES, LEAST_HONEST = 0.02, 0.80


def cases(half):
    lines = (FOLDER / f"{half}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def quotes(case):
    return tuple(
        Quote(
            document=case["id"],
            title=case["title"],
            kind="plan",
            edition=None,
            version_id=1,
            version=1,
            page=1,
            printed_page=None,
            section=case["section"],
            start=0,
            end=len(text),
            text=text,
            passage_digest="",
        )
        for text in case["quotes"]
    )


def lies(half):
    """Every lie of a half: the quotes it cites, its kind and its words."""
    found = cases(half)
    for case in found:
        yield from ((quotes(case), kind, text) for kind, text in case["lies"].items())
        for honest in case["honest"]:
            yield from ((quotes(case), kind, text) for kind, text in lies_of(honest))
    for one, other in wrong_quotes(found):
        for honest in found[one]["honest"]:
            yield quotes(found[other]), "wrong quote", honest


@pytest.mark.parametrize("half", HALVES)
def test_hardly_a_lie_comes_through(half):
    told = list(lies(half))
    through = [(kind, text) for cited, kind, text in told if says(cited, text)]
    assert len(told) >= 150
    assert len(through) <= MOST_LIES * len(told), through


@pytest.mark.parametrize("half", HALVES)
def test_most_honest_sentences_come_through(half):
    told = [(quotes(case), text) for case in cases(half) for text in case["honest"]]
    refused = [text for cited, text in told if not says(cited, text)]
    assert len(told) >= 25
    assert len(refused) <= (1 - LEAST_HONEST) * len(told), refused


def test_what_is_quoted_word_for_word_always_comes_through():
    refused = [
        text
        for half in HALVES
        for case in cases(half)
        for text in case["quotes"]
        if not says(quotes(case), text)
    ]
    assert refused == []


def test_no_quote_is_in_both_halves():
    tuned, held = (
        {text for half in halves for case in cases(half) for text in case["quotes"]}
        for halves in (HALVES[::2], HALVES[1::2])
    )
    assert tuned.isdisjoint(held)
