"""What action plans hold: projects, totals, coverage, findings."""

# mypy: disable-error-code=untyped-decorator
# Strawberry types its field decorators as Any.

import strawberry

from api.context import Info
from api.schema.enums import NodeKind
from api.schema.work_enums import ActionPlanDifference, ActionPlanFindingKind, PlannedLevel
from assistant.actionplan import checking, comparing, coverage, totals
from db import planned
from db.reads.served import subjects


@strawberry.type(description="What a project costs in a B.E. fiscal year.")
class YearBudget:
    """A budget."""

    year: int = strawberry.field(description="B.E. fiscal year.")
    baht: float = strawberry.field(description="Whole baht.")


@strawberry.type(description="A node or KPI of a plan that a project serves, with both quotes.")
class PlannedAlignment:
    """An alignment."""

    subject: str = strawberry.field(description="Code of the plan node or KPI.")
    level: PlannedLevel = strawberry.field(description="How it is served.")
    plan_quote: str = strawberry.field(description="Words of the plan, to the letter.")
    project_quote: str = strawberry.field(description="Words of the project, to the letter.")
    page: str | None = strawberry.field(description="Page of the plan, as printed.")

    @strawberry.field(description="Title of the node or KPI; null when it is no longer known.")
    async def title(self, info: Info) -> str | None:
        """What the code names."""
        code = self.subject
        found = await info.context.read(lambda session: subjects(session, [code]))
        return found[code][1].title if code in found else None


@strawberry.type(description="A project of an action plan.")
class PlannedProject:
    """A project."""

    id: strawberry.ID = strawberry.field(description="Its id within the plan.")
    title: str = strawberry.field(description="Its title.")
    strategy: str = strawberry.field(description="Heading it stands under; empty when not given.")
    rationale: str = strawberry.field(description="Why it is needed; may be empty.")
    objective: str = strawberry.field(description="What it is for; may be empty.")
    output: str = strawberry.field(description="What it delivers (เป้าหมาย); may be empty.")
    kpi: str = strawberry.field(description="What is measured; may be empty.")
    result: str = strawberry.field(description="What is expected of it; may be empty.")
    unit: str = strawberry.field(description="Who is responsible; may be empty.")
    budgets: list[YearBudget] = strawberry.field(description="Its money by year, in order.")
    alignments: list[PlannedAlignment] = strawberry.field(description="What it serves.")

    @classmethod
    def of(cls, kept: planned.KeptProject) -> "PlannedProject":
        """The project as it was read."""
        project = kept.project
        return cls(
            id=strawberry.ID(kept.id),
            title=project.title,
            **{name: getattr(project, name) for name in planned.TEXTS},
            budgets=[YearBudget(year=one.year, baht=one.baht) for one in project.budgets],
            alignments=[
                PlannedAlignment(
                    subject=one.subject,
                    level=one.level,
                    plan_quote=one.plan_quote,
                    project_quote=one.project_quote,
                    page=one.page,
                )
                for one in project.alignments
            ],
        )


@strawberry.type(description="What the projects under one heading cost.")
class StrategyTotal:
    """A total."""

    strategy: str = strawberry.field(description="The heading, in Thai.")
    projects: int = strawberry.field(description="How many projects.")
    years: list[YearBudget] = strawberry.field(description="Baht for each year.")
    baht: float = strawberry.field(description="Baht of all years.")


@strawberry.type(description="A strategy or KPI and the projects that serve it.")
class CoveredNode:
    """A covered node, or one that is not."""

    code: str = strawberry.field(description="Code of the plan node or KPI.")
    kind: NodeKind | None = strawberry.field(description="What it is; null for a KPI.")
    number: str = strawberry.field(description="Number as printed; may be empty.")
    title: str = strawberry.field(description="Its title, in Thai.")
    projects: list[strawberry.ID] = strawberry.field(
        description="Ids of the projects; empty where nothing serves it."
    )


@strawberry.type(description="What a plan serves of one edition in force.")
class PlanCoverage:
    """Coverage of an edition."""

    edition: str = strawberry.field(description="Code of the edition.")
    title: str = strawberry.field(description="Its title, in Thai.")
    strategies: list[CoveredNode] = strawberry.field(description="Its strategies, in order.")
    kpis: list[CoveredNode] = strawberry.field(description="Its KPIs, in order.")


@strawberry.type(description="Something to mend in an action plan, or to know.")
class ActionPlanFinding:
    """A finding."""

    kind: ActionPlanFindingKind = strawberry.field(description="What it is about.")
    message: str = strawberry.field(description="What is wrong and what to do, in Thai.")
    source: str = strawberry.field(description="What asks for it, in Thai.")
    project: strawberry.ID | None = strawberry.field(
        description="Id of the project; null for the whole plan."
    )


@strawberry.type(description="A field that differs between two versions of an action plan.")
class ActionPlanFieldChange:
    """A field."""

    name: str = strawberry.field(description="What it is called, in Thai.")
    before: str = strawberry.field(description="What it said; empty where nothing.")
    after: str = strawberry.field(description="What it says; empty where nothing.")


@strawberry.type(description="A project that differs between two versions, or the plan's head.")
class ActionPlanChange:
    """A change."""

    kind: ActionPlanDifference = strawberry.field(description="What became of it.")
    title: str = strawberry.field(description="Its title, the later one where it changed.")
    fields: list[ActionPlanFieldChange] = strawberry.field(
        description="The fields that differ; empty for what was added or taken out."
    )

    @classmethod
    def of(cls, change: comparing.Change) -> "ActionPlanChange":
        """The change that was found."""
        fields = [
            ActionPlanFieldChange(name=one.name, before=one.before, after=one.after)
            for one in change.fields
        ]
        return cls(kind=change.kind, title=change.title, fields=fields)


def as_total(one: totals.StrategyTotal, years: tuple[int, ...]) -> StrategyTotal:
    """A total as it is shown."""
    pairs = zip(years, one.baht, strict=True)
    return StrategyTotal(
        strategy=one.strategy,
        projects=one.projects,
        years=[YearBudget(year=year, baht=baht) for year, baht in pairs],
        baht=one.sum,
    )


def as_coverage(one: coverage.EditionCoverage) -> PlanCoverage:
    """An edition's coverage as it is shown."""
    return PlanCoverage(
        edition=one.edition.code,
        title=one.edition.title,
        strategies=[_covered(item) for item in one.strategies],
        kpis=[_covered(item) for item in one.kpis],
    )


def as_finding(one: checking.Finding) -> ActionPlanFinding:
    """A finding as it is shown."""
    project = strawberry.ID(one.project) if one.project else None
    return ActionPlanFinding(kind=one.kind, message=one.message, source=one.source, project=project)


def _covered(item: coverage.Covered) -> CoveredNode:
    node = item.node
    ids = [strawberry.ID(key) for key in item.projects]
    return CoveredNode(
        code=node.code, kind=node.kind, number=node.number, title=node.title, projects=ids
    )
