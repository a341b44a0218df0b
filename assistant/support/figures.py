"""Numbers with what they count: amounts, percentages, dates, years, numbered things, codes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from assistant.support.numerals import NUMERAL_WORD, value_of

ERA = 543
_MONTHS = (
    ("มกราคม", "ม.ค."),
    ("กุมภาพันธ์", "ก.พ."),
    ("มีนาคม", "มี.ค."),
    ("เมษายน", "เม.ย."),
    ("พฤษภาคม", "พ.ค."),
    ("มิถุนายน", "มิ.ย."),
    ("กรกฎาคม", "ก.ค."),
    ("สิงหาคม", "ส.ค."),
    ("กันยายน", "ก.ย."),
    ("ตุลาคม", "ต.ค."),
    ("พฤศจิกายน", "พ.ย."),
    ("ธันวาคม", "ธ.ค."),
)
_MONTH_OF = {name.replace(".", ""): at for at, names in enumerate(_MONTHS, 1) for name in names}
_LONG = "|".join(names[0] for names in _MONTHS)
# Keys keep the dots of short forms that begin with a vowel.
_SHORT = "|".join(names[1].replace(".", r"\.?") for names in _MONTHS)
_SCALES = {"ล้าน": 10**6, "แสน": 10**5, "หมื่น": 10**4, "พัน": 10**3, "ร้อย": 10**2}
_SCALE = r"(?:(?:ร้อย|พัน|หมื่น|แสน)?ล้าน|แสน|หมื่น|พัน)"
_UNITS = (
    "บาท|วันทาการ|วัน|สัปดาห์|เดือน|ปีงบประมาณ|ปี|ชั่วโมง|นาที|วินาที|คน|ราย|แห่ง|ครั้ง|ฉบับ|ข้อ|หน้า|ตัวอักษร|"
    "ตัวชี้วัด|ตัว|เครื่อง|ชุด|โครงการ|แผนงาน|กิจกรรม|ยุทธศาสตร์|กลยุทธ์|มาตรการ|เป้าหมาย|แนวทาง|ประเด็น|ด้าน|"
    "ประการ|หน่วยงาน|จังหวัด|อาเภอ|ตาบล|หมู่บ้าน|ประเทศ|อันดับ|เรื่อง|รายการ|ระยะ|หลักสูตร|ระบบ|กลไก|หลักการ|"
    r"มาตรา|หมวด|ไร่|กิโลเมตร|เมตร|(?<=\.\d\d)น|(?<=:\d\d)น|คะแนน|ครัวเรือน|กลุ่ม|ช่องทาง|บริการ|รุ่น|งวด|จุด|คัน|ชิ้น|สถานี|สาขา|รอบ|หมื่น|เท่า"
)
_NOUN = (
    "ยุทธศาสตร์|กลยุทธ์|เป้าหมาย|เป้าประสงค์|แผนงาน|มาตรการ|โครงการ|ตัวชี้วัด|ข้อ|มาตรา|หมวด|ชั้น|ห้องประชุม|ห้อง|"
    "อันดับ|ลาดับ|ระดับ|วาระ|ครั้ง|ฉบับ|รุ่น|ระยะ|ส่วน|บท|ตอน|ขั้นตอน|พันธกิจ|ประเด็น|เรื่อง|เลข|หน้า|ประการ|"
    "ไตรมาส|หมู่|ตาราง|ภาคผนวก|ข้อบังคับ|กิจกรรม"
)
_FRACTION = "กึ่งหนึ่ง|ครึ่งหนึ่ง|(?:หนึ่ง|สอง|สาม|สี่)ใน(?:สาม|สี่|ห้า)"
_NUMBER = r"\d+(?:\.\d+)*"
_PATTERN = re.compile(
    rf"(?P<iso>(?<!\d)(?:19|20|25)\d\d-\d{{2}}-\d{{2}}(?!\d))"
    rf"|(?P<slash>(?<!\d)\d{{1,2}}/\d{{1,2}}/\d{{4}}(?!\d))"
    rf"|(?P<day>(?<![\d.])\d{{1,2}})(?P<dmonth>{_LONG}|(?:{_SHORT})(?![ก-๎]))"
    rf"(?:(?:ปี)?(?:พศ|คศ)?(?P<dyear>\d{{4}})(?!\d))?"
    rf"|(?P<month>{_LONG}|(?<![ก-๎])(?:{_SHORT}))(?:ปี)?(?:พศ|คศ)?(?P<myear>\d{{4}})(?!\d)"
    rf"|(?P<code>(?<!\d){_NUMBER}(?:[/-]{_NUMBER})+)"
    rf"|(?P<fraction>{_FRACTION})"
    rf"|(?P<noun>{_NOUN})(?P<at>ที่)?(?P<label>{_NUMBER})(?!\d)"
    rf"|(?P<prefix>ร้อยละ)?(?P<number>{_NUMBER}|{NUMERAL_WORD}(?={_SCALE}?(?:{_UNITS}))|"
    rf"(?<=ร้อยละ){NUMERAL_WORD})"
    rf"(?P<scale>{_SCALE}(?=บาท|คน|ราย|ครั้ง|รายการ|ไร่|ครัวเรือน|เรื่อง|ชุด|[^ก-๎]|$))?"
    rf"(?P<unit>%|เปอร์เซ็นต์|{_UNITS})?(?P<rate>ต่อ(?:ปี|เดือน|วัน|คน|ครั้ง|ราย|ครัวเรือน|สัปดาห์))?"
)
_PER = re.compile(r"(ปี|เดือน|วัน|คน|ครั้ง|ราย|หน้า|ฉบับ|สัปดาห์|แห่ง|เครื่อง)ละ$")
_DATED = re.compile(r"(?:ปี|พศ|คศ|ปีงบประมาณ|-)$")
_YEAR_SPAN = re.compile(r"(\d{4})-(\d{4})$")


class Kind(StrEnum):
    """What sort of number a figure is; figures of different kinds never stand for one another."""

    AMOUNT = "amount"
    PERCENT = "percent"
    DATE = "date"
    YEAR = "year"
    LABEL = "label"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number at characters `start` to `end` of a key.

    `value` is comparable within its kind: (day, month, B.E. year) of dates, empty where unsaid; the
    noun and number of a label; `unit` is what is counted, with its rate ("บาท", "บาท/เดือน").
    """

    kind: Kind
    value: tuple[str, ...]
    unit: str
    start: int
    end: int


