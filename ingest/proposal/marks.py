"""What speaks of structure in a plan's text: strategies, labels, numbered items, table heads."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from db.models import DraftKind
from db.skeleton import skeleton

_UNITS = "ล้าน|บาท|พันบาท|แสน|เท่า|เปอร์เซ็น|คะแนน|กิโล|ตาราง|ไร่|เดือน|วัน|ชั่วโมง|เมตร"
# Lines of a page may end within these words, hence the \s? between their parts.
_LABELS = {
    DraftKind.GOAL: r"(?:เป้าหมาย|เป้าประสงค์)(?:เชิงยุทธศาสตร์|ของยุทธศาสตร์|การพัฒนา)?",
    DraftKind.KPI: r"(?:ตัวชี้วัด(?:\s?และ\s?ค่า\s?เป้าหมาย|\s?ความสำเร็จ)?(?:\s?ของแผน)?|ค่าเป้าหมาย)",
    DraftKind.MEASURE: r"(?:มาตรการ|แผนงาน|กลยุทธ์|แนวทาง(?:การ(?:พัฒนา|ดำเนินงาน))?)(?:สำคัญ)?",
    DraftKind.PROJECT: r"โครงการ(?:\s?สำคัญ)?",
    DraftKind.FOCUS_AREA: r"ด้าน\s?(?:ที่\s?(?:เน้น|มุ่งเน้น))?\s?(?:ความ)?\s?สำคัญ",
}
_DIGITS = tuple("0123456789")
_COUNTED = "เป้าหมาย|ตัวชี้วัด|มาตรการ|แผนงาน|โครงการ|ด้าน|ประการ|ข้อ"
_HEADS = (
    r"ลำดับ(?:ที่)?|(?:ชื่อ)?โครงการ(?:สำคัญ)?|วัตถุประสงค์(?:ของ)?(?:\s?โครงการ)?"
    r"|รายละเอียด(?:\s?โครงการ)?|(?:หน่วยงาน)?\s?(?:ที่)?(?:ผู้)?รับผิดชอบ(?:หลัก)?|ผลผลิต|ผลลัพธ์"
    r"|งบประมาณ(?:\s*\([^)]*\))?|ระยะเวลา(?:\s?การ)?(?:\s?ดำเนิน(?:การ|งาน|\s?โครงการ))?|ปี?\s?งบประมาณ"
    r"|เป้าหมาย|เป้าประสงค์|ตัวชี้วัด(?:ความสำเร็จ)?|หน่วย\s?นับ|หน่วย\s?วัด|ค่า\s?เป้าหมาย"
    r"|สถานะในอดีต|ค่าฐาน|หมายเหตุ|Focus Area|(?:ปี\s*)?25\d\d(?:\s*-(?=\s*25))?"
)


class Sign(StrEnum):
    """What a mark is."""

    STRATEGY = "strategy"
    CHAPTER = "chapter"  # a part, chapter or annex begins: no strategy goes on
    LABEL = "label"  # a word that says what the list after it holds
    ITEM = "item"  # a number before a statement
    BULLET = "bullet"
    HEAD = "head"  # the words of a table's head, one after the other


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark at `start`; what it introduces begins at `end` (offsets into the skeleton).

    `kind` is what a label names, `count` how many it announces, `closing` what follows a number.
    """

    sign: Sign
    start: int
    end: int
    kind: DraftKind | None = None
    number: str = ""
    closing: str = ""
    count: int | None = None


def find_marks(text: str) -> list[Mark]:
    """Every mark in the skeleton of a text, in order; of marks that overlap the surest stays."""
    taken = bytearray(len(text) + 1)
    found = []
    for marks in (_strategies, _chapters, _heads, _labels, _items):
        for mark in marks(text):
            if not any(taken[mark.start : mark.end]):
                taken[mark.start : mark.end] = b"\1" * (mark.end - mark.start)
                found.append(mark)
    return sorted(found, key=lambda mark: mark.start)


def head_kinds(words: str) -> tuple[DraftKind, ...]:
    """What the columns of a table hold that lists goals and KPIs; empty for other tables."""
    if _PROJECT_HEAD.search(words):
        return ()
    found = ((kind, pattern.search(words)) for kind, pattern in _COLUMNS.items())
    named = sorted((match.start(), kind) for kind, match in found if match)
    return tuple(kind for _, kind in named)


def _strategies(text: str) -> Iterator[Mark]:
    for match in _STRATEGY.finditer(text):
        yield Mark(Sign.STRATEGY, match.start(), match.end(), DraftKind.STRATEGY, match[1])


def _chapters(text: str) -> Iterator[Mark]:
    for match in _CHAPTER.finditer(text):
        yield Mark(Sign.CHAPTER, match.start(), match.end())


def _heads(text: str) -> Iterator[Mark]:
    for match in _HEAD.finditer(text):
        words = _HEAD_WORD.findall(match[0])
        end = match.end()
        if words[-1] == _PROJECT and words.count(_PROJECT) > 1:  # the first cell begins with it
            end -= len(words.pop())
        years = sum(word.endswith(_DIGITS) for word in words)
        if years > 2 or len(words) - years > 2 or len(head_kinds(match[0])) > 1:
            yield Mark(Sign.HEAD, match.start(), end)


