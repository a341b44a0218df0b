"""Forgets conversations that nobody went on with for long."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, CursorResult, delete, exists, or_
from sqlmodel import Session, SQLModel, col, select

from db.models import Answer, Citation, Conversation, Feedback, GapState, KnowledgeGap
from db.writes.audit import record

BATCH = 500


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How many of each went."""

    conversations: int = 0
    answers: int = 0
    gaps: int = 0

    def __add__(self, other: "Forgotten") -> "Forgotten":
        return Forgotten(
            self.conversations + other.conversations,
            self.answers + other.answers,
            self.gaps + other.gaps,
        )

    def __bool__(self) -> bool:
        return bool(self.conversations or self.answers or self.gaps)


def forget(session: Session, actor: str, before: datetime, most: int = BATCH) -> Forgotten:
    """Delete at most `most` conversations in which nothing was asked since `before`, with their
    answers, quotes and ratings, and the gaps that were answered and not met since; nothing where
    there are none.

    An answer on which a gap still rests stays, and its conversation, until the gap is answered.
    What went is counted in the audit trail.
    """
    gaps = _delete(
        session,
        KnowledgeGap,
        col(KnowledgeGap.state) == GapState.ANSWERED,
        col(KnowledgeGap.last_asked_at) < before,
    )
    old = _old(session, before, most)
    answers = _forget_answers(session, old)
    talks = _delete(session, Conversation, col(Conversation.id).in_(old), ~_has_answers())
    gone = Forgotten(talks, answers, gaps)
    if gone:
        detail = {"conversations": talks, "answers": answers, "gaps": gaps}
        record(session, actor, "conversations.forget", f"before {before.isoformat()}", detail)
    return gone


def _old(session: Session, before: datetime, most: int) -> Sequence[str]:
    """Conversations nobody went on with, of which something may be forgotten, the oldest first."""
    recent = exists().where(
        col(Answer.conversation_id) == col(Conversation.id), col(Answer.answered_at) >= before
    )
    free = exists().where(col(Answer.conversation_id) == col(Conversation.id), ~_is_needed())
    query = (
        select(Conversation.id)
        .where(col(Conversation.started_at) < before, ~recent, or_(free, ~_has_answers()))
        .order_by(col(Conversation.started_at), col(Conversation.id))
        .limit(most)
    )
    return session.exec(query).all()


def _forget_answers(session: Session, talks: Sequence[str]) -> int:
    query = select(Answer.id).where(col(Answer.conversation_id).in_(talks), ~_is_needed())
    answers = session.exec(query).all()
    _delete(session, Citation, col(Citation.answer_id).in_(answers))
    _delete(session, Feedback, col(Feedback.answer_id).in_(answers))
    return _delete(session, Answer, col(Answer.id).in_(answers))


def _is_needed() -> ColumnElement[bool]:
    """Whether a gap rests on an answer."""
    return exists().where(
        or_(
            col(KnowledgeGap.answer_id) == col(Answer.id),
            col(KnowledgeGap.resolved_by) == col(Answer.id),
        )
    )


def _has_answers() -> ColumnElement[bool]:
    return exists().where(col(Answer.conversation_id) == col(Conversation.id))


def _delete(session: Session, table: type[SQLModel], *which: Any) -> int:  # noqa: ANN401
    """How many rows went."""
    done: CursorResult[Any] = session.connection().execute(delete(table).where(*which))
    return done.rowcount
