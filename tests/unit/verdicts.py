"""Cases, answers and verdicts with what a test cares about, the rest filled in."""

from datetime import date

from assistant.answer import Answer, Quote, Sentence
from assistant.evaluation.judging import Verdict, is_partly_right, is_right
from assistant.evaluation.sets import Case
from db.models import AnswerStatus

ANSWERED = AnswerStatus.ANSWERED
REFUSED = AnswerStatus.REFUSED_NOT_IN_DOCUMENTS


def case(kind="number", status=(ANSWERED,), holds=(), numbers=(), question="?", **more):
    filled = {"forbidden": (), "quotes": (), "notice": None, "turns": ()} | more
    return Case(
        id="q",
        half="dev",
        kind=kind,
        style="plain",
        question=question,
        status=frozenset(status),
        holds=tuple((one,) if isinstance(one, str) else one for one in holds),
        numbers=tuple((one,) if isinstance(one, str) else one for one in numbers),
        on=date(2026, 11, 23),
        **filled,
    )


def quote(start=0, end=10, text="", document="rule"):
    return Quote(document, "", "other", None, 1, 1, 1, None, "", start, end, text, "")


def answer(text="", status=ANSWERED, quotes=(), citations=(0,), notices=()):
    sentences = (Sentence(text, citations),)
    return Answer("a", "c", "?", status, text, sentences, quotes, notices, {})


def verdict(asked, found, quotes=0, good=0, gold=0, met=0, unsupported=0, seconds=0.1):
    right, partly = is_right(asked, found), is_partly_right(asked, found)
    return Verdict(asked, found, right, partly, quotes, good, gold, met, unsupported, seconds)
