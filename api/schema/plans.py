"""Plans and their editions."""

# mypy: disable-error-code=untyped-decorator
# Strawberry types its field decorators as Any.

from datetime import date
from typing import TYPE_CHECKING, Annotated

import strawberry
from strawberry import relay

from api.clock import today
from api.context import Info
from api.links import Link, later, link
from api.schema.agencies import Agency
from api.schema.arguments import On
from api.schema.enums import Confidence, EditionStatus, NodeKind
from api.schema.facts import Conflict, SourceRef, conflicts_about, references
from api.schema.kpis import Kpi
from api.schema.language import Lang, LangArgument, in_language
from api.schema.nodes import PlanNode, plan_node
from db import models

if TYPE_CHECKING:
    from api.schema.directives import AwaitedDocument, Directive
    from api.schema.documents import Document

LazyAwaited = Annotated["AwaitedDocument", strawberry.lazy("api.schema.directives")]
LazyDirective = Annotated["Directive", strawberry.lazy("api.schema.directives")]
LazyDocument = Annotated["Document", strawberry.lazy("api.schema.documents")]


_TOP = Link("roots_of_edition", plan_node)


@strawberry.type(description="One edition of a plan. Years are Buddhist Era, dates ISO.")
class PlanEdition(relay.Node):
    """An edition."""

    id: relay.NodeID[int]
    plan_id: strawberry.Private[int]
    owner_id: strawberry.Private[int | None]
    supersedes_id: strawberry.Private[int | None]
    row_title: strawberry.Private[str]
    row_title_en: strawberry.Private[str | None]
    code: str = strawberry.field(description="Stable name, such as DGP2566.")
    year_from: int = strawberry.field(description="First B.E. year it covers.")
    year_to: int = strawberry.field(description="Last B.E. year it covers.")
    status: EditionStatus = strawberry.field(description="How far it has come.")
    approved_by: str | None = strawberry.field(description="Who approved it.")
    approved_on: date | None = strawberry.field(description="Day of approval.")
    gazetted_on: date | None = strawberry.field(description="Day of the Royal Gazette.")
    gazette: str | None = strawberry.field(description="Volume and part of the Royal Gazette.")
    in_force_from: date | None = strawberry.field(description="First day in force.")
    vision: str | None = strawberry.field(description="The vision, in Thai.")
    derived_from: str | None = strawberry.field(description="Code of the node it works out.")
    note: str | None = strawberry.field(description="What to know about it, in Thai.")
    confidence: Confidence = strawberry.field(description="How sure its identity is.")

    @strawberry.field(description="The official title.")
    def title(self, lang: LangArgument = Lang.TH) -> str:
        """Title in a language."""
        return in_language(self.row_title, self.row_title_en, lang)

    @strawberry.field(description="Other names people use.")
    async def aliases(self, info: Info) -> list[str]:
        """Other names."""
        return [row.name for row in await info.context.load.aliases_of_edition.load(self.id)]

    plan: "Plan | None" = link(
        "The plan it is an edition of.", "plan", later(__name__, "Plan"), key="plan_id"
    )

    owner: Agency | None = link("The agency responsible.", "agency", Agency.of, key="owner_id")

    supersedes: "PlanEdition | None" = link(
        "The edition it took the place of.",
        "edition",
        later(__name__, "PlanEdition"),
        key="supersedes_id",
    )

    @strawberry.field(description="The edition that took its place.")
    async def superseded_by(self, info: Info) -> "PlanEdition | None":
        """The edition after."""
        rows = await info.context.load.editions_after.load(self.id)
        return PlanEdition.of(rows[0]) if rows else None

    derived_from_node: PlanNode | None = link(
        "The node it works out, where it works out one.",
        "node_called",
        plan_node,
        key="derived_from",
    )

    @strawberry.field(description="The edition it works out, or whose node it works out.")
    async def derived_from_edition(self, info: Info) -> "PlanEdition | None":
        """The edition above it."""
        key, load = self.derived_from, info.context.load
        if key is None:
            return None
        node = await load.node_called.load(key)
        row = await (load.edition.load(node.edition_id) if node else load.edition_called.load(key))
        return PlanEdition.of(row) if row else None

    derived_editions: list["PlanEdition"] = link(
        "The editions that work it out, or a node of it.",
        "editions_from",
        later(__name__, "PlanEdition"),
    )

    directives: list[LazyDirective] = link(
        "The directives whose instructions name it.",
        "directives_of_edition",
        later("api.schema.directives", "Directive"),
    )

    awaited_documents: list[LazyAwaited] = link(
        "Its documents that the library lacks or lacked.",
        "awaited_of_edition",
        later("api.schema.directives", "AwaitedDocument"),
    )

    @strawberry.field(
        description="The top of its tree, in the order of the plan.", metadata=_TOP.metadata
    )
    async def nodes(
        self,
        info: Info,
        kind: Annotated[
            NodeKind | None, strawberry.argument(description="Only nodes of this kind.")
        ] = None,
    ) -> list[PlanNode]:
        """The nodes without a parent."""
        top = await _TOP.follow(self, info.context.load)
        return [node for node in top if kind in {None, node.kind}]

    kpis: list[Kpi] = link("All its KPIs, those of its nodes too.", "kpis_of_edition", Kpi.of)

    documents: list[LazyDocument] = link(
        "The documents of the library that belong to it.",
        "documents_of_edition",
        later("api.schema.documents", "Document"),
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
    def of(cls, row: models.PlanEdition) -> "PlanEdition":
        """The edition in a row."""
        return cls(
            id=row.id or 0,
            plan_id=row.plan_id,
            owner_id=row.owner_id,
            supersedes_id=row.supersedes_id,
            row_title=row.title,
            row_title_en=row.title_en,
            code=row.code,
            year_from=row.year_from,
            year_to=row.year_to,
            status=row.status,
            approved_by=row.approved_by,
            approved_on=row.approved_on,
            gazetted_on=row.gazetted_on,
            gazette=row.gazette,
            in_force_from=row.in_force_from,
            vision=row.vision,
            derived_from=row.derived_from,
            note=row.note,
            confidence=row.confidence,
        )


@strawberry.type(description="A plan through all its editions.")
class Plan(relay.Node):
    """A plan's identity."""

    id: relay.NodeID[int]
    row_title: strawberry.Private[str]
    row_title_en: strawberry.Private[str | None]
    code: str = strawberry.field(description="Stable name: NDP or DGP.")

    @strawberry.field(description="The title.")
    def title(self, lang: LangArgument = Lang.TH) -> str:
        """Title in a language."""
        return in_language(self.row_title, self.row_title_en, lang)

    editions: list[PlanEdition] = link(
        "Its editions, the oldest first.", "editions_of_plan", PlanEdition.of
    )

    @strawberry.field(description="The edition in force on a day; null when none was.")
    async def edition(self, info: Info, in_force_on: On = None) -> PlanEdition | None:
        """The edition of a day."""
        rows = await info.context.load.edition_in_force.load((self.id, in_force_on or today()))
        return PlanEdition.of(rows[-1]) if rows else None

    @strawberry.field(description="Where these facts come from.")
    async def sources(self, info: Info) -> list[SourceRef]:
        """References to sources."""
        return await references(info, self.code)

    @strawberry.field(description="Disagreements about it.")
    async def conflicts(self, info: Info) -> list[Conflict]:
        """Its conflicts."""
        return await conflicts_about(info, self.code)

    @classmethod
    def of(cls, row: models.Plan) -> "Plan":
        """The plan in a row."""
        return cls(id=row.id or 0, row_title=row.title, row_title_en=row.title_en, code=row.code)


async def plan_of_edition(info: Info, edition_id: int) -> Plan | None:
    """The plan that an edition is of."""
    edition = await info.context.load.edition.load(edition_id)
    row = await info.context.load.plan.load(edition.plan_id) if edition else None
    return Plan.of(row) if row else None
