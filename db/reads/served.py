"""What action plans can serve: strategies and KPIs of the plans in force, and what lies below."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from db.models import Kpi, NodeKind, Plan, PlanEdition, PlanNode
from db.reads.in_force import in_force


@dataclass(frozen=True, slots=True)
class ServedNode:
    """A node of a plan, or a KPI (`kind` None), with the codes of all it stands under."""

    code: str
    kind: NodeKind | None
    number: str
    title: str
    edition: str
    above: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ServedEdition:
    """An edition in force and everything in it that a project may serve; `span` holds its B.E.
    years, which `years` tells."""

    code: str
    plan: str
    title: str
    years: str
    nodes: tuple[ServedNode, ...]
    span: range

    @property
    def name(self) -> str:
        """Its title with its years, which many titles have already."""
        return _name(self.title, self.years)


def served_editions(session: Session, day: date) -> list[ServedEdition]:
    """The editions in force on a day, with their nodes and KPIs in the order of the plan."""
    query = select(PlanEdition, Plan).join(Plan, col(Plan.id) == col(PlanEdition.plan_id))
    found = session.exec(query.where(in_force(day)).order_by(col(PlanEdition.id))).all()
    nodes = _nodes(session, [edition for edition, _ in found])
    return [
        ServedEdition(
            code=edition.code,
            plan=plan.code,
            title=edition.title,
            years=_years(edition),
            nodes=tuple(nodes[edition.id or 0]),
            span=range(edition.year_from, edition.year_to + 1),
        )
        for edition, plan in found
    ]


def subjects(session: Session, codes: Iterable[str]) -> dict[str, tuple[str, ServedNode]]:
    """For each code of a node or KPI that is known: its edition's title and years, and itself."""
    wanted = list(codes)
    if not wanted:
        return {}
    holders = select(PlanNode.edition_id).where(col(PlanNode.code).in_(wanted))
    measured = select(Kpi.edition_id).where(col(Kpi.code).in_(wanted))
    ids = {*session.exec(holders), *session.exec(measured)}
    editions = session.exec(select(PlanEdition).where(col(PlanEdition.id).in_(ids))).all()
    names = {one.code: _name(one.title, _years(one)) for one in editions}
    nodes = [node for group in _nodes(session, editions).values() for node in group]
    return {node.code: (names[node.edition], node) for node in nodes if node.code in set(wanted)}


def _years(edition: PlanEdition) -> str:
    return f"พ.ศ. {edition.year_from} – {edition.year_to}"


def _name(title: str, years: str) -> str:
    return title if "พ.ศ." in title else f"{title} ({years})"


def _nodes(session: Session, editions: Sequence[PlanEdition]) -> dict[int, list[ServedNode]]:
    ids = {edition.id or 0: edition.code for edition in editions}
    query = select(PlanNode).where(col(PlanNode.edition_id).in_(ids))
    rows = session.exec(query.order_by(col(PlanNode.position), col(PlanNode.id))).all()
    known = {row.id: row for row in rows}
    found: dict[int, list[ServedNode]] = {key: [] for key in ids}
    for row in rows:
        above = tuple(_above(known.get(row.parent_id), known))
        found[row.edition_id].append(
            ServedNode(row.code, row.kind, row.number, row.title, ids[row.edition_id], above)
        )
    kpis = select(Kpi).where(col(Kpi.edition_id).in_(ids)).order_by(col(Kpi.position), col(Kpi.id))
    for kpi in session.exec(kpis):
        above = tuple(_above(known.get(kpi.node_id), known))
        found[kpi.edition_id].append(
            ServedNode(kpi.code, None, kpi.number, kpi.title, ids[kpi.edition_id], above)
        )
    return found


def _above(row: PlanNode | None, known: dict[int | None, PlanNode]) -> list[str]:
    """Codes from a node upwards; a tree that bites its tail ends where it began."""
    codes: list[str] = []
    while row is not None and row.code not in codes:
        codes.append(row.code)
        row = known.get(row.parent_id) if row.parent_id else None
    return codes
