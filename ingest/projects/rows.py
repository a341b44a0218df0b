"""Reads the rows below a head as projects, and says why a row is none."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Final

from db.planned import Project, YearBudget
from db.thai import arabic_digits, fold
from ingest.projects.book import SheetText
from ingest.projects.found import FoundProjects, RejectedRow
from ingest.projects.heads import Field, Head, find_head

MOST_REJECTED: Final = 200
_MILLION: Final = 1_000_000
_TOTAL = re.compile(r"^(?:รวม|ยอดรวม|รวมทั้งสิ้น|รวมทั้งหมด)")
_STRATEGY = re.compile(
    r"^(?:[ก-ฮ]\.|\d+(?:\.\d+)*[.)]?)?\s*(?:ยุทธศาสตร์|ประเด็นยุทธศาสตร์|ประเด็นการพัฒนา)"
)
_FORM = re.compile(r"^(?:แบบ\s*)?ผ\s*\.?\s*0?\d")
_NIL = {"", "-", "–", "—", "0", "0.00", "ไม่มี", "ไม่ใช้งบประมาณ"}
_MONEY = re.compile(r"([\d,]+(?:\.\d+)?)\s*(ล้านบาท|ล้าน|บาท)?(?:\s*/-|\.-)?")
_WITHOUT_YEAR = "มีงบประมาณแต่หัวตารางไม่บอกปีงบประมาณ โปรดใส่ปี พ.ศ. ที่หัวตาราง"
_TEXTS: Final = (
    Field.OBJECTIVE,
    Field.OUTPUT,
    Field.KPI,
    Field.RESULT,
    Field.UNIT,
    Field.RATIONALE,
)


class _Bad(ValueError):
    """Why a row cannot be taken, in Thai."""


def read_sheets(sheets: Sequence[SheetText]) -> FoundProjects:
    """The projects of all sheets; a sheet without any table of projects is told of."""
    projects: list[Project] = []
    rejected: list[RejectedRow] = []
    notices: list[str] = []
    for sheet in sheets:
        reader = _Sheet(sheet)
        projects += reader.run()
        rejected += reader.rejected
        notices += reader.notices
    if len(rejected) > MOST_REJECTED:
        notices.append(f"มีแถวที่อ่านไม่ได้ {len(rejected):,} แถว แสดง {MOST_REJECTED} แถวแรก")
    return FoundProjects(tuple(projects), tuple(rejected[:MOST_REJECTED]), tuple(notices))


class _Sheet:
    def __init__(self, sheet: SheetText) -> None:
        self._sheet = sheet
        self._strategy = ""
        self._last: int | None = None
        self._found: list[Project] = []
        self.rejected: list[RejectedRow] = []
        self.notices: list[str] = []

    def run(self) -> list[Project]:
        head: Head | None = None
        heads, at = 0, 0
        while at < len(self._sheet.own):
            begun = find_head(self._sheet.filled, at)
            if begun is not None:
                head, at, self._last = begun, begun.end, None
                heads += 1
                continue
            self._row(head, at)
            at += 1
        self._tell(head, heads)
        return self._found

    def _tell(self, head: Head | None, heads: int) -> None:
        name = self._sheet.name
        if head is not None and head.is_summary:
            self.notices.append(f"แผ่นงาน “{name}” เป็นบัญชีสรุป (ผ.๐๑) ไม่มีรายโครงการ จึงไม่นำเข้า")
        elif not heads and any(any(row) for row in self._sheet.own):
            self.notices.append(f"แผ่นงาน “{name}” ไม่มีหัวตารางโครงการที่รู้จัก จึงไม่นำเข้า")

    def _row(self, head: Head | None, at: int) -> None:
        row = self._sheet.own[at]
        texts = [text for text in row if text]
        if not texts or self._is_heading(texts, head) or head is None or head.is_summary:
            return
        if len(row) <= max(head.fields.values()) or any(map(_is_total, texts[:3])):
            self._last = None
            return
        try:
            self._take(head, row)
        except _Bad as bad:
            self._last = None
            self.rejected.append(RejectedRow(self._sheet.name, at + 1, str(bad)))

    def _is_heading(self, texts: Sequence[str], head: Head | None) -> bool:
        """A line between tables: the strategy that the projects after it stand under."""
        if len(set(texts)) > (1 if head else 2):
            return False
        if _STRATEGY.match(fold(texts[0])):
            self._strategy, self._last = " ".join(dict.fromkeys(texts)), None
            return True
        return _FORM.match(fold(texts[0])) is not None

    def _take(self, head: Head, row: Sequence[str]) -> None:
        title = self._title(head, row)
        fields = {field: _cell(head, row, field) for field in _TEXTS}
        budgets = tuple(_budgets(head, row))
        if title is not None:
            self._add(head, row, title, fields, budgets)
        elif self._last is not None:
            self._go_on(fields, budgets)
        elif any(fields.values()) or budgets:
            raise _Bad("ไม่มีชื่อโครงการ โปรดใส่ชื่อในคอลัมน์โครงการ")

    def _add(
        self,
        head: Head,
        row: Sequence[str],
        title: str,
        fields: Mapping[Field, str],
        budgets: tuple[YearBudget, ...],
    ) -> None:
        if not any(fields.values()) and not budgets:
            # A line of one text, such as a group of projects: nothing is told of it.
            if _cell(head, row, Field.NUMBER):
                raise _Bad(f"โครงการ “{title[:60]}” มีแต่ชื่อ ไม่มีรายละเอียดหรืองบประมาณ")
            self._last = None
            return
        strategy = _cell(head, row, Field.STRATEGY) or self._strategy
        texts = {field.value: text for field, text in fields.items()}
        self._found.append(Project(title, strategy, budgets=budgets, alignments=(), **texts))
        self._last = len(self._found) - 1

    def _title(self, head: Head, row: Sequence[str]) -> str | None:
        """The project's name; of equipment (ผ.๐๓) its category and kind."""
        title = _cell(head, row, Field.TITLE)
        if title or Field.TITLE in head.fields:
            return title or None
        names = (_cell(head, row, Field.CATEGORY), _cell(head, row, Field.KIND))
        return " ".join(name for name in names if name) or None

    def _go_on(self, fields: Mapping[Field, str], budgets: tuple[YearBudget, ...]) -> None:
        """A row without a name goes on with the project above it."""
        before = self._found[self._last or 0]
        years = {one.year for one in before.budgets}
        if any(one.year in years for one in budgets):
            raise _Bad("ไม่มีชื่อโครงการ แต่มีงบประมาณซ้ำปีกับโครงการก่อนหน้า โปรดใส่ชื่อโครงการ")
        texts = {
            field.value: "\n".join(filter(None, (getattr(before, field.value), text)))
            for field, text in fields.items()
        }
        self._found[self._last or 0] = Project(
            before.title, before.strategy, budgets=before.budgets + budgets, alignments=(), **texts
        )


