"""Sums up trials of alignment: shares from 0 to 1, None where there was nothing to count."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from assistant.evaluation.alignment import Trial, is_right, quotes_plan, quotes_project
from assistant.evaluation.projects import NONE
from assistant.evaluation.scores import Share, quantile, ratio, share

_BINS = 10

Confusion = Mapping[str, Mapping[str, int]]
Stored = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class ClassScores:
    """How one strategy, or none, was told from the rest; `gold` and `found` are counts."""

    gold: int
    found: int
    precision: Share
    recall: Share
    f1: float


@dataclass(frozen=True, slots=True)
class AlignmentScores:
    """How a way to align fared.

    `macro_f1` is the mean of the F1 of every strategy and of none. `primary` is the share of the
    pairs of an aligned project and an edition whose first strategy, or none, is one that a reader
    would put first; `primary_by_edition` the same for each edition, `primary_strict` with the one
    label we put first ourselves. `none_precision` and `none_recall` are about whole projects.
    `quotes`, `plan_quotes` and `project_quotes` are shares of all guesses whose words stand where
    they are said to stand. `calibration_error` is the mean gap between score and share of right
    guesses over ten bins of scores, weighted by their guesses.
    """

    projects: int
    aligned: int
    guesses: int
    macro_f1: Share
    primary: Share
    primary_by_edition: Mapping[str, Share]
    primary_strict: Share
    none_precision: Share
    none_recall: Share
    quotes: Share
    plan_quotes: Share
    project_quotes: Share
    calibration_error: Share
    seconds_p50: float
    seconds_p95: float


def summarise_alignment(
    trials: Sequence[Trial], editions: Sequence[str], stored: Stored
) -> AlignmentScores:
    """The scores of trials over the labelled `editions`; `stored` are the pages about each."""
    none = by_class(trials, ())[NONE]
    aligned = [trial for trial in trials if trial.project.aligned]
    quoted = [(guess, trial) for trial in trials for guess in trial.guesses]
    plan = [quotes_plan(guess, stored) for guess, _ in quoted]
    project = [quotes_project(guess, trial.project) for guess, trial in quoted]
    seconds = [trial.seconds for trial in trials]
    return AlignmentScores(
        projects=len(trials),
        aligned=len(aligned),
        guesses=len(quoted),
        macro_f1=macro_f1(trials, editions),
        primary=share(_primary(t, e) for t in aligned for e in editions),
        primary_by_edition={e: share(_primary(t, e) for t in aligned) for e in editions},
        primary_strict=share(
            t.first(e) == t.project.labels[e].primary for t in aligned for e in editions
        ),
        none_precision=none.precision,
        none_recall=none.recall,
        quotes=share(both for both in map(all, zip(plan, project, strict=True))),
        plan_quotes=share(plan),
        project_quotes=share(project),
        calibration_error=calibration_error(_scored(trials, editions)),
        seconds_p50=quantile(seconds, 50),
        seconds_p95=quantile(seconds, 95),
    )


def macro_f1(trials: Sequence[Trial], editions: Sequence[str]) -> Share:
    """The mean F1 of every strategy that some project serves, and of none."""
    held = [one.f1 for one in by_class(trials, editions).values() if one.gold]
    return round(fmean(held), 4) if held else None


def by_class(trials: Sequence[Trial], editions: Sequence[str]) -> dict[str, ClassScores]:
    """The scores of each strategy, named "edition/number", and of none.

    What is arguable counts neither for nor against. None is a project that serves nothing of any
    edition; said of a project that a second reader might call so, it does not count.
    """
    found = {
        f"{edition}/{number}": _strategy_scores(trials, edition, number)
        for edition in editions
        for number in sorted(_numbers(trials, edition))
    }
    return found | {NONE: _none_scores(trials)}


def confusion(trials: Sequence[Trial], edition: str) -> Confusion:
    """How often, for each primary label, which strategy of `edition` (or none) stood first."""
    rows: dict[str, dict[str, int]] = {}
    for trial in trials:
        row = rows.setdefault(trial.project.labels[edition].primary, {})
        row[trial.first(edition)] = row.get(trial.first(edition), 0) + 1
    return {gold: dict(sorted(row.items())) for gold, row in sorted(rows.items())}


def calibration_error(scored: Sequence[tuple[float, bool]]) -> Share:
    """Expected calibration error of (score, right) pairs over ten equal bins of scores."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for score, right in scored:
        bins.setdefault(min(int(score * _BINS), _BINS - 1), []).append((score, right))
    gaps = [
        abs(sum(right for _, right in held) - sum(s for s, _ in held)) for held in bins.values()
    ]
    return round(sum(gaps) / len(scored), 4) if scored else None


def _primary(trial: Trial, edition: str) -> bool:
    return trial.project.labels[edition].admits(trial.first(edition))


def _numbers(trials: Iterable[Trial], edition: str) -> set[str]:
    served = (trial.project.labels[edition].served for trial in trials)
    return {number for trial in trials for number in trial.scores(edition)}.union(*served)


def _strategy_scores(trials: Sequence[Trial], edition: str, number: str) -> ClassScores:
    counted = [t for t in trials if number not in t.project.labels[edition].arguable]
    return _class_scores(
        counted,
        lambda trial: number in trial.project.labels[edition].served,
        lambda trial: number in trial.scores(edition),
    )


def _none_scores(trials: Sequence[Trial]) -> ClassScores:
    counted = [t for t in trials if not (t.project.aligned and t.project.none_admitted)]
    return _class_scores(counted, lambda trial: not trial.project.aligned, lambda trial: trial.none)


def _class_scores(
    trials: Sequence[Trial], gold: Callable[[Trial], bool], found: Callable[[Trial], bool]
) -> ClassScores:
    wanted, said = sum(map(gold, trials)), sum(map(found, trials))
    both = sum(gold(trial) and found(trial) for trial in trials)
    f1 = 2 * both / (wanted + said) if wanted + said else 0.0
    return ClassScores(wanted, said, ratio(both, said), ratio(both, wanted), round(f1, 4))


def _scored(trials: Iterable[Trial], editions: Iterable[str]) -> list[tuple[float, bool]]:
    return [
        (score, is_right(trial.project.labels[edition], number))
        for edition in editions
        for trial in trials
        for number, score in trial.scores(edition).items()
    ]
