"""What was asked and answered."""

from sqlmodel import Session, col, select

from db.models import Answer, AnswerStatus, Conversation


def turns(session: Session, key: str, limit: int) -> list[tuple[str, AnswerStatus, str]] | None:
    """The last questions of a conversation with their status and answer, oldest first; None when
    there is no such conversation. A question that held personal data is left out."""
    if session.get(Conversation, key) is None:
        return None
    query = (
        select(Answer)
        .where(Answer.conversation_id == key, col(Answer.question).is_not(None))
        .order_by(col(Answer.answered_at).desc())
        .limit(limit)
    )
    rows = [(row.question or "", row.status, row.text) for row in session.exec(query)]
    return rows[::-1]
