"""Questions the documents did not answer."""

from sqlmodel import Session, col, or_, select

from db.models import GapState, KnowledgeGap

WAITING = (GapState.OPEN, GapState.ASSIGNED)


def gaps(session: Session, state: GapState | None, limit: int) -> list[KnowledgeGap]:
    """Gaps of a state, or of any, the most asked first."""
    query = select(KnowledgeGap)
    if state is not None:
        query = query.where(KnowledgeGap.state == state)
    return list(session.exec(query.order_by(*_MOST_ASKED).limit(limit)))


def waiting(session: Session, generation: int | None, limit: int) -> list[KnowledgeGap]:
    """Open and assigned gaps not yet asked in `generation` (None: all), the most asked first."""
    query = select(KnowledgeGap).where(col(KnowledgeGap.state).in_(WAITING))
    if generation is not None:
        asked_in = col(KnowledgeGap.generation_id)
        query = query.where(or_(asked_in.is_(None), asked_in != generation))
    return list(session.exec(query.order_by(*_MOST_ASKED).limit(limit)))


_MOST_ASKED = (
    col(KnowledgeGap.count).desc(),
    col(KnowledgeGap.last_asked_at).desc(),
    col(KnowledgeGap.id),
)
