"""What a line begins with: the numbering of Thai plans, laws and reports.

Tolerant of what readers leave behind: lost tone marks, missing or spurious spaces, digits of both
kinds. Wary of running text: amounts, times, dates and references to sections begin no section.
"""

import re
from dataclasses import dataclass

from db.thai import arabic_digits

DIVISIONS = {"annex": 1, "ภาค": 2, "ลักษณะ": 3, "หมวด": 4, "ส่วน": 5, "บท": 5, "ตอน": 5}
"""The parts of a whole, by rank; those of one rank stand inside each other either way."""
PLAN_PARTS = {
    "ประเด็นยุทธศาสตร์": 1,
    "ยุทธศาสตร์": 1,
    "พันธกิจ": 2,
    "เป้าประสงค์": 2,
    "เป้าหมาย": 2,
    "กลยุทธ์": 3,
    "แนวทาง": 3,
    "มาตรการ": 3,
    "แผนงาน": 3,
    "โครงการ": 4,
    "ตัวชี้วัด": 5,
}
"""The parts of a plan, by rank."""
ITEMS = frozenset({"number", "parenthesis", "bracket", "letter", "bracketed letter"})
"""The marks of lists."""


@dataclass(frozen=True, slots=True)
class Marker:
    """The mark of a section as printed; `depth` counts the points in its number.

    `number` has Arabic digits, or is a letter, or is empty; `rest` is what follows on the line.
    """

    kind: str
    depth: int
    mark: str
    number: str
    rest: str


def find_marker(line: str) -> Marker | None:
    """The marker that a stripped line begins with, or None where the line begins no section."""
    if "ราชกิจจานุเบกษา" in line:
        return None
    for kind, pattern in _PATTERNS:
        match = pattern.match(line)
        if match:
            marker = _marker(kind, match)
            return None if _is_text(marker) else marker
    return None


def unfinished(line: str) -> bool:
    """Whether a line ends in a word that asks for more, so that the next goes on with it."""
    return bool(_OPEN_END.search(line))


def _marker(kind: str, match: re.Match[str]) -> Marker:
    number = arabic_digits(next(filter(None, match.groups()), ""))
    rest = match.string[match.end() :].lstrip(" \t.:)–-")
    return Marker(kind, number.count("."), match[0].strip(), number, rest)


def _is_text(marker: Marker) -> bool:
    counts = marker.mark[0].isdecimal() or (marker.kind in PLAN_PARTS and "ที" not in marker.mark)
    return bool(_REFERENCE.match(marker.rest) or (counts and _AMOUNT.match(marker.rest)))


def _loose(word: str) -> str:
    """The word, with or without its marks above."""
    return re.sub("([\u0e47-\u0e4e])", "[\u0e47-\u0e4e]?", word)


