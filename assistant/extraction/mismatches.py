"""What rules a line out because it is of something beside what is asked of: another body's, another
kind of sum, another unit, another paper's date."""

import re
from collections.abc import Iterable

from assistant.question.reading import Asked
from assistant.question.wants import Wanted
from db.thai import arabic_digits, fold, squeeze

# Written as keys are: ำ as า.
_KIND = r"(?:เทศบาล(?:เมือง|นคร|ตาบล)|องค์การบริหารส่วน(?:ตาบล|จังหวัด)|อบต\.?|อบจ\.?|จังหวัด)"
# A name ends where the sentence goes on; what begins with these is none.
_FURTHER = (
    r"ปี|ประจา|ต้อง|มี|ใช้|ได้|จะ|ที่|ของ|ใน|เท่า|กี่|ไหม|หรือ|จัด|ควร|เป็น|สามารถ|แห่ง|ทุก|และ|กับ|ให้|ไม่|รวม"
    r"|เรา|นี้|นั้น|อื่น|ไหน|ใด|ครับ|คะ|ค่ะ|คับ|อยู่|ตั้ง|เปิด|ส่ง|ยื่น|ขอ|ฉบับ|พ\.ศ"
)
_OWNED = re.compile(
    rf"(?:ของ|ที่|ใน|ตาม)\s*{_KIND}\s*(?!{_FURTHER})([ก-๎]{{3,24}}?)(?=[\s\d(]|{_FURTHER}|$)"
)
_TITLED = re.compile(rf"{_KIND}\s*([ก-๎]{{3,}})")
# So many letters tell a name: what goes on behind it may be joined to it.
_TELLING = 5
# What a sum may be: spent, granted, foreseen, asked for.
_STAGES = tuple(
    re.compile(stage)
    for stage in (
        "จ่ายจริง|ใช้จริง|เบิกจ่าย",
        "อนุมัติ|ได้รับจัดสรร",
        "ประมาณการ|คาดการณ์|คาดว่า",
        "คาขอ|ขอตั้ง|เสนอขอ",
    )
)
_OPPOSITES = (("ทั่วไป", "เฉพาะ"), ("รายรับ", "รายจ่าย"), ("ก่อน", "หลัง"), ("ขั้นต่า", "ขั้นสูง"))
_HOW_MANY = re.compile("กี่(เครื่อง|คน|แห่ง|ชุด|ตัว|ครั้ง|หลัง|รายการ|คัน|จุด|โครงการ|หน่วย|ระบบ|ราย|วัน|เดือน|ปี)")
_NOT_DOING = re.compile(
    "(?:ใคร|ผู้ใด|คนไหน|ท่านใด)(?:บ้าง)?(?:ที่)?(?:ไม่|มิได้|ขาด|ลา)|ผู้(?:ที่)?ไม่|ใครขาด|ใครลา"
)
_NOT_TAKEN = re.compile(
    "(?:ใด|ไหน|อะไร|ใคร)(?:บ้าง)?(?:ที่)?[ก-๎]{0,24}?(?<!หรือ)ไม่(?:ต้อง|ได้|รับ|นับ|ใช้|รวม|อยู่|เข้า|ครอบคลุม|คุ้มครอง|ให้|มีสิทธิ|สามารถ)(?!เกิน)"
)
_NOT_DONE = re.compile(
    "ไม่(?!มี|เกิน|น้อย|ต่า|เห็นชอบ|อนุมัติ)|มิได้|ห้าม|งด|ยกเว้น|เว้นแต่|ขาด|ลา(?:ป่วย|กิจ|พัก|ประชุม)|ติดราชการ"
)
_SUM = re.compile(r"บาท")
_YEAR = re.compile(r"25\d\d")
_PAPER_DAY = re.compile("ลงวันที่(?:เท่า|ใด|ไหน|อะไร)|ลงวันที่$")
_DATED = re.compile(r"ลงวันที่|^(?:[^ก-๎]*)วันที่\d|^\d{1,2}[ก-๎]{3,12}25\d\d|ประกาศณวันที่|สั่งณวันที่")
_DAY_FIRST = re.compile(r"^[^ก-๎]*(?:วัน(?:จันทร์|อังคาร|พุธ|พฤหัส|ศุกร์|เสาร์|อาทิตย์)|วันที่\d|เวลา\d)")
_DIFFERENCE = re.compile("ต่างกัน|แตกต่าง|ต่างจาก")
_CONTRAST = re.compile(
    "ต่าง|ขณะที่|ส่วน(?!ตาบล|ท้อง|กลาง|เพิ่ม|ราช|จังหวัด)|แต่(?!ง|ละ)|มากกว่า|น้อยกว่า|คือ|หมายถึง"
)


