"""Sums up verdicts: shares from 0 to 1, None where there was nothing to count."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import quantiles

from assistant.evaluation.asking import Found, Hidden
from assistant.evaluation.judging import Verdict

Share = float | None


@dataclass(frozen=True, slots=True)
class KindScores:
    """How the questions of one kind fared."""

    questions: int
    right: int
    answered: int
    refused: int
    wrong: int


@dataclass(frozen=True, slots=True)
class Scores:
    """How a set fared.

    `answered` is the share of the answerable that was answered, `accuracy` that of those answers
    which is right, `wrong` that of all questions answered wrongly or without an answer in the
    documents. `refusal_precision` is the share of refusals that were due, `refusal_recall` that of
    the unanswerable (greetings apart) that was refused, `near_miss_refusal` that of near misses.
    `quote_precision` is the share of the quotes shown that match gold, `quote_recall` that of the
    gold of all answerable questions that was quoted.
    """

    questions: int
    answerable: int
    answered: Share
    accuracy: Share
    wrong: Share
    status_accuracy: Share
    refusal_precision: Share
    refusal_recall: Share
    near_miss_refusal: Share
    quote_precision: Share
    quote_recall: Share
    notices: Share
    unsupported_sentences: int
    seconds_p50: float
    seconds_p95: float


@dataclass(frozen=True, slots=True)
class RetrievalScores:
    """Share of gold quotes found among ten passages; of questions all whose gold was found.

    `several_all` is the latter over the questions with more than one gold quote.
    """

    recall: Share
    all_gold: Share
    several_all: Share


@dataclass(frozen=True, slots=True)
class HiddenScores:
    """What became of questions robbed of their answer, as shares of `questions`.

    `right` found the same elsewhere in the documents; `leaked` quoted what was hidden.
    """

    questions: int
    refused: Share
    right: Share
    leaked: Share
    wrong: Share


def summarise(verdicts: Sequence[Verdict]) -> Scores:
    """The scores of a set, or of any part of one."""
    able = [v for v in verdicts if v.case.answerable]
    unable = [v for v in verdicts if not v.case.answerable and v.case.kind != "greeting"]
    refused = [v for v in verdicts if v.refused]
    answered = [v for v in able if v.served]
    return Scores(
        questions=len(verdicts),
        answerable=len(able),
        answered=share(v.served for v in able),
        accuracy=share(v.right for v in answered),
        wrong=share(v.wrong for v in verdicts),
        status_accuracy=share(v.answer.status in v.case.status for v in verdicts),
        refusal_precision=share(not v.case.answerable for v in refused),
        refusal_recall=share(v.refused for v in unable),
        near_miss_refusal=share(v.refused for v in verdicts if v.case.kind == "near_miss"),
        quote_precision=ratio(sum(v.good for v in able), sum(v.quotes for v in able)),
        quote_recall=ratio(sum(v.met for v in able), sum(v.gold for v in able)),
        notices=share(v.noticed for v in answered if v.case.notice),
        unsupported_sentences=sum(v.unsupported for v in verdicts),
        seconds_p50=quantile([v.seconds for v in verdicts], 50),
        seconds_p95=quantile([v.seconds for v in verdicts], 95),
    )


def by_kind(verdicts: Sequence[Verdict]) -> dict[str, KindScores]:
    """The counts of each kind of question, in the order of the set."""
    kinds = dict.fromkeys(v.case.kind for v in verdicts)
    return {kind: _count([v for v in verdicts if v.case.kind == kind]) for kind in kinds}


def summarise_retrieval(found: Sequence[Found]) -> RetrievalScores:
    """The scores of what was retrieved."""
    return RetrievalScores(
        recall=ratio(sum(f.met for f in found), sum(f.wanted for f in found)),
        all_gold=share(f.met == f.wanted for f in found),
        several_all=share(f.met == f.wanted for f in found if f.wanted > 1),
    )


def summarise_hidden(hidden: Sequence[Hidden]) -> HiddenScores:
    """The scores of questions robbed of their answer."""
    told = [h for h in hidden if h.verdict.answered]
    elsewhere = [h for h in told if not h.leaked]
    count = len(hidden)
    return HiddenScores(
        questions=count,
        refused=ratio(sum(h.verdict.refused for h in hidden), count),
        right=ratio(sum(h.verdict.right for h in elsewhere), count),
        leaked=ratio(sum(h.leaked for h in told), count),
        wrong=ratio(sum(not h.verdict.right for h in elsewhere), count),
    )


def share(found: Iterable[bool]) -> Share:
    """The share that is true."""
    held = list(found)
    return ratio(sum(held), len(held))


def ratio(part: int, whole: int) -> Share:
    """A part of a whole, rounded."""
    return round(part / whole, 4) if whole else None


def quantile(values: Sequence[float], percent: int) -> float:
    """The value that `percent` of 100 do not pass, 0.0 without any."""
    if len(values) < 2:
        return round(values[0], 4) if values else 0.0
    return round(quantiles(values, n=100, method="inclusive")[percent - 1], 4)


def _count(verdicts: Sequence[Verdict]) -> KindScores:
    return KindScores(
        questions=len(verdicts),
        right=sum(v.right for v in verdicts),
        answered=sum(v.answered for v in verdicts),
        refused=sum(v.refused for v in verdicts),
        wrong=sum(v.wrong for v in verdicts),
    )
