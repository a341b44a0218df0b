"""Finds the node or KPI of an edition that a draft speaks of, or makes a new one."""

from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from db.models import Confidence, DraftKind, DraftNode, Kpi, NodeKind, PlanEdition, PlanNode
from db.skeleton import key

_UNITS = {"ร้อยละ": "percent", "สัดส่วน": "percent", "อันดับ": "rank"}


def place_node(
    session: Session, edition: PlanEdition, above: PlanNode | None, draft: DraftNode
) -> tuple[PlanNode, bool]:
    """The node under `above` of the same kind with the same number or title; True if it is new."""
    kind = NodeKind(draft.kind.value)
    query = select(PlanNode).where(PlanNode.edition_id == edition.id, PlanNode.kind == kind)
    if draft.kind is not DraftKind.PROJECT or "." not in draft.number:
        query = query.where(PlanNode.parent_id == (above.id if above else None))
    known = list(session.exec(query.order_by(col(PlanNode.position))))
    if (found := _match(known, draft)) is not None:
        return found, False
    node = PlanNode(
        edition_id=edition.id or 0,
        parent_id=above.id if above else None,
        code=_code(session, PlanNode, edition, above, draft),
        kind=kind,
        number=draft.number,
        position=_next(session, PlanNode, edition),
        title=draft.title,
        confidence=Confidence.OFFICIAL,
    )
    session.add(node)
    session.flush()
    return node, True


def place_kpi(
    session: Session, edition: PlanEdition, above: PlanNode | None, draft: DraftNode
) -> tuple[Kpi, bool]:
    """The KPI of the same node with the same number or title; True if it is new."""
    query = select(Kpi).where(
        Kpi.edition_id == edition.id, Kpi.node_id == (above.id if above else None)
    )
    known = list(session.exec(query.order_by(col(Kpi.position))))
    if (found := _match(known, draft)) is not None:
        return found, False
    kpi = Kpi(
        edition_id=edition.id or 0,
        node_id=above.id if above else None,
        code=_code(session, Kpi, edition, above, draft),
        number=draft.number,
        position=_next(session, Kpi, edition),
        title=draft.title,
        unit=next((unit for word, unit in _UNITS.items() if draft.title.startswith(word)), "item"),
        confidence=Confidence.OFFICIAL,
    )
    session.add(kpi)
    session.flush()
    return kpi, True


def same_title(one: str, other: str) -> bool:
    """Whether two titles say the same, or one says less of the same."""
    first, second = key(one), key(other)
    return first.startswith(second) or second.startswith(first)


def _match(known: Any, draft: DraftNode) -> Any:  # noqa: ANN401 (nodes or KPIs alike)
    if draft.subject is not None:
        return next((row for row in known if row.code == draft.subject), None)
    numbered = [row for row in known if draft.number and row.number == draft.number]
    titled = (row for row in known if same_title(row.title, draft.title))
    return numbered[0] if numbered else next(titled, None)


def _code(
    session: Session,
    model: Any,  # noqa: ANN401 (PlanNode or Kpi)
    edition: PlanEdition,
    above: PlanNode | None,
    draft: DraftNode,
) -> str:
    stem = f"{above.code if above else edition.code}/{draft.code.rpartition('/')[2]}"
    code, count = stem, 1
    while session.exec(select(model.id).where(model.code == code)).first() is not None:
        count += 1
        code = f"{stem}-{count}"
    return code


def _next(session: Session, model: Any, edition: PlanEdition) -> int:  # noqa: ANN401
    last = select(func.max(model.position)).where(model.edition_id == edition.id)
    return int(session.exec(last).one() or 0) + 1
