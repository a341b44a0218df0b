"""Answers what an edition changed against the one before it: the lines of its data that say so."""

import re

from sqlmodel import Session

from assistant.composers.plans import shown
from assistant.draft import Composition, Draft, Statement
from assistant.question.topic import scope_of, unknown
from assistant.quoting import Shelf
from db.thai import squeeze

_VERBS = ("เพิ่ม", "ตัด", "ลด", "ยกเลิก", "ปรับ")
_KNOWN = """
    เพิ่ม เพิ่มขึ้น ตัด ตัดออก ลด ยกเลิก ปรับ จาก แผน ฉบับ เดิม ก่อน ก่อนหน้า เก่า ด้าน โครงการ
    ยุทธศาสตร์ เป้าหมาย ตัวชี้วัด มาตรการ ร่าง พศ ปี ระยะ ที่แล้ว เรื่อง อะไร ใด ไหน บ้าง กี่
"""
_WORDS = frozenset(_KNOWN.split())
_NOT_SAID = "#|ที่มาของ|สรุปข้อมูล|ชื่ออื่นของ"


def compose(session: Session, draft: Draft) -> Composition | None:
    """The lines of the one edition named that say what was added to it or left out of it."""
    asked = draft.understood()
    if len(draft.named) != 1 or unknown(asked, _WORDS | scope_of(draft.named), ""):
        return None
    verb = next((verb for verb in _VERBS if verb in squeeze(asked.text)), None)
    if verb is None:
        return None
    pattern = re.compile(rf"(?!{_NOT_SAID}).*{verb}(?:ใน\S{{0,6}}ฉบับ|ขึ้น|(?:\d+\S{{0,12}})?จาก)")
    found = Shelf(session, draft.named[0].facts_slug()).lines(pattern)
    visible, notices = shown(draft, list(dict.fromkeys(found)))
    statements = tuple(Statement(line.text, (line,)) for line in visible)
    return Composition(statements, notices) if statements else None
