"""Holds a whole action plan against what directives order and what rules ask for."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from assistant.actionplan.coverage import EditionCoverage
from assistant.actionplan.totals import baht_by_year
from db.models import Operator, PlannedLevel
from db.planned import KeptPlan, KeptProject
from db.reads.ordered import OrderedPlan, OrderedWait
from db.reads.rules import RuleRow
from db.reads.served import ServedNode
from db.thai import squeeze

YEARS: Final = 3
MILLION: Final = 1_000_000
_OURS: Final = "ข้อแนะนำของระบบ"


class FindingKind(StrEnum):
    """What is found wanting."""

    YEARS = "YEARS"
    NO_PROJECTS = "NO_PROJECTS"
    NO_KPI = "NO_KPI"
    NO_UNIT = "NO_UNIT"
    NO_BUDGET = "NO_BUDGET"
    BUDGET_YEARS = "BUDGET_YEARS"
    NO_ALIGNMENT = "NO_ALIGNMENT"
    ALIGNMENT_UNKNOWN = "ALIGNMENT_UNKNOWN"
    ALIGNMENT_OLD = "ALIGNMENT_OLD"
    EDITION_YEARS = "EDITION_YEARS"
    CONFLICTING = "CONFLICTING"
    SAME_TITLE = "SAME_TITLE"
    APPROVAL = "APPROVAL"
    PLAN_NOT_SERVED = "PLAN_NOT_SERVED"
    AWAITED = "AWAITED"
    OUTDATED = "OUTDATED"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to mend or to know, in Thai; `source` is what asks for it, `project` its id."""

    kind: FindingKind
    message: str
    source: str
    project: str | None = None


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a plan is held against, as it stands today: coverage of the editions in force, the
    nodes that its alignments name with their editions, orders, announcements, and the rules."""

    coverage: tuple[EditionCoverage, ...]
    subjects: dict[str, tuple[str, ServedNode]]
    plans: tuple[OrderedPlan, ...]
    waits: tuple[OrderedWait, ...]
    rules: tuple[RuleRow, ...]


def check(plan: KeptPlan, grounds: Grounds) -> list[Finding]:
    """Everything found, of the whole plan first, then project by project."""
    return [
        *_whole(plan),
        *_outlived(plan, grounds),
        *_orders(grounds),
        *_same_titles(plan.projects),
        *(finding for kept in plan.projects for finding in _project(plan, kept, grounds)),
    ]


def _whole(plan: KeptPlan) -> Iterator[Finding]:
    if plan.outdated:
        yield Finding(FindingKind.OUTDATED, plan.outdated, "เอกสารที่รอ")
    years = len(plan.head.years)
    if years != YEARS:
        message = f"แผนครอบคลุม {years} ปี ต้องเป็นแผนระยะ {YEARS} ปี โปรดแก้ปีเริ่มต้นหรือปีสิ้นสุด"
        yield Finding(FindingKind.YEARS, message, "แผนปฏิบัติการดิจิทัลระยะ 3 ปี")
    if not plan.projects:
        yield Finding(FindingKind.NO_PROJECTS, "ยังไม่มีโครงการ โปรดเพิ่มหรือนำเข้าโครงการ", _OURS)


def _outlived(plan: KeptPlan, grounds: Grounds) -> Iterator[Finding]:
    """Editions that projects name and none of the plan's years lies in."""
    named = {one.subject for kept in plan.projects for one in kept.project.alignments}
    editions = {grounds.subjects[code][1].edition for code in named & grounds.subjects.keys()}
    for edition in (one.edition for one in grounds.coverage):
        if edition.code in editions and not set(plan.head.years) & set(edition.span):
            message = f"ปีของแผนนี้อยู่นอกช่วงของ{edition.name} โปรดตรวจว่ามีฉบับใหม่หรือไม่"
            yield Finding(FindingKind.EDITION_YEARS, message, edition.name)


def _orders(grounds: Grounds) -> Iterator[Finding]:
    served = {one.edition.plan for one in grounds.coverage if one.is_served}
    known = {one.edition.plan for one in grounds.coverage}
    for order in grounds.plans:
        if order.plan not in served:
            missing = "" if order.plan in known else " ซึ่งไม่มีฉบับที่มีผลใช้บังคับในระบบ"
            message = f"ยังไม่มีโครงการใดสอดคล้องกับ{order.printed}{missing} โปรดตรวจความสอดคล้อง"
            yield Finding(FindingKind.PLAN_NOT_SERVED, message, order.source)
    for wait in grounds.waits:
        message = f"{wait.title}เผยแพร่แล้วแต่ยังไม่มีในระบบ โปรดทบทวนแผนนี้กับเอกสารดังกล่าว"
        if not wait.is_published:
            expected = f" (คาดว่าจะแล้วเสร็จ{wait.expected})" if wait.expected else ""
            message = f"ยังรอ{wait.title}{expected} เมื่อได้รับแล้วโปรดทบทวนแผนนี้"
        yield Finding(FindingKind.AWAITED, message, wait.source)


