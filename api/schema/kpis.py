"""KPIs and what they must reach."""

# mypy: disable-error-code=untyped-decorator
# Strawberry types its field decorators as Any.

from datetime import date
from typing import TYPE_CHECKING, Annotated

import strawberry
from strawberry import relay

from api.context import Info
from api.links import later, link
from api.schema.enums import Confidence, Operator
from api.schema.facts import Conflict, SourceRef, conflicts_about, references
from db import models

if TYPE_CHECKING:
    from api.schema.nodes import PlanNode
    from api.schema.plans import Plan, PlanEdition

LazyPlan = Annotated["Plan", strawberry.lazy("api.schema.plans")]
LazyEdition = Annotated["PlanEdition", strawberry.lazy("api.schema.plans")]
LazyNode = Annotated["PlanNode", strawberry.lazy("api.schema.nodes")]


@strawberry.type(description="What a KPI must reach by when.")
class KpiTarget:
    """A target value."""

    year: int | None = strawberry.field(description="Buddhist Era year by which it is due.")
    horizon_years: int | None = strawberry.field(
        description="Years after the plan begins, where the plan names no year."
    )
    operator: Operator = strawberry.field(description="How to compare.")
    value: float = strawberry.field(description="The target value in the KPI's unit.")
    printed: str | None = strawberry.field(description="As the plan prints it, where kept.")
    revision: date | None = strawberry.field(
        description="Day of the revision that set it; null where it was there from the start."
    )
    note: str | None = strawberry.field(description="What to know about it, in Thai.")

    @classmethod
    def of(cls, row: models.KpiTarget) -> "KpiTarget":
        """The target in a row."""
        return cls(
            year=row.year,
            horizon_years=row.horizon_years,
            operator=row.operator,
            value=row.value,
            printed=row.printed,
            revision=row.revision,
            note=row.note,
        )


@strawberry.type(description="What an edition, or a node of it, promises to measure.")
class Kpi(relay.Node):
    """A key performance indicator."""

    id: relay.NodeID[int]
    edition_id: strawberry.Private[int]
    node_id: strawberry.Private[int | None]
    code: str = strawberry.field(description="Stable name, such as DGP2566/K2.")
    number: str = strawberry.field(description="Number as printed; may be empty.")
    title: str = strawberry.field(description="What is measured, in Thai.")
    unit: str = strawberry.field(description="Unit of the values: percent, rank, item...")
    baseline: float | None = strawberry.field(description="Value at the start, where known.")
    baseline_year: int | None = strawberry.field(description="B.E. year of the baseline.")
    confidence: Confidence = strawberry.field(description="How sure this is.")

    targets: list[KpiTarget] = link(
        "Targets in the order of the plan.", "targets_of_kpi", KpiTarget.of
    )

    edition: LazyEdition | None = link(
        "The edition that promises it.",
        "edition",
        later("api.schema.plans", "PlanEdition"),
        key="edition_id",
    )

    @strawberry.field(description="The plan whose edition promises it.")
    async def plan(self, info: Info) -> LazyPlan | None:
        """Its plan."""
        from api.schema.plans import plan_of_edition

        return await plan_of_edition(info, self.edition_id)

    node: LazyNode | None = link(
        "The node it hangs on; null when on the edition itself.",
        "node",
        later("api.schema.nodes", "plan_node"),
        key="node_id",
    )

    @strawberry.field(description="Where this comes from.")
    async def sources(self, info: Info) -> list[SourceRef]:
        """References to sources."""
        return await references(info, self.code)

    @strawberry.field(description="Disagreements about it.")
    async def conflicts(self, info: Info) -> list[Conflict]:
        """Its conflicts."""
        return await conflicts_about(info, self.code)

    @classmethod
    def of(cls, row: models.Kpi) -> "Kpi":
        """The KPI in a row."""
        return cls(
            id=row.id or 0,
            edition_id=row.edition_id,
            node_id=row.node_id,
            code=row.code,
            number=row.number,
            title=row.title,
            unit=row.unit,
            baseline=row.baseline,
            baseline_year=row.baseline_year,
            confidence=row.confidence,
        )
