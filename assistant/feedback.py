"""Takes what askers think of an answer."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant import wording
from assistant.question.privacy import holds_personal_data
from assistant.unanswered import note_complaint
from db.engine import Database
from db.errors import InvalidInput, NotFound
from db.models import Answer, Feedback, FeedbackReason
from db.models.answers import is_key
from db.models.feedback import MAX_COMMENT
from db.reads.answers import conversation
from db.thai import canonical
from db.writes import feedback

_MAX_LENGTH_SENT = 4 * MAX_COMMENT


@dataclass(frozen=True, slots=True)
class Rating:
    """Whether an answer helped, what was wrong with it (empty when it helped), in own words, and
    who says so."""

    answer_id: str
    helpful: bool
    reasons: Sequence[FeedbackReason] = ()
    comment: str | None = None
    asker: str | None = None


def rate(database: Database, rating: Rating) -> Feedback:
    """Keep a rating in place of the answer's last one.

    Raises NotFound for an unknown answer and for somebody else's, InvalidInput for reasons of a
    helpful answer and for a comment that is too long or holds personal data; nothing is kept then.
    """
    reasons = _reasons(rating)
    comment = _comment(rating.comment)
    if not is_key(rating.answer_id):
        raise NotFound(wording.NO_ANSWER)
    with database.writing() as session:
        answer = session.get(Answer, rating.answer_id, with_for_update=True)
        if answer is None or not conversation(session, answer.conversation_id, rating.asker):
            raise NotFound(wording.NO_ANSWER)
        note_complaint(session, answer, reasons)
        return feedback.rate(
            session, answer, helpful=rating.helpful, reasons=reasons, comment=comment
        )


def _reasons(rating: Rating) -> list[FeedbackReason]:
    path = ("input", "reasons")
    if len(rating.reasons) > len(FeedbackReason):
        raise InvalidInput(wording.TOO_MANY_REASONS.format(limit=len(FeedbackReason)), path)
    if rating.helpful and rating.reasons:
        raise InvalidInput(wording.REASONS_OF_HELPFUL, path)
    return list(dict.fromkeys(rating.reasons))


def _comment(given: str | None) -> str | None:
    path = ("input", "comment")
    if given is None:
        return None
    if len(given) > _MAX_LENGTH_SENT or len(text := canonical(given).strip()) > MAX_COMMENT:
        raise InvalidInput(wording.COMMENT_TOO_LONG.format(limit=MAX_COMMENT), path)
    if holds_personal_data(text):
        raise InvalidInput(wording.PERSONAL_COMMENT, path)
    return text or None
