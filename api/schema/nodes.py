"""The nodes of plans' trees, each kind a type of its own."""

# mypy: disable-error-code=untyped-decorator
# Strawberry types its field decorators as Any.

from typing import TYPE_CHECKING, Annotated, Any

import strawberry
from strawberry import relay

from api.context import Info
from api.links import Link, later, link
from api.schema.agencies import Agency
from api.schema.enums import Confidence, NodeKind
from api.schema.facts import Conflict, SourceRef, conflicts_about, references
from api.schema.kpis import Kpi
from api.schema.language import Lang, LangArgument, in_language
from db import models

if TYPE_CHECKING:
    from api.schema.plans import Plan, PlanEdition

LazyPlan = Annotated["Plan", strawberry.lazy("api.schema.plans")]
LazyEdition = Annotated["PlanEdition", strawberry.lazy("api.schema.plans")]


@strawberry.type(description="An agency as a node names it.")
class NodeAgency:
    """A named agency."""

    agency_id: strawberry.Private[int | None]
    name: str = strawberry.field(description="As the plan prints it.")

    agency: Agency | None = link(
        "Our record of the agency, where there is one.", "agency", Agency.of, key="agency_id"
    )


_CHILDREN = Link("children_of_node", later(__name__, "plan_node"))


@strawberry.interface(description="A node of an edition's tree; trees differ in depth and kinds.")
class PlanNode(relay.Node):
    """What all nodes have."""

    id: relay.NodeID[int]
    edition_id: strawberry.Private[int]
    parent_id: strawberry.Private[int | None]
    row_title: strawberry.Private[str]
    row_title_en: strawberry.Private[str | None]
    code: str = strawberry.field(description="Stable name, such as NDP2559/S4.")
    kind: NodeKind = strawberry.field(description="What the plan calls it.")
    number: str = strawberry.field(description="Number as printed; may be empty.")
    note: str | None = strawberry.field(description="What to know about it, in Thai.")
    confidence: Confidence = strawberry.field(description="How sure this is.")

    @strawberry.field(description="The official title.")
    def title(self, lang: LangArgument = Lang.TH) -> str:
        """Title in a language."""
        return in_language(self.row_title, self.row_title_en, lang)

    edition: LazyEdition | None = link(
        "The edition it belongs to.",
        "edition",
        later("api.schema.plans", "PlanEdition"),
        key="edition_id",
    )

    @strawberry.field(description="The plan it is in.")
    async def plan(self, info: Info) -> LazyPlan | None:
        """Its plan."""
        from api.schema.plans import plan_of_edition

        return await plan_of_edition(info, self.edition_id)

    parent: "PlanNode | None" = link(
        "The node above; null at the top.", "node", later(__name__, "plan_node"), key="parent_id"
    )

    @strawberry.field(
        description="The nodes below, in the order of the plan.", metadata=_CHILDREN.metadata
    )
    async def children(
        self,
        info: Info,
        kind: Annotated[
            NodeKind | None, strawberry.argument(description="Only nodes of this kind.")
        ] = None,
    ) -> list["PlanNode"]:
        """The nodes below."""
        below = await _CHILDREN.follow(self, info.context.load)
        return [node for node in below if kind in {None, node.kind}]

    kpis: list[Kpi] = link("The KPIs that hang on it.", "kpis_of_node", Kpi.of)

    @strawberry.field(description="The agencies it names.")
    async def agencies(self, info: Info) -> list[NodeAgency]:
        """Named agencies."""
        rows = await info.context.load.agencies_of_node.load(self.id)
        return [NodeAgency(agency_id=row.agency_id, name=row.name) for row in rows]

    derived_editions: list[LazyEdition] = link(
        "The editions that work it out, of other plans too.",
        "editions_from_node",
        later("api.schema.plans", "PlanEdition"),
        key="code",
    )

    @strawberry.field(description="Where this comes from.")
    async def sources(self, info: Info) -> list[SourceRef]:
        """References to sources."""
        return await references(info, self.code)

    @strawberry.field(description="Disagreements about it.")
    async def conflicts(self, info: Info) -> list[Conflict]:
        """Its conflicts."""
        return await conflicts_about(info, self.code)


@strawberry.type(description="A strategy (ยุทธศาสตร์).")
class Strategy(PlanNode):
    """A strategy."""


@strawberry.type(description="A goal (เป้าหมาย).")
class Goal(PlanNode):
    """A goal."""


@strawberry.type(description="A measure or programme (มาตรการ, แผนงาน).")
class Measure(PlanNode):
    """A measure."""


@strawberry.type(description="A project (โครงการ).")
class Project(PlanNode):
    """A project with its years and budget."""

    year_from: int | None = strawberry.field(description="First B.E. fiscal year.")
    year_to: int | None = strawberry.field(description="Last B.E. fiscal year.")
    budget_million_baht: float | None = strawberry.field(
        description="Budget in million baht as printed; null where the plan gives none."
    )
    budget_note: str | None = strawberry.field(description="What the budget covers, in Thai.")


@strawberry.type(description="A domain (ด้าน).")
class Domain(PlanNode):
    """A domain."""


@strawberry.type(description="A phase (ระยะ).")
class Phase(PlanNode):
    """A phase with its years."""

    year_from: int | None = strawberry.field(description="First B.E. year.")
    year_to: int | None = strawberry.field(description="Last B.E. year.")


@strawberry.type(description="An urgent activity (กิจกรรมเร่งด่วน).")
class Flagship(PlanNode):
    """An urgent activity."""


@strawberry.type(description="A principle (หลักการ).")
class Principle(PlanNode):
    """A principle."""


@strawberry.type(description="A focus area (ด้านสำคัญ).")
class FocusArea(PlanNode):
    """A focus area."""


@strawberry.type(description="A mechanism (กลไก).")
class Mechanism(PlanNode):
    """A mechanism."""


NODE_TYPES: dict[models.NodeKind, type[PlanNode]] = {
    models.NodeKind.STRATEGY: Strategy,
    models.NodeKind.GOAL: Goal,
    models.NodeKind.MEASURE: Measure,
    models.NodeKind.PROJECT: Project,
    models.NodeKind.DOMAIN: Domain,
    models.NodeKind.PHASE: Phase,
    models.NodeKind.FLAGSHIP: Flagship,
    models.NodeKind.PRINCIPLE: Principle,
    models.NodeKind.FOCUS_AREA: FocusArea,
    models.NodeKind.MECHANISM: Mechanism,
}


def plan_node(row: models.PlanNode) -> PlanNode:
    """The node in a row, as its own type."""
    own: dict[str, Any] = {}
    if row.kind in {models.NodeKind.PROJECT, models.NodeKind.PHASE}:
        own |= {"year_from": row.year_from, "year_to": row.year_to}
    if row.kind is models.NodeKind.PROJECT:
        own |= {"budget_million_baht": row.budget_million_baht, "budget_note": row.budget_note}
    return NODE_TYPES[row.kind](
        id=row.id or 0,
        edition_id=row.edition_id,
        parent_id=row.parent_id,
        row_title=row.title,
        row_title_en=row.title_en,
        code=row.code,
        kind=row.kind,
        number=row.number,
        note=row.note,
        confidence=row.confidence,
        **own,
    )
