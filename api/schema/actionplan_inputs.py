"""What callers say of action plans."""

# mypy: disable-error-code=untyped-decorator
# Strawberry types its field decorators as Any.

import strawberry
from strawberry.file_uploads import Upload

from api.schema.work_enums import Digits, PaperFormat, PlannedLevel
from db import planned
from db.errors import InvalidInput

_PLAN = "The plan's id."


@strawberry.input(description="A plan to begin.")
class CreateActionPlanInput:
    """A new plan."""

    agency: str = strawberry.field(description="Whose plan it is, at most 300 letters.")
    title: str = strawberry.field(description="Its title, at most 500 letters.")
    year_from: int = strawberry.field(description="First B.E. fiscal year.")
    year_to: int = strawberry.field(description="Last B.E. fiscal year; at most 10 years in all.")


@strawberry.input(description="What a plan shall say of itself; its projects stay.")
class UpdateActionPlanInput:
    """A plan's head."""

    action_plan_id: strawberry.ID = strawberry.field(description=_PLAN)
    agency: str = strawberry.field(description="Whose plan it is, at most 300 letters.")
    title: str = strawberry.field(description="Its title, at most 500 letters.")
    year_from: int = strawberry.field(description="First B.E. fiscal year.")
    year_to: int = strawberry.field(description="Last B.E. fiscal year; at most 10 years in all.")


@strawberry.input(description="Money of a project in a year.")
class YearBudgetInput:
    """A budget."""

    year: int = strawberry.field(description="B.E. fiscal year.")
    baht: float = strawberry.field(description="Whole baht, 0 or more.")


@strawberry.input(description="A node or KPI that the project serves, with the words of both.")
class PlannedAlignmentInput:
    """An alignment."""

    subject: str = strawberry.field(description="Code of the plan node or KPI.")
    level: PlannedLevel = strawberry.field(description="How it is served.")
    plan_quote: str = strawberry.field(
        description="Words of its title, its sources or its plan's pages, to the letter."
    )
    project_quote: str = strawberry.field(description="Words of the project, to the letter.")
    page: str | None = strawberry.field(
        default=None, description="Page of the plan, as printed, at most 40 letters."
    )


@strawberry.input(description="A project as it shall be; texts have at most 5,000 letters.")
class ProjectInput:
    """A project."""

    title: str = strawberry.field(description="Its title, at most 500 letters.")
    strategy: str = strawberry.field(default="", description="Heading it stands under.")
    rationale: str = strawberry.field(default="", description="Why it is needed.")
    objective: str = strawberry.field(default="", description="What it is for.")
    output: str = strawberry.field(default="", description="What it delivers (เป้าหมาย).")
    kpi: str = strawberry.field(default="", description="What is measured.")
    result: str = strawberry.field(default="", description="What is expected of it.")
    unit: str = strawberry.field(default="", description="Who is responsible, at most 300 letters.")
    budgets: list[YearBudgetInput] = strawberry.field(
        default_factory=list, description="Its money, each year once."
    )
    alignments: list[PlannedAlignmentInput] = strawberry.field(
        default_factory=list, description="What it serves, at most 50, each once."
    )

    @property
    def project(self) -> planned.Project:
        """The project that is meant; raises InvalidInput for money in parts of a baht."""
        return planned.Project(
            title=self.title,
            budgets=tuple(planned.YearBudget(one.year, _baht(one)) for one in self.budgets),
            alignments=tuple(_alignment(one) for one in self.alignments),
            **{name: getattr(self, name) for name in planned.TEXTS},
        )


@strawberry.input(description="A project to add.")
class AddProjectInput:
    """Plan and project."""

    action_plan_id: strawberry.ID = strawberry.field(description=_PLAN)
    project: ProjectInput = strawberry.field(description="The project.")


@strawberry.input(description="A project to change; what is not said of it becomes empty.")
class UpdateProjectInput:
    """Plan, project and what it shall be."""

    action_plan_id: strawberry.ID = strawberry.field(description=_PLAN)
    id: strawberry.ID = strawberry.field(description="The project's id.")
    project: ProjectInput = strawberry.field(description="The whole project.")


@strawberry.input(description="A project to take out.")
class RemoveProjectInput:
    """Plan and project."""

    action_plan_id: strawberry.ID = strawberry.field(description=_PLAN)
    id: strawberry.ID = strawberry.field(description="The project's id.")


@strawberry.input(description="A plan.")
class ActionPlanInput:
    """Which plan."""

    action_plan_id: strawberry.ID = strawberry.field(description=_PLAN)


@strawberry.input(description="A version to go back to.")
class ReopenActionPlanVersionInput:
    """Plan and version."""

    action_plan_id: strawberry.ID = strawberry.field(description=_PLAN)
    number: int = strawberry.field(description="The version's number.")


@strawberry.input(description="A file of projects.")
class ImportProjectsInput:
    """Plan and file."""

    action_plan_id: strawberry.ID = strawberry.field(description=_PLAN)
    file: Upload = strawberry.field(description="An .xlsx file, by a multipart request.")


@strawberry.input(description="A file to be made of a plan.")
class ExportActionPlanInput:
    """Plan and form."""

    action_plan_id: strawberry.ID = strawberry.field(description=_PLAN)
    format: PaperFormat = strawberry.field(description="What kind of file.")
    digits: Digits | None = strawberry.field(
        default=None, description="Thai digits unless said otherwise; Excel always has Arabic ones."
    )


def _baht(one: YearBudgetInput) -> int:
    if not one.baht.is_integer():
        raise InvalidInput("งบประมาณต้องเป็นจำนวนเต็มบาท", ("input", "project", "budgets"))
    return int(one.baht)


def _alignment(one: PlannedAlignmentInput) -> planned.Alignment:
    page = one.page.strip()[:40] if one.page else None
    return planned.Alignment(one.subject, one.level, one.plan_quote, one.project_quote, page)
