"""Changing one's own action plans."""

# mypy: disable-error-code=untyped-decorator
# Strawberry types its field decorators as Any.

import asyncio
from collections.abc import Callable
from typing import Annotated

import strawberry

from api.context import Info
from api.problems import InvalidInput, NotFound, Unavailable, problem_of
from api.schema.actionplan_inputs import (
    ActionPlanInput,
    AddProjectInput,
    CreateActionPlanInput,
    ExportActionPlanInput,
    ImportProjectsInput,
    RemoveProjectInput,
    ReopenActionPlanVersionInput,
    UpdateActionPlanInput,
    UpdateProjectInput,
)
from api.schema.actionplans import ActionPlan
from api.schema.project_files import RejectedRow, bytes_of
from api.schema.work_enums import Digits, PaperFormat
from assistant.actionplan import editing
from assistant.actionplan.files import file_name
from db.engine import Database
from db.errors import ProblemError
from db.models import Role
from db.planned import KeptPlan, KeptProject, PlanHead
from ingest.projects.reading import read_projects

_EMPTY = "ไม่พบโครงการที่นำเข้าได้ในไฟล์ โปรดใช้แบบ ผ.๐๒ หรือ ผ.๐๓ ที่มีหัวตารางครบ"


@strawberry.type(description="Projects taken from an Excel file into a plan.")
class ImportedProjects:
    """What an import did."""

    action_plan: ActionPlan = strawberry.field(description="The plan as it is now.")
    imported: int = strawberry.field(description="How many projects were added.")
    rejected: list[RejectedRow] = strawberry.field(description="Rows that were not taken.")
    notices: list[str] = strawberry.field(description="What was left out, in Thai.")


@strawberry.type(description="Where an action plan can be had as a file, with the same key.")
class ExportedActionPlan:
    """A file to fetch."""

    path: str = strawberry.field(description="Path on this server, to be fetched with GET.")
    file_name: str = strawberry.field(description="A name to keep it under.")
    media_type: str = strawberry.field(description="What kind of file it is.")


ActionPlanResult = Annotated[
    ActionPlan | InvalidInput | NotFound | Unavailable,
    strawberry.union("ActionPlanResult", description="The plan as it is now, or why not."),
]
ImportProjectsResult = Annotated[
    ImportedProjects | InvalidInput | NotFound | Unavailable,
    strawberry.union("ImportProjectsResult", description="What was imported, or why not."),
]
ExportActionPlanResult = Annotated[
    ExportedActionPlan | InvalidInput | NotFound | Unavailable,
    strawberry.union("ExportActionPlanResult", description="Where the file is, or why not."),
]


