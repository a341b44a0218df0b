"""Writes what a confirmed draft says into a node or KPI, and tells what was said before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from db.models import (
    Abbreviation,
    AgencyName,
    DraftFigure,
    DraftNode,
    FigureKind,
    Kpi,
    KpiTarget,
    NodeAgency,
    Operator,
    PlanNode,
)
from db.skeleton import key
from db.writes.plan_places import same_title


@dataclass(frozen=True, slots=True)
class Difference:
    """A field (`name` in Thai) in which the plan's text and earlier plan data disagree."""

    field: str
    name: str
    printed: str
    other: str
    quote: str


def set_node(
    session: Session, row: PlanNode, draft: DraftNode, figures: Sequence[DraftFigure]
) -> list[Difference]:
    """Title, years, budget and agencies of a node; the differences from what it held."""
    found = _set_title(row, draft)
    found += _set_years(row, [one for one in figures if one.kind is FigureKind.YEARS])
    found += _set_budget(row, [one for one in figures if one.kind is FigureKind.BUDGET])
    agencies = [one for one in figures if one.kind is FigureKind.AGENCY]
    return found + _set_agencies(session, row, agencies)


def set_kpi(
    session: Session, row: Kpi, draft: DraftNode, figures: Sequence[DraftFigure]
) -> list[Difference]:
    """Title and targets of a KPI; the differences from what it held."""
    found = _set_title(row, draft)
    for figure in figures:
        if figure.kind is FigureKind.TARGET and figure.value is not None:
            row.unit = figure.unit or row.unit
            found += _set_target(session, row, figure, figure.value)
    return found


def _set_title(row: PlanNode | Kpi, draft: DraftNode) -> list[Difference]:
    old = row.title
    if same_title(old, draft.title):
        return []
    row.title = draft.title
    return [Difference("title", "ชื่อ", draft.title, old, draft.quote)]


def _set_years(row: PlanNode, figures: Sequence[DraftFigure]) -> list[Difference]:
    if not figures:
        return []
    old, new = (row.year_from, row.year_to), (figures[0].year, figures[0].year_to)
    row.year_from, row.year_to = new
    if old in {new, (None, None)}:
        return []
    return [Difference("years", "ช่วงปี", _span(new), _span(old), figures[0].quote)]


def _set_budget(row: PlanNode, figures: Sequence[DraftFigure]) -> list[Difference]:
    """A total as printed, or the sum of the years' budgets with a note that says so."""
    if not figures:
        return []
    totals = [one for one in figures if one.year is None]
    parts = totals[:1] or figures
    new, old = round(sum(one.value or 0.0 for one in parts), 7), row.budget_million_baht
    row.budget_million_baht = new
    if not totals and row.budget_note is None:
        years = ", ".join(f"ปี {one.year} {one.value:g}" for one in figures)
        row.budget_note = f"รวมจากรายปี (ล้านบาท): {years}"
    if old is None or abs(old - new) < 0.0005:
        return []
    quote = " … ".join(one.quote for one in parts)
    return [Difference("budget", "งบประมาณ", f"{new:g} ล้านบาท", f"{old:g} ล้านบาท", quote)]


def _set_agencies(
    session: Session, row: PlanNode, figures: Sequence[DraftFigure]
) -> list[Difference]:
    """The agencies as printed; short forms and full names of one agency are the same."""
    if not figures:
        return []
    known = _agencies_by_name(session)
    query = select(NodeAgency).where(NodeAgency.node_id == row.id)
    old = list(session.exec(query.order_by(col(NodeAgency.position))))
    names = [one.text for one in figures]
    new = [_resolved(known, name) for name in names]
    if [_resolved(known, one.name) for one in old] == new:
        return []
    for one in old:
        session.delete(one)
    session.flush()
    for position, (name, agency) in enumerate(zip(names, new, strict=True)):
        agency_id = agency if isinstance(agency, int) else None
        session.add(
            NodeAgency(node_id=row.id or 0, agency_id=agency_id, position=position, name=name)
        )
    if all(_resolved(known, one.name) in new or _is_unknown_short(known, one.name) for one in old):
        return []
    printed, other = ", ".join(names), ", ".join(one.name for one in old)
    quote = " … ".join(one.quote for one in figures)
    return [Difference("agencies", "หน่วยงานรับผิดชอบ", printed, other, quote)]


def _resolved(known: Mapping[str, int | str], name: str) -> int | str:
    """The agency a name or short form means, else the key of the name."""
    return known.get(key(name)) or known.get(key(name.split(" (")[0])) or key(name)


def _is_unknown_short(known: Mapping[str, int | str], name: str) -> bool:
    """A short form we cannot resolve contradicts nothing."""
    return name.split(" (")[0].endswith(".") and isinstance(_resolved(known, name), str)


def _agencies_by_name(session: Session) -> dict[str, int | str]:
    """Each name or short form: the id of its agency, or the key of its long form."""
    names = session.exec(select(AgencyName.name, AgencyName.agency_id)).all()
    known: dict[str, int | str] = {key(name.split(" (")[0]): agency for name, agency in names}
    known |= {key(name): agency for name, agency in names}
    for short in session.exec(select(Abbreviation)):
        long = _resolved(known, short.expansion)
        known.setdefault(key(short.short), short.agency_id or long)
    return known


def _set_target(session: Session, row: Kpi, figure: DraftFigure, value: float) -> list[Difference]:
    operator = figure.operator or Operator.EQUAL
    query = select(KpiTarget).where(KpiTarget.kpi_id == row.id, KpiTarget.year == figure.year)
    target = session.exec(query.where(col(KpiTarget.revision).is_(None))).first()
    if target is None:
        session.add(
            KpiTarget(
                kpi_id=row.id or 0,
                year=figure.year,
                operator=operator,
                value=value,
                printed=figure.text or None,
            )
        )
        return []
    old = (target.operator, target.value)
    target.operator, target.value = operator, value
    session.add(target)
    if old == (operator, value):
        return []
    printed, other = f"{operator} {value:g}", f"{old[0]} {old[1]:g}"
    return [Difference("targets", f"ค่าเป้าหมายปี {figure.year}", printed, other, figure.quote)]


def _span(years: tuple[int | None, int | None]) -> str:
    return "–".join(str(year) for year in dict.fromkeys(years) if year)
