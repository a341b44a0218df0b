"""Whether the assistant answers."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from db.errors import AssistantPaused
from db.models import AssistantSwitch

PAUSED = "ผู้ช่วยหยุดให้บริการชั่วคราว เนื่องจาก{reason} โปรดลองใหม่ภายหลัง"


@dataclass(frozen=True, slots=True)
class Pause:
    """Why the assistant is silent, in an admin's words, and since when."""

    reason: str
    since: datetime


def pause_of(session: Session) -> Pause | None:
    """The pause that lasts now; None while the assistant answers."""
    row = session.get_one(AssistantSwitch, 1)
    return Pause(row.reason, row.changed_at) if row.reason else None


def require_answering(session: Session) -> None:
    """Raises AssistantPaused with the reason while the assistant is off.

    The one place that is asked before a question is answered, a project held against plans, or the
    library searched for somebody.
    """
    pause = pause_of(session)
    if pause is not None:
        raise AssistantPaused(PAUSED.format(reason=pause.reason))