def _labels(text: str) -> Iterator[Mark]:
    for kind, pattern in _NUMBERED_LABELS.items():
        for match in pattern.finditer(text):
            yield Mark(Sign.ITEM, match.start(), match.end(), kind, match[1] or match[2])
    for kind, pattern in _LIST_LABELS.items():
        for match in pattern.finditer(text):
            count = int(match[1]) if match[1] else None
            yield Mark(Sign.LABEL, match.start(), match.end(), kind, count=count)
    for match in _LINE_LABEL.finditer(text):
        yield Mark(Sign.ITEM, match.start(), match.end(), DraftKind.GOAL)
    for match in _CLAUSE.finditer(text):
        yield Mark(Sign.ITEM, match.start(), match.end(), DraftKind.MEASURE, match[1])


def _items(text: str) -> Iterator[Mark]:
    for match in _ITEM.finditer(text):
        number, closing = match["number"], match["closing"]
        if "." in number or closing or match["row"]:
            yield Mark(Sign.ITEM, match.start(), match.end(), None, number, closing)
    for match in _BULLET.finditer(text):
        yield Mark(Sign.BULLET, match.start(), match.end())


def _numbered_label(kind: DraftKind) -> re.Pattern[str]:
    """Such as เป้าหมายที่ 1, ตัวชี้วัด 1.1."""
    words = skeleton(_LABELS[kind])
    number = rf"{skeleton('ที่')}\s*(\d{{1,2}}(?:\.\d{{1,2}})?)|\s+(\d{{1,2}}\.\d{{1,2}})"
    return re.compile(rf"(?<![ก-ๆA-Za-z/])(?:{words})(?:{number})\s*[:.)]?\s+(?=[ก-ๆA-Za-z])")


def _list_label(kind: DraftKind) -> re.Pattern[str]:
    """A label before a number, a bullet or another label."""
    words, every = skeleton(_LABELS[kind]), "|".join(map(skeleton, _LABELS.values()))
    begins, sure = "(?<![ก-ๆA-Za-z/])", ""
    if kind is DraftKind.FOCUS_AREA:  # words of prose too, but for what follows them
        begins, sure = "", rf"(?=[^\n]{{0,30}}?(?:\d\s*{skeleton('ด้าน|ได้แก่|ดังนี้')}))"
    return re.compile(
        rf"{begins}(?:{words}){sure}(?:\s*\([^)\n]*\))?"
        rf"(?:\s*(?:{skeleton('จำนวน')}\s*)?(\d{{1,2}})\s*(?:{skeleton(_COUNTED)}))?"
        rf"(?:\s*(?:{skeleton('ได้แก่|ดังนี้|ประกอบด้วย')}))?\s*:?"
        rf"(?=\s*(?:\(?\d{{1,2}}[.)](?!\d)|[•▪ᆞ]|(?:{every})(?![ก-ๆ])))"
    )


_STRATEGY = re.compile(
    skeleton(
        r"(?<![ก-ๆ])(?:ประเด็น)?(?:ยุทธศาสตร์|การพัฒนา)(?:การพัฒนา)?\s?ที่\s*(\d{1,2})(?!\d)"
        r"\s*+[:.\-]?\s*+(?!มี|ประกอบด้วย|ปรากฏ|ดังกล่าว|และ|หรือ|ถึง|-)"
    )
)
_CHAPTER = re.compile(
    skeleton(
        r"^[ \t#]*(?:ส่วนที่|บทที่|หมวด(?:ที่)?|ภาคผนวก)\s*(?:\d+|[ก-ฮ](?![ก-ๆ]))"
        r"|ภาคผนวก\s*(?:ที่\s*)?\d+\s*:"
    ),
    re.MULTILINE,
)
_PROJECT = skeleton("โครงการ")
_HEAD_WORD = re.compile(rf"(?:{skeleton(_HEADS)})(?![ก-ๆ])")
_HEAD = re.compile(
    rf"(?<![ก-ๆA-Za-z/])(?:{skeleton(_HEADS)})(?![ก-ๆ])(?:[\s-]+(?:{skeleton(_HEADS)})(?![ก-ๆ\d]))+"
)
_PROJECT_HEAD = re.compile(skeleton(r"(?<![ก-ๆ])(?:ชื่อ)?โครงการ|งบประมาณ"))
_COLUMNS = {
    DraftKind.GOAL: re.compile(skeleton("(?<![ก-ๆ])(?:เป้าหมาย|เป้าประสงค์)(?![ก-ๆ])")),
    DraftKind.KPI: re.compile(skeleton("(?<![ก-ๆ])ตัวชี้วัด")),
}
_NUMBERED_LABELS = {kind: _numbered_label(kind) for kind in _LABELS}
_LIST_LABELS = {kind: _list_label(kind) for kind in _LABELS}
_LINE_LABEL = re.compile(
    skeleton(rf"^[ \t]*(?:{_LABELS[DraftKind.GOAL]})[ \t]*:?[ \t]+")
    + skeleton(r"(?=[ก-ๆ])(?!และ|หรือ|ของ|ที่|ตาม|คือ)"),
    re.MULTILINE,
)
_CLAUSE = re.compile(
    skeleton(r"^[ \t]*ข้อ\s*(\d{1,2}\.\d{1,2})[.)]?\s+(?=[ก-ๆA-Za-z])"), re.MULTILINE
)
_ITEM = re.compile(
    skeleton(
        r"(?:(?P<row>^[ \t]*)|(?<![^\s•]))\(?(?P<number>\d{1,2}(?:\.\d{1,2}){0,2})"
        r"(?P<closing>\.?\)|\.|)"
        rf"(?:(?<=[.)])\s*|\s+)(?=[ก-ๆA-Za-z“\"(])(?!{_UNITS})"
    ),
    re.MULTILINE,
)
_BULLET = re.compile(r"(?:(?<=\s)|^)[•▪ᆞ‣◦\uf0b7]\s*|^[ \t]*[-*]\s+", re.MULTILINE)
