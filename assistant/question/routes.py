"""The ways a question may be answered."""

import re
from collections.abc import Sequence
from enum import StrEnum

from assistant.question.reading import Asked
from assistant.question.wants import Wanted
from db.reads.plans import EditionRow
from db.thai import squeeze


class Route(StrEnum):
    """What a question asks for, as far as it decides who answers."""

    COMPARISON = "comparison"
    ALIGNMENT = "alignment"
    RULE = "rule"
    AGENCY = "agency"
    EDITION = "edition"
    PLAN = "plan"
    OTHER_PLAN = "other_plan"
    PAPER = "paper"
    CHANGE = "change"
    DATE = "date"
    WHO = "who"
    NUMBER = "number"
    PROCEDURE = "procedure"
    DEFINITION = "definition"
    LIST = "list"
    LOOKUP = "lookup"


_COMPARING = re.compile(
    r"(?:แตก)?ต่าง(?:จาก|กับ|กัน|อย่างไร|ยังไง)|ความ(?:แตก)?ต่าง|ข้อแตกต่าง|เปรียบเทียบ|เทียบ(?!เท่า|ราคา)|เปลี่ยน(?:ไป|แปลง)(?:จาก|อย่างไร|อะไร)"
    r"|เหมือน(?:กัน|กับ).{0,12}(?:ไหม|หรือไม่|อย่างไร)|อะไรเปลี่ยน(?:ไป|แปลง)"
)
_ALIGNING = re.compile(
    r"(?:สอดคล้อง|เชื่อมโยง|ตอบสนอง|รองรับ|เข้ากับ|เกี่ยวข้อง|ตอบโจทย์|ตรง).{0,6}(?:กับ)?.{0,12}"
    r"(?:ยุทธศาสตร์|แผน|เป้าหมาย|มาตรการ|แผนงาน|โครงการ).{0,40}(?:ใด|ไหน|อะไร|บ้าง|หรือไม่)"
)
_PROJECT = re.compile(r"^(?:โครงการ|ชื่อโครงการ|งาน|กิจกรรม|จะ|อบต|อบจ|เทศบาล|การ)")
_PASTED = re.compile(r"หลักการและเหตุผล|วัตถุประสงค์.{0,400}(?:งบประมาณ|เป้าหมาย|ผลที่คาด)")
_AMOUNT = re.compile(r"(?<!\d)(?<!\d\.)\d[\d.]*+(?:ล้าน|แสน|หมื่น|พัน|บาท)")
_BUYING = re.compile(
    r"จัดซื้อ|จัดหา|ซื้อ|เช่า|เสนอ|ขออนุมัติ|ขอความเห็นชอบ|คณะกรรมการ(?:ใด|ไหน|อะไร)|ขอใคร|ใครอนุมัติ|ผ่านใคร"
)
_THRESHOLD = re.compile(
    r"(?:วงเงิน|เกณฑ์|หลักเกณฑ์).*(?:จัดหา|จัดซื้อ|เสนอ|คณะกรรมการ|ล้าน)|(?:จัดหา|จัดซื้อ|เสนอ).*(?:วงเงิน|เกณฑ์)"
)
_NAMING = re.compile(
    r"(?:เดิม|เมื่อก่อน|ก่อนหน้า|แต่ก่อน|ปัจจุบัน|เดี๋ยวนี้|ตอนนี้|วันนี้|ใช้|เปลี่ยน|ต่อมา|ปี\d+).{0,24}(?:ชื่อ|คือหน่วยงาน|คือกระทรวง|คืออะไร|คือใคร)"
    r"|ชื่อ(?:เดิม|เก่า|ใหม่|ปัจจุบัน|เต็ม)|เปลี่ยน(?:ชื่อ)?(?:มา)?(?:เป็น|จาก)|คือ(?:หน่วยงาน|กระทรวง|กรม|องค์กร|ส่วนราชการ)(?:ใด|ไหน|อะไร)"
    r"|ย่อมาจาก|(?:หน่วยงาน|กระทรวง|องค์กร)เดียวกัน|ใช้ชื่อ(?:นี้)?(?:ตั้งแต่|ถึง|เมื่อ|ว่า)|คืออะไร$|คือใคร$|กลายเป็น"
)
_WHICH_EDITION = re.compile(
    r"(?:แผน|ฉบับ)(?:\S{0,40})?(?:ใด|ไหน|อะไร|ปีใด|ปีไหน)|ใช้(?:แผน|ฉบับ)\S{0,40}(?:ใด|ไหน|อะไร)|กี่ฉบับ|ฉบับ(?:ใด|ไหน)"
    r"|(?:ยัง)?ใช้(?:อยู่|บังคับ)?(?:ได้)?(?:อยู่)?(?:ไหม|หรือไม่|มั้ย|หรือเปล่า)|สถานะ|ใช้แทน|แทนที่|ขยายความ(?:มา)?จาก|ต่อยอดจาก|แผนแม่ของ|มีแผนอะไร"
    r"|(?:แผน|ฉบับ)\S{0,40}(?:หมดอายุ|สิ้นสุด|ใช้(?:ได้|บังคับ)?(?:จน)?ถึง|เริ่มใช้)\S{0,12}(?:เมื่อไ|เมื่อใด|ปีใด|ปีไหน|ปีอะไร)"
)
_PART = re.compile(
    r"ยุทธศาสตร์|กลยุทธ์|เป้าหมาย|แผนงาน|มาตรการ|โครงการ|กลไก|หลักการ|ตัวชี้วัด|kpi|(?:กี่|มี)ด้าน|ด้าน(?:ใด|ไหน|อะไร|สาคัญ)|ภูมิทัศน์|ระยะ(?!\d|เวลา)|เร่งด่วน|flagship|focus"
)


