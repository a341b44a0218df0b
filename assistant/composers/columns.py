"""Says a table row: its name, and the columns that were asked for."""

import re
from collections.abc import Sequence

from assistant.extraction.rows import Cell, is_figure, is_ordinal, name_of
from assistant.question.reading import Asked
from assistant.question.wants import Wanted
from db.thai import fold, squeeze, words

MOST_COLUMNS = 6
_KINDS = (
    (Wanted.MONEY, re.compile("บาท|งบ|วงเงิน|ราคา|ค่า|เงิน|อัตรา|ปี")),
    (Wanted.WHO, re.compile("รับผิดชอบ|หน่วยงาน|ผู้|เจ้าภาพ|กอง|สานัก")),
    (Wanted.DAY, re.compile("วัน|เวลา|กาหนด|ภายใน|เสร็จ")),
    (Wanted.DATE, re.compile("ปี|วัน|เวลา|กาหนด|ภายใน|เสร็จ|เดือน")),
)


def say_row(asked: Asked, row: Sequence[Cell]) -> str:
    """The row in words: "ชื่อโครงการ ปี 2570: 8.2 ล้านบาท"."""
    name = name_of(row)
    told = [cell for cell in row if cell is not name and not is_ordinal(cell)]
    columns = _asked_for(asked, told)[:MOST_COLUMNS]
    said = ", ".join(cell.worded() for cell in columns)
    return f"{name.text} {said}".strip() if name else said


def _asked_for(asked: Asked, cells: list[Cell]) -> list[Cell]:
    """The cells under heads that the question names, by a number, its words or the kind wanted."""
    numbered = [cell for cell in cells if asked.numbers.intersection(words(cell.head))]
    within = numbered or cells
    scores = {cell.column: _told(asked, cell) for cell in within}
    most = max(scores.values(), default=0)
    if not most:
        return within
    return [cell for cell in within if scores[cell.column] == most]


def _told(asked: Asked, cell: Cell) -> int:
    head = squeeze(f"{cell.head} {cell.unit}")
    said = sum(word in head for word in asked.words if len(word) > 2)
    kinds = sum(asked.wants(kind) and bool(pattern.search(head)) for kind, pattern in _KINDS)
    counted = bool(asked.counted) and asked.counted in fold(f"{cell.head} {cell.unit}")
    figure = asked.wants(Wanted.MONEY, Wanted.NUMBER, Wanted.COUNT) and is_figure(cell.text)
    return 2 * said + kinds + 2 * counted + figure
