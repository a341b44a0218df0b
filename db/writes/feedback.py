"""Keeps ratings: one for an answer, the last one given."""

from collections.abc import Sequence

from sqlmodel import Session

from db.models import Answer, Feedback, FeedbackReason
from db.models.table import now


def rate(
    session: Session,
    answer: Answer,
    *,
    helpful: bool,
    reasons: Sequence[FeedbackReason],
    comment: str | None,
) -> Feedback:
    """Rate an answer, in place of what it was rated before; the caller has locked the answer."""
    feedback = session.get(Feedback, answer.id) or Feedback(answer_id=answer.id, helpful=helpful)
    feedback.helpful, feedback.comment = helpful, comment
    feedback.reasons = [reason.value for reason in reasons]
    feedback.rated_at = now()
    session.add(feedback)
    return feedback
