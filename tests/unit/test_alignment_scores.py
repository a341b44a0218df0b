"""The measures of alignment, against values worked out by hand."""

import pytest

from assistant.evaluation.alignment import Guess, Trial, try_all
from assistant.evaluation.alignment_scores import (
    by_class,
    calibration_error,
    confusion,
    macro_f1,
    summarise_alignment,
)
from assistant.evaluation.projects import LabelledProject, Labels

PLAN = "P1"
STORED = {PLAN: ["ยุทธศาสตร์ที่ 1 ถนน", "ยุทธศาสตร์ที่ 2 น้ำ"]}


def labels(primary, also="", acceptable=""):
    return Labels(primary, frozenset(also), frozenset(acceptable.split()), {})


def trial(gold, *found, quotes=("น้ำ", "โครงการ")):
    """A trial of one edition: what is labelled, and (strategy, score) as found."""
    project = LabelledProject(
        "p", "dev", "k", "own", None, {"title": "โครงการหนึ่ง", "kpis": ["ตัวชี้วัด"]}, {PLAN: gold}
    )
    return Trial(project, tuple(Guess(PLAN, key, score, *quotes) for key, score in found), 0.5)


def summary(*trials):
    return summarise_alignment(trials, [PLAN], STORED)


def test_f1_of_each_strategy_and_of_none():
    trials = [
        trial(labels("1"), ("1", 0.9), ("2", 0.4)),
        trial(labels("1", also="2"), ("1", 0.9)),
        trial(labels("2")),
        trial(labels("none")),
    ]
    classes = by_class(trials, [PLAN])
    assert (classes["P1/1"].precision, classes["P1/1"].recall) == (1.0, 1.0)
    assert (classes["P1/2"].precision, classes["P1/2"].recall) == (0.0, 0.0)
    assert (classes["none"].precision, classes["none"].recall) == (0.5, 1.0)
    assert macro_f1(trials, [PLAN]) == round((1 + 0 + 2 / 3) / 3, 4)


def test_what_is_arguable_counts_neither_way():
    found, missed = trial(labels("1", acceptable="2"), ("1", 1.0), ("2", 1.0)), trial(labels("2"))
    two = by_class([found, missed], [PLAN])["P1/2"]
    assert (two.gold, two.found, two.recall) == (1, 0, 0.0)


@pytest.mark.parametrize(
    ("found", "lenient", "strict"),
    [
        ([("1", 0.9), ("2", 0.8)], 1.0, 1.0),
        ([("3", 0.9), ("1", 0.8)], 1.0, 0.0),
        ([("2", 0.9), ("1", 0.8)], 0.0, 0.0),
        ([], 0.0, 0.0),
    ],
)
def test_what_stands_first(found, lenient, strict):
    scores = summary(trial(labels("1", also="2", acceptable="3"), *found))
    assert (scores.primary, scores.primary_strict) == (lenient, strict)


def test_projects_that_serve_nothing_are_no_part_of_primary_accuracy():
    scores = summary(trial(labels("none")), trial(labels("1"), ("2", 0.5)))
    assert (scores.primary, scores.primary_by_edition) == (0.0, {PLAN: 0.0})
    assert (scores.none_precision, scores.none_recall) == (1.0, 1.0)


def test_none_where_it_is_arguable_does_not_count():
    scores = summary(trial(labels("1", acceptable="none")), trial(labels("none"), ("1", 0.2)))
    assert (scores.primary, scores.none_precision, scores.none_recall) == (1.0, None, 0.0)


@pytest.mark.parametrize(
    ("quotes", "plan", "project"),
    [
        (("ยุทธศาสตร์ที่ 2 น้ำ", "ตัวชี้วัด"), 1.0, 1.0),
        (("ยุทธศาสตร์ที่  2 น้ำ", "โครงการ"), 0.0, 1.0),
        (("น้ำ", "โครงการหนึ่งตัวชี้วัด"), 1.0, 0.0),
        (("", " "), 0.0, 0.0),
    ],
)
def test_quotes_are_compared_letter_by_letter(quotes, plan, project):
    scores = summary(trial(labels("2"), ("2", 1.0), quotes=quotes))
    assert (scores.plan_quotes, scores.project_quotes) == (plan, project)
    assert scores.quotes == min(plan, project)


def test_calibration_is_the_mean_gap_of_the_bins():
    scored = [(0.95, True), (0.92, False), (0.15, False), (1.0, True)]
    gap = abs(2 - (0.95 + 0.92 + 1.0)) + 0.15
    assert calibration_error(scored) == round(gap / 4, 4)
    assert calibration_error([]) is None


def test_a_strategy_found_twice_has_its_best_score():
    scores = summary(trial(labels("1"), ("1", 0.6), ("1", 0.8), ("", 0.9)))
    assert (scores.guesses, scores.calibration_error) == (3, 0.2)


def test_confusions_are_counted_by_the_primary_label():
    trials = [
        trial(labels("1", acceptable="2"), ("2", 0.9)),
        trial(labels("1")),
        trial(labels("none")),
    ]
    assert confusion(trials, PLAN) == {"1": {"2": 1, "none": 1}, "none": {"none": 1}}


def test_every_project_is_tried():
    project = trial(labels("1")).project
    found = try_all([project], lambda one: [Guess(PLAN, "1", 1.0, "ถนน", one["title"])])
    assert [guess.project_quote for guess in found[0].guesses] == ["โครงการหนึ่ง"]
    assert found[0].first(PLAN) == "1"