def _cell(head: Head, row: Sequence[str], field: Field) -> str:
    place = head.fields.get(field)
    return row[place] if place is not None and place not in head.years.values() else ""


def _is_total(text: str) -> bool:
    return _TOTAL.match(fold(text)) is not None


def _budgets(head: Head, row: Sequence[str]) -> Iterator[YearBudget]:
    for year, place in head.years.items():
        baht = parse_baht(row[place], year) if place < len(row) else None
        if baht:
            yield YearBudget(year, baht)
    if not head.years and _cell(head, row, Field.BUDGET) not in _NIL:
        raise _Bad(_WITHOUT_YEAR)


def parse_baht(text: str, year: int) -> int | None:
    """Whole baht in a cell, None where there is none; raises ValueError in Thai."""
    key = arabic_digits(text).strip()
    if key in _NIL:
        return None
    found = _MONEY.fullmatch(key)
    try:
        amount = Decimal(found[1].replace(",", "")) if found else None
    except InvalidOperation:
        amount = None
    if found is None or amount is None:
        raise _Bad(f"งบประมาณปี {year} ไม่ใช่จำนวนเงิน: “{text[:40]}”")
    baht = amount * (_MILLION if (found[2] or "").startswith("ล้าน") else 1)
    if baht != int(baht):
        raise _Bad(f"งบประมาณปี {year} ต้องเป็นจำนวนเต็มบาท: “{text[:40]}”")
    return int(baht)