def bodies_named(asked: str) -> frozenset[str]:
    """The names, as keys, of the local bodies that a text asks of."""
    return frozenset(squeeze(name) for name in _OWNED.findall(fold(asked)))


def other_body(named: frozenset[str], title: str, text: str) -> bool:
    """Whether local bodies are asked of by name and a paper is another's and never names one."""
    if not named or not _TITLED.search(fold(title)):
        return False
    held = squeeze(f"{title} {text}")
    return not any(name[:_TELLING] in held for name in named)


def other_stage(asked: Asked, heads: Iterable[str]) -> bool:
    """Whether the columns of the years asked of hold another kind of sum than is asked for."""
    wanted = {at for at, stage in enumerate(_STAGES) if stage.search(asked.key)}
    mine = [squeeze(head) for head in heads if any(n in squeeze(head) for n in asked.numbers)]
    told = {at for head in mine for at, stage in enumerate(_STAGES) if stage.search(head)}
    return bool(wanted and told) and wanted.isdisjoint(told)


def opposite_kind(asked: Asked, name: str) -> bool:
    """Whether a row's name says the opposite of a word of the question."""
    said = squeeze(name)
    pairs = [*_OPPOSITES, *((b, a) for a, b in _OPPOSITES)]
    return any(
        mine in asked.key and mine not in said and other in said and other not in asked.key
        for mine, other in pairs
    )


def pays_instead(asked: Asked, said: str) -> bool:
    """Whether a number of things is asked for and the row holds sums of money, none of things."""
    found = _HOW_MANY.search(squeeze(asked.text))
    packed = squeeze(said)
    counted = found is not None and re.search(rf"\d{found[1]}", packed)
    return found is not None and not counted and bool(_SUM.search(packed))


def other_years(asked: Asked, packed: str, above: str) -> bool:
    """Whether a figure of a year is asked for and a line tells of other years alone; a year that
    stands above the line is that of all it says."""
    if not asked.wants(Wanted.NUMBER, Wanted.MONEY):
        return False
    wanted = {number for number in asked.numbers if _YEAR.fullmatch(number)}
    wanted -= set(_YEAR.findall(arabic_digits(above)))
    told = set(_YEAR.findall(packed))
    return bool(wanted and told) and wanted.isdisjoint(told)


def dates_another(asked: Asked, packed: str) -> bool:
    """Whether the day of a paper is asked for and a day is told that is not said to be one."""
    return bool(_PAPER_DAY.search(squeeze(asked.text))) and not _DATED.search(packed)


def does_instead(asked: Asked, packed: str) -> bool:
    """Whether those who do not, or what is not taken, is asked for and nothing is denied there."""
    return asks_of_undone(asked) and not _NOT_DONE.search(packed)


def asks_of_undone(asked: Asked) -> bool:
    """Whether those who do not, or what is not taken, is asked for."""
    return bool(_NOT_DOING.search(asked.key) or _NOT_TAKEN.search(squeeze(asked.text)))


def tells_when_instead(packed: str) -> bool:
    """Whether a line begins with a day or an hour, where a person is asked for."""
    return bool(_DAY_FIRST.match(packed))


def lacks_contrast(asked: Asked, packed: str) -> bool:
    """Whether it is asked how things differ and the line sets nothing against anything."""
    return bool(_DIFFERENCE.search(asked.key)) and not _CONTRAST.search(packed)