# What an edition changed against another is told by texts, not by the tables of either.
_CHANGED = re.compile(
    r"(?:เพิ่ม|ตัด|ลด|ยกเลิก|ปรับ)\S{0,24}(?:จาก|กว่า|ไปจาก)\S{0,8}(?:ฉบับ|แผน)?(?:เดิม|ก่อน|เก่า|ที่แล้ว|ที่ผ่านมา)"
)


def compares(text: str) -> bool:
    """Whether a question compares two things."""
    return _COMPARING.search(squeeze(text)) is not None


def choose(asked: Asked, named: Sequence[EditionRow]) -> Route:
    """The route of a question: the first whose signs it bears."""
    key = squeeze(asked.full)
    if compares(asked.full) and len(named) >= 2:
        return Route.COMPARISON
    if _CHANGED.search(key):
        return Route.CHANGE
    if _PASTED.search(key) or (_ALIGNING.search(key) and _PROJECT.match(key)):
        return Route.ALIGNMENT
    if _THRESHOLD.search(key) or (_AMOUNT.search(key) and _BUYING.search(key)):
        return Route.RULE
    if _NAMING.search(squeeze(asked.text)) and not named:
        return Route.AGENCY
    if _WHICH_EDITION.search(key) and not _PART.search(_nameless(key, named)):
        return Route.EDITION
    return Route.PLAN if _PART.search(key) else _by_kind(asked)


def _nameless(key: str, named: Sequence[EditionRow]) -> str:
    """The key without the names of the editions named: "ระยะ" in one asks for nothing."""
    for name in sorted((squeeze(n) for e in named for n in e.names), key=len, reverse=True):
        key = key.replace(name, "")
    return key


_BY_KIND = (
    (Route.DATE, (Wanted.DAY, Wanted.DATE)),
    (Route.WHO, (Wanted.WHO,)),
    (Route.NUMBER, (Wanted.MONEY, Wanted.NUMBER, Wanted.COUNT)),
    (Route.PROCEDURE, (Wanted.MANNER,)),
    (Route.DEFINITION, (Wanted.MEANING,)),
    (Route.LIST, (Wanted.LIST,)),
)


def _by_kind(asked: Asked) -> Route:
    return next((route for route, kinds in _BY_KIND if asked.wants(*kinds)), Route.LOOKUP)
