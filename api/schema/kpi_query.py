"""KPIs and observations: one by its code, many by what narrows them."""

# mypy: disable-error-code=untyped-decorator
# Strawberry types its field decorators as Any.

from datetime import date
from enum import Enum
from typing import Annotated, Any

import strawberry
from sqlmodel import col, select

from api.context import Info
from api.ordering import Key, Order
from api.pagination import DEFAULT_PAGE, Ask, Connection
from api.schema.arguments import After, Before, By, First, Last, one, page_of
from api.schema.kpis import Kpi
from api.schema.node_query import editions_of, nodes_naming
from api.schema.observations import Observation
from db import models
from db.reads.matching import holds_text


@strawberry.input(description="Which KPIs; all that is given must hold.")
class KpiFilter:
    """Narrows KPIs."""

    edition: str | None = strawberry.field(default=None, description="Code of the edition.")
    target_year: int | None = strawberry.field(
        default=None, description="B.E. year of one of its targets."
    )
    text: str | None = strawberry.field(default=None, description="Words of the title.")
    plan: str | None = strawberry.field(default=None, description="Code of the plan.")
    node: str | None = strawberry.field(default=None, description="Code of the node it hangs on.")
    agency: str | None = strawberry.field(
        default=None, description="Code of an agency that its node names or that owns its edition."
    )
    unit: str | None = strawberry.field(default=None, description="Unit of its values.")
    in_force_on: date | None = strawberry.field(
        default=None, description="Only of editions in force on this day."
    )


@strawberry.enum(description="Orders of KPIs; those without the value come last.")
class KpiOrder(Enum):
    """Orders."""

    POSITION = strawberry.enum_value(
        "POSITION", description="By edition, in the order of the plan."
    )
    CODE_ASC = strawberry.enum_value("CODE_ASC", description="By code.")
    CODE_DESC = strawberry.enum_value("CODE_DESC", description="By code, from the end.")
    BASELINE_ASC = strawberry.enum_value("BASELINE_ASC", description="The lowest baseline first.")
    BASELINE_DESC = strawberry.enum_value(
        "BASELINE_DESC", description="The highest baseline first."
    )


@strawberry.input(description="Which observations; all that is given must hold.")
class ObservationFilter:
    """Narrows observations."""

    code: str | None = strawberry.field(default=None, description="Code of what is measured.")
    year_from: int | None = strawberry.field(default=None, description="First B.E. year.")
    year_to: int | None = strawberry.field(default=None, description="Last B.E. year.")
    text: str | None = strawberry.field(default=None, description="Words of the title.")


@strawberry.type
class KpiQuery:
    """Reading KPIs and what was measured."""

    @strawberry.field(description="A KPI by its code.")
    async def kpi(
        self, info: Info, by: Annotated[By, strawberry.argument(description="Which KPI.")]
    ) -> Kpi | None:
        """One KPI."""
        row = await one(info, models.Kpi, by.match(models.Kpi, Kpi))
        return Kpi.of(row) if row else None

    @strawberry.field(description="KPIs, in the order of the plan unless told otherwise.")
    async def kpis(
        self,
        info: Info,
        filter: Annotated[KpiFilter | None, strawberry.argument(description="Which KPIs.")] = None,
        order_by: Annotated[
            KpiOrder, strawberry.argument(description="In which order.")
        ] = KpiOrder.POSITION,
        first: First = DEFAULT_PAGE,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[Kpi]:
        """KPIs in an order."""
        query, ask = _narrowed(filter or KpiFilter()), Ask(first, after, last, before)
        return await page_of(info, query, _ORDERS[order_by], ask, Kpi.of)

    @strawberry.field(description="What was measured, by code and year.")
    async def observations(
        self,
        info: Info,
        filter: Annotated[
            ObservationFilter | None, strawberry.argument(description="Which observations.")
        ] = None,
        first: First = DEFAULT_PAGE,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[Observation]:
        """Observations by code and year."""
        query, ask = _measured(filter or ObservationFilter()), Ask(first, after, last, before)
        order = [col(models.Observation.code), col(models.Observation.year)]
        return await page_of(info, query, order, ask, Observation.of)


_COLUMNS = {"CODE": col(models.Kpi.code), "BASELINE": col(models.Kpi.baseline)}
_ID = Key(col(models.Kpi.id))


def _order(order: KpiOrder) -> Order:
    if order is KpiOrder.POSITION:
        table = models.Kpi
        return Order((Key(col(table.edition_id)), Key(col(table.position)), _ID), order.name)
    name, _, way = order.name.rpartition("_")
    return Order((Key(_COLUMNS[name], descending=way == "DESC"), _ID), order.name)


_ORDERS = {order: _order(order) for order in KpiOrder}


def _narrowed(given: KpiFilter) -> Any:  # noqa: ANN401 (a select)
    table = models.Kpi
    query = select(table)
    editions = editions_of(given.edition, given.plan, given.in_force_on)
    if editions is not None:
        query = query.where(col(table.edition_id).in_(editions))
    if given.node is not None:
        node = select(models.PlanNode.id).where(models.PlanNode.code == given.node)
        query = query.where(col(table.node_id).in_(node))
    if given.agency is not None:
        query = query.where(_concerns(given.agency))
    if given.unit is not None:
        query = query.where(table.unit == given.unit)
    if given.target_year is not None:
        due = select(models.KpiTarget.kpi_id).where(models.KpiTarget.year == given.target_year)
        query = query.where(col(table.id).in_(due))
    if given.text is not None:
        query = query.where(holds_text([col(table.title)], given.text))
    return query


def _concerns(agency: str) -> Any:  # noqa: ANN401 (a condition)
    table, edition = models.Kpi, models.PlanEdition
    owner = select(models.Agency.id).where(models.Agency.code == agency)
    owned = select(edition.id).where(col(edition.owner_id).in_(owner))
    named = col(table.node_id).in_(nodes_naming(agency))
    return named | col(table.edition_id).in_(owned)


def _measured(given: ObservationFilter) -> Any:  # noqa: ANN401
    table = models.Observation
    query = select(table)
    if given.code is not None:
        query = query.where(table.code == given.code)
    if given.year_from is not None:
        query = query.where(col(table.year) >= given.year_from)
    if given.year_to is not None:
        query = query.where(col(table.year) <= given.year_to)
    return query if given.text is None else query.where(holds_text([col(table.title)], given.text))