_DIGITS = "[๐-๙0-9]"
_NUMBER = rf"{_DIGITS}{{1,3}}(?:\.{_DIGITS}{{1,3}})*(?:/{_DIGITS}{{1,3}})?"
# One or two digits of a numbering: no nought in front, as in 0.50 and 16.05.
_ORDINAL = "[๑-๙1-9][๐-๙0-9]?"
_LETTER = "[กขคงจฉชซฌญฎฏฐฑฒณดตถทธ]"
_END = r"(?=[\s:.]*$|[\s:.–-]+[^\s๐-๙0-9,:.–-]|[ก-ฮเ-ไ“\"(])"
_LETTERED = r"([ก-ฮ])(?=\s|$)"
# Without ที่ a number is one where it has a point or a colon after it.
_UNORDERED = rf"\s?({_DIGITS}{{1,2}}\.{_DIGITS}{{1,2}}){_END}|\s?({_DIGITS}{{1,2}})(?=\s?:)"
_BOOKS = ("ภาค", "ลักษณะ", "หมวด")
_TEXT = r"(?=[ก-ฮเ-ไA-Za-z“\"'‘(\[])"
_SPACED_TEXT = r"\s+(?=\S)(?![๐-๙0-9.,:;%–-])"
_THAT = _loose("ที่")
_WORDS = (
    *((word, rf"\s?(?:{_THAT})?\s*(?:({_NUMBER}){_END}|{_LETTERED})") for word in _BOOKS),
    *((word, rf"\s?{_THAT}\s*(?:({_NUMBER}){_END}|{_LETTERED})") for word in ("ส่วน", "บท", "ตอน")),
    *((word, rf"\s?(?:{_THAT}\s*({_NUMBER}){_END}|{_UNORDERED})") for word in PLAN_PARTS),
    *((word, rf"\s*({_NUMBER}){_END}") for word in ("มาตรา", "ข้อ")),
)
_MARKS = (
    ("หมวด", r"(?:บทเฉพาะกาล|บทกำหนดโทษ)$"),
    ("annex", rf"(?:ภาคผนวก|เอกสารแนบ)\s*(?:({_NUMBER}){_END}|([ก-ฮ])(?=[\s.]|$)|$)"),
    ("annex", r"(?:บัญชี|เอกสาร)(?:แนบ)?ท้าย(?=\S{3,30}(?:\s.{,60})?$)"),
    ("decimal", rf"({_ORDINAL}(?:\.{_ORDINAL}){{1,4}})(?:\.?{_TEXT}|[.)]?{_SPACED_TEXT})"),
    ("number", rf"({_ORDINAL})\s?\.(?:{_TEXT}|{_SPACED_TEXT})"),
    ("parenthesis", rf"({_ORDINAL})\)(?:{_TEXT}|{_SPACED_TEXT})"),
    ("bracket", rf"\(\s?({_ORDINAL}(?:\.{_ORDINAL})*)\s?\)(?:{_TEXT}|{_SPACED_TEXT})"),
    ("letter", rf"({_LETTER})[.)]{_SPACED_TEXT}"),
    ("bracketed letter", rf"\(\s?({_LETTER})\s?\)(?:{_TEXT}|{_SPACED_TEXT})"),
)
_PATTERNS = (
    *((word, re.compile(_loose(word) + number)) for word, number in _WORDS),
    *((kind, re.compile(mark)) for kind, mark in _MARKS),
)
# "มาตรา ๑๒ แห่งพระราชบัญญัติ", "ข้อ ๓ และข้อ ๔": a line that goes on about a section.
_REFERENCE = re.compile(
    r"(?:\([๐-๙0-9ก-ฮ]{1,3}\)\s*)*(?:แห่ง(?!ชาติ)|และ|หรือ|ถึง|จนถึง|วรรค|ข้างต้น|ดังกล่าว|ซึ่ง"
    r"|โดยอนุโลม|(?:มาตรา|ข้อ)\s?[๐-๙0-9]|นี้|ประกอบ(?:กับ|มาตรา|ข้อ)|ตาม(?:มาตรา|ข้อ)|กับ(?!ดัก)|ของ(?!ที่|ใช้|ขวัญ|เสีย|หาย|กลาง))"
)
_AMOUNT = re.compile(
    r"(?:พัน|หมื่น|แสน|ล้าน)?(?:ล้าน|บาท)|เท่า(?!เทียม)|เปอร์เซ็นต์|%|percent\b|million\b|น\.(?!\S*[ก-ฮ]\.)"
    r"|(?:คน|ราย|แห่ง|ครั้ง|วัน|เดือน|ชั่วโมง|นาที|เมตร|กิโลเมตร|กม\.|ตร\.ม\.|ไร่|กิโลกรัม|ตัน|หน่วย|เครื่อง"
    r"|ฉบับ|ชุด|จุด|ด้าน|ประการ|ปี(?!\s*[๐-๙0-9])|Mbps|Gbps|GB|MB)(?![ก-๎A-Za-z])"
    r"|(?:มกรา|กุมภา|มีนา|เมษา|พฤษภา|มิถุนา|กรกฎา|สิงหา|กันยา|ตุลา|พฤศจิกา|ธันวา)(?:คม|ยน|พันธ์)"
    r"|(?:ม\.ค|ก\.พ|มี\.ค|เม\.ย|พ\.ค|มิ\.ย|ก\.ค|ส\.ค|ก\.ย|ต\.ค|พ\.ย|ธ\.ค)\.(?![ก-ฮ])"
)
_OPEN_END = re.compile(
    r"(?:(?<!ติด)ตาม|(?<!ภาย)ใน|และ|หรือ|(?<![๐-๙0-9] )แห่ง|(?<!เจ้า)(?<!สิ่ง)ของ|(?<!กำ)กับ"
    r"|โดย|จาก|เพื่อ|ซึ่ง|(?<!หัว)ข้อ|มาตรา|วรรค|ฉบับที่)$"
)
