"""Plans, editions and their trees."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from db.models import (
    AgencyName,
    Confidence,
    EditionStatus,
    Kpi,
    NodeAgency,
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
    """An edition under all its names, with those of its owner. Years are B.E."""

    id: int
    code: str
    plan: str
    title: str
    names: tuple[str, ...]
    year_from: int
    year_to: int
    status: EditionStatus
    in_force_from: date | None
    supersedes: int | None = None
    has_vision: bool = False
    owners: tuple[str, ...] = ()

    def facts_slug(self) -> str:
        """The document that renders this edition's facts."""
        return facts_slug(self.code)


def facts_slug(edition: str) -> str:
    """The document that renders the facts of the edition with this code."""
    return f"facts-{edition.lower()}"


@dataclass(frozen=True, slots=True)
class NodeRow:
    """A node of an edition's tree; `agencies` as printed, with our ids of those we know."""

    id: int
    parent_id: int | None
    kind: NodeKind
    number: str
    title: str
    confidence: Confidence
    title_en: str = ""
    agencies: tuple[str, ...] = ()
    agency_ids: frozenset[int] = frozenset()
    has_budget: bool = False
    has_years: bool = False
    code: str = ""


@dataclass(frozen=True, slots=True)
class KpiRow:
    """A KPI and where in the tree it hangs (None: on the edition itself)."""

    id: int
    node_id: int | None
    number: str
    title: str
    unit: str = ""
    code: str = ""


_EDITION: tuple[Any, ...] = (
    *(col(PlanEdition.id), col(PlanEdition.code), col(Plan.code).label("plan")),
    *(col(PlanEdition.title), col(PlanEdition.year_from), col(PlanEdition.year_to)),
    *(col(PlanEdition.status), col(PlanEdition.in_force_from), col(PlanEdition.owner_id)),
    *(col(PlanEdition.supersedes_id).label("supersedes"), col(PlanEdition.vision)),
)
_NODE: tuple[Any, ...] = (
    *(col(PlanNode.id), col(PlanNode.parent_id), col(PlanNode.kind), col(PlanNode.number)),
    *(col(PlanNode.code), col(PlanNode.title), col(PlanNode.title_en), col(PlanNode.confidence)),
    *(col(PlanNode.budget_million_baht), col(PlanNode.year_to)),
)


def editions(session: Session) -> list[EditionRow]:
    """Every edition, the oldest first."""
    # Columns, not objects, here and below: every question reads all editions and whole trees.
    aliases = _names_by(session, PlanAlias.edition_id, PlanAlias.name, PlanAlias.id)
    owners = _names_by(session, AgencyName.agency_id, AgencyName.name, AgencyName.id)
    query: Any = select_columns(*_EDITION).join(Plan, col(Plan.id) == col(PlanEdition.plan_id))
    query = query.order_by(col(PlanEdition.year_from), col(PlanEdition.id))
    found = session.connection().execute(query).mappings().all()
    return [_edition_row(dict(edition), aliases, owners) for edition in found]


def _names_by(session: Session, key: Any, name: Any, order: Any) -> dict[int, list[str]]:  # noqa: ANN401 (columns)
    found: dict[int, list[str]] = {}
    for of, said in session.connection().execute(select_columns(key, name).order_by(order)):
        found.setdefault(of, []).append(said)
    return found


def _edition_row(
    edition: dict[str, Any], aliases: dict[int, list[str]], owners: dict[int, list[str]]
) -> EditionRow:
    return EditionRow(
        names=(edition["title"], *aliases.get(edition["id"], ())),
        has_vision=edition.pop("vision") is not None,
        owners=tuple(owners.get(edition.pop("owner_id") or 0, ())),
        **edition,
    )


def nodes_of(session: Session, edition_id: int) -> list[NodeRow]:
    """An edition's tree, in the order of the plan."""
    query: Any = select_columns(*_NODE).where(col(PlanNode.edition_id) == edition_id)
    query = query.order_by(col(PlanNode.position), col(PlanNode.id))
    named = _agencies_of(session, edition_id)
    found = session.connection().execute(query).all()
    return [_node_row(node, named.get(node.id, [])) for node in found]


def _agencies_of(session: Session, edition_id: int) -> dict[int, list[Row[Any]]]:
    found: dict[int, list[Row[Any]]] = {}
    named = (col(NodeAgency.node_id), col(NodeAgency.name), col(NodeAgency.agency_id))
    query: Any = select_columns(*named).join(PlanNode, col(PlanNode.id) == col(NodeAgency.node_id))
    query = query.where(col(PlanNode.edition_id) == edition_id).order_by(col(NodeAgency.position))
    for agency in session.connection().execute(query).all():
        found.setdefault(agency.node_id, []).append(agency)
    return found


def _node_row(node: Row[Any], agencies: list[Row[Any]]) -> NodeRow:
    return NodeRow(
        id=node.id,
        parent_id=node.parent_id,
        kind=node.kind,
        number=node.number,
        title=node.title,
        confidence=node.confidence,
        title_en=node.title_en or "",
        agencies=tuple(agency.name for agency in agencies),
        agency_ids=frozenset(a.agency_id for a in agencies if a.agency_id is not None),
        has_budget=node.budget_million_baht is not None,
        has_years=node.year_to is not None,
        code=node.code,
    )


def kpis_of(session: Session, edition_id: int) -> list[KpiRow]:
    """An edition's KPIs, in the order of the plan."""
    query = select(Kpi).where(Kpi.edition_id == edition_id)
    return [
        KpiRow(kpi.id or 0, kpi.node_id, kpi.number, kpi.title, kpi.unit, kpi.code)
        for kpi in session.exec(query.order_by(col(Kpi.position), col(Kpi.id)))
    ]


def strategies_above(session: Session, edition_id: int) -> dict[str, str]:
    """For the code and the id of each node and the code of each KPI of an edition, the number of
    the strategy it stands under or is; "" for what stands under none."""
    query = select(PlanNode).where(PlanNode.edition_id == edition_id)
    nodes = {node.id: node for node in session.exec(query)}

    def above(key: int | None) -> str:
        node = nodes.get(key)
        while node is not None and node.kind is not NodeKind.STRATEGY:
            node = nodes.get(node.parent_id)
        return node.number if node is not None else ""

    found = {name: above(key) for key, node in nodes.items() for name in (node.code, str(key))}
    kpis = session.exec(select(Kpi).where(Kpi.edition_id == edition_id))
    return found | {kpi.code: above(kpi.node_id) for kpi in kpis}
