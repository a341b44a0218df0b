"""Reads how a page is laid out: headings, items under what opens them, table rows under a head."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from assistant.extraction.units import Unit
from db.thai import arabic_digits

# How far before and after a passage its headings and items are looked for, in characters.
REACH = 2_000

_HEADING = re.compile(
    r"#{1,6}\s|(?:หมวด|ส่วนที่|บทที่|ภาคผนวก|ระเบียบวาระที่|ตอนที่)\s*[๐-๙0-9ก-ฮ]+(?:\s.{0,90})?$"
)
_QUESTION = re.compile(
    r"(?:^(?:ถาม|คำถาม|Q)\s*[:.\d๐-๙]|(?:อย่างไร|อะไร|บ้าง|หรือไม่|ไหม|เมื่อใด|เมื่อไร|เท่าใด|เท่าไร|ใคร"
    r"|ไหน|ใด|กี่\s?[ก-๎]{1,14}|\?)\s*$|^ใคร(?!ก็)\S{1,50}$"
    r"|^(?!หาก|ถ้า|เมื่อ|กรณี)\S{2,30}(?:แบบ|ประเภท|ชนิด|ลักษณะ)ใด(?!ให้)\S{2,40}$)"
)
_CAPTION = re.compile(r"(?:ตาราง|แผนภูมิ|แผนภาพ)(?:ที่)?\s*[๐-๙0-9]|\(?\s*หน่วย(?:นับ)?\s*:")
# What is numbered by its name ("ยุทธศาสตร์ที่ 1 …"); a line with a number at its end is one of a
# list of contents.
_NAMED = "ยุทธศาสตร์|เป้าหมาย|กลยุทธ์|แนวทาง|มาตรการ|ด้าน|ประเด็น|พันธกิจ|ระยะ|งวด|กลุ่ม"
_ORDINAL = r"(?:ที่\s*[๐-๙0-9]+|\s[๐-๙0-9]{1,2})"
_MARKS: Sequence[tuple[str, re.Pattern[str]]] = tuple(
    (style, re.compile(pattern))
    for style, pattern in (
        ("clause", r"(?:ข้อ|มาตรา)\s*[๐-๙0-9]+(?:/[๐-๙0-9]+)?(?:\.[๐-๙0-9]+)*\s"),
        ("step", r"(?:ขั้นตอนที่|ขั้นที่)\s*[๐-๙0-9]+"),
        (
            "named",
            rf"(?:{_NAMED})(?:การพัฒนา)?{_ORDINAL}[\s:](?!.{{0,90}}[๐-๙0-9]$)",
        ),
        ("deep", r"[๐-๙0-9]{1,2}(?:\.[๐-๙0-9]{1,2}){2,}[.)]?\s"),
        ("sub", r"[๐-๙0-9]{1,2}\.[๐-๙0-9]{1,2}[.)]?\s"),
        ("number", r"[๐-๙0-9]{1,2}[.)]\s?(?![๐-๙0-9])"),
        ("bracket", r"\([๐-๙0-9]{1,2}\)"),
        ("letter", r"\(?[ก-ฮ][.)]\s"),
        ("term", r"[“\"][^“”\"]{1,60}[”\"]\s*(?:หมายความว่า|หมายถึง)"),
        ("bullet", r"[-–•*▪●○◦]\s"),
    )
)

# A year as the head of a column, in Arabic digits.
YEAR = re.compile(r"(?:19|20|2[4-6])\d\d")

# A line as short as this may be the title of what follows it.
_TITLE_LENGTH = 120
_OPENS = re.compile(r"(?:ดังนี้|ดังต่อไปนี้|ต่อไปนี้|ได้แก่|ประกอบด้วย|มีดังนี้|คือ|:)\s*+(?::\s*+)?$")


class Role(StrEnum):
    """What a line of a page is."""

    TEXT = "text"
    ITEM = "item"
    HEADING = "heading"
    QUESTION = "question"
    CAPTION = "caption"
    HEAD = "head"
    ROW = "row"


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A line and what it stands under.

    `above` are the headings and the lines that open the list it is an item of, outermost first.
    `head` is the head of its table, `caption` what stands over that.
    """

    unit: Unit
    role: Role
    above: tuple["Line", ...] = ()
    head: "Line | None" = None
    caption: "Line | None" = None


