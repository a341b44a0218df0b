"""Action plans, each read for its owner: what is another's is not found.

`owner` None reads everybody's, for whoever holds the machine.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from db.models import (
    ActionPlan,
    ActionPlanVersion,
    PlannedAlignment,
    PlannedBudget,
    PlannedProject,
)
from db.models.answers import is_key
from db.planned import Alignment, KeptPlan, KeptProject, PlanHead, Project, YearBudget, unpack

IN_ORDER: tuple[Any, ...] = (col(ActionPlan.created_at), col(ActionPlan.id))


@dataclass(frozen=True, slots=True)
class PlanVersion:
    """One change of a plan."""

    number: int
    actor: str
    at: datetime
    change: str


def owned_plans(owner: str | None) -> SelectOfScalar[ActionPlan]:
    """The plans of one owner."""
    query = select(ActionPlan)
    return query if owner is None else query.where(col(ActionPlan.owner) == owner)


def plan_row(
    session: Session, key: str, owner: str | None, *, held: bool = False
) -> ActionPlan | None:
    """The row of a plan, None when there is none or it is another's; `held` until the end of the
    transaction, for whoever changes it."""
    if not is_key(key):
        return None
    query = owned_plans(owner).where(col(ActionPlan.id) == key)
    return session.exec(query.with_for_update() if held else query).first()


def action_plan(session: Session, key: str, owner: str | None) -> KeptPlan | None:
    """A plan with its projects, None when there is none or it is another's."""
    row = plan_row(session, key, owner)
    return kept(session, [row])[0] if row else None


def kept(session: Session, rows: Sequence[ActionPlan]) -> list[KeptPlan]:
    """The plans in rows, with their projects, in four statements."""
    projects = _projects(session, [row.id for row in rows])
    return [
        KeptPlan(
            id=row.id,
            owner=row.owner,
            head=PlanHead(row.agency, row.title, row.year_from, row.year_to),
            state=row.state,
            version=row.version,
            outdated=row.outdated,
            created_at=row.created_at,
            changed_at=row.changed_at,
            projects=tuple(projects.get(row.id, ())),
        )
        for row in rows
    ]


def versions(session: Session, key: str, limit: int) -> list[PlanVersion]:
    """The newest versions of a plan, the newest first."""
    query = select(ActionPlanVersion).where(col(ActionPlanVersion.plan_id) == key)
    rows = session.exec(query.order_by(col(ActionPlanVersion.number).desc()).limit(limit))
    return [PlanVersion(row.number, row.actor, row.at, row.change) for row in rows]


def version_of(
    session: Session, key: str, number: int
) -> tuple[PlanHead, tuple[KeptProject, ...]] | None:
    """A plan as it was in a version: its head and its projects; None where there is none."""
    table = ActionPlanVersion
    query = select(table).where(col(table.plan_id) == key, col(table.number) == number)
    row = session.exec(query).first()
    if row is None:
        return None
    projects = tuple(KeptProject(one["id"], unpack(one)) for one in row.snapshot["projects"])
    return PlanHead(**row.snapshot["head"]), projects


def _projects(session: Session, plans: Sequence[str]) -> dict[str, list[KeptProject]]:
    table = PlannedProject
    query = select(table).where(col(table.plan_id).in_(plans)).order_by(col(table.position))
    rows = session.exec(query).all()
    mine = select(col(table.id)).where(col(table.plan_id).in_(plans))
    budgets: dict[str, list[YearBudget]] = {}
    costs = select(PlannedBudget).where(col(PlannedBudget.project_id).in_(mine))
    for cost in session.exec(costs.order_by(col(PlannedBudget.year))):
        budgets.setdefault(cost.project_id, []).append(YearBudget(cost.year, cost.baht))
    alignments = _alignments(session, mine)
    found: dict[str, list[KeptProject]] = {}
    for row in rows:
        project = Project(
            title=row.title,
            strategy=row.strategy,
            rationale=row.rationale,
            objective=row.objective,
            output=row.output,
            kpi=row.kpi,
            result=row.result,
            unit=row.unit,
            budgets=tuple(budgets.get(row.id, ())),
            alignments=tuple(alignments.get(row.id, ())),
        )
        found.setdefault(row.plan_id, []).append(KeptProject(row.id, project))
    return found


def _alignments(session: Session, mine: Any) -> dict[str, list[Alignment]]:  # noqa: ANN401
    table = PlannedAlignment
    found: dict[str, list[Alignment]] = {}
    query = select(table).where(col(table.project_id).in_(mine)).order_by(col(table.id))
    for row in session.exec(query):
        alignment = Alignment(row.subject, row.level, row.plan_quote, row.project_quote, row.page)
        found.setdefault(row.project_id, []).append(alignment)
    return found
