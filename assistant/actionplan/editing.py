"""Changes action plans: what may be in one, and what each change is called in its versions."""

from collections.abc import Callable, Sequence
from typing import Final

from sqlmodel import Session

from assistant.actionplan.comparing import NAMES
from db.engine import Database
from db.errors import InvalidInput, NotFound
from db.models import ActionPlan, ActionPlanState
from db.planned import TEXTS, KeptPlan, KeptProject, PlanHead, Project
from db.reads.actionplans import action_plan, kept, plan_row
from db.reads.quoted import is_quoted
from db.thai import canonical
from db.writes import actionplans as writes

MAX_PROJECTS: Final = 500
MAX_TEXT: Final = 5_000
MAX_TITLE: Final = 500
MAX_AGENCY: Final = 300
MAX_ALIGNMENTS: Final = 50
MAX_QUOTE: Final = 2_000
MAX_BAHT: Final = 10**13
EARLIEST, LATEST = 2500, 2700
MOST_YEARS: Final = 10

NOTHING: Final = "ไม่มีข้อมูลเปลี่ยน"

NO_PLAN = "ไม่พบแผนปฏิบัติการนี้ โปรดตรวจรหัส หรือสร้างแผนใหม่"
_NO_PROJECT = "ไม่พบโครงการนี้ในแผน อาจถูกนำออกแล้ว โปรดเปิดแผนใหม่อีกครั้ง"
_CLOSED = "แผนนี้ปิดเป็นฉบับสมบูรณ์แล้ว หากต้องการแก้ไข โปรดเปิดฉบับก่อนหน้าหรือฉบับล่าสุดขึ้นมาแก้ไขใหม่"


def find(database: Database, owner: str | None, key: str) -> KeptPlan:
    """The plan; raises NotFound."""
    with database.reading() as session:
        plan = action_plan(session, key, owner)
    if plan is None:
        raise NotFound(NO_PLAN)
    return plan


def create(database: Database, owner: str, head: PlanHead) -> KeptPlan:
    """A new plan; raises InvalidInput."""
    head = _checked_head(head)
    with database.writing() as session:
        row = writes.create_plan(session, owner, head, f"สร้างแผน “{head.title}”")
        return kept(session, [row])[0]


def rename(database: Database, owner: str | None, actor: str, key: str, head: PlanHead) -> KeptPlan:
    """Give the plan another agency, title or years; raises NotFound, InvalidInput."""
    head = _checked_head(head)

    def act(session: Session, row: ActionPlan) -> None:
        before = kept(session, [row])[0].head
        writes.set_head(session, row, actor, head, f"แก้ข้อมูลแผน: {_head_difference(before, head)}")

    return _change(database, owner, key, act)


def add(
    database: Database, owner: str | None, actor: str, key: str, projects: Sequence[Project]
) -> tuple[KeptPlan, list[str]]:
    """Add projects at the end: the plan and their ids; raises NotFound, InvalidInput."""
    if not projects:
        raise InvalidInput("ไม่มีโครงการให้เพิ่ม", ("input",))
    with database.writing() as session:
        row = _open(session, key, owner)
        held = len(kept(session, [row])[0].projects)
        if held + len(projects) > MAX_PROJECTS:
            raise InvalidInput(
                f"แผนหนึ่งมีได้ไม่เกิน {MAX_PROJECTS} โครงการ ขณะนี้มี {held} โครงการ", ("input",)
            )
        checked = [checked_project(session, project) for project in projects]
        change = (
            f"เพิ่มโครงการ “{checked[0].title}”"
            if len(checked) == 1
            else f"นำเข้า {len(checked)} โครงการ"
        )
        ids = writes.add_projects(session, row, actor, checked, change)
        return kept(session, [row])[0], ids


def update(
    database: Database, owner: str | None, actor: str, key: str, new: KeptProject
) -> KeptPlan:
    """Put a project in the place of the one with its id; raises NotFound, InvalidInput."""

    def act(session: Session, row: ActionPlan) -> None:
        before = _project(session, row, new.id)
        project = checked_project(session, new.project)
        change = f"แก้โครงการ “{project.title}”: {_difference(before, project)}"
        writes.replace_project(session, row, actor, KeptProject(new.id, project), change)

    return _change(database, owner, key, act)


def remove(
    database: Database, owner: str | None, actor: str, key: str, project_id: str
) -> KeptPlan:
    """Take a project out; raises NotFound, InvalidInput."""

    def act(session: Session, row: ActionPlan) -> None:
        title = _project(session, row, project_id).title
        writes.remove_project(session, row, actor, project_id, f"นำโครงการ “{title}” ออก")

    return _change(database, owner, key, act)


def close(database: Database, owner: str | None, actor: str, key: str) -> KeptPlan:
    """Make the plan final: whoever changes it has to open a version first."""

    def act(session: Session, row: ActionPlan) -> None:
        row.outdated = None
        writes.set_state(session, row, actor, ActionPlanState.FINAL, "ปิดเป็นฉบับสมบูรณ์")

    return _change(database, owner, key, act)


def reopen(database: Database, owner: str | None, actor: str, key: str, number: int) -> KeptPlan:
    """Make the plan again what it was in a version, as a draft; raises NotFound."""
    with database.writing() as session:
        row = _found(session, key, owner)
        change = f"เปิดฉบับที่ {number} ขึ้นมาแก้ไข"
        if not writes.reopen_version(session, row, actor, number, change):
            raise NotFound(f"แผนนี้ไม่มีฉบับที่ {number} ฉบับล่าสุดคือฉบับที่ {row.version}")
        return kept(session, [row])[0]


