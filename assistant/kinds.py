"""Whether a text holds the kind of thing a question wants: a date, an amount, somebody."""

import re
from collections.abc import Mapping

from assistant.question import Asked
from assistant.wants import Wanted

PRECISE = (Wanted.DAY, Wanted.DATE, Wanted.MONEY, Wanted.NUMBER, Wanted.COUNT, Wanted.WHO)

_MONTH = "มกราคม|กุมภาพันธ์|มีนาคม|เมษายน|พฤษภาคม|มิถุนายน|กรกฎาคม|สิงหาคม|กันยายน|ตุลาคม|พฤศจิกายน|ธันวาคม"
_NUMERAL = r"\d+|หนึ่ง|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า|สิบ"
_CLASSIFIER = "ด้าน|ประการ|ข้อ|ประเด็น|เรื่อง|รายการ|ฉบับ|แห่ง|หน่วยงาน|โครงการ|คน|ราย|ตัว"
_HOLDS: Mapping[Wanted, re.Pattern[str]] = {
    Wanted.DAY: re.compile(rf"\d{{1,2}}\s?(?:{_MONTH})"),
    Wanted.DATE: re.compile(
        rf"(?:{_MONTH})|(?<!\d)(?:2[45]\d\d|20[0-3]\d)(?!\d)|ภายใน\s?\d+\s?(?:วัน|เดือน|ปี)"
    ),
    Wanted.MONEY: re.compile(r"\d[\d.]*\s?(?:ล้าน|แสน|หมื่น|พัน)?บาท"),
    Wanted.NUMBER: re.compile(r"\d"),
    Wanted.COUNT: re.compile(_NUMERAL),
    Wanted.PLACE: re.compile(
        r"เว็บ|https?:|www\.|หัวข้อ|สถานที่|ณ\s|อาคาร|ห้อง|ถนน|จังหวัด|อาเภอ|ตาบล|ศูนย์|สานัก"
    ),
    Wanted.WHO: re.compile(
        r"กระทรวง|กรม|สานัก|คณะ|องค์กร|องค์การ|หน่วยงาน|เทศบาล|อาเภอ|จังหวัด|"
        r"นาย|นาง|ผู้|ศูนย์|สถาบัน|บริษัท|รัฐมนตรี"
    ),
}
_SPAN = re.compile(r"\d{4}\s?-\s?\d{4}")


def holds(asked: Asked, key: str) -> bool:
    """Whether a folded text holds every kind of thing asked for.

    The years of a plan's title and the numbers of the question itself tell nothing new.
    """
    key = _SPAN.sub("", key)
    for number in asked.numbers:
        key = re.sub(rf"(?<!\d){re.escape(number)}(?!\d)", "", key)
    needed = [pattern for kind, pattern in _HOLDS.items() if kind in asked.wanted]
    return all(pattern.search(key) for pattern in needed) and _counts(asked, key)


def _counts(asked: Asked, key: str) -> bool:
    """Whether a number stands before what "กี่" counts, or before the classifier after it."""
    if not asked.wants(Wanted.COUNT) or not asked.counted:
        return True
    thing = re.escape(asked.counted)
    before = rf"(?:{_NUMERAL})\s?{thing}"
    after = rf"{thing}\D{{0,30}}(?:{_NUMERAL})\s?(?:{_CLASSIFIER})"
    return re.search(f"{before}|{after}", key) is not None
