"""The gazetted plan's tree against the plan data; skipped where its text is not at hand."""

import pytest
from plan_tree import KINDS, PLAN, agreement, budget_of, counts, evaluation_folder, plan_facts
from plan_tree import read_proposal as read

PATH = evaluation_folder() / PLAN
pytestmark = pytest.mark.skipif(not PATH.exists(), reason="no plan text to evaluate on")


@pytest.fixture(scope="module")
def proposal():
    return read(PATH)


@pytest.fixture(scope="module")
def facts():
    return plan_facts()


def test_every_strategy_has_what_the_plan_data_counts(proposal, facts):
    found = counts({node.code: node.kind.value for node in proposal.nodes})
    known = counts({code: fact.kind for code, fact in facts.items()})
    strategies = [f"S{number}" for number in range(1, 5)]
    wanted = {(s, k.value): known[s, k.value] for s in strategies for k in KINDS}
    assert {place: found[place] for place in wanted} == wanted


def test_every_node_is_a_known_one_under_a_known_title(proposal, facts):
    titles = [agreement(node.title, facts[node.code].title) for node in proposal.nodes]
    assert len(titles) == len(facts)
    assert titles.count("different") <= 5


def test_every_node_and_figure_is_quoted_from_a_page(proposal):
    assert all(node.quote.text and node.quote.page > 0 for node in proposal.nodes)
    assert all(figure.quote.text for node in proposal.nodes for figure in node.figures)


def test_every_budget_of_the_plan_data_is_read(proposal, facts):
    read_ones = {node.code: budget_of(node) for node in proposal.nodes}
    known = {code: fact.budget for code, fact in facts.items() if fact.budget is not None}
    assert {code: read_ones[code] for code in known} == known


def test_what_the_text_says_twice_and_differently_is_listed(proposal):
    told = {one.subject for one in proposal.mismatches}
    assert {"S1/PJ1.11", "S3/PJ3.3", "S4/PJ4.9"} <= told
