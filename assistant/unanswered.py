"""Which answers leave a knowledge gap, and which questions are the same gap."""

import hashlib
import re
from collections.abc import Collection
from datetime import date, timedelta

from sqlmodel import Session

from db.models import Answer, AnswerStatus, FeedbackReason
from db.thai import squeeze
from db.writes import gaps
from db.writes.gaps import Unanswered

LEFT_OPEN = frozenset({AnswerStatus.REFUSED_NOT_IN_DOCUMENTS, AnswerStatus.PARTIAL})
_RATED = LEFT_OPEN | {AnswerStatus.ANSWERED, AnswerStatus.CLARIFY}
_WRONG = frozenset(
    {FeedbackReason.WRONG_FACT, FeedbackReason.WRONG_EDITION, FeedbackReason.REFUSED_BUT_EXISTS}
)
_NO_WORD = re.compile(r"[^\w\u0e00-\u0e7f]+")
_DAY = timedelta(days=1)


def note_unanswered(session: Session, answer: Answer) -> None:
    """Count the asking when the documents did not answer it."""
    asked = _unanswered(answer)
    if asked is not None and answer.status in LEFT_OPEN:
        gaps.meet(session, asked)


def note_complaint(session: Session, answer: Answer, reasons: Collection[FeedbackReason]) -> None:
    """Open a gap when an answer, or its being refused, was rated wrong."""
    asked = _unanswered(answer)
    if asked is not None and answer.status in _RATED and not _WRONG.isdisjoint(reasons):
        gaps.complain(session, asked)


def asked_as_of(answer: Answer) -> date | None:
    """The day a question was about, None where that was the day it was asked on."""
    # The day is Thailand's and the time of day UTC, so the two may be a day apart.
    if answer.as_of is None or abs(answer.as_of - answer.answered_at.date()) <= _DAY:
        return None
    return answer.as_of


def key_of(question: str, day: date | None = None) -> str:
    """The digest of a question's words, whatever its spacing, digits and punctuation."""
    words = _NO_WORD.sub("", squeeze(question))
    return hashlib.sha256(f"{words}\0{day or ''}".encode()).hexdigest()


def _unanswered(answer: Answer) -> Unanswered | None:
    question = answer.understood or answer.question
    if question is None:  # it held personal data
        return None
    return Unanswered(
        key=key_of(question, asked_as_of(answer)),
        question=question,
        status=answer.status,
        answer_id=answer.id,
        generation_id=answer.generation_id,
    )
