"""Directives and awaited documents: one by its code, many by what narrows them."""

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
from api.schema.directives import AwaitedDocument, Directive
from api.schema.enums import AwaitedState
from db import models
from db.reads.matching import holds_text


@strawberry.input(description="Which directives; all that is given must hold.")
class DirectiveFilter:
    """Narrows directives."""

    dated_from: date | None = strawberry.field(default=None, description="First day of its date.")
    dated_to: date | None = strawberry.field(default=None, description="Last day of its date.")
    agency: str | None = strawberry.field(
        default=None,
        description="Code of an agency whose name, of any time, stands among the sender's words.",
    )
    text: str | None = strawberry.field(
        default=None,
        description="Words of its subject, number, sender, recipient or signer, or of one of its "
        "instructions.",
    )


@strawberry.enum(description="Orders of directives; those without a date come last.")
class DirectiveOrder(Enum):
    """Orders."""

    RECEIVED_ASC = strawberry.enum_value("RECEIVED_ASC", description="As they came in.")
    RECEIVED_DESC = strawberry.enum_value("RECEIVED_DESC", description="The last to come first.")
    DATED_ON_ASC = strawberry.enum_value("DATED_ON_ASC", description="The oldest date first.")
    DATED_ON_DESC = strawberry.enum_value("DATED_ON_DESC", description="The newest date first.")


@strawberry.input(description="Which awaited documents.")
class AwaitedDocumentFilter:
    """Narrows awaited documents."""

    state: AwaitedState | None = strawberry.field(default=None, description="What became of it.")


@strawberry.type
class DirectiveQuery:
    """Reading directives and what they announce."""

    @strawberry.field(description="A directive by its code.")
    async def directive(
        self, info: Info, by: Annotated[By, strawberry.argument(description="Which directive.")]
    ) -> Directive | None:
        """One directive."""
        row = await one(info, models.Directive, by.match(models.Directive, Directive))
        return Directive.of(row) if row else None

    @strawberry.field(description="Directives, as they came in unless told otherwise.")
    async def directives(
        self,
        info: Info,
        filter: Annotated[
            DirectiveFilter | None, strawberry.argument(description="Which directives.")
        ] = None,
        order_by: Annotated[
            DirectiveOrder, strawberry.argument(description="In which order.")
        ] = DirectiveOrder.RECEIVED_ASC,
        first: First = DEFAULT_PAGE,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[Directive]:
        """Directives in an order."""
        query, ask = _narrowed(filter or DirectiveFilter()), Ask(first, after, last, before)
        return await page_of(info, query, _ORDERS[order_by], ask, Directive.of)

    @strawberry.field(description="Documents that were announced or named and are not held.")
    async def awaited_documents(
        self,
        info: Info,
        filter: Annotated[
            AwaitedDocumentFilter | None,
            strawberry.argument(description="Which awaited documents."),
        ] = None,
        first: First = DEFAULT_PAGE,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[AwaitedDocument]:
        """Awaited documents."""
        table = models.AwaitedDocument
        query, ask = select(table), Ask(first, after, last, before)
        if filter is not None and filter.state is not None:
            query = query.where(table.state == filter.state)
        return await page_of(info, query, [col(table.id)], ask, AwaitedDocument.of)


def _order(order: DirectiveOrder) -> Order:
    name, _, way = order.name.rpartition("_")
    row = col(models.Directive.id)
    if name == "RECEIVED":
        return Order((Key(row, descending=way == "DESC"),), order.name)
    key = Key(col(models.Directive.dated_on), descending=way == "DESC")
    return Order((key, Key(row)), order.name)


_ORDERS = {order: _order(order) for order in DirectiveOrder}


def _narrowed(given: DirectiveFilter) -> Any:  # noqa: ANN401 (a select)
    table = models.Directive
    query = select(table)
    if given.dated_from is not None:
        query = query.where(col(table.dated_on) >= given.dated_from)
    if given.dated_to is not None:
        query = query.where(col(table.dated_on) <= given.dated_to)
    if given.agency is not None:
        name = models.AgencyName
        borne = select(name.id).join(models.Agency).where(models.Agency.code == given.agency)
        query = query.where(borne.where(col(table.sender).contains(col(name.name))).exists())
    return query if given.text is None else query.where(_holds(given.text))


def _holds(text: str) -> Any:  # noqa: ANN401 (a condition)
    table, order = models.Directive, models.Instruction
    heads = [table.subject, table.number, table.sender, table.recipient, table.signer]
    ordering = select(order.directive_id).where(holds_text([col(order.text)], text))
    return holds_text([col(head) for head in heads], text) | col(table.id).in_(ordering)
