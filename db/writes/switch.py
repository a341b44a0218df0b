"""Turns the assistant off and on again."""

from sqlmodel import Session

from db.errors import InvalidInput
from db.models import AssistantSwitch
from db.models.switch import MAX_REASON
from db.models.table import now
from db.writes.audit import record


def pause(session: Session, actor: str, reason: str) -> None:
    """From now on nothing is answered; askers read `reason`. Raises InvalidInput without one."""
    reason = " ".join(reason.split())
    if not 1 <= len(reason) <= MAX_REASON:
        raise InvalidInput(f"ต้องบอกเหตุผลที่ปิดผู้ช่วย ไม่เกิน {MAX_REASON} ตัวอักษร", ("reason",))
    row = session.get_one(AssistantSwitch, 1, with_for_update=True)
    row.reason, row.changed_at = reason, now()
    session.add(row)
    record(session, actor, "assistant.pause", "assistant", {"reason": reason})


def resume(session: Session, actor: str, note: str | None = None) -> None:
    """Answer again; nothing is written where the assistant answers already. Raises InvalidInput
    for a note too long."""
    if len(note or "") > MAX_REASON:
        raise InvalidInput(f"บันทึกต้องไม่เกิน {MAX_REASON} ตัวอักษร", ("note",))
    row = session.get_one(AssistantSwitch, 1, with_for_update=True)
    if row.reason is None:
        return
    before, row.reason, row.changed_at = row.reason, None, now()
    session.add(row)
    record(session, actor, "assistant.resume", "assistant", {"reason": before, "note": note})
