"""Plans and their editions: one by its name, many by what narrows them."""

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
from api.schema.enums import EditionStatus
from api.schema.plans import Plan, PlanEdition
from db import models
from db.reads.in_force import in_force
from db.reads.matching import holds_text


@strawberry.input(description="Which editions; all that is given must hold.")
class PlanEditionFilter:
    """Narrows editions."""

    plan: str | None = strawberry.field(default=None, description="Code of the plan.")
    year: int | None = strawberry.field(default=None, description="A B.E. year it covers.")
    in_force_on: date | None = strawberry.field(
        default=None,
        description="Approved, begun by this day, and not yet ended or followed by another.",
    )
    agency: str | None = strawberry.field(default=None, description="Code of its owner.")
    status: EditionStatus | None = strawberry.field(
        default=None, description="How far it has come."
    )
    text: str | None = strawberry.field(
        default=None, description="Words of its title, in Thai or English, or of another name."
    )


@strawberry.enum(description="Orders of editions; those without the value come last.")
class PlanEditionOrder(Enum):
    """Orders."""

    YEAR_FROM_ASC = strawberry.enum_value("YEAR_FROM_ASC", description="The oldest years first.")
    YEAR_FROM_DESC = strawberry.enum_value("YEAR_FROM_DESC", description="The newest first.")
    CODE_ASC = strawberry.enum_value("CODE_ASC", description="By code.")
    CODE_DESC = strawberry.enum_value("CODE_DESC", description="By code, from the end.")
    APPROVED_ON_ASC = strawberry.enum_value(
        "APPROVED_ON_ASC", description="The first approved first."
    )
    APPROVED_ON_DESC = strawberry.enum_value(
        "APPROVED_ON_DESC", description="The last approved first."
    )
    IN_FORCE_FROM_ASC = strawberry.enum_value(
        "IN_FORCE_FROM_ASC", description="The first in force first."
    )
    IN_FORCE_FROM_DESC = strawberry.enum_value(
        "IN_FORCE_FROM_DESC", description="The last in force first."
    )


@strawberry.type
class PlanQuery:
    """Reading plans and editions."""

    @strawberry.field(description="A plan by its code, or by the code of one of its editions.")
    async def plan(
        self, info: Info, by: Annotated[By, strawberry.argument(description="Which plan.")]
    ) -> Plan | None:
        """One plan."""
        row = await one(info, models.Plan, by.match(models.Plan, Plan))
        if row is None and by.code is not None:
            edition = await info.context.load.edition_called.load(by.code.value)
            row = await info.context.load.plan.load(edition.plan_id) if edition else None
        return Plan.of(row) if row else None

    @strawberry.field(description="All plans, by code.")
    async def plans(
        self,
        info: Info,
        first: First = DEFAULT_PAGE,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[Plan]:
        """Plans by code."""
        order = [col(models.Plan.code)]
        return await page_of(
            info, select(models.Plan), order, Ask(first, after, last, before), Plan.of
        )

    @strawberry.field(description="An edition by its code.")
    async def plan_edition(
        self, info: Info, by: Annotated[By, strawberry.argument(description="Which edition.")]
    ) -> PlanEdition | None:
        """One edition."""
        row = await one(info, models.PlanEdition, by.match(models.PlanEdition, PlanEdition))
        return PlanEdition.of(row) if row else None

    @strawberry.field(description="Editions, the oldest first unless told otherwise.")
    async def plan_editions(
        self,
        info: Info,
        filter: Annotated[
            PlanEditionFilter | None, strawberry.argument(description="Which editions.")
        ] = None,
        order_by: Annotated[
            PlanEditionOrder, strawberry.argument(description="In which order.")
        ] = PlanEditionOrder.YEAR_FROM_ASC,
        first: First = DEFAULT_PAGE,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[PlanEdition]:
        """Editions in an order."""
        query, ask = _narrowed(filter or PlanEditionFilter()), Ask(first, after, last, before)
        return await page_of(info, query, _ORDERS[order_by], ask, PlanEdition.of)


_COLUMNS = {
    "YEAR_FROM": col(models.PlanEdition.year_from),
    "CODE": col(models.PlanEdition.code),
    "APPROVED_ON": col(models.PlanEdition.approved_on),
    "IN_FORCE_FROM": col(models.PlanEdition.in_force_from),
}


def _order(order: PlanEditionOrder) -> Order:
    name, _, way = order.name.rpartition("_")
    key = Key(_COLUMNS[name], descending=way == "DESC")
    return Order((key, Key(col(models.PlanEdition.id))), order.name)


_ORDERS = {order: _order(order) for order in PlanEditionOrder}


def _narrowed(given: PlanEditionFilter) -> Any:  # noqa: ANN401 (a select)
    table = models.PlanEdition
    query = select(table)
    if given.plan is not None:
        plan = select(models.Plan.id).where(models.Plan.code == given.plan)
        query = query.where(col(table.plan_id).in_(plan))
    if given.year is not None:
        query = query.where(col(table.year_from) <= given.year, col(table.year_to) >= given.year)
    if given.in_force_on is not None:
        query = query.where(in_force(given.in_force_on))
    if given.agency is not None:
        owner = select(models.Agency.id).where(models.Agency.code == given.agency)
        query = query.where(col(table.owner_id).in_(owner))
    if given.status is not None:
        query = query.where(table.status == given.status)
    return query if given.text is None else query.where(_called(given.text))


def _called(text: str) -> Any:  # noqa: ANN401 (a condition)
    table, alias = models.PlanEdition, models.PlanAlias
    named = select(alias.edition_id).where(holds_text([col(alias.name)], text))
    titles = [col(table.title), col(table.title_en)]
    return holds_text(titles, text) | col(table.id).in_(named)
