"""Agencies under the names of their time."""

# mypy: disable-error-code=untyped-decorator
# Strawberry types its field decorators as Any.

from datetime import date
from typing import TYPE_CHECKING, Annotated

import strawberry
from strawberry import relay

from api.context import Info
from api.links import later, link
from api.schema.enums import Confidence
from api.schema.facts import Conflict, SourceRef, conflicts_about, references
from db import models

if TYPE_CHECKING:
    from api.schema.directives import AwaitedDocument, Directive
    from api.schema.nodes import PlanNode
    from api.schema.plans import PlanEdition
    from api.schema.rules import ApprovalRule

LazyAwaited = Annotated["AwaitedDocument", strawberry.lazy("api.schema.directives")]
LazyDirective = Annotated["Directive", strawberry.lazy("api.schema.directives")]
LazyRule = Annotated["ApprovalRule", strawberry.lazy("api.schema.rules")]
LazyEdition = Annotated["PlanEdition", strawberry.lazy("api.schema.plans")]
LazyNode = Annotated["PlanNode", strawberry.lazy("api.schema.nodes")]


@strawberry.type(description="The name an agency bore for a time.")
class AgencyName:
    """One name with its dates."""

    name: str = strawberry.field(description="The full name in Thai.")
    valid_from: date | None = strawberry.field(description="First day of the name, where known.")
    valid_to: date | None = strawberry.field(description="Last day; null while it is in use.")
    note: str | None = strawberry.field(description="What to know about these dates, in Thai.")
    confidence: Confidence = strawberry.field(description="How sure the name and dates are.")

    @classmethod
    def of(cls, row: models.AgencyName) -> "AgencyName":
        """The name in a row."""
        return cls(
            name=row.name,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            note=row.note,
            confidence=row.confidence,
        )


@strawberry.type(
    description="A short form and one thing it stands for; a short form may stand for several."
)
class Abbreviation(relay.Node):
    """A short form."""

    id: relay.NodeID[int]
    agency_id: strawberry.Private[int | None]
    short: str = strawberry.field(description="The short form, such as สพร.")
    expansion: str = strawberry.field(description="What it stands for.")
    note: str | None = strawberry.field(description="What to know about it, in Thai.")
    confidence: Confidence = strawberry.field(description="How sure this is.")

    agency: "Agency | None" = link(
        "The agency it is short for; null when for something else.",
        "agency",
        later(__name__, "Agency"),
        key="agency_id",
    )

    @strawberry.field(
        description="The times of the agency's names it is short for; empty where it stands for "
        "no name of an agency to the letter."
    )
    async def names(self, info: Info) -> list[AgencyName]:
        """The names with their dates."""
        if self.agency_id is None:
            return []
        rows = await info.context.load.names_of_agency.load(self.agency_id)
        return [AgencyName.of(row) for row in rows if row.name == self.expansion]

    @strawberry.field(description="Where this comes from.")
    async def sources(self, info: Info) -> list[SourceRef]:
        """References to sources."""
        return await references(info, f"abbreviation/{self.short}")

    @classmethod
    def of(cls, row: models.Abbreviation) -> "Abbreviation":
        """The short form in a row."""
        return cls(
            id=row.id or 0,
            agency_id=row.agency_id,
            short=row.short,
            expansion=row.expansion,
            note=row.note,
            confidence=row.confidence,
        )


@strawberry.type(description="An agency through all its names.")
class Agency(relay.Node):
    """An agency's identity."""

    id: relay.NodeID[int]
    code: str = strawberry.field(description="Stable name for programs.")

    names: list[AgencyName] = link(
        "All its names, the oldest first.", "names_of_agency", AgencyName.of
    )

    @strawberry.field(description="The name valid on a day; without a day, today's.")
    async def name(
        self,
        info: Info,
        on: Annotated[
            date | None, strawberry.argument(description="The day; null means now.")
        ] = None,
    ) -> str | None:
        """The name on a day."""
        rows = await info.context.load.names_of_agency.load(self.id)
        held = [row for row in rows if _valid(row, on)]
        return held[-1].name if held else None

    abbreviations: list[Abbreviation] = link(
        "Its short forms, of all its names.", "abbreviations_of_agency", Abbreviation.of
    )

    editions: list[LazyEdition] = link(
        "The plan editions it owns.", "editions_of_agency", later("api.schema.plans", "PlanEdition")
    )

    @strawberry.field(description="The projects and other plan nodes that name it.")
    async def plan_nodes(self, info: Info) -> list[LazyNode]:
        """Nodes that name it."""
        from api.schema.nodes import plan_node

        rows = await info.context.load.nodes_of_agency.load(self.id)
        nodes = await info.context.load.node.load_all([row.node_id for row in rows])
        return [plan_node(row) for row in nodes if row]

    directives: list[LazyDirective] = link(
        "The directives it sends: its name, of any time, is the sender.",
        "directives_of_agency",
        later("api.schema.directives", "Directive"),
    )

    rules: list[LazyRule] = link(
        "The approval rules in which it is the one who approves.",
        "rules_of_agency",
        later("api.schema.rules", "ApprovalRule"),
    )

    awaited_documents: list[LazyAwaited] = link(
        "The awaited documents it publishes.",
        "awaited_from_agency",
        later("api.schema.directives", "AwaitedDocument"),
    )

    @strawberry.field(description="Where these facts come from.")
    async def sources(self, info: Info) -> list[SourceRef]:
        """References to sources."""
        return await references(info, self.code)

    @strawberry.field(description="Disagreements about it.")
    async def conflicts(self, info: Info) -> list[Conflict]:
        """Its conflicts."""
        return await conflicts_about(info, self.code)

    @classmethod
    def of(cls, row: models.Agency) -> "Agency":
        """The agency in a row."""
        return cls(id=row.id or 0, code=row.code)


async def agency_named(info: Info, name: str | None) -> Agency | None:
    """The agency that bears or bore exactly this name."""
    named = await info.context.load.agency_named.load(name) if name else None
    row = await info.context.load.agency.load(named.agency_id) if named else None
    return Agency.of(row) if row else None


def _valid(row: models.AgencyName, on: date | None) -> bool:
    if on is None:
        return row.valid_to is None
    return (row.valid_from is None or row.valid_from <= on) and (
        row.valid_to is None or on <= row.valid_to
    )