@strawberry.type
class ActionPlanMutation:
    """Writing plans."""

    @strawberry.mutation(description="Begin an action plan; it is the caller's alone.")
    async def create_action_plan(
        self,
        info: Info,
        input: Annotated[CreateActionPlanInput, strawberry.argument(description="The plan.")],
    ) -> ActionPlanResult:
        """A new plan."""
        head = PlanHead(input.agency, input.title, input.year_from, input.year_to)
        return await _change(info, lambda db, me: editing.create(db, me, head))

    @strawberry.mutation(description="Change what a plan says of itself: agency, title, years.")
    async def update_action_plan(
        self,
        info: Info,
        input: Annotated[UpdateActionPlanInput, strawberry.argument(description="The plan.")],
    ) -> ActionPlanResult:
        """A plan under another head."""
        key = str(input.action_plan_id)
        head = PlanHead(input.agency, input.title, input.year_from, input.year_to)
        return await _change(info, lambda db, me: editing.rename(db, me, me, key, head))

    @strawberry.mutation(description="Add a project at the end of a plan.")
    async def add_project(
        self,
        info: Info,
        input: Annotated[AddProjectInput, strawberry.argument(description="The project.")],
    ) -> ActionPlanResult:
        """A project more."""
        key, project = str(input.action_plan_id), input.project.project
        return await _change(info, lambda db, me: editing.add(db, me, me, key, [project])[0])

    @strawberry.mutation(description="Put a project in the place of one that is there.")
    async def update_project(
        self,
        info: Info,
        input: Annotated[UpdateProjectInput, strawberry.argument(description="The project.")],
    ) -> ActionPlanResult:
        """A project changed."""
        key, new = str(input.action_plan_id), KeptProject(str(input.id), input.project.project)
        return await _change(info, lambda db, me: editing.update(db, me, me, key, new))

    @strawberry.mutation(description="Take a project out of a plan; its versions keep it.")
    async def remove_project(
        self,
        info: Info,
        input: Annotated[RemoveProjectInput, strawberry.argument(description="Which project.")],
    ) -> ActionPlanResult:
        """A project less."""
        key, project = str(input.action_plan_id), str(input.id)
        return await _change(info, lambda db, me: editing.remove(db, me, me, key, project))

    @strawberry.mutation(description="Close a plan: it is final until a version is reopened.")
    async def close_action_plan(
        self,
        info: Info,
        input: Annotated[ActionPlanInput, strawberry.argument(description="Which plan.")],
    ) -> ActionPlanResult:
        """A plan that is final."""
        key = str(input.action_plan_id)
        return await _change(info, lambda db, me: editing.close(db, me, me, key))

    @strawberry.mutation(description="Make a plan again what it was in a version, as a draft.")
    async def reopen_action_plan_version(
        self,
        info: Info,
        input: Annotated[
            ReopenActionPlanVersionInput, strawberry.argument(description="Which version.")
        ],
    ) -> ActionPlanResult:
        """A plan as it was."""
        key, number = str(input.action_plan_id), input.number
        return await _change(info, lambda db, me: editing.reopen(db, me, me, key, number))

    @strawberry.mutation(
        description="Add the projects of an Excel file in the layout of ผ.๐๒ or ผ.๐๓ (at most "
        "10 MB); what cannot be taken is told row by row. It counts as a question."
    )
    async def import_projects(
        self,
        info: Info,
        input: Annotated[ImportProjectsInput, strawberry.argument(description="Plan and file.")],
    ) -> ImportProjectsResult:
        """Projects out of a file."""
        context, services = info.context, info.context.services
        owner = context.viewer.require(Role.STAFF)
        context.charge_question()
        try:
            key, data = str(input.action_plan_id), await bytes_of(input.file)
            async with services.papers.turn(context.caller):
                return await asyncio.to_thread(_import, services.database, owner, key, data)
        except ProblemError as error:
            return problem_of(error)

    @strawberry.mutation(description="Where a plan can be fetched as Word, PDF or Excel file.")
    async def export_action_plan(
        self,
        info: Info,
        input: Annotated[ExportActionPlanInput, strawberry.argument(description="Which file.")],
    ) -> ExportActionPlanResult:
        """A link to a file."""
        owner, key = info.context.viewer.require(Role.STAFF), str(input.action_plan_id)
        try:
            database = info.context.services.database
            plan = await asyncio.to_thread(editing.find, database, owner, key)
        except ProblemError as error:
            return problem_of(error)
        return ExportedActionPlan(
            path=_path(plan.id, input.format, input.digits or Digits.THAI),
            file_name=file_name(plan, input.format),
            media_type=input.format.media_type,
        )


async def _change(
    info: Info, act: Callable[[Database, str], KeptPlan]
) -> ActionPlan | InvalidInput | NotFound | Unavailable:
    owner = info.context.viewer.require(Role.STAFF)
    try:
        return ActionPlan.of(await asyncio.to_thread(act, info.context.services.database, owner))
    except ProblemError as error:
        return problem_of(error)


def _path(key: str, form: PaperFormat, digits: Digits) -> str:
    """Where `api.papers` gives the file."""
    return f"/action-plans/{key}.{form.value}?digits={digits.value}"


def _import(database: Database, owner: str, key: str, data: bytes) -> ImportedProjects:
    found = read_projects(data)
    rejected = [RejectedRow.of(one) for one in found.rejected]
    plan = editing.find(database, owner, key)
    if found.projects:
        plan, _ = editing.add(database, owner, owner, key, found.projects)
    notices = [*found.notices, *([] if found.projects else [_EMPTY])]
    return ImportedProjects(
        action_plan=ActionPlan.of(plan),
        imported=len(found.projects),
        rejected=rejected,
        notices=notices,
    )
