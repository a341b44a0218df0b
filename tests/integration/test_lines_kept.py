"""Searches wait for each other, and questions for questions."""

import asyncio
from dataclasses import replace

import pytest

from api.context import Context
from api.lines import Line
from api.schema import schema
from api.settings import Settings

SEARCH = '{ search(query: "แผนดิจิทัล") { totalCount } }'


@pytest.fixture
def impatient(services):
    """Services with one place for searches, for which nobody waits long."""
    return replace(services, searches=Line(1, 60, max_wait=0.02))


async def searched(services, *, held):
    context = Context(services)
    if not held:
        return await schema.execute(SEARCH, context_value=context)
    async with services.searches.turn("somebody"):
        return await schema.execute(SEARCH, context_value=context)


def test_a_search_waits_for_its_turn_and_is_told_when_it_does_not_come(impatient):
    refused = asyncio.run(searched(impatient, held=True))
    assert refused.errors[0].extensions["code"] == "BUSY"
    assert asyncio.run(searched(impatient, held=False)).data["search"]["totalCount"] > 0


@pytest.mark.parametrize(
    ("given", "places"),
    [({}, 2), ({"llm": "openai/small"}, 8), ({"llm": "openai/small", "max_questions": 3}, 3)],
)
def test_questions_at_once_follow_from_whether_others_do_the_work(given, places):
    assert Settings(**given).questions_at_once == places
