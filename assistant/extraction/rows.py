"""Reads a table row under its head: which column says what, and in which unit."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.extraction.layout import YEAR, Line, cells
from db.thai import arabic_digits

_IN_BRACKETS = re.compile(r"\(([^()]{1,30})\)\s*$")
_UNIT_IN_CAPTION = re.compile(r"หน่วย(?:นับ)?\s*:\s*([^()\n]{1,30})")
_UNIT_COLUMN = re.compile(r"หน่วย(?:นับ|วัด|ของตัวชี้วัด)?(?:\s*\(.{1,20}\))?\s*")
# What stands in brackets behind a year tells how far the figure is settled, unless it counts.
_YEAR_HEAD = re.compile(
    r"(?:ค่า\S{0,20}|เป้าหมาย|งบประมาณ)?\s*(?:ปีงบประมาณ|ปี)?\s*(?:พ\.?ศ\.?)?\s*(?:19|20|2[4-6])\d\d\s*"
)
_COUNTS = re.compile(
    r"(?:ร้อยละ|%|เปอร์เซ็นต์|(?:ร้อย|พัน|หมื่น|แสน|ล้าน){0,2}\s?(?:บาท|คน|ราย|แห่ง|ครั้ง|เรื่อง|ระบบ|โครงการ|ชุด|วัน"
    r"|เดือน|ชั่วโมง|นาที|หมู่บ้าน|ตำบล|อำเภอ|จังหวัด|ครัวเรือน|หน่วย|เครื่อง|จุด|ฉบับ|หน่วยงาน|บริการ|คะแนน|ระดับ"
    r"|ตัว|อัน|รายการ|คำขอ|หลักสูตร|กิกะไบต์|เมกะไบต์))"
)
_PERCENT = re.compile(r"ร้อยละ|%|เปอร์เซ็นต์")
_FIGURE = re.compile(r"[.,]*+\d[\d.,]*+")
_ORDINAL = re.compile(r"(?:ที่|ลำดับ(?:ที่)?|ข้อ|no\.?|#)?\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that says something: its column's head ("" without), its words, its unit ("")."""

    column: int
    head: str
    text: str
    unit: str

    def worded(self) -> str:
        """As a sentence says it: head, words, unit ("ปี 2570: 450,000 บาท")."""
        in_head = _IN_BRACKETS.search(self.head)
        head = self.head
        if self.unit and in_head and in_head[1].strip() == self.unit:
            head = _IN_BRACKETS.sub("", head).strip()
        year = "ปี " if YEAR.fullmatch(arabic_digits(head)) else ""
        named = f"{year}{head}: " if head else ""
        return f"{named}{measured(self.text, self.unit)}"


def read_row(row: Line) -> list[Cell]:
    """The cells of a row that say something, in order; a column of units goes into the others."""
    heads = cells(row.head.unit.text) if row.head else []
    held = cells(row.unit.text)
    counted = unit_column(row)
    found = []
    for at, text in enumerate(held):
        if text and text != "-" and at != counted:
            head = heads[at] if at < len(heads) else ""
            found.append(Cell(at, head, text, unit_of(at, row)))
    return found


def name_of(row: Sequence[Cell]) -> Cell | None:
    """The cell that names the row: the first that is neither a figure nor an ordinal."""
    return next((cell for cell in row if not is_figure(cell.text)), None)


def is_figure(text: str) -> bool:
    """Whether a cell holds a figure alone."""
    return bool(_FIGURE.fullmatch(arabic_digits(text).strip()))


def is_ordinal(cell: Cell) -> bool:
    """Whether a cell only numbers the row."""
    return is_figure(cell.text) and cell.column == 0 and bool(_ORDINAL.match(cell.head))


def is_percent(unit: str) -> bool:
    """Whether a unit says shares of a hundred."""
    return bool(_PERCENT.fullmatch(unit))


def measured(text: str, unit: str) -> str:
    """A figure with its unit ("86 บาท", "ร้อยละ 86")."""
    return f"{unit} {text}" if unit == "ร้อยละ" else f"{text} {unit}".rstrip()


def years_of(row: Line) -> list[str]:
    """The heads of a row's table that name a year, in Arabic digits."""
    heads = cells(row.head.unit.text) if row.head else []
    return [head for head in map(arabic_digits, heads) if YEAR.search(head)]


def unit_column(row: Line) -> int | None:
    """The column that says what the figures of each row count ("หน่วยนับ"); None without one."""
    heads = cells(row.head.unit.text) if row.head else []
    held = cells(row.unit.text)
    found = (at for at, head in enumerate(heads[: len(held)]) if _UNIT_COLUMN.fullmatch(head))
    return next((at for at in found if held[at] and not is_figure(held[at])), None)


def unit_of(column: int, row: Line) -> str:
    """What a cell that is a figure counts, by its head, a column of units, the caption; "" unsaid.

    A column of units speaks of the figures after it, the last column of those before it.
    """
    held, heads = cells(row.unit.text), cells(row.head.unit.text) if row.head else []
    if not is_figure(held[column]):
        return ""
    in_head = _IN_BRACKETS.search(heads[column]) if column < len(heads) else None
    if in_head and _is_unit(heads[column], in_head):
        return in_head[1].strip()
    counted = unit_column(row)
    if counted is not None and (column > counted or counted == len(held) - 1) and column:
        return held[counted]
    caption = row.caption.unit.text if row.caption else ""
    in_caption = _UNIT_IN_CAPTION.search(caption)
    return in_caption[1].strip() if in_caption else ""


def worded(row: Line) -> str:
    """The row with each figure under its head and before its unit, to look for kinds in."""
    said = []
    for cell in read_row(row):
        unit = cell.unit if is_figure(cell.text) else ""
        # Shares are asked for by either of their names.
        unit = "% เปอร์เซ็นต์ ร้อยละ" if is_percent(unit) else unit
        said.append(f"{cell.head} {cell.text} {unit}".rstrip())
    return " \n".join(said)


def _is_unit(head: str, in_brackets: re.Match[str]) -> bool:
    """Whether what stands in brackets counts: behind a year it may say "อนุมัติ", "จ่ายจริง"."""
    named = arabic_digits(head[: in_brackets.start()]).strip()
    return not _YEAR_HEAD.fullmatch(named) or bool(_COUNTS.match(in_brackets[1].strip()))
