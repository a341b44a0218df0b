"""An action plan as a paper: its projects, their money, what they serve, what is still missing."""

from collections.abc import Iterator, Sequence
from datetime import date

from assistant.actionplan.checking import Finding, Grounds
from assistant.actionplan.coverage import EditionCoverage
from assistant.actionplan.totals import Totals, add_up, baht_by_year
from assistant.alignment.nodes import call
from assistant.papers.paper import (
    Block,
    Column,
    Digits,
    Heading,
    Paper,
    Paragraph,
    Quote,
    Sentence,
    Table,
)
from assistant.question.dates import say_date
from assistant.wording import LEVELS
from db.models import ActionPlanState
from db.planned import Alignment, KeptPlan, Project

NONE = "-"
_DRAFT = "ร่าง ฉบับที่ {version} ข้อมูล ณ วันที่ {day}"
_NO_PAGE = "ข้อความที่ไม่ระบุหน้ามาจากสรุปข้อมูล ไม่ใช่ตัวบท โปรดตรวจกับเอกสารต้นฉบับก่อนอ้างอิง"


def print_plan(
    plan: KeptPlan,
    grounds: Grounds,
    findings: Sequence[Finding],
    day: date,
    digits: Digits = Digits.THAI,
) -> Paper:
    """The paper, landscape; every alignment footnoted with the words of plan and project.

    Until the plan is final the paper says that it is a draft, of which day, and what to mend.
    """
    head = plan.head
    span = f"(พ.ศ. {head.year_from} – {head.year_to})"
    projects = [kept.project for kept in plan.projects]
    blocks: list[Block] = [Heading("1. สรุปโครงการและงบประมาณ"), _summary(add_up(head, projects))]
    if projects:
        blocks += [Heading("2. รายละเอียดโครงการ"), _details(plan, projects)]
        blocks += [Heading("3. ความสอดคล้องกับแผน"), *_served(projects, grounds)]
    blocks += [Heading("4. ความครอบคลุมของแผน"), *_coverage(grounds.coverage)]
    subtitles = [span, head.agency]
    if plan.state is ActionPlanState.DRAFT:
        subtitles.append(_DRAFT.format(version=plan.version, day=say_date(day)))
        if findings:
            blocks += [Heading("5. ข้อที่ควรตรวจหรือแก้ไข"), _findings(findings)]
    return Paper(head.title, tuple(blocks), tuple(subtitles), landscape=True, digits=digits)


def money(baht: int) -> str:
    """Baht as papers print them; nothing is a dash."""
    return f"{baht:,}" if baht else NONE


def _summary(totals: Totals) -> Table:
    years = [Column(f"ปี {year}", 1.2, figures=True) for year in totals.years]
    columns = (
        Column("ยุทธศาสตร์", 3.0),
        Column("จำนวนโครงการ", 1.0, figures=True),
        *years,
        Column("รวม (บาท)", 1.3, figures=True),
    )
    rows = [
        (one.strategy, str(one.projects), *map(money, one.baht), money(one.sum))
        for one in (*totals.strategies, totals.whole)
    ]
    return Table(columns, tuple(rows[:-1]), totals=(rows[-1],))


def _details(plan: KeptPlan, projects: Sequence[Project]) -> Table:
    years = add_up(plan.head, projects).years
    columns = (
        Column("ที่", 0.45),
        Column("โครงการ", 2.2),
        Column("วัตถุประสงค์", 1.9),
        Column("เป้าหมาย (ผลผลิต)", 1.6),
        *(Column(f"ปี {year} (บาท)", 1.15, figures=True) for year in years),
        Column("ตัวชี้วัด (KPI)", 1.5),
        Column("ผลที่คาดว่าจะได้รับ", 1.6),
        Column("หน่วยงานรับผิดชอบ", 1.2),
    )
    rows = tuple(
        (
            str(number),
            one.title,
            one.objective or NONE,
            one.output or NONE,
            *map(money, baht_by_year(one, years)),
            one.kpi or NONE,
            one.result or NONE,
            one.unit or NONE,
        )
        for number, one in enumerate(projects, 1)
    )
    return Table(columns, rows)


def _served(projects: Sequence[Project], grounds: Grounds) -> Iterator[Block]:
    for number, project in enumerate(projects, 1):
        sentences = [_sentence(project, one, grounds) for one in project.alignments]
        if not sentences:
            sentences = [Sentence("ยังไม่ได้ระบุความสอดคล้องกับแผน")]
        first = Sentence(f"โครงการที่ {number} {_name(project)}")
        yield Paragraph((first, *sentences))
    if any(not one.page for project in projects for one in project.alignments):
        yield Paragraph((Sentence(_NO_PAGE),))


def _sentence(project: Project, one: Alignment, grounds: Grounds) -> Sentence:
    edition, part = one.subject, f"ข้อ {one.subject}"
    if known := grounds.subjects.get(one.subject):
        edition, node = known
        part = f"{call(node.kind, node.number, one.plan_quote)} “{node.title}” ของ{edition}"
    quotes = (
        Quote(edition, one.plan_quote, page=one.page),
        Quote(f"โครงการ{_name(project)}", one.project_quote),
    )
    return Sentence("".join(LEVELS[one.level.name]) + part, quotes)


def _name(project: Project) -> str:
    """Its title, to stand after the word that many titles begin with."""
    return project.title.removeprefix("โครงการ").strip()


def _coverage(coverage: Sequence[EditionCoverage]) -> Iterator[Block]:
    columns = (
        Column("ข้อของแผน", 4.0),
        Column("จำนวนโครงการที่สอดคล้อง", 1.0, figures=True),
    )
    for one in coverage:
        rows = tuple(
            (f"{kind} {item.node.number} {item.node.title}".replace("  ", " "),
             str(len(item.projects)) if item.projects else "ยังไม่มีโครงการ")
            for kind, items in (("ยุทธศาสตร์ที่", one.strategies), ("ตัวชี้วัด", one.kpis))
            for item in items
        )  # fmt: skip
        if rows:
            yield Table(columns, rows, one.edition.name)


def _findings(findings: Sequence[Finding]) -> Table:
    columns = (Column("ที่", 0.3), Column("ข้อที่พบ", 5.0), Column("ที่มา", 2.0))
    rows = tuple((str(number), one.message, one.source) for number, one in enumerate(findings, 1))
    return Table(columns, rows)