@lru_cache(maxsize=4_096)
def figures_of(key: str) -> tuple[Figure, ...]:
    """The figures of a key, in order."""
    return tuple(figure for match in _PATTERN.finditer(key) for figure in _read(match, key))


def same(said: Figure, printed: Figure) -> bool:
    """Whether a figure says what a printed one says; what it leaves unsaid it does not deny."""
    if said.kind is not printed.kind:
        return _same_number(said, printed)
    if said.kind is Kind.DATE:
        pairs = zip(said.value, printed.value, strict=True)
        return all(one in ("", other) for one, other in pairs)
    rate_unsaid = said.kind is Kind.PERCENT and not said.unit
    return said.value == printed.value and (rate_unsaid or said.unit == printed.unit)


def _same_number(said: Figure, printed: Figure) -> bool:
    """A year or month within a printed date; a count printed without what it counts."""
    if said.kind is Kind.YEAR and printed.kind is Kind.DATE:
        return said.value[0] == printed.value[2]
    return False


def _read(match: re.Match[str], key: str) -> Iterator[Figure]:
    start, end = match.span()
    if match["iso"]:
        year, month, day = match["iso"].split("-")
        yield _date(day, month, year, start, end)
    elif match["slash"]:
        day, month, year = match["slash"].split("/")
        yield _date(day, month, year, start, end)
    elif match["dmonth"]:
        month = _month(match["dmonth"])
        yield _date(match["day"], month, match["dyear"] or "", start, end)
    elif match["month"]:
        yield _date("", _month(match["month"]), match["myear"], start, end)
    elif match["code"]:
        yield from _code(match["code"], start, end)
    elif match["fraction"]:
        yield Figure(Kind.CODE, (match["fraction"].replace("ครึ่ง", "กึ่ง"),), "", start, end)
    elif match["label"]:
        yield from _label(match, key)
    else:
        yield _amount(match, key)


def _month(name: str) -> str:
    return str(_MONTH_OF[name.replace(".", "")])


def _date(day: str, month: str, year: str, start: int, end: int) -> Figure:
    value = (day.lstrip("0"), month.lstrip("0"), _buddhist(year) if year else "")
    if day and not value[0]:
        value = (day, *value[1:])
    return Figure(Kind.DATE, value, "", start, end)


def _code(code: str, start: int, end: int) -> Iterator[Figure]:
    span = _YEAR_SPAN.fullmatch(code)
    if span:
        yield Figure(Kind.YEAR, (_buddhist(span[1]),), "", start, start + 4)
        yield Figure(Kind.YEAR, (_buddhist(span[2]),), "", end - 4, end)
    else:
        yield Figure(Kind.CODE, (code,), "", start, end)


def _label(match: re.Match[str], key: str) -> Iterator[Figure]:
    """ "ยุทธศาสตร์ที่ 3"; "ยุทธศาสตร์ 3 ด้าน" counts, and so is no label."""
    start, end = match.span()
    counted = re.compile(rf"{_SCALE}?(?:{_UNITS})").match(key, end)
    if match["at"] or not counted:
        yield Figure(Kind.LABEL, (match["noun"], match["label"]), "", start, end)
        return
    inner = _PATTERN.match(key, match.start("label"))
    if inner:
        yield _amount(inner, key)


def _amount(match: re.Match[str], key: str) -> Figure:
    start, end = match.span()
    number = match["number"] or match["label"] or ""
    unit, scale = match["unit"] or "", match["scale"] or ""
    if match["prefix"] or unit in ("%", "เปอร์เซ็นต์"):
        return Figure(Kind.PERCENT, (_plain(value_of(number)),), match["rate"] or "", start, end)
    if _is_year(number) and not scale and (unit in ("", "ปี") or _DATED.search(key, 0, start)):
        return Figure(Kind.YEAR, (_buddhist(number),), "", start, start + 4)
    if number.count(".") > 1:
        return Figure(Kind.CODE, (number,), "", start, end)
    value = value_of(number)
    for name, factor in _SCALES.items():
        value *= factor ** scale.count(name)
    per = _PER.search(key, max(0, start - 12), start)
    rate = f"/{per[1]}" if per else (match["rate"] or "").replace("ต่อ", "/")
    return Figure(Kind.AMOUNT, (_plain(value),), f"{unit}{rate}", start, end)


def _is_year(number: str) -> bool:
    return re.fullmatch(r"2[4-6]\d\d|19\d\d|20\d\d", number) is not None


def _buddhist(year: str) -> str:
    number = int(year)
    return str(number + ERA if 1800 < number < 2200 else number)


def _plain(value: Decimal) -> str:
    return format(value.normalize(), "f")
