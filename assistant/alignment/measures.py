"""What KPIs count in, so that two of them can be held against each other."""

import re
from collections.abc import Mapping
from enum import StrEnum

from db.thai import canonical, fold


class Measure(StrEnum):
    """A kind of unit; numbers of two kinds cannot stand for one another."""

    PERCENT = "percent"
    RANK = "rank"
    SCORE = "score"
    GRADE = "grade"
    ITEM = "item"
    TIME = "time"
    MONEY = "money"


NAMES: Mapping[Measure, str] = {
    Measure.PERCENT: "ร้อยละ",
    Measure.RANK: "อันดับ",
    Measure.SCORE: "คะแนน",
    Measure.GRADE: "ระดับ",
    Measure.ITEM: "จำนวน",
    Measure.TIME: "ระยะเวลา",
    Measure.MONEY: "จำนวนเงิน",
}

# Over keys. Between the name of a unit and its number stand such words at most.
_NUMBER = r"(?<!\d)\d[\d,.]{0,30}+"
_TO = r"[^\d\n;,ๆ]{0,24}?"
_TOLD: tuple[tuple[Measure, re.Pattern[str]], ...] = (
    (
        Measure.PERCENT,
        re.compile(rf"(?:ร้อยละ|สัดส่วน){_TO}{_NUMBER}|{_NUMBER}\s*(?:%|เปอร์เซ็น\w*|percent)"),
    ),
    (Measure.RANK, re.compile(rf"(?:อันดับ|ลาดับ){_TO}{_NUMBER}|{_NUMBER}\s*อันดับ|top\s*\d")),
    (Measure.SCORE, re.compile(rf"(?:คะแนน|ค่าเฉลี่ย){_TO}{_NUMBER}|{_NUMBER}\s*คะแนน")),
    (Measure.GRADE, re.compile(rf"ระดับ(?:ที่)?\s*{_NUMBER}")),
    (Measure.MONEY, re.compile(rf"{_NUMBER}\s*(?:พัน|หมื่น|แสน|ล้าน)?\s*บาท")),
    (Measure.TIME, re.compile(rf"{_NUMBER}\s*(?:วินาที|นาที|ชั่วโมง|วัน|สัปดาห์|เดือน|ปี)")),
)
_NAMED: tuple[tuple[Measure, re.Pattern[str]], ...] = (
    (Measure.PERCENT, re.compile("ร้อยละ|สัดส่วน|เปอร์เซ็น|%")),
    (Measure.RANK, re.compile("อันดับ")),
    (Measure.SCORE, re.compile("คะแนน|ค่าเฉลี่ย")),
    (Measure.ITEM, re.compile("จานวน")),
)
# A year, or a share of a whole, counts nothing by itself.
_YEAR = re.compile(
    r"(?:ปี(?:งบประมาณ|พ\.?ศ\.?)?|พ\.?ศ\.?|ภายใน)\s*(?:พ\.?ศ\.?\s*)?(?:2[45])?\d\d(?!\d)"
)
_WHOLE = re.compile(rf"(?:จาก|ใน|เต็ม)\s*{_NUMBER}")
# How a KPI is measured, which stands before what is measured.
_MEASURED = re.compile(
    r"^(?:ร้อยละ|สัดส่วน|ระดับ|จำนวน|อันดับ|คะแนน)(?:ความสำเร็จ|ความพึงพอใจ[^ต]{0,30}?ต่อ)?(?:ของ|ใน)?(?:การ)?"
    r"(?:หน่วยงาน\S{0,10}?ที่|โครงการ\S{0,12}?ที่|บริการของรัฐ)?(?:จัดให้มี|มี)?(?:การ)?\s*"
)
_COUNTED = re.compile(rf"{_NUMBER}\s*[ก-๎a-z]{{2,}}")


def measures_in(text: str) -> frozenset[Measure]:
    """What the numbers of a KPI's text count in; by its words alone where it has no number.

    Empty where it does not tell.
    """
    key = _YEAR.sub(" ", fold(text))
    found = set()
    for measure, pattern in _TOLD:
        key, times = pattern.subn(" ; ", key)
        if times:
            found.add(measure)
    if _COUNTED.search(_WHOLE.sub(" ", key)):
        found.add(Measure.ITEM)
    return frozenset(found or (measure for measure, word in _NAMED if word.search(key)))


def matter_of(title: str) -> str:
    """What a KPI is about: its title without the words that say how it is measured, in which all
    KPIs are alike. The whole title where nothing would be left."""
    return _MEASURED.sub("", canonical(title)) or title


def measure_of(unit: str, text: str) -> frozenset[Measure]:
    """What a KPI of a plan counts in: its recorded unit, a code or a word, else its text's.

    "item" is also recorded where a table gave no unit, so there the text goes first.
    """
    if unit == Measure.ITEM:
        return measures_in(text) or frozenset({Measure.ITEM})
    if unit in set(Measure):
        return frozenset({Measure(unit)})
    return measures_in(unit) or measures_in(f"1 {unit}" if unit else "") or measures_in(text)
