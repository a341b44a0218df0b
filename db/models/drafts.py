"""Draft facts read out of a plan's text: nothing in them is plan data until an editor says so."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlmodel import JSON, Field, SQLModel, UniqueConstraint

from db.models.plans import Operator
from db.models.table import choice, now


class DraftKind(StrEnum):
    """What a draft node would become."""

    STRATEGY = "STRATEGY"
    GOAL = "GOAL"
    KPI = "KPI"
    MEASURE = "MEASURE"
    PROJECT = "PROJECT"
    FOCUS_AREA = "FOCUS_AREA"


class FigureKind(StrEnum):
    """What a draft figure says of its node."""

    TARGET = "TARGET"
    BUDGET = "BUDGET"  # million baht
    YEARS = "YEARS"  # B.E.
    AGENCY = "AGENCY"


class DraftState(StrEnum):
    """What an editor decided."""

    PROPOSED = "PROPOSED"
    CONFIRMED = "CONFIRMED"
    REJECTED = "REJECTED"


class PlanDraft(SQLModel, table=True):
    """What one version of a document proposes; mismatches have kind, subject, message, quotes."""

    __tablename__ = "plan_draft"

    id: int | None = Field(default=None, primary_key=True)
    version_id: int = Field(foreign_key="document_version.id", unique=True)
    edition_id: int | None = Field(default=None, foreign_key="plan_edition.id", index=True)
    proposed_at: datetime = Field(default_factory=now)
    mismatches: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)


class DraftNode(SQLModel, table=True):
    """A proposed node and its quote: characters `start` to `end` of page `page_number`.

    `copies` holds page, start and end of every place that prints it; `subject` is the code of the
    plan node or KPI that a confirmed one became.
    """

    __tablename__ = "draft_node"
    __table_args__ = (UniqueConstraint("draft_id", "code"),)

    id: int | None = Field(default=None, primary_key=True)
    draft_id: int = Field(foreign_key="plan_draft.id", index=True)
    code: str = Field(max_length=80)
    parent: str | None = Field(default=None, max_length=80)
    position: int
    kind: DraftKind = Field(sa_type=choice(DraftKind))
    number: str = Field(max_length=20)
    title: str
    page_number: int
    start: int
    end: int
    quote: str
    copies: list[list[int]] = Field(default_factory=list, sa_type=JSON)
    score: float
    state: DraftState = Field(default=DraftState.PROPOSED, sa_type=choice(DraftState))
    note: str | None = None
    subject: str | None = Field(default=None, max_length=80)


class DraftFigure(SQLModel, table=True):
    """A figure of a proposed node, with a quote of its own."""

    __tablename__ = "draft_figure"
    __table_args__ = (UniqueConstraint("node_id", "position"),)

    id: int | None = Field(default=None, primary_key=True)
    node_id: int = Field(foreign_key="draft_node.id", index=True)
    position: int
    kind: FigureKind = Field(sa_type=choice(FigureKind))
    value: float | None = None
    year: int | None = None
    year_to: int | None = None
    operator: Operator | None = Field(default=None, sa_type=choice(Operator))
    unit: str | None = Field(default=None, max_length=20)
    text: str = ""
    page_number: int
    start: int
    end: int
    quote: str
