"""The ways in: one field for one thing, one for many."""

# mypy: disable-error-code=untyped-decorator
# Strawberry types its field decorators as Any.

import asyncio
from datetime import date
from typing import Annotated

import strawberry
from sqlalchemy import ColumnElement, and_, or_
from sqlalchemy.orm import aliased
from sqlmodel import col, select
from strawberry import relay

from api.context import Info
from api.pagination import DEFAULT_PAGE, Connection
from api.schema.agencies import Agency
from api.schema.arguments import After, By, First, holds_text, listed, one, own_key
from api.schema.conversations import ConversationQuery
from api.schema.directives import AwaitedDocument, Directive
from api.schema.documents import Document
from api.schema.enums import DocumentKind, NodeKind
from api.schema.facts import Conflict
from api.schema.kpis import Kpi
from api.schema.nodes import PlanNode, plan_node
from api.schema.plans import Plan, PlanEdition
from api.schema.search import SearchQuery
from api.schema.things import thing
from db import models
from db.errors import InvalidInput

MAX_NODES = 100


@strawberry.input(description="Which editions.")
class PlanEditionFilter:
    """Narrows editions."""

    plan: str | None = strawberry.field(default=None, description="Code of the plan.")
    year: int | None = strawberry.field(default=None, description="A B.E. year it covers.")
    in_force_on: date | None = strawberry.field(
        default=None,
        description="Approved, begun by this day, and not yet ended or followed by another.",
    )


@strawberry.input(description="Which nodes.")
class PlanNodeFilter:
    """Narrows nodes."""

    edition: str | None = strawberry.field(default=None, description="Code of the edition.")
    kind: NodeKind | None = strawberry.field(default=None, description="Kind of node.")
    text: str | None = strawberry.field(default=None, description="Words of the title.")


@strawberry.input(description="Which KPIs.")
class KpiFilter:
    """Narrows KPIs."""

    edition: str | None = strawberry.field(default=None, description="Code of the edition.")
    target_year: int | None = strawberry.field(
        default=None, description="B.E. year of one of its targets."
    )
    text: str | None = strawberry.field(default=None, description="Words of the title.")


@strawberry.input(one_of=True, description="Exactly one way to name a document.")
class DocumentBy:
    """Naming by slug or id."""

    slug: strawberry.Maybe[str] = strawberry.field(description="Its slug.")
    id: strawberry.Maybe[relay.GlobalID] = strawberry.field(description="Its global id.")


