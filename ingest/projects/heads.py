"""Finds the head of a table of projects by its words, however it is laid out."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from db.thai import fold

Rows = Sequence[Sequence[str]]

_MOST_HEAD_ROWS: Final = 4
_YEAR = re.compile(r"(?<!\d)(25\d\d)(?!\d)")
_SHORT_YEAR = re.compile(r"(?:^|ปี|งบ)\s*(\d\d)$")
_UNIT = re.compile(r"[(\s]*(?:บาท|kpi|รวม)[)\s]*")
_CENTURY: Final = 2500


class Field(StrEnum):
    """What a column holds."""

    NUMBER = "number"
    TITLE = "title"
    OBJECTIVE = "objective"
    OUTPUT = "output"
    BUDGET = "budget"
    KPI = "kpi"
    RESULT = "result"
    UNIT = "unit"
    RATIONALE = "rationale"
    STRATEGY = "strategy"
    COUNT = "count"
    CATEGORY = "category"
    KIND = "kind"


# Keys are folded (ำ is า); the first that fits decides, so the narrow ones come first.
_WORDS: Final[tuple[tuple[Field, re.Pattern[str]], ...]] = (
    (Field.COUNT, re.compile(r"จานวน\s*โครงการ|^จานวน$")),
    (Field.KPI, re.compile(r"ตัวชี้วัด|\bkpi")),
    (Field.RESULT, re.compile(r"ผลที่คาด|ผลลัพธ์|ประโยชน์ที่")),
    (Field.UNIT, re.compile(r"หน่วยงาน|รับผิดชอบ|ผู้ดาเนิน")),
    (Field.RATIONALE, re.compile(r"เหตุผล|ความจาเป็น")),
    (Field.BUDGET, re.compile(r"งบประมาณ|จานวนเงิน|วงเงิน")),
    (Field.OBJECTIVE, re.compile(r"วัตถุประสงค์")),
    (Field.OUTPUT, re.compile(r"เป้าหมาย|ผลผลิต|คุณลักษณะ")),
    (Field.STRATEGY, re.compile(r"^(?:ยุทธศาสตร์|ประเด็นการพัฒนา|แผนงาน)")),
    (Field.NUMBER, re.compile(r"^(?:ที่|ลาดับ(?:ที่)?|no\.?)$")),
    (Field.TITLE, re.compile(r"^(?:ชื่อ)?\s*(?:โครงการ|รายการ|ครุภัณฑ์|ชื่อครุภัณฑ์)|กิจกรรม$")),
    (Field.CATEGORY, re.compile(r"^หมวด")),
    (Field.KIND, re.compile(r"^ประเภท")),
)


@dataclass(frozen=True, slots=True)
class Head:
    """A table's head: the column of each field, the column of each B.E. year's budget, and the
    rows (from 0) it begins at and the table's first row after it."""

    fields: Mapping[Field, int]
    years: Mapping[int, int]
    begin: int
    end: int

    @property
    def is_summary(self) -> bool:
        """Whether it counts projects instead of naming them (ผ.๐๑)."""
        return Field.COUNT in self.fields and Field.OBJECTIVE not in self.fields


def find_head(rows: Rows, at: int) -> Head | None:
    """The head that begins at row `at`; None where none does.

    `rows` hold the text of merged cells in every cell they cover.
    """
    if len(_fields(rows[at])) < 2 or any(map(_is_figure, rows[at])):
        return None
    end = at + 1
    while end < min(len(rows), at + _MOST_HEAD_ROWS) and _goes_on(rows, at, end):
        end += 1
    texts = [_column(rows, at, end, place) for place in range(len(rows[at]))]
    fields = _fields(texts)
    years = {
        year: place
        for place, text in enumerate(texts)
        if (year := year_in(text)) and not _is_count(text)
    }
    known = {Field.TITLE, Field.KIND, Field.COUNT} & fields.keys()
    wanted = {Field.OBJECTIVE, Field.OUTPUT, Field.UNIT, Field.BUDGET, Field.KPI} & fields.keys()
    if not known or not (wanted or years):
        return None
    return Head(fields, dict(sorted(years.items())), at, end)


def year_in(text: str) -> int | None:
    """The B.E. year that a column's head names; of two digits after ปี too."""
    key = fold(text)
    if found := _YEAR.search(key):
        return int(found[1])
    short = _SHORT_YEAR.search(re.sub(r"\s*\(?บาท\)?", "", key).strip())
    return _CENTURY + int(short[1]) if short else None


def _is_figure(text: str) -> bool:
    """A number that is no year: a project's row has some, a head none."""
    key = fold(text).strip()
    return re.fullmatch(r"[\d,.\s-]*\d[\d,.\s-]*", key) is not None and not _YEAR.fullmatch(key)


def _is_count(text: str) -> bool:
    return "จานวน" in fold(text) and "จานวนเงิน" not in fold(text)


def _fields(texts: Sequence[str]) -> dict[Field, int]:
    found: dict[Field, int] = {}
    for place, text in enumerate(texts):
        key = fold(text).strip()
        field = next((field for field, words in _WORDS if key and words.search(key)), None)
        if field is not None and len(key) < 80:
            found.setdefault(field, place)
    return found


def _goes_on(rows: Rows, begin: int, at: int) -> bool:
    """Whether a row is still of the head: years or units below what the row above names."""
    row, above = rows[at], rows[at - 1]
    fresh = [text for text, upper in zip(row, above, strict=True) if text and text != upper]
    merged = any(text and text == upper for text, upper in zip(row, rows[begin], strict=True))
    fitting = [text for text in fresh if _is_head_word(text)]
    return bool(fresh or merged) and len(fitting) == len(fresh)


def _is_head_word(text: str) -> bool:
    key = fold(text).strip()
    if re.fullmatch(r"[\d,.\s-]+", key):
        return _YEAR.fullmatch(key) is not None
    fits = any(words.search(key) for _, words in _WORDS) or _UNIT.fullmatch(key)
    return year_in(text) is not None or bool(fits)


def _column(rows: Rows, begin: int, end: int, place: int) -> str:
    return " ".join(dict.fromkeys(row[place] for row in rows[begin:end] if row[place]))
