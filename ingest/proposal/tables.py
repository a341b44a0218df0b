"""Reads tables that kept their rows: a project or a KPI a line, years as columns."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from db.models import DraftKind, FigureKind, Operator
from db.proposal import Mismatch, MismatchKind, ProposedFigure
from db.skeleton import skeleton
from ingest.proposal.marks import Mark, Sign
from ingest.proposal.sightings import Sighting
from ingest.proposal.text import RunningText

_LONGEST = 400  # characters of a head, or of a row without tabs
_NEAR = 200  # characters before a table in which its unit is stated
_MILLIONS = {"ล้านบาท": 1.0, "พันบาท": 1e-3, "บาท": 1e-6}
_UNIT = re.compile(skeleton(r"(?:หน่วย\s*:?\s*|\()(ล้านบาท|พันบาท|บาท)"))
_YEAR = re.compile(r"\D*(25\d\d)\D*")
_VALUE = r"(?:\d[\d,]*(?:\.\d+)?|-)"
_PERCENT = re.compile(skeleton("ร้อยละ|%"))
_TOTAL = re.compile(skeleton(r"^\s*(?:รวม|ยอดรวม)[ก-ๆ]*"))
_ROLES = {
    "project": re.compile(skeleton(r"(?<![ก-ๆ])(?:ชื่อ)?โครงการ")),
    "kpi": re.compile(skeleton(r"(?<![ก-ๆ])ตัวชี้วัด")),
    "agency": re.compile(skeleton("รับผิดชอบ|เจ้าภาพ")),
    "unit": re.compile(skeleton("หน่วยนับ|หน่วยวัด")),
    "number": re.compile(skeleton(r"^\s*(?:ลำดับ|ที่\s*$|เลขที่)")),
}
_KINDS = {"project": DraftKind.PROJECT, "kpi": DraftKind.KPI}
_COLUMN = re.compile(
    skeleton(
        r"ลำดับ(?:ที่)?|(?:ชื่อ)?โครงการ[ก-ๆ]*|ตัวชี้วัด[ก-ๆ]*|(?:ปี\s*)?(?<![\d,.])25\d\d(?![\d,.])|[^\s]*รับผิดชอบ[ก-ๆ]*|หน่วยนับ"
    )
)


@dataclass(frozen=True, slots=True)
class Row:
    """A row that tells of a project or a KPI, and what its other cells say."""

    sighting: Sighting
    end: int
    figures: tuple[ProposedFigure, ...]


@dataclass(frozen=True, slots=True)
class _Cell:
    """Characters `start` to `end` of the skeleton under a column; `role` may be a year."""

    role: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Head:
    """The columns of a table, in order, and what an amount in it is worth in million baht."""

    roles: tuple[str, ...]
    million: float | None
    tabs: bool

    @property
    def kind(self) -> DraftKind | None:
        return next((_KINDS[role] for role in self.roles if role in _KINDS), None)


def read_rows(text: RunningText, marks: Sequence[Mark]) -> tuple[list[Row], list[Mismatch]]:
    """The rows of every table whose head has years, and totals that are not the sum of theirs."""
    rows: list[Row] = []
    wrong: list[Mismatch] = []
    borders = [mark for mark in marks if mark.sign in {Sign.STRATEGY, Sign.CHAPTER}]
    head: _Head | None = None
    sums: dict[str, float] = {}
    for start, end in _lines(text.skeleton):
        if found := _read_head(text.skeleton, start, end):
            head, sums = found, {}
        elif head and (cells := _cells(text.skeleton, head, start, end)):
            if _TOTAL.match(text.skeleton[start:end]):
                wrong += _check(text, head, cells, sums)
                head = None
            elif row := _row(text, head, cells, borders):
                rows.append(row)
                _add(text.skeleton, head, cells, sums)
        elif end > start and "\t" not in text.skeleton[start:end]:
            head = None
    return rows, wrong


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.split("\n"):
        yield start, start + len(line)
        start += len(line) + 1


def _read_head(text: str, start: int, end: int) -> _Head | None:
    """A line that names a project or a KPI column and at least one year."""
    line = text[start:end]
    if len(line) > _LONGEST:
        return None
    tabs = "\t" in line
    columns = line.split("\t") if tabs else _COLUMN.findall(line)
    roles = tuple(_role(column) for column in columns)
    years = [role for role in roles if role.isdigit()]
    if not years or not set(roles) & set(_KINDS):
        return None
    if not tabs and len(_COLUMN.sub("", line).split()) > len(columns):
        return None
    stated = list(_UNIT.finditer(text, max(0, start - _NEAR), end))
    million = _MILLIONS[_written(stated[-1][1])] if stated else None
    return _Head(roles, million, tabs)


def _role(column: str) -> str:
    if year := _YEAR.fullmatch(column):
        return year[1]
    return next((role for role, pattern in _ROLES.items() if pattern.search(column)), "")


def _written(unit: str) -> str:
    return next(name for name in _MILLIONS if skeleton(name) == unit)


def _cells(text: str, head: _Head, start: int, end: int) -> list[_Cell]:
    line = text[start:end]
    if head.tabs:
        return list(_tab_cells(head, line, start)) if "\t" in line else []
    if len(line) > _LONGEST:
        return []
    years = sum(role.isdigit() for role in head.roles)
    found = re.match(
        r"\s*(?:(?P<number>\d{1,3})[.)]?\s+)?(?P<title>\S.*?)\s+"
        rf"(?P<values>{_VALUE}(?:\s+{_VALUE}){{{years - 1}}})"
        r"(?:\s+(?P<agency>\S.*))?$",
        line,
    )
    return list(_spaced_cells(head, found, start)) if found else []


def _tab_cells(head: _Head, line: str, start: int) -> Iterator[_Cell]:
    at = start
    for role, cell in zip(head.roles, line.split("\t"), strict=False):
        yield _Cell(role, at, at + len(cell))
        at += len(cell) + 1


def _spaced_cells(head: _Head, found: re.Match[str], start: int) -> Iterator[_Cell]:
    for role in ("number", "agency"):
        if found[role]:
            yield _Cell(role, start + found.start(role), start + found.end(role))
    title = "project" if "project" in head.roles else "kpi"
    yield _Cell(title, start + found.start("title"), start + found.end("title"))
    values = re.finditer(_VALUE, found["values"])
    for role, value in zip((role for role in head.roles if role.isdigit()), values, strict=False):
        at = start + found.start("values")
        yield _Cell(role, at + value.start(), at + value.end())


def _row(
    text: RunningText, head: _Head, cells: Sequence[_Cell], borders: Sequence[Mark]
) -> Row | None:
    titles = [cell for cell in cells if cell.role in _KINDS and text.words(cell.start, cell.end)]
    if not titles or head.kind is None:
        return None
    title = titles[0]
    number = next(
        (text.skeleton[c.start : c.end].strip(" .)") for c in cells if c.role == "number"), ""
    )
    scope, strategy = _scope(borders, title.start)
    sighting = Sighting(head.kind, number, strategy, scope, title.start, title.end, closed=True)
    end = max(cell.end for cell in cells)
    return Row(sighting, end, tuple(_figures(text, head, cells)))


def _scope(borders: Sequence[Mark], place: int) -> tuple[int, str | None]:
    """The scope at a place, counted as the walk over the marks counts it."""
    passed = bisect_right(borders, place, key=lambda mark: mark.start)
    return passed, (borders[passed - 1].number or None) if passed else None


def _figures(text: RunningText, head: _Head, cells: Sequence[_Cell]) -> Iterator[ProposedFigure]:
    units = " ".join(text.skeleton[cell.start : cell.end] for cell in cells if cell.role == "unit")
    for cell in cells:
        words = text.skeleton[cell.start : cell.end].strip()
        if cell.role == "agency" and words not in {"", "-"}:
            quote = text.quote(cell.start, cell.end)
            yield ProposedFigure(FigureKind.AGENCY, quote, text=quote.text)
        elif cell.role.isdigit() and re.fullmatch(_VALUE, words) and words != "-":
            yield from _figure(text, head, cell, units)


def _figure(text: RunningText, head: _Head, cell: _Cell, units: str) -> Iterator[ProposedFigure]:
    quote, year = text.quote(cell.start, cell.end), int(cell.role)
    value = _number(text.skeleton, cell)
    if head.kind is DraftKind.KPI:
        unit = "percent" if _PERCENT.search(units) else "item"
        yield ProposedFigure(
            FigureKind.TARGET, quote, value, year, None, Operator.EQUAL, unit, quote.text
        )
    elif head.million is not None:
        yield ProposedFigure(FigureKind.BUDGET, quote, round(value * head.million, 7), year)


def _number(text: str, cell: _Cell) -> float:
    return float(text[cell.start : cell.end].strip().replace(",", ""))


def _is_value(text: str, cell: _Cell) -> bool:
    words = text[cell.start : cell.end].strip()
    return cell.role.isdigit() and words != "-" and bool(re.fullmatch(_VALUE, words))


def _add(text: str, head: _Head, cells: Sequence[_Cell], sums: dict[str, float]) -> None:
    for cell in cells:
        if head.kind is DraftKind.PROJECT and _is_value(text, cell):
            sums[cell.role] = sums.get(cell.role, 0.0) + _number(text, cell)


def _check(
    text: RunningText, head: _Head, cells: Sequence[_Cell], sums: dict[str, float]
) -> Iterator[Mismatch]:
    """Totals that differ from the sum of the rows above them."""
    for cell in cells:
        if head.kind is not DraftKind.PROJECT or not _is_value(text.skeleton, cell):
            continue
        stated, summed = _number(text.skeleton, cell), sums.get(cell.role, 0.0)
        if abs(stated - summed) > 0.005:
            yield Mismatch(
                MismatchKind.SUM,
                "",
                f"ยอดรวมปี {cell.role} พิมพ์ว่า {stated:,.2f} แต่รายการที่อ่านได้รวมเป็น {summed:,.2f}",
                (text.quote(cell.start, cell.end),),
            )
