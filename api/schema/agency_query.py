"""Agencies and approval rules: one by its code, many by what narrows them."""

# mypy: disable-error-code=untyped-decorator
# Strawberry types its field decorators as Any.

from datetime import date
from typing import Annotated, Any

import strawberry
from sqlalchemy import or_
from sqlmodel import col, select

from api.context import Info
from api.ordering import Key, Order
from api.pagination import DEFAULT_PAGE, Ask, Connection
from api.schema.agencies import Agency
from api.schema.arguments import After, Before, By, First, Last, one, page_of
from api.schema.rules import ApprovalRule
from db import models
from db.models import Operator
from db.reads.matching import holds_text


@strawberry.input(description="Which agencies.")
class AgencyFilter:
    """Narrows agencies."""

    text: str | None = strawberry.field(
        default=None,
        description="Words of a name it bears or bore, a short form, or what one stands for.",
    )


@strawberry.input(description="Which rules; all that is given must hold.")
class RuleFilter:
    """Narrows rules."""

    code: str | None = strawberry.field(default=None, description="Code of the rule.")
    on: date | None = strawberry.field(default=None, description="Holding on this day.")
    million_baht: float | None = strawberry.field(
        default=None, description="For a purchase of this size, in million baht."
    )
    text: str | None = strawberry.field(
        default=None, description="Words of the title or of the approver."
    )


@strawberry.type
class AgencyQuery:
    """Reading agencies and the rules they approve by."""

    @strawberry.field(description="An agency by its code.")
    async def agency(
        self, info: Info, by: Annotated[By, strawberry.argument(description="Which agency.")]
    ) -> Agency | None:
        """One agency."""
        row = await one(info, models.Agency, by.match(models.Agency, Agency))
        return Agency.of(row) if row else None

    @strawberry.field(description="Agencies by code.")
    async def agencies(
        self,
        info: Info,
        filter: Annotated[
            AgencyFilter | None, strawberry.argument(description="Which agencies.")
        ] = None,
        first: First = DEFAULT_PAGE,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[Agency]:
        """Agencies by code."""
        query, order = select(models.Agency), [col(models.Agency.code)]
        if filter is not None and filter.text is not None:
            query = query.where(_called(filter.text))
        return await page_of(info, query, order, Ask(first, after, last, before), Agency.of)

    @strawberry.field(
        description="Who approves a purchase of which size and when, by code, the oldest first."
    )
    async def rules(
        self,
        info: Info,
        filter: Annotated[
            RuleFilter | None, strawberry.argument(description="Which rules.")
        ] = None,
        first: First = DEFAULT_PAGE,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[ApprovalRule]:
        """Rules by code and time."""
        query, ask = _holding(filter or RuleFilter()), Ask(first, after, last, before)
        return await page_of(info, query, _RULES, ask, ApprovalRule.of)


_RULES = Order(
    (Key(col(models.Rule.code)), Key(col(models.Rule.valid_to)), Key(col(models.Rule.id)))
)


def _called(text: str) -> Any:  # noqa: ANN401 (a condition)
    table, short = models.AgencyName, models.Abbreviation
    names = select(table.agency_id).where(holds_text([col(table.name)], text))
    shorts = select(short.agency_id).where(
        col(short.agency_id).is_not(None),
        holds_text([col(short.short), col(short.expansion)], text),
    )
    own = col(models.Agency.id)
    return or_(own.in_(names), own.in_(shorts))


def _holding(given: RuleFilter) -> Any:  # noqa: ANN401 (a select)
    table = models.Rule
    query = select(table)
    if given.code is not None:
        query = query.where(table.code == given.code)
    if given.on is not None:
        first, last = col(table.valid_from), col(table.valid_to)
        query = query.where(
            or_(first.is_(None), first <= given.on), or_(last.is_(None), last >= given.on)
        )
    if given.million_baht is not None:
        query = query.where(_meets(given.million_baht))
    if given.text is not None:
        query = query.where(holds_text([col(table.title), col(table.approver)], given.text))
    return query


def _meets(size: float) -> Any:  # noqa: ANN401 (a condition)
    """Whether a size is one the rule speaks of, as its operator compares it."""
    limit = col(models.Rule.million_baht)
    held = {
        Operator.AT_LEAST: limit <= size,
        Operator.AT_MOST: limit >= size,
        Operator.EQUAL: limit == size,
        Operator.MORE_THAN: limit < size,
        Operator.LESS_THAN: limit > size,
    }
    return or_(*((col(models.Rule.operator) == name) & test for name, test in held.items()))
