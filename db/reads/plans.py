"""Plans, editions and their trees."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from db.models import (
    Confidence,
    EditionStatus,
    Kpi,
    NodeKind,
    Plan,
    PlanAlias,
    PlanEdition,
    PlanNode,
)


def edition_titles(session: Session) -> dict[str, str]:
    """Every title and alias of an edition, with the edition's code."""
    titles = dict(session.exec(select(PlanEdition.title, PlanEdition.code)).all())
    aliases = select(PlanAlias.name, PlanEdition.code).join(
        PlanEdition, col(PlanEdition.id) == col(PlanAlias.edition_id)
    )
    return dict(session.exec(aliases).all()) | titles


def find_edition(session: Session, plan: str | None, years: str | None) -> PlanEdition | None:
    """The edition of `plan` (its code or an edition's code) for `years` such as 2566 or 2566-2570.

    Without `years` the newest edition.
    """
    query = select(PlanEdition).join(Plan, col(Plan.id) == col(PlanEdition.plan_id))
    if plan is not None:
        query = query.where((col(Plan.code) == plan) | (col(PlanEdition.code) == plan))
    editions = session.exec(query.order_by(col(PlanEdition.year_from).desc())).all()
    return next((edition for edition in editions if years is None or _covers(edition, years)), None)


def _covers(edition: PlanEdition, years: str) -> bool:
    ends = [int(part) for part in years.replace("–", "-").split("-") if part.strip().isdigit()]
    return bool(ends) and (edition.year_from, edition.year_to)[: len(ends)] == tuple(ends)


@dataclass(frozen=True, slots=True)
class EditionRow:
    """An edition under all its names. Years are B.E."""

    id: int
    code: str
    plan: str
    title: str
    names: tuple[str, ...]
    year_from: int
    year_to: int
    status: EditionStatus
    in_force_from: date | None

    def facts_slug(self) -> str:
        """The document that renders this edition's facts."""
        return facts_slug(self.code)


def facts_slug(edition: str) -> str:
    """The document that renders the facts of the edition with this code."""
    return f"facts-{edition.lower()}"


@dataclass(frozen=True, slots=True)
class NodeRow:
    """A node of an edition's tree."""

    id: int
    parent_id: int | None
    kind: NodeKind
    number: str
    title: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class KpiRow:
    """A KPI and where in the tree it hangs (None: on the edition itself)."""

    id: int
    node_id: int | None
    number: str
    title: str


def editions(session: Session) -> list[EditionRow]:
    """Every edition, the oldest first."""
    aliases: dict[int, list[str]] = {}
    for alias in session.exec(select(PlanAlias).order_by(col(PlanAlias.id))):
        aliases.setdefault(alias.edition_id, []).append(alias.name)
    query = select(PlanEdition, Plan.code).join(Plan, col(Plan.id) == col(PlanEdition.plan_id))
    found = session.exec(query.order_by(col(PlanEdition.year_from), col(PlanEdition.id))).all()
    return [
        EditionRow(
            id=edition.id or 0,
            code=edition.code,
            plan=plan,
            title=edition.title,
            names=(edition.title, *aliases.get(edition.id or 0, ())),
            year_from=edition.year_from,
            year_to=edition.year_to,
            status=edition.status,
            in_force_from=edition.in_force_from,
        )
        for edition, plan in found
    ]


def nodes_of(session: Session, edition_id: int) -> list[NodeRow]:
    """An edition's tree, in the order of the plan."""
    query = select(PlanNode).where(PlanNode.edition_id == edition_id)
    return [
        NodeRow(node.id or 0, node.parent_id, node.kind, node.number, node.title, node.confidence)
        for node in session.exec(query.order_by(col(PlanNode.position), col(PlanNode.id)))
    ]


def kpis_of(session: Session, edition_id: int) -> list[KpiRow]:
    """An edition's KPIs, in the order of the plan."""
    query = select(Kpi).where(Kpi.edition_id == edition_id)
    return [
        KpiRow(kpi.id or 0, kpi.node_id, kpi.number, kpi.title)
        for kpi in session.exec(query.order_by(col(Kpi.position), col(Kpi.id)))
    ]
