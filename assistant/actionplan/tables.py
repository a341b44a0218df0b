"""An action plan as sheets, in the layout of the forms of local development plans."""

from collections.abc import Sequence

from assistant.actionplan.checking import Grounds
from assistant.actionplan.totals import Totals, add_up, baht_by_year
from assistant.papers.paper import Cell, Sheet
from assistant.wording import LEVELS
from db.planned import KeptPlan, Project

DETAILS = ("ที่", "โครงการ", "วัตถุประสงค์", "เป้าหมาย (ผลผลิตของโครงการ)")
AFTER = ("ตัวชี้วัด (KPI)", "ผลที่คาดว่าจะได้รับ", "หน่วยงานรับผิดชอบหลัก", "เหตุผลและความจำเป็น",
         "ยุทธศาสตร์")  # fmt: skip


def tabulate(plan: KeptPlan, grounds: Grounds) -> list[Sheet]:
    """The sheets: sums by strategy (ผ.๐๑), the projects (ผ.๐๒), and what they serve.

    The second one is read back as the same projects.
    """
    projects = [kept.project for kept in plan.projects]
    totals = add_up(plan.head, projects)
    return [_sums(plan, totals), _details(plan, projects, totals), _served(projects, grounds)]


def _titles(plan: KeptPlan, form: str) -> tuple[str, ...]:
    head = plan.head
    return (form, f"{head.title} (พ.ศ. {head.year_from} – {head.year_to})", head.agency)


def _sums(plan: KeptPlan, totals: Totals) -> Sheet:
    years = [text for year in totals.years for text in (f"งบประมาณ ปี {year} (บาท)",)]
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (one.strategy, one.projects, *one.baht, one.sum)
        for one in (*totals.strategies, totals.whole)
    )
    return Sheet(
        "ผ.01 สรุป",
        _titles(plan, "บัญชีสรุปโครงการ (ผ.01)"),
        ("ยุทธศาสตร์", "จำนวนโครงการ", *years, "รวม (บาท)"),
        rows,
        (50, 14, *(18 for _ in years), 20),
    )


def _details(plan: KeptPlan, projects: Sequence[Project], totals: Totals) -> Sheet:
    years = tuple(f"งบประมาณ ปี {year} (บาท)" for year in totals.years)
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            number,
            one.title,
            one.objective,
            one.output,
            *(baht or None for baht in baht_by_year(one, totals.years)),
            one.kpi,
            one.result,
            one.unit,
            one.rationale,
            one.strategy,
        )
        for number, one in enumerate(projects, 1)
    )
    return Sheet(
        "ผ.02 โครงการ",
        _titles(plan, "รายละเอียดโครงการ (ผ.02)"),
        (*DETAILS, *years, *AFTER),
        rows,
        (6, 40, 40, 30, *(18 for _ in years), 30, 30, 24, 40, 30),
    )


def _served(projects: Sequence[Project], grounds: Grounds) -> Sheet:
    rows: list[tuple[Cell, ...]] = []
    for number, project in enumerate(projects, 1):
        for one in project.alignments:
            edition, node = grounds.subjects.get(one.subject, ("", None))
            title = f"{node.number} {node.title}".strip() if node else one.subject
            rows.append((number, project.title, edition, title, LEVELS[one.level.name][0],
                         one.plan_quote, one.page, one.project_quote))  # fmt: skip
    return Sheet(
        "ความสอดคล้อง",
        ("ความสอดคล้องของโครงการกับแผน",),
        ("ลำดับ", "ชื่อ", "แผน", "ข้อของแผน", "ระดับ", "ข้อความในแผน", "หน้า", "ข้อความในโครงการ"),
        tuple(rows),
        (8, 40, 40, 40, 18, 50, 8, 50),
    )