@dataclass(slots=True)
class _Reader:
    """What is open while lines are read: a heading, list levels, a table."""

    headings: list[tuple[int, Line]] = field(default_factory=list)
    levels: list[tuple[str, Line]] = field(default_factory=list)
    head: Line | None = None
    caption: Line | None = None
    in_table: bool = False

    def line(self, unit: Unit) -> Line:
        """The next line, told what it is."""
        if "\t" in unit.text:
            return self._cells(unit)
        self.in_table, self.head = False, None
        if _HEADING.match(unit.text):
            return self._heading(unit)
        if _CAPTION.match(unit.text):
            self.caption = Line(unit, Role.CAPTION, self._above())
            return self.caption
        if _QUESTION.search(unit.text):
            return self._question(unit)
        self.caption = None
        return self._text(unit)

    def _cells(self, unit: Unit) -> Line:
        if not self.in_table:
            self.in_table = True
            if not _is_figures(unit.text):
                self.head = Line(unit, Role.HEAD, self._above(), caption=self.caption)
                return self.head
        return Line(unit, Role.ROW, self._above(), self.head, self.caption)

    def _heading(self, unit: Unit) -> Line:
        marks = len(unit.text) - len(unit.text.lstrip("#"))
        level = marks or 10
        self.headings = [(rank, line) for rank, line in self.headings if rank < level]
        self.levels = []
        role = Role.QUESTION if _QUESTION.search(unit.text) else Role.HEADING
        line = Line(unit, role, self._above())
        self.headings.append((level, line))
        return line

    def _question(self, unit: Unit) -> Line:
        self.headings = [(rank, line) for rank, line in self.headings if rank < 20]
        self.levels = []
        line = Line(unit, Role.QUESTION, self._above())
        self.headings.append((20, line))
        return line

    def _text(self, unit: Unit) -> Line:
        style = _style(unit.text)
        known = [held for held, _ in self.levels]
        if style in known:
            del self.levels[known.index(style) :]
        elif not style:
            self.levels = [
                (held, line) for held, line in self.levels if len(line.unit.text) <= _TITLE_LENGTH
            ]
        line = Line(unit, Role.ITEM if style else Role.TEXT, self._above())
        if style or len(unit.text) <= _TITLE_LENGTH or _OPENS.search(unit.text):
            self.levels.append((style, line))
        return line

    def _above(self) -> tuple[Line, ...]:
        return tuple(line for _, line in (*self.headings, *self.levels))


def lines(page: str, start: int, end: int, header: str = "") -> list[Line]:
    """The lines of a page between `start` and `end`, with what stands up to REACH before.

    `header` is the head of a table that goes on at `start` (its cells apart by tabs). Where another
    page prints it, it is a line that starts at -1.
    """
    reader = _Reader()
    begin = page.rfind("\n", 0, max(0, start - REACH)) + 1 if start > REACH else 0
    found = [reader.line(unit) for unit in _split(page, begin, end)]
    if header and not any(line.unit.text == header for line in found):
        elsewhere = Line(Unit(-1, -1, header), Role.HEAD)
        found = [_under_head(line, elsewhere) for line in found]
    return found


def opens(text: str) -> bool:
    """Whether a line only announces what follows it ("ดังต่อไปนี้", "ได้แก่")."""
    return bool(_OPENS.search(text))


def children(opening: Line, among: Sequence[Line]) -> list[Line]:
    """The items directly under a line."""
    return [line for line in among if line.role is Role.ITEM and line.above[-1:] == (opening,)]


def cells(text: str) -> list[str]:
    """The cells of a table line."""
    return [cell.strip() for cell in text.split("\t")]


def _split(page: str, start: int, end: int) -> Iterator[Unit]:
    at = start
    for line in page[start:end].split("\n"):
        text = line.strip()
        if text:
            lead = at + len(line) - len(line.lstrip())
            # Tabs on either side are empty cells.
            if "\t" in line:
                lead, text = at, line
            yield Unit(lead, lead + len(text), text)
        at += len(line) + 1


def _under_head(line: Line, head: Line) -> Line:
    """A row of a table that goes on from another page, the first taken for its head."""
    if line.role in {Role.HEAD, Role.ROW} and (line.head is None or line.role is Role.HEAD):
        return Line(line.unit, Role.ROW, line.above, head, line.caption)
    if line.role is Role.ROW:
        return Line(line.unit, Role.ROW, line.above, head, line.caption)
    return line


def _style(text: str) -> str:
    return next((style for style, pattern in _MARKS if pattern.match(text)), "")


def _is_figures(text: str) -> bool:
    """Whether half the cells or more of a table line are figures; years are heads of columns."""
    held = [cell for cell in cells(arabic_digits(text)) if cell]
    figures = [
        cell for cell in held if re.fullmatch(r"[\d.,%() -]+", cell) and not YEAR.fullmatch(cell)
    ]
    return len(figures) * 2 >= len(held)
