"""What a threshold on confidence buys: questions answered against answers that are wrong."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.evaluation.judging import Verdict


@dataclass(frozen=True, slots=True)
class Leaning:
    """A verdict reached with no threshold, and how sure the answer was (0 to 1)."""

    verdict: Verdict
    confidence: float


@dataclass(frozen=True, slots=True)
class Point:
    """What would become of a set if answers below `threshold` were refused; shares from 0 to 1."""

    threshold: float
    answered: float
    wrong: float
    near_miss_refusal: float


def trace(leanings: Sequence[Leaning], steps: int = 20) -> list[Point]:
    """A point for each of `steps` + 1 thresholds from 0 to 1.

    An answer below the threshold becomes a refusal; everything else stays what it was.
    """
    return [_point(leanings, step / steps) for step in range(steps + 1)]


def _point(leanings: Sequence[Leaning], threshold: float) -> Point:
    able = [one for one in leanings if one.verdict.case.answerable]
    misses = [one for one in leanings if one.verdict.case.kind == "near_miss"]
    told = [one for one in leanings if _stands(one, threshold)]
    return Point(
        threshold=threshold,
        answered=_share(sum(_stands(one, threshold) for one in able), len(able)),
        wrong=_share(sum(one.verdict.wrong for one in told), len(leanings)),
        near_miss_refusal=_share(sum(not _stands(one, threshold) for one in misses), len(misses)),
    )


def _stands(one: Leaning, threshold: float) -> bool:
    if one.verdict.answered:
        return one.confidence >= threshold
    return one.verdict.served and not one.verdict.refused


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0
