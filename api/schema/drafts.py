"""Plan data proposed from a plan's own text, for editors to decide on."""

# mypy: disable-error-code=untyped-decorator
# Strawberry types its field decorators as Any.

from datetime import datetime
from typing import Annotated, Any

import strawberry
from sqlmodel import col, select
from strawberry import relay

from api.context import Info
from api.links import later, link
from api.pagination import DEFAULT_PAGE, Ask, Connection
from api.schema.arguments import After, Before, First, Last, page_of
from api.schema.documents import DocumentVersion
from api.schema.enums import DraftKind, DraftState, FigureKind, Operator
from api.schema.plans import PlanEdition
from api.schema.subjects import called
from db import models
from db.models import Role

StateArgument = Annotated[
    DraftState | None, strawberry.argument(description="Only nodes in this state.")
]


@strawberry.type(description="A figure of a proposed node, with a quote of its own.")
class DraftFigure:
    """A figure."""

    kind: FigureKind = strawberry.field(description="What it says of its node.")
    value: float | None = strawberry.field(description="The number, where it is one.")
    year: int | None = strawberry.field(description="B.E. year, the first of a span.")
    year_to: int | None = strawberry.field(description="Last B.E. year of a span.")
    operator: Operator | None = strawberry.field(description="How a target is compared.")
    unit: str | None = strawberry.field(description="Unit of the value.")
    text: str = strawberry.field(description="The words, such as the name of an agency.")
    page: int = strawberry.field(description="Page of the file it is quoted from, from 1.")
    quote: str = strawberry.field(description="The words of the plan, to the letter.")

    @classmethod
    def of(cls, row: models.DraftFigure) -> "DraftFigure":
        """The figure in a row."""
        return cls(
            kind=row.kind,
            value=row.value,
            year=row.year,
            year_to=row.year_to,
            operator=row.operator,
            unit=row.unit,
            text=row.text,
            page=row.page_number,
            quote=row.quote,
        )


@strawberry.type(description="A node or KPI that a plan's text proposes, with its quote.")
class DraftNode(relay.Node):
    """A proposed node."""

    id: relay.NodeID[int]
    draft_id: strawberry.Private[int]
    subject: strawberry.Private[str | None]
    number_in_draft: int = strawberry.field(
        name="rowNumber", description="The number that `sodklong plan` calls it by."
    )
    code: str = strawberry.field(description="Its place in the tree of the draft.")
    parent_code: str | None = strawberry.field(description="Code of the node above it.")
    kind: DraftKind = strawberry.field(description="What it would become.")
    number: str = strawberry.field(description="Number as printed; may be empty.")
    title: str = strawberry.field(description="Its title, in Thai.")
    page: int = strawberry.field(description="Page of the file it is quoted from, from 1.")
    start: int = strawberry.field(description="First character of the quote in the page's text.")
    end: int = strawberry.field(description="The character after the last.")
    quote: str = strawberry.field(description="The words of the plan, to the letter.")
    score: float = strawberry.field(description="How sure the reading is, from 0 to 1.")
    state: DraftState = strawberry.field(description="What an editor decided.")
    note: str | None = strawberry.field(description="Why, for other editors.")

    draft: "PlanDraft | None" = link(
        "The draft it is of.", "draft", later(__name__, "PlanDraft"), key="draft_id"
    )

    figures: list[DraftFigure] = link(
        "Its years, budget, agencies and targets, in order.",
        "figures_of_draft_node",
        DraftFigure.of,
    )

    @strawberry.field(description="The plan node or KPI it became; null until it is confirmed.")
    async def fact(self, info: Info) -> relay.Node | None:
        """The plan data made of it."""
        return await called(info, self.subject) if self.subject else None

    @classmethod
    def of(cls, row: models.DraftNode) -> "DraftNode":
        """The proposed node in a row."""
        plain = ("code", "kind", "number", "title", "start", "end", "quote", "score", "state")
        return cls(
            id=row.id or 0,
            draft_id=row.draft_id,
            subject=row.subject,
            number_in_draft=row.id or 0,
            parent_code=row.parent,
            page=row.page_number,
            note=row.note,
            **{name: getattr(row, name) for name in plain},
        )