@strawberry.type(description="Where reading begins.")
class Query(SearchQuery, ConversationQuery):
    """All queries."""

    @strawberry.field(description="Any thing by its global id.")
    async def node(
        self, info: Info, id: Annotated[relay.GlobalID, strawberry.argument(description="Its id.")]
    ) -> relay.Node | None:
        """A thing by id."""
        return await thing(info, id)

    @strawberry.field(description="Several things by their global ids, at most 100, in order.")
    async def nodes(
        self,
        info: Info,
        ids: Annotated[list[relay.GlobalID], strawberry.argument(description="Global ids.")],
    ) -> list[relay.Node | None]:
        """Things by id."""
        if len(ids) > MAX_NODES:
            raise InvalidInput(f"ระบุ id ได้ไม่เกิน {MAX_NODES} รายการ", ("ids",))
        return await asyncio.gather(*(thing(info, key) for key in ids))

    @strawberry.field(description="A plan by its code, or by the code of one of its editions.")
    async def plan(
        self, info: Info, by: Annotated[By, strawberry.argument(description="Which plan.")]
    ) -> Plan | None:
        """One plan."""
        row = await one(info, models.Plan, by.match(models.Plan, Plan))
        if row is None and by.code is not None:
            edition = await one(
                info, models.PlanEdition, col(models.PlanEdition.code) == by.code.value
            )
            row = await info.context.load.plan.load(edition.plan_id) if edition else None
        return Plan.of(row) if row else None

    @strawberry.field(description="All plans.")
    async def plans(
        self, info: Info, first: First = DEFAULT_PAGE, after: After = None
    ) -> Connection[Plan]:
        """Plans by code."""
        query = select(models.Plan)
        return await listed(info, query, [col(models.Plan.code)], first, after, Plan.of)

    @strawberry.field(description="An edition by its code.")
    async def plan_edition(
        self, info: Info, by: Annotated[By, strawberry.argument(description="Which edition.")]
    ) -> PlanEdition | None:
        """One edition."""
        row = await one(info, models.PlanEdition, by.match(models.PlanEdition, PlanEdition))
        return PlanEdition.of(row) if row else None

    @strawberry.field(description="Editions, the oldest first.")
    async def plan_editions(
        self,
        info: Info,
        filter: Annotated[
            PlanEditionFilter | None, strawberry.argument(description="Which editions.")
        ] = None,
        first: First = DEFAULT_PAGE,
        after: After = None,
    ) -> Connection[PlanEdition]:
        """Editions by year."""
        table = models.PlanEdition
        order = [col(table.year_from), col(table.id)]
        return await listed(info, _editions(filter), order, first, after, PlanEdition.of)

    @strawberry.field(description="A node of a plan's tree by its code.")
    async def plan_node(
        self, info: Info, by: Annotated[By, strawberry.argument(description="Which node.")]
    ) -> PlanNode | None:
        """One node."""
        row = await one(info, models.PlanNode, by.match(models.PlanNode, PlanNode))
        return plan_node(row) if row else None

    @strawberry.field(description="Nodes of plans' trees, by edition in the order of the plan.")
    async def plan_nodes(
        self,
        info: Info,
        filter: Annotated[
            PlanNodeFilter | None, strawberry.argument(description="Which nodes.")
        ] = None,
        first: First = DEFAULT_PAGE,
        after: After = None,
    ) -> Connection[PlanNode]:
        """Nodes in order."""
        table = models.PlanNode
        order = [col(table.edition_id), col(table.position), col(table.id)]
        return await listed(info, _nodes(filter), order, first, after, plan_node)

    @strawberry.field(description="KPIs, by edition in the order of the plan.")
    async def kpis(
        self,
        info: Info,
        filter: Annotated[KpiFilter | None, strawberry.argument(description="Which KPIs.")] = None,
        first: First = DEFAULT_PAGE,
        after: After = None,
    ) -> Connection[Kpi]:
        """KPIs in order."""
        table = models.Kpi
        order = [col(table.edition_id), col(table.position), col(table.id)]
        return await listed(info, _kpis(filter), order, first, after, Kpi.of)

    @strawberry.field(description="Agencies by code.")
    async def agencies(
        self, info: Info, first: First = DEFAULT_PAGE, after: After = None
    ) -> Connection[Agency]:
        """Agencies."""
        query = select(models.Agency)
        return await listed(info, query, [col(models.Agency.code)], first, after, Agency.of)

    @strawberry.field(description="Directives in the order they came in.")
    async def directives(
        self, info: Info, first: First = DEFAULT_PAGE, after: After = None
    ) -> Connection[Directive]:
        """Directives."""
        query = select(models.Directive)
        return await listed(info, query, [col(models.Directive.id)], first, after, Directive.of)

    @strawberry.field(description="Documents that were announced or named and are not held.")
    async def awaited_documents(
        self, info: Info, first: First = DEFAULT_PAGE, after: After = None
    ) -> Connection[AwaitedDocument]:
        """Awaited documents."""
        table = models.AwaitedDocument
        return await listed(info, select(table), [col(table.id)], first, after, AwaitedDocument.of)

    @strawberry.field(description="Disagreements between sources.")
    async def conflicts(
        self, info: Info, first: First = DEFAULT_PAGE, after: After = None
    ) -> Connection[Conflict]:
        """Conflicts."""
        table = models.Conflict
        return await listed(info, select(table), [col(table.id)], first, after, Conflict.of)

    @strawberry.field(description="A document by its slug.")
    async def document(
        self,
        info: Info,
        by: Annotated[DocumentBy, strawberry.argument(description="Which document.")],
    ) -> Document | None:
        """One document."""
        table = models.Document
        if by.slug is not None:
            where = col(table.slug) == by.slug.value
        elif by.id is not None:
            where = col(table.id) == own_key(by.id.value, Document)
        else:
            raise InvalidInput("โปรดระบุ slug หรือ id", ("by",))
        row = await one(info, table, where)
        return Document.of(row) if row else None

    @strawberry.field(description="Documents of the library by slug.")
    async def documents(
        self,
        info: Info,
        kind: Annotated[
            DocumentKind | None, strawberry.argument(description="Only of this kind.")
        ] = None,
        first: First = DEFAULT_PAGE,
        after: After = None,
    ) -> Connection[Document]:
        """Documents."""
        table = models.Document
        query = select(table)
        if kind is not None:
            query = query.where(col(table.kind) == kind)
        return await listed(info, query, [col(table.slug)], first, after, Document.of)


def _editions(given: PlanEditionFilter | None):  # type: ignore[no-untyped-def]  # noqa: ANN202
    table = models.PlanEdition
    query = select(table)
    if given is None:
        return query
    if given.plan is not None:
        query = query.join(models.Plan).where(col(models.Plan.code) == given.plan)
    if given.year is not None:
        query = query.where(col(table.year_from) <= given.year, col(table.year_to) >= given.year)
    if given.in_force_on is not None:
        next_edition = aliased(table)
        followed = select(next_edition.id).where(
            col(next_edition.supersedes_id) == col(table.id),
            _begun(next_edition, given.in_force_on),
        )
        ended = col(table.year_to) < given.in_force_on.year + 543
        query = query.where(_begun(table, given.in_force_on), ~ended, ~followed.exists())
    return query


def _begun(table: type[models.PlanEdition], day: date) -> ColumnElement[bool]:
    """Whether an edition was approved and in force by `day`; where its first day is not known,
    from the first of its years."""
    first_day, year = col(table.in_force_from), day.year + 543
    begun = or_(first_day <= day, and_(first_day.is_(None), col(table.year_from) <= year))
    return and_(col(table.status) != models.EditionStatus.DRAFT, begun)


def _nodes(given: PlanNodeFilter | None):  # type: ignore[no-untyped-def]  # noqa: ANN202
    table = models.PlanNode
    query = select(table)
    if given is None:
        return query
    if given.edition is not None:
        query = query.join(models.PlanEdition).where(col(models.PlanEdition.code) == given.edition)
    if given.kind is not None:
        query = query.where(col(table.kind) == given.kind)
    if given.text is not None:
        query = query.where(holds_text(col(table.title), given.text))
    return query


def _kpis(given: KpiFilter | None):  # type: ignore[no-untyped-def]  # noqa: ANN202
    table = models.Kpi
    query = select(table)
    if given is None:
        return query
    if given.edition is not None:
        query = query.join(models.PlanEdition).where(col(models.PlanEdition.code) == given.edition)
    if given.target_year is not None:
        due = select(models.KpiTarget.kpi_id).where(models.KpiTarget.year == given.target_year)
        query = query.where(col(table.id).in_(due))
    if given.text is not None:
        query = query.where(holds_text(col(table.title), given.text))
    return query
