"""Orders to whoever judges a project, which stand in it and are no part of it.

They are recognised so that the writer may be told and they are not read as what the project does;
that they have no effect rests on the comparison, which obeys nobody.
"""

import re

from assistant.alignment.themes import key_of
from assistant.question.tampering import is_tampering
from db.thai import fold

_JUDGE = r"(?:ระบบ|คุณ|ท่าน|ผู้ประเมิน|ผู้ตรวจ|กรรมการ|ai|เอไอ|ปัญญาประดิษฐ์|โมเดล|บอท|แชท\w{0,3})"
_ASK = rf"(?:ให้|ขอ(?:ให้)?|จง|โปรด|กรุณา|ช่วย|ต้อง|บังคับให้)(?:ถึง)?{_JUDGE}?(?:ต้อง)?"
_SAY = r"(?:ตอบ|ประเมิน|ตัดสิน|ถือ|ระบุ|สรุป|แสดงผล|พิจารณา|จัด|เลือก|กาหนด|ปรับ|(?:ให้)?(?:คะแนน|ระดับ|ผล))"
_MOST = r"(?:สูงสุด|มากที่สุด|เต็ม|1\.0|100|direct)"
_TOP = (
    rf"(?:สอดคล้อง(?:กัน)?(?:โดยตรง|ตรง|ทุก|ทั้งหมด|{_MOST})|direct|สูงสุดทุก|อันดับหนึ่ง|ผ่าน(?:ทุก|หมด)"
    rf"|(?<!\d)(?:คะแนน|ระดับ|ค่า)(?:ความ)?(?:สอดคล้อง)?(?:ให้)?(?:เป็น)?{_MOST})"
)
_NO_QUESTION = r"(?!.{0,40}(?:หรือไม่|หรือเปล่า|เพียงใด|อย่างไร|เท่าใด|แค่ไหน))"
# Over keys without white space, which spaces between letters cannot hide from.
_ORDERS = re.compile(
    "|".join(
        (
            rf"{_ASK}{_SAY}(?!น้า|ความพึงพอใจ).{{0,30}}?{_TOP}",
            rf"{_ASK}(?:ตอบ|ประเมิน|ตัดสิน|ถือ|ระบุ|สรุป|แสดงผล)(?:ผล)?(?:มา)?(?:แค่|เพียง)?(?:คา)?(?:ว่า|เป็น)"
            rf".{{0,20}}?(?:สอดคล้อง|ผ่าน(?!การ|ทาง|ระบบ)){_NO_QUESTION}",
            r"(?:ห้าม|อย่า)(?:ให้)?(?:ระบบ|ai)?(?:ตอบ|ประเมิน|ตัดสิน|บอก|สรุป|ให้ผล).{0,12}(?:ไม่สอดคล้อง|none|ไม่ผ่าน)",
            r"ไม่ต้อง(?:ตรวจ|วิเคราะห์|ประเมิน|พิจารณา).{0,12}(?:ให้(?:สรุป|ตอบ|ถือ|ผ่าน))",
            rf"(?:คะแนน|ระดับ|ผล)(?:ความ)?สอดคล้อง(?:ให้)?(?:เป็น)?{_MOST}",
            rf"(?:ขอ|ให้){_JUDGE}?(?:ให้)?คะแนน(?:เต็ม|สูงสุด)(?:$|ทุก|100|นะ|ด้วย)",
            rf"(?:เปลี่ยน|ปรับ|ตั้ง|กาหนด)(?:ให้)?(?:ระดับ|คะแนน|ผล)(?:ความสอดคล้อง)?(?:ให้)?เป็น(?:สอดคล้อง|{_MOST})",
            r"(?:ขอให้|ช่วยให้|โปรดให้|กรุณาให้)ผล.{0,12}สอดคล้อง",
            r"(?:ช่วย|โปรด|กรุณา|ขอ)(?:จัด|ทา)?ให้สอดคล้อง.{0,24}ทุก",
            rf"(?:ถ้า|หาก)(?:คุณ|ท่าน)(?:เป็น|คือ){_JUDGE}|(?:คาสั่ง|ข้อความ)ถึง{_JUDGE}",
            r"(?:level|alignment|ระดับ)[\"']?[:=]+[\"']?direct|score[\"']?[:=]+[\"']?1(?![0-9])",
        )
    )
)
_ENGLISH = re.compile(
    r"\b(?:rate|mark|score|classify|label|give|set|output|treat|consider|return|judge)\b"
    r".{0,40}\b(?:direct|(?:highly |directly |fully )?aligned"
    r"|(?:highest|maximum|full|top|best)\s+(?:possible\s+)?(?:scores?|marks?|levels?|ratings?|points?))\b"
    r"|(?:highest|maximum)\s+(?:possible\s+)?score|^\W*(?:system|assistant)\s*[:>]"
)
_SHORT, _WINDOW = 80, 12


def is_order(text: str) -> bool:
    """Whether a text orders how a project is to be judged, or turns to the machine."""
    return _orders(text) or is_tampering(text)


def without_orders(text: str) -> str:
    """The text without the lines that order; of a long line only the words that do are left out."""
    kept = (
        line if not is_order(line) else _rest(line) if len(line) > _SHORT else ""
        for line in text.split("\n")
    )
    return "\n".join(line for line in kept if line)


def title_without_orders(title: str) -> str:
    """The title without the words that order."""
    return _rest(title) if is_order(title) else title


def _orders(text: str) -> bool:
    plain = fold(text)
    return bool(_ORDERS.search(key_of(text)) or _ENGLISH.search(plain))


def _rest(line: str) -> str:
    """What a line says besides its orders, found word by word."""
    orders = _orders if _orders(line) else is_tampering
    kept: list[str] = []
    window: list[str] = []
    for word in line.split():
        window.append(word)
        if orders(" ".join(window)):
            while len(window) > 1 and orders(" ".join(window[1:])):
                kept.append(window.pop(0))
            window = []
        elif len(window) > _WINDOW:
            kept.append(window.pop(0))
    return " ".join([*kept, *window])
