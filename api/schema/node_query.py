"""Nodes of plans' trees: one by its code, many by what narrows them."""

# mypy: disable-error-code=untyped-decorator
# Strawberry types its field decorators as Any.

from datetime import date
from enum import Enum
from typing import Annotated, Any

import strawberry
from sqlalchemy import func
from sqlmodel import col, select

from api.context import Info
from api.ordering import Key, Order
from api.pagination import DEFAULT_PAGE, Ask, Connection
from api.schema.arguments import After, Before, By, First, Last, one, page_of
from api.schema.enums import NodeKind
from api.schema.nodes import PlanNode, plan_node
from db import models
from db.reads.in_force import in_force
from db.reads.matching import holds_text


@strawberry.input(description="Which nodes; all that is given must hold.")
class PlanNodeFilter:
    """Narrows nodes."""

    edition: str | None = strawberry.field(default=None, description="Code of the edition.")
    kind: NodeKind | None = strawberry.field(default=None, description="Kind of node.")
    text: str | None = strawberry.field(
        default=None, description="Words of its title, in Thai or English."
    )
    plan: str | None = strawberry.field(default=None, description="Code of the plan.")
    agency: str | None = strawberry.field(default=None, description="Code of an agency it names.")
    year: int | None = strawberry.field(
        default=None, description="A B.E. year of the node; of its edition where it has none."
    )
    in_force_on: date | None = strawberry.field(
        default=None, description="Only of editions in force on this day."
    )


@strawberry.enum(description="Orders of nodes; those without the value come last.")
class PlanNodeOrder(Enum):
    """Orders."""

    POSITION = strawberry.enum_value(
        "POSITION", description="By edition, in the order of the plan."
    )
    CODE_ASC = strawberry.enum_value("CODE_ASC", description="By code.")
    CODE_DESC = strawberry.enum_value("CODE_DESC", description="By code, from the end.")
    YEAR_FROM_ASC = strawberry.enum_value(
        "YEAR_FROM_ASC", description="By the node's own first year, the oldest first."
    )
    YEAR_FROM_DESC = strawberry.enum_value(
        "YEAR_FROM_DESC", description="By the node's own first year, the newest first."
    )
    BUDGET_ASC = strawberry.enum_value("BUDGET_ASC", description="The smallest budget first.")
    BUDGET_DESC = strawberry.enum_value("BUDGET_DESC", description="The largest budget first.")


@strawberry.type
class NodeQuery:
    """Reading nodes."""

    @strawberry.field(description="A node of a plan's tree by its code.")
    async def plan_node(
        self, info: Info, by: Annotated[By, strawberry.argument(description="Which node.")]
    ) -> PlanNode | None:
        """One node."""
        row = await one(info, models.PlanNode, by.match(models.PlanNode, PlanNode))
        return plan_node(row) if row else None

    @strawberry.field(
        description="Nodes of plans' trees, in the order of the plan unless told otherwise."
    )
    async def plan_nodes(
        self,
        info: Info,
        filter: Annotated[
            PlanNodeFilter | None, strawberry.argument(description="Which nodes.")
        ] = None,
        order_by: Annotated[
            PlanNodeOrder, strawberry.argument(description="In which order.")
        ] = PlanNodeOrder.POSITION,
        first: First = DEFAULT_PAGE,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[PlanNode]:
        """Nodes in an order."""
        query, ask = _narrowed(filter or PlanNodeFilter()), Ask(first, after, last, before)
        return await page_of(info, query, _ORDERS[order_by], ask, plan_node)


_COLUMNS = {
    "CODE": col(models.PlanNode.code),
    "YEAR_FROM": col(models.PlanNode.year_from),
    "BUDGET": col(models.PlanNode.budget_million_baht),
}
_ID = Key(col(models.PlanNode.id))


def _order(order: PlanNodeOrder) -> Order:
    if order is PlanNodeOrder.POSITION:
        table = models.PlanNode
        return Order((Key(col(table.edition_id)), Key(col(table.position)), _ID), order.name)
    name, _, way = order.name.rpartition("_")
    return Order((Key(_COLUMNS[name], descending=way == "DESC"), _ID), order.name)


_ORDERS = {order: _order(order) for order in PlanNodeOrder}


def _narrowed(given: PlanNodeFilter) -> Any:  # noqa: ANN401 (a select)
    table = models.PlanNode
    query = select(table)
    editions = _editions(given)
    if editions is not None:
        query = query.where(col(table.edition_id).in_(editions))
    if given.kind is not None:
        query = query.where(col(table.kind) == given.kind)
    if given.agency is not None:
        query = query.where(col(table.id).in_(nodes_naming(given.agency)))
    if given.year is not None:
        query = query.where(_covers(given.year))
    if given.text is not None:
        query = query.where(holds_text([col(table.title), col(table.title_en)], given.text))
    return query


def nodes_naming(agency: str) -> Any:  # noqa: ANN401 (a select)
    """The ids of the nodes that name the agency with this code."""
    named = select(models.NodeAgency.node_id).join(models.Agency)
    return named.where(models.Agency.code == agency)


def editions_of(edition: str | None, plan: str | None, day: date | None) -> Any:  # noqa: ANN401
    """The ids of the editions with this code, of this plan, in force on this day; None for all."""
    table = models.PlanEdition
    query = select(table.id)
    if edition is None and plan is None and day is None:
        return None
    if edition is not None:
        query = query.where(table.code == edition)
    if plan is not None:
        query = query.join(models.Plan).where(models.Plan.code == plan)
    return query if day is None else query.where(in_force(day))


def _editions(given: PlanNodeFilter) -> Any:  # noqa: ANN401
    return editions_of(given.edition, given.plan, given.in_force_on)


def _covers(year: int) -> Any:  # noqa: ANN401 (a condition)
    """Whether a year is one of the node's, where it has years of its own, or of its edition's."""
    table, edition = models.PlanNode, models.PlanEdition
    of = select(edition.id).where(col(edition.year_from) <= year, col(edition.year_to) >= year)
    first, last = col(table.year_from), col(table.year_to)
    own = (func.coalesce(first, last) <= year) & (func.coalesce(last, first) >= year)
    none = first.is_(None) & last.is_(None)
    return own | (none & col(table.edition_id).in_(of))
