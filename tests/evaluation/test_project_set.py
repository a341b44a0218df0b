"""Our own set of projects: sealed, balanced as it says, labelled by the plans that are in force."""

from collections import Counter
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from assistant.evaluation.projects import NONE, lines_of, read_projects
from assistant.evaluation.strategies import read_strategies
from db.thai import squeeze

SET = read_projects(Path(__file__).parent / "sets" / "projects-1")
ALIGNED = [project for project in SET.projects if project.aligned]
LONGEST_SHARED = 15


def named(project):
    return project.id


@pytest.fixture(scope="module")
def strategies(services):
    with services.database.reading() as session:
        return read_strategies(session, SET.on)


def test_the_set_is_balanced():
    assert len(SET.projects) >= 96
    assert len(SET.projects) - len(ALIGNED) >= len(SET.projects) / 4
    assert sum(one.wording == "own" for one in ALIGNED) >= len(ALIGNED) / 2
    assert any(len(label.served) > 1 for one in ALIGNED for label in one.labels.values())


def test_projects_differ_in_length():
    fields = Counter(sum(bool(value) for value in one.project.values()) for one in SET.projects)
    assert min(fields[1], fields[2], fields[3], fields[6]) >= 5


@pytest.mark.parametrize("kind", sorted({one.kind for one in SET.projects}))
def test_the_set_is_halved_kind_by_kind(kind):
    halves = [one.half for one in SET.projects if one.kind == kind]
    assert abs(halves.count("dev") - halves.count("held")) <= 1


def test_the_set_is_labelled_by_the_plans_in_force(strategies):
    assert set(SET.editions) == set(strategies.editions)
    known = {(strategy.edition, strategy.number) for strategy in strategies.all}
    labelled = {
        (edition, number)
        for one in SET.projects
        for edition, labels in one.labels.items()
        for number in labels.served | labels.acceptable | {labels.primary}
    }
    assert labelled - {(edition, NONE) for edition in SET.editions} == known


@pytest.mark.parametrize("half", ["dev", "held"])
def test_every_strategy_is_a_primary_label_of_each_half(strategies, half):
    primary = {
        (edition, labels.primary)
        for one in SET.projects
        if one.half == half
        for edition, labels in one.labels.items()
    }
    assert primary >= {(strategy.edition, strategy.number) for strategy in strategies.all}


def test_half_of_the_aligned_speak_no_word_of_the_plan(strategies):
    titles = [squeeze(text) for strategy in strategies.all for text in strategy.texts]
    own = [one for one in ALIGNED if one.wording == "own"]
    texts = {one.id: squeeze("\n".join(lines_of(one.project))) for one in own}
    assert [key for key, text in texts.items() if "ดิจิทัล" in text or "digital" in text] == []
    assert [key for key, text in texts.items() if shares(text, titles)] == []


def shares(text, titles):
    """Whether a run of characters of a title stands in the text."""
    runs = (SequenceMatcher(None, text, title, autojunk=False) for title in titles)
    return any(run.find_longest_match().size > LONGEST_SHARED for run in runs)


@pytest.mark.parametrize("one", [p for p in SET.projects if not p.aligned], ids=named)
def test_what_serves_nothing_is_beyond_argument(one):
    assert all(not labels.also | labels.acceptable for labels in one.labels.values())


@pytest.mark.parametrize("trait", ["demand", "superseded"])
def test_some_projects_demand_a_score_or_name_an_old_edition(trait):
    kinds = {one.aligned for one in SET.projects if one.trait == trait}
    assert kinds == {True, False}
