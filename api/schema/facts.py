"""Sources, confidence and conflicts: what stands behind every fact."""

# mypy: disable-error-code=untyped-decorator
# Strawberry types its field decorators as Any.

from typing import TYPE_CHECKING, Annotated

import strawberry
from strawberry import relay

from api.context import Info
from api.links import later, link
from api.pagination import DEFAULT_PAGE, Ask, Connection, connected
from api.schema.arguments import After, Before, First, Last
from api.schema.enums import Confidence, Resolution
from api.schema.subjects import called
from db import models

if TYPE_CHECKING:
    from api.schema.documents import Document

LazyDocument = Annotated["Document", strawberry.lazy("api.schema.documents")]


@strawberry.type(description="A place facts were taken from.")
class Source(relay.Node):
    """A page, a gazette number, a document of the library."""

    id: relay.NodeID[int]
    key: str = strawberry.field(description="Short stable name, such as S16 or MEMO.")
    title: str = strawberry.field(description="What the source is.")
    location: str = strawberry.field(description="Where it can be found.")

    document: LazyDocument | None = link(
        "The document of the library it is; null when it is none.",
        "document_called",
        later("api.schema.documents", "Document"),
        key="location",
    )

    @strawberry.field(description="The facts that refer to it.")
    async def facts(
        self,
        info: Info,
        first: First = DEFAULT_PAGE,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection["SourceRef"]:
        """What rests on it."""
        key = (self.id, Ask(first, after, last, before))
        return connected(await info.context.load.references_of_source.load(key), SourceRef.of)

    conflicts: list["Conflict"] = link(
        "The disagreements in which it prints one reading.",
        "conflicts_of_source",
        later(__name__, "Conflict"),
    )

    @classmethod
    def of(cls, row: models.Source) -> "Source":
        """The source in a row."""
        return cls(id=row.id or 0, key=row.key, title=row.title, location=row.location)


@strawberry.type(description="One fact's debt to one source.")
class SourceRef:
    """A reference from a fact to a source."""

    source_id: strawberry.Private[int]
    subject_code: str = strawberry.field(description="Code of the fact that refers.")
    field: str = strawberry.field(
        description="The field the source speaks for; empty when for the whole fact."
    )
    quote: str | None = strawberry.field(description="The source's own words, where kept.")
    page: int | None = strawberry.field(description="Page of the source, where known.")

    @strawberry.field(
        description="The fact that refers; null where its code names no single thing, such as a "
        "rule with several thresholds."
    )
    async def subject(self, info: Info) -> relay.Node | None:
        """The fact."""
        return await called(info, self.subject_code)

    source: Source | None = link("The source.", "source", Source.of, key="source_id")

    @classmethod
    def of(cls, row: models.SourceRef) -> "SourceRef":
        """The reference in a row."""
        return cls(
            source_id=row.source_id,
            subject_code=row.subject,
            field=row.field,
            quote=row.quote,
            page=row.page,
        )


@strawberry.type(description="Two readings of one fact, both kept, never silently corrected.")
class Conflict(relay.Node):
    """A disagreement between sources."""

    id: relay.NodeID[int]
    source_id: strawberry.Private[int]
    code: str = strawberry.field(description="Stable name of the conflict.")
    subject: str = strawberry.field(description="Code of the fact in dispute.")
    field: str = strawberry.field(description="The disputed field of the fact.")
    printed_text: str = strawberry.field(description="The words as the source prints them.")
    printed_value: str = strawberry.field(description="The printed reading as a value.")
    other_value: str | None = strawberry.field(description="The other reading, where there is one.")
    other_text: str | None = strawberry.field(description="The other reading in words.")
    resolution: Resolution = strawberry.field(description="Which reading is held right.")
    reason: str = strawberry.field(description="Why, in Thai.")
    notice: str = strawberry.field(description="The sentence that answers show, in Thai.")
    confidence: Confidence = strawberry.field(description="How sure the other reading is.")

    @strawberry.field(description="The fact in dispute; null where its code names no single thing.")
    async def about(self, info: Info) -> relay.Node | None:
        """The fact."""
        return await called(info, self.subject)

    @strawberry.field(description="Where the other reading comes from.")
    async def sources(self, info: Info) -> list[SourceRef]:
        """References to sources."""
        return await references(info, self.code)

    printed_in: Source | None = link(
        "The source that prints the disputed words.", "source", Source.of, key="source_id"
    )

    @classmethod
    def of(cls, row: models.Conflict) -> "Conflict":
        """The conflict in a row."""
        return cls(
            id=row.id or 0,
            source_id=row.source_id,
            code=row.code,
            subject=row.subject,
            field=row.field,
            printed_text=row.printed_text,
            printed_value=row.printed_value,
            other_value=row.other_value,
            other_text=row.other_text,
            resolution=row.resolution,
            reason=row.reason,
            notice=row.notice,
            confidence=row.confidence,
        )


async def references(info: Info, subject: str) -> list[SourceRef]:
    """The references of the fact called `subject`."""
    return [
        SourceRef.of(row) for row in await info.context.load.references_of_subject.load(subject)
    ]


async def conflicts_about(info: Info, subject: str) -> list[Conflict]:
    """The conflicts about the fact called `subject`."""
    return [Conflict.of(row) for row in await info.context.load.conflicts_of_subject.load(subject)]
