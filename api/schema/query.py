"""The ways in: one field for one thing, one for many."""

# mypy: disable-error-code=untyped-decorator
# Strawberry types its field decorators as Any.

import asyncio
from typing import Annotated

import strawberry
from strawberry import relay

from api.context import Info
from api.schema.actionplans import ActionPlanQuery
from api.schema.agency_query import AgencyQuery
from api.schema.alignments import AlignmentQuery
from api.schema.conversations import ConversationQuery
from api.schema.directive_query import DirectiveQuery
from api.schema.document_query import DocumentQuery
from api.schema.drafts import DraftQuery
from api.schema.gaps import GapQuery
from api.schema.generations import GenerationQuery
from api.schema.jobs import JobQuery
from api.schema.keys import AccessQuery
from api.schema.kpi_query import KpiQuery
from api.schema.node_query import NodeQuery
from api.schema.plan_query import PlanQuery
from api.schema.search import SearchQuery
from api.schema.switch import SwitchQuery
from api.schema.things import thing
from api.schema.tracking import TrackingQuery
from api.schema.usage import UsageQuery
from db.errors import InvalidInput

MAX_NODES = 100


@strawberry.type
class ThingQuery:
    """Finding anything by its id."""

    @strawberry.field(description="Any thing by its global id.")
    async def node(
        self, info: Info, id: Annotated[strawberry.ID, strawberry.argument(description="Its id.")]
    ) -> relay.Node | None:
        """A thing by id."""
        return await thing(info, id)

    @strawberry.field(description="Several things by their global ids, at most 100, in order.")
    async def nodes(
        self,
        info: Info,
        ids: Annotated[list[strawberry.ID], strawberry.argument(description="Global ids.")],
    ) -> list[relay.Node | None]:
        """Things by id."""
        if len(ids) > MAX_NODES:
            raise InvalidInput(f"ระบุ id ได้ไม่เกิน {MAX_NODES} รายการ", ("ids",))
        return await asyncio.gather(*(thing(info, key) for key in ids))


@strawberry.type(description="Where reading begins.")
class Query(
    ThingQuery,
    PlanQuery,
    NodeQuery,
    KpiQuery,
    AgencyQuery,
    DirectiveQuery,
    DocumentQuery,
    SearchQuery,
    ConversationQuery,
    AlignmentQuery,
    DraftQuery,
    AccessQuery,
    GapQuery,
    ActionPlanQuery,
    TrackingQuery,
    GenerationQuery,
    JobQuery,
    UsageQuery,
    SwitchQuery,
):
    """All queries."""
