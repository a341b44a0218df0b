"""Keeps action plans; every change leaves a version that can be gone back to.

All of these take a row that `plan_row(..., held=True)` gave: whose plan it is was looked at there.
"""

from collections.abc import Sequence
from dataclasses import asdict

from sqlmodel import Session, col, delete, func, select

from db.models import (
    ActionPlan,
    ActionPlanState,
    ActionPlanVersion,
    PlannedAlignment,
    PlannedBudget,
    PlannedProject,
)
from db.models.answers import new_key
from db.models.table import now
from db.planned import KeptProject, PlanHead, Project, pack, unpack
from db.reads.actionplans import kept


def create_plan(session: Session, owner: str, head: PlanHead, change: str) -> ActionPlan:
    """A new plan without projects."""
    row = ActionPlan(owner=owner, **asdict(head))
    session.add(row)
    session.flush()
    _leave_version(session, row, owner, change)
    return row


def add_projects(
    session: Session, row: ActionPlan, actor: str, projects: Sequence[Project], change: str
) -> list[str]:
    """Add projects at the end; their ids."""
    last = select(func.max(PlannedProject.position)).where(col(PlannedProject.plan_id) == row.id)
    begin = (session.exec(last).one() or 0) + 1
    ids = [
        _insert(session, row, KeptProject(new_key(), project), begin + place)
        for place, project in enumerate(projects)
    ]
    _leave_version(session, row, actor, change)
    return ids


def replace_project(
    session: Session, row: ActionPlan, actor: str, project: KeptProject, change: str
) -> None:
    """Put a project in the place of the one with its id, which is there."""
    position = session.get_one(PlannedProject, project.id).position
    _delete(session, [project.id])
    _insert(session, row, project, position)
    _leave_version(session, row, actor, change)


def remove_project(
    session: Session, row: ActionPlan, actor: str, project_id: str, change: str
) -> None:
    """Take a project out."""
    _delete(session, [project_id])
    _leave_version(session, row, actor, change)


def set_head(session: Session, row: ActionPlan, actor: str, head: PlanHead, change: str) -> None:
    """Change what a plan says of itself."""
    for name, value in asdict(head).items():
        setattr(row, name, value)
    _leave_version(session, row, actor, change)


def set_state(
    session: Session, row: ActionPlan, actor: str, state: ActionPlanState, change: str
) -> None:
    """Close a plan, or open it again."""
    row.state = state
    _leave_version(session, row, actor, change)


def reopen_version(session: Session, row: ActionPlan, actor: str, number: int, change: str) -> bool:
    """Make the plan again what it was in a version; whether there is that version."""
    query = select(ActionPlanVersion).where(
        col(ActionPlanVersion.plan_id) == row.id, col(ActionPlanVersion.number) == number
    )
    version = session.exec(query).first()
    if version is None:
        return False
    snapshot = version.snapshot
    ids = select(col(PlannedProject.id)).where(col(PlannedProject.plan_id) == row.id)
    _delete(session, session.exec(ids).all())
    for name, value in snapshot["head"].items():
        setattr(row, name, value)
    row.state = ActionPlanState.DRAFT
    for place, packed in enumerate(snapshot["projects"], 1):
        _insert(session, row, KeptProject(packed["id"], unpack(packed)), place)
    _leave_version(session, row, actor, change)
    return True


def mark_outdated(session: Session, rows: Sequence[ActionPlan], why: str) -> None:
    """Say that plans should be looked at again; changing them does not unsay it, closing does."""
    for row in rows:
        row.outdated = why
    session.add_all(rows)
    session.flush()


def _insert(session: Session, row: ActionPlan, new: KeptProject, position: int) -> str:
    project = new.project
    plain = {name: value for name, value in asdict(project).items()
             if name not in {"budgets", "alignments"}}  # fmt: skip
    session.add(PlannedProject(id=new.id, plan_id=row.id, position=position, **plain))
    session.flush()
    session.add_all(
        PlannedBudget(project_id=new.id, **asdict(budget)) for budget in project.budgets
    )
    session.add_all(
        PlannedAlignment(project_id=new.id, **asdict(one)) for one in project.alignments
    )
    session.flush()
    return new.id


def _delete(session: Session, ids: Sequence[str]) -> None:
    for table in (PlannedAlignment, PlannedBudget):
        session.exec(delete(table).where(col(table.project_id).in_(ids)))
    session.exec(delete(PlannedProject).where(col(PlannedProject.id).in_(ids)))
    # What the session still holds of the rows is not there any more.
    session.expire_all()


def _leave_version(session: Session, row: ActionPlan, actor: str, change: str) -> None:
    row.version += 1
    row.changed_at = now()
    session.add(row)
    session.flush()
    plan = kept(session, [row])[0]
    projects = [{"id": one.id, **pack(one.project)} for one in plan.projects]
    snapshot = {"head": asdict(plan.head), "projects": projects}
    session.add(
        ActionPlanVersion(
            plan_id=row.id, number=row.version, actor=actor, change=change, snapshot=snapshot
        )
    )
    session.flush()
