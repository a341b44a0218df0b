"""The kind of thing a question wants: a date, an amount, a list, somebody."""

import re
from enum import StrEnum


class Wanted(StrEnum):
    """The kind of thing that would answer."""

    COUNT = "count"
    LIST = "list"
    DAY = "day"
    DATE = "date"
    TIME = "time"
    OFTEN = "often"
    MONEY = "money"
    NUMBER = "number"
    WHO = "who"
    PLACE = "place"
    MEANING = "meaning"
    MANNER = "manner"
    WHETHER = "whether"
    OTHER = "other"


_WANTED: tuple[tuple[Wanted, str], ...] = (
    (
        Wanted.PLACE,
        r"ที่ไหน|ที่ใด|แห่งใด|ช่องทางใด|เว็บไซต์(?:ใด|ไหน|อะไร)|(?:หัวข้อ|เมนู)(?:ใด|ไหน)(?!บ้าง)",
    ),
    (Wanted.COUNT, r"(?<!เ)กี่(?!บาท|โมง)|จานวนเท่า(?:ไร|ใด|ไหร่)|มีจานวน|^จานวน(?!เงิน)"),
    (
        Wanted.LIST,
        r"(?:อะไร|ใด|ไหน|ใคร)(?:.*)บ้าง$|(?:อะไร|ใด|ไหน|ใคร)บ้าง|รายชื่อ|มีอะไร|ประกอบด้วย|ได้แก่"
        r"|(?<!ตาแหน่ง)(?<!ชื่อ)อะไร(?:ครับ|คะ)?$",
    ),
    (Wanted.DAY, r"วัน(?:ที่)?(?:เท่าไร|เท่าใด|เท่าไหร่|ไหน|ใด|อะไร)|ลงวันที่"),
    (
        Wanted.DATE,
        r"เมื่อ(?:ไร|ไหร่|ใด)|(?:ปี|เดือน)(?:ไหน|ใด|อะไร|เท่าไร|เท่าใด)|ช่วง(?:เวลา)?(?:ใด|ไหน)|กาหนดเสร็จ"
        r"|(?<!ขั้น)ตอน(?:ใด|ไหน)",
    ),
    (
        Wanted.MONEY,
        r"(?:งบ|วงเงิน)(?:(?!ใคร|ผู้ใด|ใด).)*(?:เท่า|กี่)|กี่(?:ล้าน|พัน|แสน|หมื่น)?บาท|(?:งบประมาณ|วงเงิน)$"
        r"|ราคา(?:เท่า|กลาง(?:เท่า|ของ|$))|(?:เท่า|กี่)(?:(?!ใคร).)*บาท$|เงินเท่า",
    ),
    (
        Wanted.NUMBER,
        r"เท่า(?:ไร|ใด|ไหร่)|ร้อยละ(?!\d)|อันดับ(?:ที่)?(?:เท่า|ใด|ไหน)|เลขที่(?!\d)|เบอร์"
        r"|โทร(?!ถาม|หา|ไป|ติดต่อ|สอบถาม|แจ้ง|ปรึกษา)",
    ),
    (
        Wanted.WHO,
        r"ใคร|ผู้ใด|(?:หน่วยงาน|กระทรวง|กรม|องค์กร|ส่วนราชการ|คณะกรรมการ|สานักงาน)"
        r"(?:ใด|ไหน|อะไร)|ตาแหน่ง(?:ใด|ไหน|อะไร)|ผู้รับผิดชอบ|เจ้าภาพ",
    ),
    (Wanted.MEANING, r"คืออะไร|หมายถึง|หมายความว่า|แปลว่า|ย่อมาจาก|คือ$|ความหมาย|นิยาม"),
    (Wanted.MANNER, r"อย่างไร|ยังไง|ทาไง|วิธี|ขั้นตอน|ต้องทาอะไร|เพราะอะไร|เหตุใด|ทาไม"),
    (Wanted.TIME, r"กี่โมง|(?<!ช่วง)เวลา(?:ใด|ไหน|เท่าไร|เท่าใด|อะไร)"),
    (Wanted.OFTEN, r"บ่อย(?:แค่|เพียง)?(?:ไหน|ใด)|ความถี่|ทุกกี่|ละกี่ครั้ง|กี่ครั้งต่อ"),
    (
        Wanted.WHETHER,
        r"(?:ไหม|มั้ย|หรือไม่|หรือเปล่า|รึเปล่า|หรือยัง|ใช่หรือ)(?:ครับ|คะ|ค่ะ)?(?:$|[^ก-๎]|และ|ถ้า|หรือ|อย่างไร)",
    ),
)


def wanted(key: str) -> frozenset[Wanted]:
    """What a question wants, told by its squeezed key; OTHER when no pattern tells."""
    found = frozenset(kind for kind, pattern in _WANTED if re.search(pattern, key))
    return found or frozenset({Wanted.OTHER})