@strawberry.type(description="Words of a plan that do not agree with its other words.")
class DraftMismatch:
    """A mismatch."""

    kind: str = strawberry.field(description="What kind of disagreement it is.")
    subject: str = strawberry.field(description="What it is about.")
    message: str = strawberry.field(description="What disagrees, in Thai.")
    quotes: list[str] = strawberry.field(description="The words that disagree.")
    pages: list[int] = strawberry.field(description="The pages of the quotes, in their order.")

    @classmethod
    def of(cls, told: dict[str, Any]) -> "DraftMismatch":
        """The mismatch as it is kept."""
        quotes = told.get("quotes", [])
        return cls(
            kind=told["kind"],
            subject=told["subject"],
            message=told["message"],
            quotes=[quote["text"] for quote in quotes],
            pages=[quote["page"] for quote in quotes],
        )


@strawberry.type(description="What one version of a document proposes; not plan data yet.")
class PlanDraft(relay.Node):
    """A draft."""

    id: relay.NodeID[int]
    version_id: strawberry.Private[int]
    edition_id: strawberry.Private[int | None]
    proposed_at: datetime = strawberry.field(description="When it was read out of the text.")
    mismatches: list[DraftMismatch] = strawberry.field(
        description="Where the plan disagrees with itself."
    )

    version: DocumentVersion | None = link(
        "The version of the document that proposes it.",
        "version",
        DocumentVersion.of,
        key="version_id",
    )

    edition: PlanEdition | None = link(
        "The edition it is the text of, where an editor has said so.",
        "edition",
        PlanEdition.of,
        key="edition_id",
    )

    @strawberry.field(description="The nodes proposed, parents before their children.")
    async def nodes(self, info: Info, state: StateArgument = None) -> list[DraftNode]:
        """Its nodes."""
        rows = await info.context.load.nodes_of_draft.load(self.id)
        return [DraftNode.of(row) for row in rows if state in {None, row.state}]

    @classmethod
    def of(cls, row: models.PlanDraft) -> "PlanDraft":
        """The draft in a row."""
        return cls(
            id=row.id or 0,
            version_id=row.version_id,
            edition_id=row.edition_id,
            proposed_at=row.proposed_at,
            mismatches=[DraftMismatch.of(one) for one in row.mismatches],
        )


@strawberry.input(description="Which drafts.")
class PlanDraftFilter:
    """Narrows drafts."""

    document: str | None = strawberry.field(default=None, description="Slug of the document.")
    edition: str | None = strawberry.field(default=None, description="Code of the edition.")


@strawberry.type
class DraftQuery:
    """Reading drafts."""

    @strawberry.field(
        description="Plan data proposed from plans' texts, the oldest first; for editors."
    )
    async def plan_drafts(
        self,
        info: Info,
        filter: Annotated[
            PlanDraftFilter | None, strawberry.argument(description="Which drafts.")
        ] = None,
        first: First = DEFAULT_PAGE,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[PlanDraft]:
        """Drafts."""
        info.context.viewer.require(Role.EDITOR)
        order, ask = [col(models.PlanDraft.id)], Ask(first, after, last, before)
        return await page_of(info, _drafts(filter or PlanDraftFilter()), order, ask, PlanDraft.of)


def _drafts(given: PlanDraftFilter) -> Any:  # noqa: ANN401 (a select)
    table = models.PlanDraft
    query = select(table)
    if given.document is not None:
        versions = (
            select(models.DocumentVersion.id)
            .join(models.Document, col(models.Document.id) == models.DocumentVersion.document_id)
            .where(models.Document.slug == given.document)
        )
        query = query.where(col(table.version_id).in_(versions))
    if given.edition is not None:
        edition = select(models.PlanEdition.id).where(models.PlanEdition.code == given.edition)
        query = query.where(col(table.edition_id).in_(edition))
    return query
