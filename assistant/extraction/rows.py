"""Reads a table row under its head: which column says what, and in which unit."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.extraction.layout import YEAR, Line, cells
from db.thai import arabic_digits

_UNIT_IN_HEAD = re.compile(r"\(([^()]{1,30})\)\s*$")
_UNIT_IN_CAPTION = re.compile(r"หน่วย(?:นับ)?\s*:\s*([^()\n]{1,30})")
_FIGURE = re.compile(r"[\d.,]*\d[\d.,]*")
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
        head = _UNIT_IN_HEAD.sub("", self.head).strip() if self.unit else self.head
        year = "ปี " if YEAR.fullmatch(arabic_digits(head)) else ""
        named = f"{year}{head}: " if head else ""
        return f"{named}{self.text} {self.unit}".rstrip()


def read_row(row: Line) -> list[Cell]:
    """The cells of a row that say something, in order."""
    heads = cells(row.head.unit.text) if row.head else []
    found = []
    for at, text in enumerate(cells(row.unit.text)):
        if text and text != "-":
            head = heads[at] if at < len(heads) else ""
            found.append(Cell(at, head, text, unit_of(text, head, row)))
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


def unit_of(text: str, head: str, row: Line) -> str:
    """What a cell that is a figure counts, by its head or else the table's caption; "" unsaid."""
    if not is_figure(text):
        return ""
    in_head = _UNIT_IN_HEAD.search(head)
    if in_head:
        return in_head[1].strip()
    caption = row.caption.unit.text if row.caption else ""
    in_caption = _UNIT_IN_CAPTION.search(caption)
    return in_caption[1].strip() if in_caption else ""


def worded(row: Line) -> str:
    """The row with each figure under its head and before its unit, to look for kinds in."""
    said = []
    for cell in read_row(row):
        figure = is_figure(cell.text) and cell.unit
        said.append(
            f"{cell.head} {cell.text} {cell.unit}" if figure else f"{cell.head} {cell.text}"
        )
    return " \n".join(said)
