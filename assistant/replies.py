"""Replies that pick from what was shown: a choice offered, an item of a list, the rest of it."""

import re
from collections.abc import Mapping

from db.thai import fold, squeeze, words

_CHOICE = re.compile(r"^(\d+)\. (.+)$", re.MULTILINE)
_WORDED = ("หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า", "สิบ")
_ORDINAL = re.compile(
    rf"^(?:เอา|เลือก|ขอ)?(?:ข้อ|อัน|ฉบับ|แบบ|ตัวเลือก|ตัว)?(?:ที่)?(แรก|สุดท้าย|หลัง|\d{{1,2}}|{'|'.join(_WORDED)})$"
)
_REST = re.compile(
    r"^(?:ขอ|อยาก)?(?:ดู|ทราบ|แสดง|บอก)?(?:รายการ|ส่วน|ข้อมูล)?(?:ที่เหลือ|เพิ่ม(?:เติม|อีก)?|ต่อ|อีก|ทั้งหมด)"
    r"(?:ทั้งหมด)?(?:มี)?(?:อะไร|ใด|ไหน)?(?:บ้าง)?(?:คือ(?:อะไร)?(?:บ้าง)?)?$|^มีอะไรอีก(?:บ้าง)?$|^อะไรบ้าง$"
)
_ITEM = re.compile(
    rf"^(?:ช่วย)?(?:ขยายความ|อธิบาย|รายละเอียด|ขอรายละเอียด|เล่า)?(?:เพิ่มเติม)?(?:ของ|เรื่อง)?"
    rf"(?:ข้อ|ลำดับ|ลาดับ|รายการ|อัน)(?:ที่)?(\d{{1,2}}|{'|'.join(_WORDED)})"
    r"(?:คืออะไร|หมายถึงอะไร|ละ|ล่ะ|เพิ่มเติม|หน่อย|มีรายละเอียดอย่างไร)*$"
)
_LONGEST_REPLY = 80
_STOP = frozenset({"ของ", "ที่", "ฉบับ", "เอา", "ขอ", "แผน", "ปี", "พศ", "คือ", "และ", "การ"})


def pick(reply: str, offered: str, owners: Mapping[str, str]) -> str | None:
    """The choice among numbered lines of `offered` that a reply picks: by its place, or by words
    that it and no other holds. `owners` tells whose the plan of a title is."""
    choices = [match[2] for match in _CHOICE.finditer(offered)]
    ordinal = _ORDINAL.match(squeeze(reply))
    if ordinal and choices:
        at = _place(ordinal[1], len(choices))
        return choices[at] if at is not None else None
    said = {word for word in words(reply) if word not in _STOP and len(word) > 1}
    if not said or len(reply) > _LONGEST_REPLY:
        return None
    told = [_told(choice, owners) for choice in choices]
    scores = [sum(word in key for word in said) for key in told]
    best = max(scores, default=0)
    if best * 2 < len(said) or scores.count(best) != 1:
        return None
    return choices[scores.index(best)]


def item(reply: str, answer: str) -> str | None:
    """The line of a list that a reply asks to hear more of ("ขยายความข้อ 3")."""
    match = _ITEM.match(squeeze(reply))
    lines = answer.split("\n")
    lines = lines[1:] if len(lines) > 2 else lines
    at = _place(match[1], len(lines)) if match else None
    return _named(lines[at]) if at is not None else None


def wants_rest(reply: str) -> bool:
    """Whether a reply asks for the rest of a list."""
    return _REST.match(squeeze(reply)) is not None


def _told(choice: str, owners: Mapping[str, str]) -> str:
    whose = " ".join(names for title, names in owners.items() if title in choice)
    return squeeze(f"{choice} {whose}")


def _place(said: str, size: int) -> int | None:
    if said == "แรก":
        at = 0
    elif said in ("สุดท้าย", "หลัง"):
        at = size - 1
    else:
        at = _WORDED.index(said) if said in _WORDED else int(fold(said)) - 1
    return at if 0 <= at < size else None


def _named(line: str) -> str:
    """What a line is of, without what it says of it."""
    line = re.sub(r"^\d+\.\s", "", line)
    return re.split(r"\s(?:ผู้รับผิดชอบ|งบประมาณ|ค่าเป้าหมาย)", line)[0][:160]
