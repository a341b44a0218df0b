"""Plans, their editions, the tree of each edition, and what it promises to measure."""

from datetime import date
from enum import StrEnum

from sqlmodel import Field, SQLModel, UniqueConstraint

from db.models.facts import Confidence
from db.models.table import choice


class EditionStatus(StrEnum):
    """How far an edition has come."""

    DRAFT = "DRAFT"
    APPROVED = "APPROVED"
    GAZETTED = "GAZETTED"
    SUPERSEDED = "SUPERSEDED"


class NodeKind(StrEnum):
    """What a node of a plan's tree is called in the plan."""

    STRATEGY = "STRATEGY"  # ยุทธศาสตร์
    GOAL = "GOAL"  # เป้าหมาย
    MEASURE = "MEASURE"  # แผนงาน / มาตรการ
    PROJECT = "PROJECT"  # โครงการ
    DOMAIN = "DOMAIN"  # ด้าน
    PHASE = "PHASE"  # ระยะ
    FLAGSHIP = "FLAGSHIP"  # กิจกรรมเร่งด่วน
    PRINCIPLE = "PRINCIPLE"  # หลักการ
    FOCUS_AREA = "FOCUS_AREA"  # ด้านสำคัญ
    MECHANISM = "MECHANISM"  # กลไก


class Operator(StrEnum):
    """How an actual value is held against a target; a rank is better when it is lower."""

    AT_LEAST = ">="
    AT_MOST = "<="
    EQUAL = "="
    MORE_THAN = ">"
    LESS_THAN = "<"
    IMPROVE_BY = "improve_by"


class Plan(SQLModel, table=True):
    """A plan's identity through all its editions."""

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(unique=True, max_length=40)
    title: str
    title_en: str | None = None


class PlanEdition(SQLModel, table=True):
    """One edition: years are Buddhist Era, the three dates differ and are kept apart."""

    __tablename__ = "plan_edition"

    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id", index=True)
    code: str = Field(unique=True, max_length=40)
    title: str
    title_en: str | None = None
    year_from: int
    year_to: int
    status: EditionStatus = Field(sa_type=choice(EditionStatus))
    approved_by: str | None = None
    approved_on: date | None = None
    gazetted_on: date | None = None
    gazette: str | None = None
    in_force_from: date | None = None
    owner_id: int | None = Field(default=None, foreign_key="agency.id", index=True)
    vision: str | None = None
    supersedes_id: int | None = Field(default=None, foreign_key="plan_edition.id", index=True)
    derived_from: str | None = Field(default=None, max_length=80)
    note: str | None = None
    confidence: Confidence = Field(sa_type=choice(Confidence))


class PlanAlias(SQLModel, table=True):
    """Another name people use for an edition."""

    __tablename__ = "plan_alias"
    __table_args__ = (UniqueConstraint("edition_id", "name"),)

    id: int | None = Field(default=None, primary_key=True)
    edition_id: int = Field(foreign_key="plan_edition.id", index=True)
    name: str


class PlanNode(SQLModel, table=True):
    """A node of an edition's tree, of any depth; `number` is as the plan prints it."""

    __tablename__ = "plan_node"

    id: int | None = Field(default=None, primary_key=True)
    edition_id: int = Field(foreign_key="plan_edition.id", index=True)
    parent_id: int | None = Field(default=None, foreign_key="plan_node.id", index=True)
    code: str = Field(unique=True, max_length=80)
    kind: NodeKind = Field(sa_type=choice(NodeKind))
    number: str = Field(max_length=20)
    position: int
    title: str
    title_en: str | None = None
    year_from: int | None = None
    year_to: int | None = None
    budget_million_baht: float | None = None
    budget_note: str | None = None
    note: str | None = None
    confidence: Confidence = Field(sa_type=choice(Confidence))


class NodeAgency(SQLModel, table=True):
    """An agency named by a node, as printed, tied to our agency record where we have one."""

    __tablename__ = "node_agency"
    __table_args__ = (UniqueConstraint("node_id", "position"),)

    id: int | None = Field(default=None, primary_key=True)
    node_id: int = Field(foreign_key="plan_node.id", index=True)
    agency_id: int | None = Field(default=None, foreign_key="agency.id", index=True)
    position: int
    name: str


class Kpi(SQLModel, table=True):
    """What an edition, or a node of it, promises to measure."""

    id: int | None = Field(default=None, primary_key=True)
    edition_id: int = Field(foreign_key="plan_edition.id", index=True)
    node_id: int | None = Field(default=None, foreign_key="plan_node.id", index=True)
    code: str = Field(unique=True, max_length=80)
    number: str = Field(max_length=20)
    position: int
    title: str
    unit: str = Field(max_length=20)
    baseline: float | None = None
    baseline_year: int | None = None
    confidence: Confidence = Field(sa_type=choice(Confidence))


class KpiTarget(SQLModel, table=True):
    """The value a KPI must reach: in a B.E. `year`, or `horizon_years` after the plan begins."""

    __tablename__ = "kpi_target"

    id: int | None = Field(default=None, primary_key=True)
    kpi_id: int = Field(foreign_key="kpi.id", index=True)
    year: int | None = None
    horizon_years: int | None = None
    operator: Operator = Field(sa_type=choice(Operator))
    value: float
    printed: str | None = None
    revision: date | None = None
    note: str | None = None


class Observation(SQLModel, table=True):
    """What was measured in a B.E. year, such as Thailand's EGDI rank."""

    __table_args__ = (UniqueConstraint("code", "year"),)

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(max_length=80, index=True)
    title: str
    year: int
    value: float
    unit: str = Field(max_length=20)
    confidence: Confidence = Field(sa_type=choice(Confidence))
