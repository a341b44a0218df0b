"""Fits the weights of extraction/confidence.py to papers of our own; prints them and the curve.

    python tests/evaluation/fit_confidence.py

Each question that a paper answers is also asked with the answering lines cut out of it. The model
is a choice among the candidates of a question and none of them (a conditional logit): its gradient
needs numpy alone. What should speak for an answer may not speak against it.
"""

import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np

from api.services import Services, open_services
from api.settings import Settings
from assistant.draft import Draft, Evidence
from assistant.extraction import relevance
from assistant.extraction.features import NAMES
from assistant.extraction.ranking import rank
from assistant.extraction.view import HEAD, Vector
from assistant.steps.rephrase import rephrase
from assistant.steps.retrieve import retrieve
from db.reads.documents import PassageRow, openings
from db.thai import squeeze
from ingest.bundle import load_bundle
from ingest.library import Description

HERE = Path(__file__).parent / "fitting"
PENALTY, STEPS, RATE = 0.2, 1_500, 0.05
_FOR_WORDS = """
    own line near around passage rest_own rest_near focus_own focus_near rarest_own rarest_near
    rarest_around typed typed_line asked_noun together pairs headed defines numbers cosine
    somebody scoped_own scoped_near questioned
"""
FOR = frozenset(_FOR_WORDS.split())
AGAINST = frozenset({"missing_near", "missing_around", "undefined", "rank", "nobody", "unlisted"})


@dataclass(frozen=True, slots=True)
class Case:
    """A question's candidates: their features, a row each and a constant, and which answer."""

    answerable: bool
    features: Vector
    right: Vector


def main() -> None:
    """Read, look, fit, print."""
    with tempfile.TemporaryDirectory() as home:
        services = open_services(Settings(data_dir=Path(home)))
        load_bundle(services.library, services.database, Path(home))
        services.library.add([HERE / "papers"], Description())
        cases = list(_cases(services))
        services.close()
    weights = fit(cases)
    for name, weight in zip((*NAMES, "bias"), weights, strict=True):
        print(f'    "{name}": {weight:.2f},')
    for threshold in np.arange(0.1, 0.95, 0.05):
        print(_curve_line(cases, weights, float(threshold)))


def fit(cases: Sequence[Case]) -> Vector:
    """The weights that make the choices most likely, by projected Adam."""
    low = np.array([0.0 if name in FOR else -np.inf for name in (*NAMES, "bias")])
    high = np.array([0.0 if name in AGAINST else np.inf for name in (*NAMES, "bias")])
    weights = np.zeros(len(NAMES) + 1)
    mean, spread = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        slope = sum((_slope(case, weights) for case in cases), 2 * PENALTY * weights)
        mean, spread = 0.9 * mean + 0.1 * slope, 0.999 * spread + 0.001 * slope**2
        pace = mean / (1 - 0.9**step) / (np.sqrt(spread / (1 - 0.999**step)) + 1e-8)
        weights = np.clip(weights - RATE * pace, low, high)
    return weights


def _slope(case: Case, weights: Vector) -> Vector:
    if not len(case.right):
        return np.zeros_like(weights)
    scores = case.features @ weights
    odds = np.exp(scores - max(scores.max(), 0.0))
    share = odds / (odds.sum() + np.exp(-max(scores.max(), 0.0)))
    held = odds * case.right
    wanted = held / held.sum() if held.sum() else np.zeros_like(odds)
    slope: Vector = case.features.T @ (share - wanted)
    return slope


def _cases(services: Services) -> Iterator[Case]:
    lines = (HERE / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    for row in map(json.loads, lines):
        holds = [squeeze(text) for text in row.get("holds", ())]
        draft = _found(services, row["question"])
        yield _case(services, draft, row["document"], holds)
        if holds:
            cut = replace(draft, evidence=[_cut(e, row["document"], holds) for e in draft.evidence])
            yield _case(services, cut, row["document"], [])


def _found(services: Services, question: str) -> Draft:
    draft = Draft(question, date(2026, 11, 23), "fitting")
    for step in (rephrase, retrieve):
        step(draft, services.tools)
    return draft


def _case(services: Services, draft: Draft, document: str, holds: Sequence[str]) -> Case:
    versions = sorted({e.passage.version_id for e in draft.evidence})
    with services.database.reading() as session:
        heads = openings(session, versions, HEAD)
    if draft.index is None:
        raise RuntimeError("no index")
    found = rank(draft, relevance.weigh(draft.understood(), draft.index), heads)
    rows = [np.append(scored.features, 1.0) for scored in found]
    right = [
        bool(holds)
        and scored.candidate.passage.slug == document
        and all(text in squeeze(scored.candidate.text) for text in holds)
        for scored in found
    ]
    return Case(bool(holds), np.array(rows), np.array(right, dtype=float))


def _cut(evidence: Evidence, document: str, holds: Sequence[str]) -> Evidence:
    passage = evidence.passage
    return (
        replace(evidence, passage=_without(passage, holds))
        if passage.slug == document
        else evidence
    )


def _without(passage: PassageRow, holds: Sequence[str]) -> PassageRow:
    """The passage as its paper would read without the lines that answer."""
    start, end, at, kept = passage.start, passage.end, 0, []
    for line in passage.page_text.split("\n"):
        length = len(line) + 1
        if any(text in squeeze(line) for text in holds):
            start -= min(length, max(0, passage.start - at))
            end -= min(length, max(0, passage.end - at))
        else:
            kept.append(line)
        at += length
    page = "\n".join(kept)
    return replace(passage, page_text=page, start=start, end=end, text=page[start:end])


def _curve_line(cases: Sequence[Case], weights: Vector, threshold: float) -> str:
    """What share is answered, is answered rightly, and of near misses is refused."""
    best = [(case, *_best(case, weights)) for case in cases]
    asked = [(sure >= threshold, right) for case, sure, right in best if case.answerable]
    missed = [sure < threshold for case, sure, _ in best if not case.answerable]
    answered = np.mean([given for given, _ in asked])
    rightly = np.mean([given and right for given, right in asked])
    return (
        f"{threshold:.2f} answered {answered:.3f} right {rightly:.3f} refused {np.mean(missed):.3f}"
    )


def _best(case: Case, weights: Vector) -> tuple[float, bool]:
    if not len(case.right):
        return 0.0, False
    scores = case.features @ weights
    at = int(scores.argmax())
    return float(1 / (1 + np.exp(-scores[at]))), bool(case.right[at])


if __name__ == "__main__":
    main()
