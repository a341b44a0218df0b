"""Action plans of agencies: their projects, what each costs by year, and every earlier version."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, BigInteger
from sqlmodel import Field, SQLModel, UniqueConstraint

from db.models.answers import new_key
from db.models.table import choice, now


class ActionPlanState(StrEnum):
    """Whether a plan is still being written."""

    DRAFT = "DRAFT"
    FINAL = "FINAL"


class PlannedLevel(StrEnum):
    """How a project serves a node of a plan."""

    DIRECT = "DIRECT"
    CONTRIBUTES = "CONTRIBUTES"
    ENABLING = "ENABLING"
    CONFLICTING = "CONFLICTING"


class ActionPlan(SQLModel, table=True):
    """An agency's plan for some B.E. fiscal years; only its `owner` may see it.

    `version` is the newest one's number. `outdated` says in Thai why it should be looked at
    again, None while nothing it rests on has changed.
    """

    __tablename__ = "action_plan"

    id: str = Field(default_factory=new_key, primary_key=True, max_length=32)
    owner: str = Field(index=True, max_length=200)
    agency: str = Field(max_length=300)
    title: str = Field(max_length=500)
    year_from: int
    year_to: int
    state: ActionPlanState = Field(default=ActionPlanState.DRAFT, sa_type=choice(ActionPlanState))
    version: int = 0
    outdated: str | None = None
    created_at: datetime = Field(default_factory=now, index=True)
    changed_at: datetime = Field(default_factory=now)


class ActionPlanVersion(SQLModel, table=True):
    """The plan as it was after one change: who changed what, and all of its projects."""

    __tablename__ = "action_plan_version"
    __table_args__ = (UniqueConstraint("plan_id", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    plan_id: str = Field(foreign_key="action_plan.id", index=True, max_length=32)
    number: int
    actor: str = Field(max_length=200)
    at: datetime = Field(default_factory=now)
    change: str
    snapshot: dict[str, Any] = Field(sa_type=JSON)


class PlannedProject(SQLModel, table=True):
    """A project of an action plan."""

    __tablename__ = "planned_project"

    id: str = Field(default_factory=new_key, primary_key=True, max_length=32)
    plan_id: str = Field(foreign_key="action_plan.id", index=True, max_length=32)
    position: int
    title: str = Field(max_length=500)
    strategy: str
    rationale: str
    objective: str
    output: str
    kpi: str
    result: str
    unit: str = Field(max_length=300)


class PlannedBudget(SQLModel, table=True):
    """What a project costs in a B.E. fiscal year, in whole baht."""

    __tablename__ = "planned_budget"
    __table_args__ = (UniqueConstraint("project_id", "year"),)

    id: int | None = Field(default=None, primary_key=True)
    project_id: str = Field(foreign_key="planned_project.id", index=True, max_length=32)
    year: int
    baht: int = Field(sa_type=BigInteger)


class PlannedAlignment(SQLModel, table=True):
    """A node or KPI of a plan that a project serves, by its code, with the words of both.

    By code and not by key: plan data may be loaded anew.
    """

    __tablename__ = "planned_alignment"
    __table_args__ = (UniqueConstraint("project_id", "subject"),)

    id: int | None = Field(default=None, primary_key=True)
    project_id: str = Field(foreign_key="planned_project.id", index=True, max_length=32)
    subject: str = Field(max_length=80, index=True)
    level: PlannedLevel = Field(sa_type=choice(PlannedLevel))
    plan_quote: str
    project_quote: str
    page: str | None = Field(default=None, max_length=40)