def _same_titles(projects: Sequence[KeptProject]) -> Iterator[Finding]:
    counted = Counter(squeeze(one.project.title) for one in projects)
    for kept in projects:
        key = squeeze(kept.project.title)
        if counted[key] > 1:
            message = f"โครงการ “{kept.project.title}” มี {counted[key]} รายการ โปรดตรวจว่าซ้ำกันหรือไม่"
            counted[key] = 0
            yield Finding(FindingKind.SAME_TITLE, message, _OURS, kept.id)


def _project(plan: KeptPlan, kept: KeptProject, grounds: Grounds) -> Iterator[Finding]:
    yield from _missing(kept)
    yield from _money(plan, kept, grounds.rules)
    yield from _alignments(kept, grounds)


def _missing(kept: KeptProject) -> Iterator[Finding]:
    project, name = kept.project, f"โครงการ “{kept.project.title}” "
    wanted = (
        (project.kpi, FindingKind.NO_KPI, "ยังไม่มีตัวชี้วัด โปรดระบุค่าเป้าหมายที่วัดได้และปีที่วัด"),
        (project.unit, FindingKind.NO_UNIT, "ยังไม่มีหน่วยงานรับผิดชอบ โปรดระบุ"),
        (project.baht, FindingKind.NO_BUDGET, "ยังไม่มีงบประมาณ โปรดระบุจำนวนเงินรายปีงบประมาณ"),
        (
            project.alignments,
            FindingKind.NO_ALIGNMENT,
            "ยังไม่ได้ระบุความสอดคล้องกับแผน โปรดตรวจความสอดคล้อง",
        ),
    )
    for value, kind, message in wanted:
        if not value:
            yield Finding(kind, name + message, _OURS, kept.id)


def _money(plan: KeptPlan, kept: KeptProject, rules: Sequence[RuleRow]) -> Iterator[Finding]:
    project = kept.project
    outside = [str(one.year) for one in project.budgets if one.year not in plan.head.years]
    if outside:
        message = (
            f"โครงการ “{project.title}” มีงบประมาณปี {', '.join(outside)} ซึ่งอยู่นอกช่วงปีของแผน "
            f"({plan.head.year_from} – {plan.head.year_to})"
        )
        yield Finding(FindingKind.BUDGET_YEARS, message, _OURS, kept.id)
    for rule in rules:
        if _applies(rule, sum(baht_by_year(project, plan.head.years))):
            message = (
                f"โครงการ “{project.title}” มีวงเงินรวม {project.baht:,} บาท "
                f"หากเป็นการจัดหาระบบคอมพิวเตอร์ ต้องเสนอ{rule.approver}"
            )
            yield Finding(FindingKind.APPROVAL, message, rule.title, kept.id)


def _applies(rule: RuleRow, baht: int) -> bool:
    limit = rule.million_baht * MILLION
    return (
        baht > limit
        if rule.operator is Operator.MORE_THAN
        else (rule.operator is Operator.AT_LEAST and baht >= limit)
    )


def _alignments(kept: KeptProject, grounds: Grounds) -> Iterator[Finding]:
    current = {one.edition.code for one in grounds.coverage}
    name = f"โครงการ “{kept.project.title}” "
    for one in kept.project.alignments:
        known = grounds.subjects.get(one.subject)
        if known is None:
            message = f"{name}อ้างข้อ {one.subject} ซึ่งไม่มีในข้อมูลแผนแล้ว โปรดตรวจความสอดคล้องใหม่"
            yield Finding(FindingKind.ALIGNMENT_UNKNOWN, message, one.subject, kept.id)
        elif known[1].edition not in current:
            message = f"{name}อ้าง{known[0]} ซึ่งไม่ใช่ฉบับที่มีผลใช้บังคับในวันนี้ โปรดตรวจความสอดคล้องใหม่"
            yield Finding(FindingKind.ALIGNMENT_OLD, message, known[0], kept.id)
        if known and one.level is PlannedLevel.CONFLICTING:
            message = f"{name}ขัดกับ “{known[1].title}” โปรดทบทวนโครงการ"
            yield Finding(FindingKind.CONFLICTING, message, known[0], kept.id)
