"""Action plans of agencies, for those whose they are."""

# mypy: disable-error-code=untyped-decorator
# Strawberry types its field decorators as Any.

from datetime import datetime
from typing import Annotated

import strawberry
from sqlmodel import Session
from strawberry import relay

from api.clock import today
from api.context import Info
from api.pagination import DEFAULT_PAGE, Ask, Connection, Edge, PageInfo, paginate, refilled
from api.schema.arguments import After, Before, First, Last
from api.schema.planned import (
    ActionPlanChange,
    ActionPlanFinding,
    PlanCoverage,
    PlannedProject,
    StrategyTotal,
    as_coverage,
    as_finding,
    as_total,
)
from api.schema.work_enums import ActionPlanState
from assistant.actionplan.checking import Grounds, check
from assistant.actionplan.comparing import compare
from assistant.actionplan.grounds import grounds_of
from assistant.actionplan.totals import add_up
from db import planned
from db.errors import InvalidInput
from db.models import Role
from db.reads.actionplans import IN_ORDER, action_plan, kept, owned_plans, version_of, versions

MOST_VERSIONS = 100


@strawberry.type(description="One change of an action plan; the plan can be reopened at it.")
class ActionPlanVersion:
    """A version."""

    number: int = strawberry.field(description="From 1, in the order of the changes.")
    actor: str = strawberry.field(description="Who made the change.")
    actor_name: str = strawberry.field(
        description="Their name where it is the caller; otherwise what `actor` says."
    )
    at: datetime = strawberry.field(description="When.")
    change: str = strawberry.field(description="What was changed, in Thai.")


