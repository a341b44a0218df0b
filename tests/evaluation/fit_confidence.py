"""Fits the weights of extraction/confidence.py to papers of our own; prints them and the curve.

    python tests/evaluation/fit_confidence.py

Each question that a paper answers is also asked with the answering lines cut out of it. The model
is a choice among the candidates of a question and none of them (a conditional logit): its gradient
needs numpy alone. What should speak for an answer may not speak against it. Two curves are printed:
of the weights in use, and of weights fitted to all papers but the one asked of. Where the second is
no better, the weights stay.
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
from assistant.extraction.confidence import BIAS, WEIGHTS
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
PENALTY, STEPS, RATE = 0.2, 600, 0.05
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

    document: str
    cut: bool
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
    in_use = np.array([WEIGHTS.get(name, 0.0) for name in NAMES] + [BIAS])
    _print_curve("weights in use", [_Best(case, in_use) for case in cases])
    left_out = {name: fit([case for case in cases if case.document != name])
                for name in {case.document for case in cases}}  # fmt: skip
    _print_curve("fitted to the others", [_Best(case, left_out[case.document]) for case in cases])


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
            yield replace(_case(services, cut, row["document"], []), cut=True)


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
    return Case(document, False, bool(holds), np.array(rows), np.array(right, dtype=float))


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


class _Best:
    """The surest candidate of a case under weights: how sure, and whether it answers."""

    def __init__(self, case: Case, weights: Vector) -> None:
        self.case, self.sure, self.right = case, 0.0, False
        if len(case.right):
            scores = case.features @ weights
            at = int(scores.argmax())
            self.sure, self.right = float(1 / (1 + np.exp(-scores[at]))), bool(case.right[at])


def _print_curve(name: str, found: Sequence[_Best]) -> None:
    """For thresholds, the shares answered rightly and wrongly, and refused of what is not there."""
    able = [best for best in found if best.case.answerable]
    cut = [best for best in found if best.case.cut]
    near = [best for best in found if not best.case.answerable and not best.case.cut]
    print(name)
    for threshold in map(float, np.arange(0.05, 0.65, 0.05)):
        right = np.mean([best.sure >= threshold and best.right for best in able])
        wrong = np.mean([best.sure >= threshold and not best.right for best in able])
        missed, without = (np.mean([b.sure < threshold for b in part]) for part in (near, cut))
        print(
            f"{threshold:.2f} right {right:.3f} wrong {wrong:.3f} "
            f"near misses refused {missed:.3f} cut refused {without:.3f}"
        )


if __name__ == "__main__":
    main()
