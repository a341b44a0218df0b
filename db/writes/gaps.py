"""Keeps the questions that were not answered: one gap for a question, however often asked."""

from dataclasses import dataclass

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from db.models import AnswerStatus, GapState, KnowledgeGap
from db.models.table import now


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question and the answer that left it open; `key` is the digest of its words."""

    key: str
    question: str
    status: AnswerStatus
    answer_id: str
    generation_id: int | None


def meet(session: Session, asked: Unanswered) -> None:
    """Count one more asking; a gap that was answered before is open again."""
    gap = _held(session, asked)
    gap.count, gap.last_asked_at = gap.count + 1, now()
    _open(gap, asked)


def complain(session: Session, asked: Unanswered) -> None:
    """Open the gap of a question whose answer was rated wrong.

    Its asking was counted when it was met, so only a gap made here counts it.
    """
    gap = _held(session, asked)
    gap.count = max(gap.count, 1)
    _open(gap, asked)


def resolve(session: Session, gap_id: int, generation: int, answer_id: str) -> None:
    """An answer was found in `generation`; what an admin closed meanwhile stays as it is."""
    gap = session.get(KnowledgeGap, gap_id, with_for_update=True)
    if gap is None or gap.state not in {GapState.OPEN, GapState.ASSIGNED}:
        return
    gap.state, gap.resolved_by = GapState.ANSWERED, answer_id
    gap.generation_id, gap.last_status = generation, AnswerStatus.ANSWERED
    session.add(gap)


def ask_in_vain(session: Session, gap_id: int, generation: int, status: AnswerStatus) -> None:
    """The question was asked in `generation` and is still open; no asker has met it."""
    gap = session.get(KnowledgeGap, gap_id, with_for_update=True)
    if gap is not None:
        gap.generation_id, gap.last_status = generation, status
        session.add(gap)


def _held(session: Session, asked: Unanswered) -> KnowledgeGap:
    """The question's gap, made when there is none, and nobody else's until this is written."""
    query = select(KnowledgeGap).where(KnowledgeGap.key == asked.key).with_for_update()
    gap = session.exec(query).first()
    if gap is not None:
        return gap
    new = KnowledgeGap(
        key=asked.key,
        question=asked.question,
        last_status=asked.status,
        answer_id=asked.answer_id,
    )
    try:
        with session.begin_nested():
            session.add(new)
    except IntegrityError:  # somebody asked the same at the same moment
        return session.exec(query).one()
    return new


def _open(gap: KnowledgeGap, asked: Unanswered) -> None:
    gap.last_status, gap.answer_id = asked.status, asked.answer_id
    gap.generation_id = asked.generation_id
    if gap.state is GapState.ANSWERED:
        gap.state, gap.resolved_by = GapState.OPEN, None
