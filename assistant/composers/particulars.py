"""Answers of an edition as a whole: its vision, years, owner, and the days it was made law."""

import re

from sqlmodel import Session

from assistant.draft import Composition, Draft, Statement
from assistant.question.topic import scope_of, unknown
from assistant.question.wants import Wanted
from assistant.quoting import Shelf
from db.reads import facts
from db.reads.plans import EditionRow
from db.thai import squeeze

_WORDS = """
    วิสัยทัศน์ ว่า อย่างไร ช่วง ปี ระยะ ระยะเวลา ครอบคลุม กี่ เจ้าของ หน่วยงาน เป็นเจ้าของ
    รับผิดชอบ มีผล ใช้ ใช้บังคับ บังคับ บังคับใช้ เริ่ม เริ่มใช้ ตั้งแต่ ประกาศ ราชกิจจา
    ราชกิจจานุเบกษา ลง เล่ม ตอน เห็นชอบ อนุมัติ คณะรัฐมนตรี ครม มติ แผน ฉบับ วัน วันที่
    เดือน พศ ใด คือ กาหนด ไว้ ใน ถึง สิ้นสุด หน้า งบประมาณ วงเงิน งบ เงิน รวม ทั้งหมด ใช้
    เท่าไร ทั้ง เผยแพร่ มีมติ ผ่าน ออก ลงมติ เป็น ตอนพิเศษ เขียน ดูแล จัดทา ผู้รับผิดชอบ เป็นผู้
"""
_KNOWN = frozenset(_WORDS.split())
_DAYS = (Wanted.DAY, Wanted.DATE)
# Signs of what is asked, what would answer it, and how its line begins after or before the title.
_PARTICULARS: tuple[tuple[str, tuple[Wanted, ...], str], ...] = (
    ("วิสัยทัศน์", (), "วิสัยทัศน์ของ(?:{title}|แผน\\S*{years})"),
    ("มีผล|บังคับ|เริ่มใช้", _DAYS, "{title}มีผลใช้บังคับ"),
    ("ราชกิจจา", (), "{title}ประกาศในราชกิจจานุเบกษา"),
    ("เห็นชอบ|อนุมัติ", _DAYS, "(?:คณะรัฐมนตรี)เห็นชอบ{title}เมื่อ"),
    ("เจ้าของ|รับผิดชอบ|จัดทา|ดูแล", (Wanted.WHO,), "หน่วยงานเจ้าของ{title}คือ"),
    ("งบ|วงเงิน", (), "{title}มีวงเงิน"),
    ("ช่วงปี|ระยะเวลา|ครอบคลุม|กี่ปี|สิ้นสุด|ปี(?:ใด|ไหน)ถึง", (), "{title}ครอบคลุม"),
)


def compose(session: Session, draft: Draft) -> Composition | None:
    """The line on what is asked of the one edition named; None when it asks other things."""
    asked = draft.understood()
    if len(draft.named) != 1 or unknown(asked, _KNOWN | scope_of(draft.named), ""):
        return None
    edition, key = draft.named[0], squeeze(asked.text)
    for signs, kinds, opening in _PARTICULARS:
        if re.search(signs, key) and (not kinds or asked.wants(*kinds)):
            return _line(session, edition, opening)
    return None


def _line(session: Session, edition: EditionRow, opening: str) -> Composition | None:
    # What another document prints otherwise is quoted from there, with both readings.
    if "เห็นชอบ" in opening and _is_disputed(session, edition):
        return None
    title = re.escape(squeeze(edition.title))
    years = f"{edition.year_from}-{edition.year_to}"
    pattern = re.compile(opening.format(title=title, years=years))
    lines = Shelf(session, edition.facts_slug()).lines(pattern)
    return Composition((Statement(lines[0].text, (lines[0],)),)) if lines else None


def _is_disputed(session: Session, edition: EditionRow) -> bool:
    return any(
        row.subject == edition.code and row.field == "approved_on"
        for row in facts.conflicts(session)
    )
