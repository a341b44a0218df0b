"""`sodklong actionplan`: action plans, their projects out of Excel files, and papers of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.commands.keys import ACTOR
from api.commands.output import AsJson, note, say, say_json, visible
from db.errors import InvalidInput

if TYPE_CHECKING:
    from db.planned import KeptPlan
    from ingest.projects.found import FoundProjects

app = typer.Typer(help="Action plans of agencies.", no_args_is_help=True)

_MOST_LISTED = 1_000

Key = Annotated[str, typer.Argument(help="Id of the plan.")]


@app.callback()
def action_plans() -> None:
    """Action plans of agencies."""


@app.command("import")
def import_file(
    file: Annotated[Path, typer.Argument(help="An .xlsx file in the layout of ผ.02 or ผ.03.")],
    plan: Annotated[str | None, typer.Option(help="Add to this plan, by its id.")] = None,
    agency: Annotated[str | None, typer.Option(help="Begin a plan of this agency.")] = None,
    title: Annotated[str, typer.Option(help="Title of a new plan.")] = "แผนปฏิบัติการดิจิทัลระยะ 3 ปี",
    year: Annotated[
        int | None, typer.Option("--from", help="First B.E. fiscal year of a new plan.")
    ] = None,
    years: Annotated[int, typer.Option(help="How many years it has.", min=1, max=10)] = 3,
    as_json: AsJson = False,
) -> None:
    """Read projects into a plan, new or there already; rows that cannot be taken are told."""
    from api.commands.opening import opened
    from assistant.actionplan import editing
    from db.planned import PlanHead
    from ingest.projects.reading import read_projects

    found = read_projects(_bytes(file))
    with opened() as services:
        if plan is not None:
            key = editing.find(services.database, None, plan).id
        else:
            begin = year or min((one.year for p in found.projects for one in p.budgets), default=0)
            if not agency or not begin:
                raise InvalidInput("โปรดระบุ --plan หรือระบุ --agency และ --from สำหรับแผนใหม่")
            head = PlanHead(agency, title, begin, begin + years - 1)
            key = editing.create(services.database, ACTOR, head).id
        if found.projects:
            editing.add(services.database, None, ACTOR, key, found.projects)
        _show_import(editing.find(services.database, None, key), found, as_json=as_json)


@app.command("list")
def list_plans(as_json: AsJson = False) -> None:
    """Show every plan, whoever owns it."""
    from api.commands.opening import opened
    from db.reads.actionplans import IN_ORDER, kept, owned_plans

    with opened() as services, services.database.reading() as session:
        rows = session.exec(owned_plans(None).order_by(*IN_ORDER).limit(_MOST_LISTED)).all()
        found = kept(session, rows)
    if as_json:
        say_json({"plans": [_head(one) for one in found]})
        return
    for one in found:
        count = len(one.projects)
        say(f"{one.id}  {visible(one.head.title)} {visible(one.head.agency)}  {count} โครงการ")
    if not found:
        say("ยังไม่มีแผนปฏิบัติการ")


@app.command("show")
def show(key: Key, as_json: AsJson = False) -> None:
    """Show a plan: its projects, totals, and what is found wanting."""
    from api.clock import today
    from api.commands.opening import opened
    from assistant.actionplan import editing
    from assistant.actionplan.checking import check
    from assistant.actionplan.grounds import grounds_of

    with opened() as services:
        plan = editing.find(services.database, None, key)
        with services.database.reading() as session:
            findings = check(plan, grounds_of(session, plan, today()))
    if as_json:
        told = [{"kind": one.kind.value, "message": one.message, "source": one.source,
                 "project": one.project} for one in findings]  # fmt: skip
        say_json({**_head(plan), "projects": _projects(plan), "findings": told})
        return
    say(f"{visible(plan.head.title)} {visible(plan.head.agency)} ฉบับที่ {plan.version}")
    for number, one in enumerate(plan.projects, 1):
        say(f"{number:>4}. {visible(one.project.title)}  {one.project.baht:,} บาท")
    for finding in findings:
        say(f"      - {visible(finding.message)} ({visible(finding.source)})")


@app.command("export")
def export(
    key: Key,
    to: Annotated[Path, typer.Option("--to", help="File to write: .docx, .pdf or .xlsx.")],
    arabic: Annotated[bool, typer.Option("--arabic", help="Arabic digits.")] = False,
    as_json: AsJson = False,
) -> None:
    """Write a plan as Word, PDF or Excel file, by the suffix of the file."""
    from api.clock import today
    from api.commands.opening import opened
    from assistant.actionplan import editing
    from assistant.actionplan.files import PaperFormat, plan_file
    from assistant.papers.paper import Digits

    suffix = to.suffix.lower().removeprefix(".")
    if suffix not in list(PaperFormat):
        raise InvalidInput("ชื่อไฟล์ต้องลงท้ายด้วย .docx .pdf หรือ .xlsx", ("to",))
    with opened() as services:
        plan = editing.find(services.database, None, key)
        digits = Digits.ARABIC if arabic else Digits.THAI
        with services.database.reading() as session:
            content = plan_file(session, plan, PaperFormat(suffix), digits, today())
    try:
        to.write_bytes(content)
    except OSError as error:
        raise InvalidInput(f"เขียนไฟล์ {to} ไม่ได้ ({error.strerror})", ("to",)) from error
    if as_json:
        say_json({"file": str(to), "bytes": len(content)})
    else:
        say(f"เขียนไฟล์ {to} แล้ว ({len(content):,} ไบต์)")


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise InvalidInput(f"เปิดไฟล์ {file} ไม่ได้ ({error.strerror})", ("file",)) from error


def _show_import(plan: KeptPlan, found: FoundProjects, *, as_json: bool) -> None:
    rejected = [{"sheet": one.sheet, "row": one.row, "reason": one.reason}
                for one in found.rejected]  # fmt: skip
    if as_json:
        told = {"imported": len(found.projects), "rejected": rejected}
        say_json({"plan": plan.id, **told, "notices": list(found.notices)})
        return
    say(f"นำเข้า {len(found.projects):,} โครงการ ในแผน {plan.id} มี {len(plan.projects):,} โครงการ")
    for one in found.rejected:
        note(f"แผ่นงาน “{visible(one.sheet)}” แถว {one.row}: {one.reason}")
    for notice in found.notices:
        note(notice)


def _head(plan: KeptPlan) -> dict[str, Any]:
    return {
        "id": plan.id,
        "owner": plan.owner,
        "agency": plan.head.agency,
        "title": plan.head.title,
        "years": [plan.head.year_from, plan.head.year_to],
        "state": plan.state.value,
        "version": plan.version,
        "project_count": len(plan.projects),
        "baht": sum(one.project.baht for one in plan.projects),
    }


def _projects(plan: KeptPlan) -> list[dict[str, Any]]:
    from db.planned import pack

    return [{"id": one.id, **pack(one.project)} for one in plan.projects]
