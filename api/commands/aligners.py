"""The ways to align projects that ours is compared with, and ours: each over the same plans.

A baseline scores every strategy in force, names the best of each edition, and keeps it where its
score reaches a threshold: one for all, fitted on the half that may be looked at. A baseline quotes
the strategy's title and the project's.
"""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from importlib import import_module
from typing import Any

from api.commands.benches import PlanBench
from assistant.evaluation.alignment import Align, Guess, Trial, try_all
from assistant.evaluation.alignment_scores import macro_f1
from assistant.evaluation.matching import guesses_of
from assistant.evaluation.projects import LabelledProject, lines_of
from assistant.evaluation.strategies import Strategy
from db.keywords import KeywordIndex
from db.thai import words

Scores = Callable[[str], Sequence[float]]
"""From a project's text to a score, 0 to 1, for each strategy of the bench, in their order."""

_SHORTEST_KEYWORD = 3


def ours(bench: PlanBench) -> Align:
    """The product's own engine, by the language model where one is set."""
    engine, projects = import_module("assistant.alignment"), _project_type()

    def align(project: Mapping[str, Any]) -> list[Guess]:
        held = projects.from_json(project)
        found = asyncio.run(engine.align_with_model(held, bench.services.tools, bench.on))
        return guesses_of(found.matches, bench.strategies)

    return align


def keyword_counts(bench: PlanBench) -> Scores:
    """How often the words that an edition uses under one strategy alone stand in the project.

    n of them score n / (n + 1).
    """
    keywords = _keywords(bench.strategies.all)

    def score(text: str) -> list[float]:
        said = Counter(words(text))
        counts = [sum(said[word] for word in own) for own in keywords]
        return [count / (count + 1) for count in counts]

    return score


def nearest_vector(bench: PlanBench) -> Scores:
    """The cosine of the project to the nearest title of each strategy."""
    embedder = bench.services.embedder
    titles = [embedder.embed_passages(strategy.texts) for strategy in bench.strategies.all]

    def score(text: str) -> list[float]:
        vector = embedder.embed_queries([text])[0]
        return [float((held @ vector).max()) for held in titles]

    return score


def word_bm25(bench: PlanBench) -> Scores:
    """BM25 over Thai words, each strategy one document; a share of the most the project could
    score."""
    texts = ["\n".join(strategy.texts) for strategy in bench.strategies.all]
    index = KeywordIndex.build(
        bench.services.data_dir / "strategies",
        range(len(texts)),
        texts,
        lambda text: list(words(text)),
    )

    def score(text: str) -> list[float]:
        found, most = index.search(text, len(texts)), index.upper_bound(text)
        return [min(1.0, found.get(at, 0.0) / most) if most else 0.0 for at in range(len(texts))]

    return score


BASELINES: Mapping[str, Callable[[PlanBench], Scores]] = {
    "keyword-counts": keyword_counts,
    "nearest-vector": nearest_vector,
    "word-bm25": word_bm25,
}


def baseline(name: str, bench: PlanBench, dev: Sequence[LabelledProject]) -> Align:
    """A baseline with the threshold that gives it the best macro-F1 on `dev`."""
    nearest = _nearest(bench.strategies.all, BASELINES[name](bench))
    least = _best_threshold(try_all(dev, nearest), bench.strategies.editions)
    return lambda project: [guess for guess in nearest(project) if guess.score >= least]


def _project_type() -> Any:  # noqa: ANN401
    return import_module("assistant.alignment.project").Project


def _nearest(strategies: Sequence[Strategy], scores: Scores) -> Align:
    """The best strategy of each edition, the best edition first."""

    def align(project: Mapping[str, Any]) -> list[Guess]:
        best: dict[str, Guess] = {}
        for strategy, score in zip(strategies, scores("\n".join(lines_of(project))), strict=True):
            if score > (best[strategy.edition].score if strategy.edition in best else 0.0):
                best[strategy.edition] = _guess(strategy, score, project)
        return sorted(best.values(), key=lambda guess: -guess.score)

    return align


def _guess(strategy: Strategy, score: float, project: Mapping[str, Any]) -> Guess:
    return Guess(strategy.edition, strategy.number, score, strategy.title, project["title"])


def _best_threshold(trials: Sequence[Trial], editions: Sequence[str]) -> float:
    scores = sorted({guess.score for trial in trials for guess in trial.guesses}, reverse=True)
    return max(scores, key=lambda least: macro_f1(_kept(trials, least), editions) or 0.0)


def _kept(trials: Iterable[Trial], least: float) -> list[Trial]:
    return [
        replace(trial, guesses=tuple(guess for guess in trial.guesses if guess.score >= least))
        for trial in trials
    ]


def _keywords(strategies: Sequence[Strategy]) -> list[set[str]]:
    """The words of each strategy that no other of its edition uses."""
    found = [
        {w for w in words(" ".join(s.texts)) if len(w) >= _SHORTEST_KEYWORD} for s in strategies
    ]
    used = Counter(
        (s.edition, word) for s, own in zip(strategies, found, strict=True) for word in own
    )
    return [
        {word for word in own if used[strategy.edition, word] == 1}
        for strategy, own in zip(strategies, found, strict=True)
    ]