@strawberry.type(description="An agency's action plan; only its owner finds it.")
class ActionPlan(relay.Node):
    """A plan."""

    _id_attr = "id"  # as it is: nobody can guess it
    id: strawberry.ID = strawberry.field(description="Its id.")
    plan: strawberry.Private[planned.KeptPlan]
    agency: str = strawberry.field(description="Whose plan it is.")
    title: str = strawberry.field(description="Its title.")
    year_from: int = strawberry.field(description="First B.E. fiscal year.")
    year_to: int = strawberry.field(description="Last B.E. fiscal year.")
    state: ActionPlanState = strawberry.field(description="Whether it is still being written.")
    version: int = strawberry.field(description="Number of its newest version.")
    outdated: str | None = strawberry.field(
        description="Why it should be looked at again, in Thai; null while nothing has changed."
    )
    created_at: datetime = strawberry.field(description="When it was begun.")
    changed_at: datetime = strawberry.field(description="When it was changed last.")

    @strawberry.field(description="Its projects, in order.")
    async def projects(
        self,
        first: First = DEFAULT_PAGE,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[PlannedProject]:
        """A page of its projects."""
        return _page(self.plan.projects, Ask(first, after, last, before))

    @strawberry.field(description="Its newest versions, the newest first; at most 100.")
    async def versions(self, info: Info) -> list[ActionPlanVersion]:
        """Who changed what."""
        key, viewer = self.plan.id, info.context.viewer
        rows = await info.context.read(lambda session: versions(session, key, MOST_VERSIONS))
        return [
            ActionPlanVersion(
                number=one.number,
                actor=one.actor,
                actor_name=viewer.name if one.actor == viewer.subject else one.actor,
                at=one.at,
                change=one.change,
            )
            for one in rows
        ]

    @strawberry.field(
        description="What differs from version `from` to version `to`, the head first; null where "
        "there is no such version."
    )
    async def changes(
        self,
        info: Info,
        before: Annotated[
            int, strawberry.argument(name="from", description="Number of the earlier version.")
        ],
        after: Annotated[
            int, strawberry.argument(name="to", description="Number of the later version.")
        ],
    ) -> list[ActionPlanChange] | None:
        """Two versions compared."""
        key = self.plan.id
        pair = await info.context.read(
            lambda session: [version_of(session, key, number) for number in (before, after)]
        )
        if pair[0] is None or pair[1] is None:
            return None
        return [ActionPlanChange.of(one) for one in compare(pair[0], pair[1])]

    @strawberry.field(description="Totals by strategy of its own, the whole last.")
    async def totals(self) -> list[StrategyTotal]:
        """What it costs."""
        totals = add_up(self.plan.head, [kept.project for kept in self.plan.projects])
        return [as_total(one, totals.years) for one in (*totals.strategies, totals.whole)]

    @strawberry.field(description="What it serves of the plans in force today, and what not.")
    async def coverage(self, info: Info) -> list[PlanCoverage]:
        """Strategies and KPIs with their projects."""
        return [as_coverage(one) for one in (await _grounds(info, self.plan)).coverage]

    @strawberry.field(description="What directives and rules find wanting in it today.")
    async def findings(self, info: Info) -> list[ActionPlanFinding]:
        """The check of the whole."""
        return [as_finding(one) for one in check(self.plan, await _grounds(info, self.plan))]

    @classmethod
    def of(cls, plan: planned.KeptPlan) -> "ActionPlan":
        """The plan as it was read."""
        return cls(
            id=strawberry.ID(plan.id),
            plan=plan,
            agency=plan.head.agency,
            title=plan.head.title,
            year_from=plan.head.year_from,
            year_to=plan.head.year_to,
            state=plan.state,
            version=plan.version,
            outdated=plan.outdated,
            created_at=plan.created_at,
            changed_at=plan.changed_at,
        )


@strawberry.type
class ActionPlanQuery:
    """Reading one's own plans."""

    @strawberry.field(
        description="An action plan of the caller; null when there is none or it is another's."
    )
    async def action_plan(
        self, info: Info, id: Annotated[strawberry.ID, strawberry.argument(description="Its id.")]
    ) -> ActionPlan | None:
        """One plan."""
        key, owner = str(id), info.context.viewer.require(Role.STAFF)
        plan = await info.context.read(lambda session: action_plan(session, key, owner))
        return ActionPlan.of(plan) if plan else None

    @strawberry.field(description="The caller's action plans, the oldest first.")
    async def action_plans(
        self,
        info: Info,
        first: First = DEFAULT_PAGE,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[ActionPlan]:
        """One's own plans."""
        owner = info.context.viewer.require(Role.STAFF)
        ask = Ask(first, after, last, before)
        return await info.context.read(lambda session: _plans(session, owner, ask))


def _plans(session: Session, owner: str, ask: Ask) -> Connection[ActionPlan]:
    page = paginate(session, owned_plans(owner), IN_ORDER, ask, lambda row: row)
    return refilled(page, [ActionPlan.of(plan) for plan in kept(session, page.nodes)])


async def _grounds(info: Info, plan: planned.KeptPlan) -> Grounds:
    return await info.context.read(lambda session: grounds_of(session, plan, today()))


def _page(projects: tuple[planned.KeptProject, ...], ask: Ask) -> Connection[PlannedProject]:
    """A page of the projects that a plan holds; a cursor is a project's id."""
    begin = _place(projects, ask.after, "after") + 1 if ask.after is not None else 0
    end = len(projects) if ask.before is None else _place(projects, ask.before, "before")
    if ask.backward:
        begin = max(begin, end - ask.size)
    else:
        end = min(end, begin + ask.size)
    shown = [PlannedProject.of(one) for one in projects[begin:end]]
    edges = [Edge(node=node, cursor=str(node.id)) for node in shown]
    info = PageInfo(
        has_next_page=end < len(projects),
        has_previous_page=begin > 0,
        start_cursor=edges[0].cursor if edges else None,
        end_cursor=edges[-1].cursor if edges else None,
    )
    return Connection(edges=edges, nodes=shown, page_info=info, total_count=len(projects))


def _place(projects: tuple[planned.KeptProject, ...], cursor: str, name: str) -> int:
    for place, one in enumerate(projects):
        if one.id == cursor:
            return place
    raise InvalidInput(f"{name} ไม่ใช่ตำแหน่งในรายการนี้", (name,))
