"""Finds what a passage offers as an answer: clauses, items, table rows, and lists as wholes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.extraction.layout import REACH, Line, Role, children, lines, opens
from assistant.extraction.units import Unit, units
from db.reads.documents import PassageRow

# Lines that a heading's text may have, at most; items that make a list of a sentence before them,
# at least; and the length of a line that is a mere title of the items under it.
MOST_LINES, LEAST_ITEMS, TITLE_LENGTH = 9, 2, 40
# A line that announces things and says how many tells that by itself.
_COUNTED = re.compile(r"(?:มี|จำนวน|เป็น)\s*[๐-๙0-9]{1,3}\s")
_MATTER = re.compile(
    r"[๐-๙0-9]{1,2}(?:\.[๐-๙0-9]{1,2})*+[.)]?+\s*+(?:การ|เรื่อง|โครงการ|รายงาน|ข้อเสนอ|ความ)\D{0,110}$"
)
_SILENT = frozenset({Role.HEADING, Role.QUESTION, Role.CAPTION, Role.HEAD})


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """Words of a passage that may answer.

    `unit` is what is quoted of `line`; `under` are lines quoted after it: the items of a list it
    opens, or the text under a heading.
    """

    passage: PassageRow
    unit: Unit
    line: Line
    under: tuple[Line, ...] = ()

    @property
    def is_block(self) -> bool:
        """Whether it is a heading with its text."""
        return bool(self.under) and self.line.role in {Role.HEADING, Role.QUESTION}

    @property
    def text(self) -> str:
        """All its words."""
        return "\n".join([self.unit.text, *(line.unit.text for line in self.under)])


def candidates(passage: PassageRow) -> Iterator[Candidate]:
    """What `passage` offers; its lists go on to where they end on the page."""
    page = passage.page_text
    held = lines(page, passage.start, min(len(page), passage.end + REACH), passage.header)
    for at, line in enumerate(held):
        if not passage.start <= line.unit.start < passage.end:
            continue
        under = _under(line, held[at + 1 :])
        if under and passage.title not in line.unit.text:
            yield Candidate(passage, line.unit, line, under)
        if line.role not in _SILENT and not (under and _is_title(line)):
            for unit in _of_line(page, line):
                if not opens(unit.text) or _COUNTED.search(unit.text):
                    yield Candidate(passage, unit, line)


def _of_line(page: str, line: Line) -> Iterator[Unit]:
    if line.role is Role.ROW:
        yield line.unit
        return
    yield from units(page, line.unit.start, line.unit.end)


def _under(line: Line, after: Sequence[Line]) -> tuple[Line, ...]:
    """The items a line opens, or what stands under a heading."""
    if line.role in {Role.HEADING, Role.QUESTION}:
        return _text_under(line, after)
    if line.role in {Role.TEXT, Role.ITEM}:
        if _names_text(line, after):
            return _text_under(line, after)
        found = children(line, after)
        return tuple(found) if len(found) >= LEAST_ITEMS or (found and _is_title(line)) else ()
    return ()


def _is_title(line: Line) -> bool:
    return (
        len(line.unit.text) <= TITLE_LENGTH
        or opens(line.unit.text)
        or bool(_MATTER.match(line.unit.text))
    )


def _names_text(line: Line, after: Sequence[Line]) -> bool:
    """Whether an item names the matter that the lines after it tell of ("4.2 การจ้างที่ปรึกษา")."""
    if line.role is not Role.ITEM or not _MATTER.match(line.unit.text) or not after:
        return False
    return after[0].role is Role.TEXT and after[0].above[-1:] == (line,)


def _text_under(heading: Line, after: Sequence[Line]) -> tuple[Line, ...]:
    found = []
    for line in after:
        if heading not in line.above or line.role is Role.HEADING:
            break
        found.append(line)
    return tuple(found) if len(found) <= MOST_LINES else ()
