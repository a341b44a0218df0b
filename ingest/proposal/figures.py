"""Budgets, years and agencies of projects, read from where a plan describes each of them."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence

from db.models import DraftKind, FigureKind
from db.proposal import ProposedFigure
from db.skeleton import key, skeleton
from ingest.proposal.groups import Group
from ingest.proposal.marks import Mark, Sign
from ingest.proposal.text import RunningText, alike

_MANY = 100  # projects: of more, only those that begin alike are compared
_OWNED = 0.85
_STEM = 16
_MONEY_REACH = 200  # characters before a schedule in which its amounts stand
_REACH = 1_500  # characters of a project's description after its title
_MILLIONS = {"บาท": 1e-6, "พันบาท": 1e-3, "แสนบาท": 0.1, "ล้านบาท": 1.0, "พันล้านบาท": 1e3}
_BY_SKELETON = {skeleton(unit): millions for unit, millions in _MILLIONS.items()}
_BAHT = skeleton(r"(?:(?:พันล้าน|ล้าน|แสน|พัน)\s?)?บาท")
_AMOUNT = rf"(?P<value>\d[\d,]*(?:\.\d+)?)\s*(?P<unit>{_BAHT})"
_YEARS = r"(?P<first>25\d\d)(?:\s*-\s*(?P<last>25\d\d))?"
_SCHEDULE = re.compile(skeleton(rf"\d{{1,3}}\s*เดือน\s+{_YEARS}"))
_MONEY_ENDS = re.compile(
    skeleton(r"บาท(?:\s*ใน\s*ปี?\s*25\d\d)?(?:\s*\([^()]*\))?\s*$|\(\d+\s*ปี?[^()]*บาท\)\s*$")
)
_ONE_AMOUNT = re.compile(_AMOUNT)
_TOTAL = re.compile(skeleton(r"\(\s*\d+\s*ปี?\s*") + _AMOUNT + r"\s*\)")
_YEARLY = re.compile(skeleton(r"(?<![ก-ๆ])ปี?\s*(?:งบประมาณ\s*)?(?P<year>25\d\d)\s*:?\s*") + _AMOUNT)
_HEAD_OF_PROJECT = re.compile(skeleton(r"(?:ชื่อ)?โครงการ\s"))
_LABELLED_BUDGET = re.compile(
    skeleton(r"(?:งบประมาณ|วงเงิน)(?:รวม|ดำเนินการ|โครงการ|ทั้งสิ้น)?\s*[:=]?\s*(?:จำนวน|รวม|ประมาณ)?\s*")
    + _AMOUNT
)
_LABELLED_YEARS = re.compile(
    skeleton(r"(?:ระยะเวลา[ก-ๆ]*|ปีงบประมาณ|ปี)\s*[:=]?\s*(?:ปี\s*)?(?:พ\.\s?ศ\.\s*)?")
    + r"(?P<first>25\d\d)\s*-\s*(?P<last>25\d\d)"
)
_LABELLED_AGENCY = re.compile(
    skeleton(
        r"(?:หน่วยงาน(?:ที่|ผู้)?|ผู้)รับผิดชอบ(?:หลัก)?\s*[:=]?\s*(?P<name>(?=[ก-ฮเ-ไ])[^\n\t:;]{3,80})"
    )
)
_OFFICE = skeleton(
    "(?:สำนักงาน|สำนัก|กรม|กระทรวง|สถาบัน|ศูนย์|ศาล|องค์กร|องค์การ|มหาวิทยาลัย|สมาคม|กอง|เทศบาล|ธนาคาร"
    "|จังหวัด|คณะกรรมการ|การท่องเที่ยว|การไฟฟ้า|การประปา|การรถไฟ|หน่วยงาน|ภาคธุรกิจ|บริษัท)"
)
_NAME = rf"{_OFFICE}[^\s,;()]*(?:\s(?={_OFFICE})[^\s,;()]+)*(?:\s?\([ก-ๆA-Za-z .]+\))?"
_LISTED = re.compile(rf"(?<!\S)(?P<number>\d{{1,2}})\.\s*(?P<name>{_NAME})")
_ALONE = re.compile(rf"(?<!\S)(?P<name>{_NAME})(?=\s)")
_PROSE = re.compile(rf"{skeleton('หน่วยงาน')}|{_OFFICE}\Z")


def project_figures(
    text: RunningText, marks: Sequence[Mark], groups: Sequence[Group]
) -> Mapping[int, list[ProposedFigure]]:
    """The figures of each project, by its place in `groups`."""
    projects = {at: group for at, group in enumerate(groups) if group.kind is DraftKind.PROJECT}
    found = _from_blocks(text, marks, projects)
    bounds = sorted(one.start for group in groups for one in group.sightings)
    for at, group in projects.items():
        known = {figure.kind for figure in found.get(at, ())}
        for figure in _labelled(text, group, bounds):
            if figure.kind not in known:
                found.setdefault(at, []).append(figure)
    return found


def million_baht(amount: re.Match[str]) -> float:
    """An amount in million baht."""
    value = float(amount["value"].replace(",", ""))
    return round(value * _BY_SKELETON["".join(amount["unit"].split())], 7)


def _from_blocks(
    text: RunningText, marks: Sequence[Mark], projects: Mapping[int, Group]
) -> dict[int, list[ProposedFigure]]:
    """Figures of projects that have a table of their own: its head, the title again, the cells.

    The cells end with amount, months and years. Pages may come out of order, so that a table goes
    on behind the next one: what is open longest comes last.
    """
    found: dict[int, list[ProposedFigure]] = {}
    unfinished: list[tuple[int, int]] = []
    stops: list[tuple[int, re.Match[str] | None]] = [
        (mark.end, None) for mark in marks if _heads_project(text, mark)
    ]
    stops += [(schedule.start(), schedule) for schedule in _SCHEDULE.finditer(text.skeleton)]
    for place, schedule in sorted(stops, key=lambda stop: stop[0]):
        if schedule is None:
            owner = _owner(text, place, projects)
            unfinished += [(owner, place)] if owner is not None else []
        elif unfinished:
            owner, start = unfinished.pop()
            following = (stop for stop, other in stops if other is None and stop > start)
            cells = min(following, default=len(text.skeleton))
            found.setdefault(owner, []).extend(_scheduled(text, start, cells, schedule))
    return found


def _heads_project(text: RunningText, mark: Mark) -> bool:
    return mark.sign is Sign.HEAD and bool(_HEAD_OF_PROJECT.match(text.skeleton, mark.start))


def _owner(text: RunningText, start: int, projects: Mapping[int, Group]) -> int | None:
    """The project whose title follows the head of a table."""
    words = text.words(start, min(start + 120, len(text.skeleton)))
    begins = key(words)[:_STEM]
    near = projects
    if len(projects) > _MANY:
        near = {at: one for at, one in projects.items() if begins in _beginnings(text, one)}
    likeness = {
        at: max(alike(words, text.words(one.start, one.limit)) for one in group.sightings)
        for at, group in near.items()
    }
    best = max(likeness, key=lambda at: likeness[at], default=None)
    return best if best is not None and likeness[best] >= _OWNED else None


def _beginnings(text: RunningText, group: Group) -> set[str]:
    return {key(text.words(one.start, one.limit))[:_STEM] for one in group.sightings}


def _scheduled(
    text: RunningText, start: int, cells: int, schedule: re.Match[str]
) -> list[ProposedFigure]:
    """The figures of a table whose cells go from `start` to its schedule, or to the next head."""
    end = schedule.start()
    years = ProposedFigure(
        kind=FigureKind.YEARS,
        quote=text.quote(end, schedule.end()),
        year=int(schedule["first"]),
        year_to=int(schedule["last"] or schedule["first"]),
    )
    budgets = _budgets(text, max(start, end - _MONEY_REACH), end)
    first = min((place for place, _ in budgets), default=end)
    agencies = _agencies(text, start, min(first, cells))
    return [*(figure for _, figure in budgets), years, *agencies]


def _budgets(text: RunningText, start: int, end: int) -> list[tuple[int, ProposedFigure]]:
    """The amounts that stand right before a schedule: a total, or one a year."""
    words = text.skeleton[start:end]
    if not _MONEY_ENDS.search(words):
        return []
    yearly = list(_YEARLY.finditer(words))
    if len(yearly) > 1:
        return [_budget(text, start, one, int(one["year"])) for one in yearly]
    total = list(_TOTAL.finditer(words)) or list(_ONE_AMOUNT.finditer(words))
    return [_budget(text, start, one, None) for one in total[-1:]]


def _budget(
    text: RunningText, start: int, found: re.Match[str], year: int | None
) -> tuple[int, ProposedFigure]:
    begin, end = start + found.start(), start + found.end()
    figure = ProposedFigure(
        kind=FigureKind.BUDGET, quote=text.quote(begin, end), value=million_baht(found), year=year
    )
    return begin, figure


def _agencies(text: RunningText, start: int, end: int) -> list[ProposedFigure]:
    """The last numbered list of offices before the figures, or the last office named alone."""
    words = text.skeleton[start:end]
    run: list[re.Match[str]] = []
    for found in _LISTED.finditer(words):
        number = int(found["number"])
        run = [found] if number == 1 else [*run, found] if number == len(run) + 1 else run
    if not run:
        alone = [one for one in _ALONE.finditer(words) if not _PROSE.match(one["name"])]
        run = alone[-1:]
    return [
        ProposedFigure(
            kind=FigureKind.AGENCY,
            quote=text.quote(start + one.start("name"), start + one.end("name")),
            text=" ".join(text.words(start + one.start("name"), start + one.end("name")).split()),
        )
        for one in run
    ]


def _labelled(text: RunningText, group: Group, bounds: Sequence[int]) -> list[ProposedFigure]:
    """Figures with a label (งบประมาณ 5 ล้านบาท) between a project's title and what comes next."""
    for one in group.sightings:
        after = bisect_right(bounds, one.start)
        following = bounds[after] if after < len(bounds) else len(text.skeleton)
        end = min(following, one.start + _REACH)
        if found := _labels_in(text, one.limit, max(end, one.limit)):
            return found
    return []


def _labels_in(text: RunningText, start: int, end: int) -> list[ProposedFigure]:
    found: list[ProposedFigure] = []
    if budget := _LABELLED_BUDGET.search(text.skeleton, start, end):
        found.append(_budget(text, 0, budget, None)[1])
    if years := _LABELLED_YEARS.search(text.skeleton, start, end):
        first, last = int(years["first"]), int(years["last"])
        quote = text.quote(years.start(), years.end())
        found.append(ProposedFigure(FigureKind.YEARS, quote, year=first, year_to=last))
    if agency := _LABELLED_AGENCY.search(text.skeleton, start, end):
        quote = text.quote(agency.start("name"), agency.end("name"))
        found.append(ProposedFigure(FigureKind.AGENCY, quote, text=" ".join(quote.text.split())))
    return found