def checked_project(session: Session, project: Project) -> Project:
    """The project as it is kept: text as readers see it; raises InvalidInput for what cannot be."""
    texts = {name: _text(getattr(project, name), name, MAX_TEXT) for name in TEXTS}
    title = _text(project.title, "title", MAX_TITLE)
    if not title:
        raise InvalidInput("โปรดระบุชื่อโครงการ", ("input", "title"))
    _text(project.unit, "unit", MAX_AGENCY)
    checked = Project(
        title=title,
        budgets=tuple(sorted(project.budgets, key=lambda one: one.year)),
        alignments=project.alignments,
        **texts,
    )
    _check_budgets(checked)
    _check_alignments(session, checked)
    return checked


def _check_budgets(project: Project) -> None:
    years = [one.year for one in project.budgets]
    path = ("input", "budgets")
    if len(set(years)) != len(years):
        raise InvalidInput("ปีงบประมาณซ้ำกัน โปรดรวมเป็นรายการเดียว", path)
    if any(not EARLIEST <= year <= LATEST for year in years):
        raise InvalidInput(f"ปีงบประมาณต้องเป็น พ.ศ. {EARLIEST} ถึง {LATEST}", path)
    if any(not 0 <= one.baht <= MAX_BAHT for one in project.budgets):
        raise InvalidInput("งบประมาณต้องเป็นจำนวนเต็มบาทตั้งแต่ 0 ขึ้นไป และไม่เกิน 10 ล้านล้านบาท", path)


def _check_alignments(session: Session, project: Project) -> None:
    """Every alignment rests on words that are there: in the plan's data or text, and in the
    project."""
    path = ("input", "alignments")
    if len(project.alignments) > MAX_ALIGNMENTS:
        raise InvalidInput(f"ระบุความสอดคล้องได้ไม่เกิน {MAX_ALIGNMENTS} ข้อต่อโครงการ", path)
    subjects = [one.subject for one in project.alignments]
    if len(set(subjects)) != len(subjects):
        raise InvalidInput("ระบุข้อของแผนซ้ำกัน โปรดระบุข้อละครั้ง", path)
    for one in project.alignments:
        quotes = (one.plan_quote.strip(), one.project_quote.strip())
        if not all(quotes) or max(map(len, quotes)) > MAX_QUOTE:
            raise InvalidInput(f"ข้อความอ้างอิงต้องยาว 1 ถึง {MAX_QUOTE:,} ตัวอักษร", path)
        if canonical(one.project_quote) not in project.words:
            raise InvalidInput("ข้อความอ้างอิงของโครงการไม่ปรากฏในโครงการ โปรดคัดจากโครงการ", path)
        if not is_quoted(session, one.subject, one.plan_quote):
            raise InvalidInput(
                f"ไม่พบข้อ {one.subject} หรือข้อความอ้างอิงไม่ปรากฏในแผน โปรดตรวจความสอดคล้องใหม่", path
            )


def _checked_head(head: PlanHead) -> PlanHead:
    title, agency = _text(head.title, "title", MAX_TITLE), _text(head.agency, "agency", MAX_AGENCY)
    if not title or not agency:
        raise InvalidInput("โปรดระบุชื่อแผนและชื่อหน่วยงาน", ("input", "title" if agency else "agency"))
    if not EARLIEST <= head.year_from <= head.year_to <= LATEST:
        raise InvalidInput("ปีเริ่มต้นต้องเป็นปี พ.ศ. และไม่หลังปีสิ้นสุด", ("input", "yearFrom"))
    if len(head.years) > MOST_YEARS:
        raise InvalidInput(f"แผนยาวได้ไม่เกิน {MOST_YEARS} ปี", ("input", "yearTo"))
    return PlanHead(agency, title, head.year_from, head.year_to)


def _text(text: str, name: str, most: int) -> str:
    if len(text) > most:
        raise InvalidInput(f"ข้อความยาวเกิน {most:,} ตัวอักษร โปรดย่อให้สั้นลง", ("input", name))
    return canonical(text).strip()


def _change(
    database: Database, owner: str | None, key: str, act: Callable[[Session, ActionPlan], None]
) -> KeptPlan:
    with database.writing() as session:
        row = _open(session, key, owner)
        act(session, row)
        return kept(session, [row])[0]


def _open(session: Session, key: str, owner: str | None) -> ActionPlan:
    row = _found(session, key, owner)
    if row.state is ActionPlanState.FINAL:
        raise InvalidInput(_CLOSED, ("input", "id"))
    return row


def _found(session: Session, key: str, owner: str | None) -> ActionPlan:
    row = plan_row(session, key, owner, held=True)
    if row is None:
        raise NotFound(NO_PLAN)
    return row


def _project(session: Session, row: ActionPlan, project_id: str) -> Project:
    for one in kept(session, [row])[0].projects:
        if one.id == project_id:
            return one.project
    raise NotFound(_NO_PROJECT)


def _head_difference(before: PlanHead, after: PlanHead) -> str:
    years = (f"ปี {before.year_from} – {before.year_to} เป็น {after.year_from} – {after.year_to}",)
    changed = [
        *(["ชื่อแผน"] if before.title != after.title else []),
        *(["หน่วยงาน"] if before.agency != after.agency else []),
        *(years if before.years != after.years else []),
    ]
    return ", ".join(changed) or NOTHING


def _difference(before: Project, after: Project) -> str:
    names = [name for field, name in NAMES.items()
             if getattr(before, field) != getattr(after, field)]  # fmt: skip
    return ", ".join(names) or NOTHING
