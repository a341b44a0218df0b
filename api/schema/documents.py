"""The library: documents, versions, pages, passages."""

# mypy: disable-error-code=untyped-decorator
# Strawberry types its field decorators as Any.

from datetime import datetime
from typing import Annotated

import strawberry
from strawberry import relay

from api.context import Info
from api.schema.enums import DocumentKind, PageSource
from api.schema.plans import PlanEdition
from assistant import wording
from db import models


@strawberry.type(description="One page as read.")
class Page:
    """A page."""

    number: int = strawberry.field(description="Page of the file, from 1.")
    printed_number: str | None = strawberry.field(description="Number printed on the page.")
    text: str = strawberry.field(description="The text; quotes point into it by character.")
    source: PageSource = strawberry.field(description="Text layer or OCR.")
    quality: float = strawberry.field(description="From 0 (unreadable) to 1.")

    @classmethod
    def of(cls, row: models.Page) -> "Page":
        """The page in a row."""
        return cls(
            number=row.number,
            printed_number=row.printed_number,
            text=row.text,
            source=row.source,
            quality=row.quality,
        )


@strawberry.type(description="A heading of a document's outline.")
class Section:
    """A section."""

    level: int = strawberry.field(description="1 is the outermost.")
    heading: str = strawberry.field(description="The heading.")
    path: str = strawberry.field(description="The headings down to it.")
    page: int = strawberry.field(description="Page it begins on.")


@strawberry.type(description="One content of a document.")
class DocumentVersion(relay.Node):
    """A version."""

    id: relay.NodeID[int]
    number: int = strawberry.field(description="1 for the first content taken in.")
    sha256: str = strawberry.field(description="Digest of the file's bytes.")
    added_at: datetime = strawberry.field(description="When it was taken in (UTC).")

    @strawberry.field(description="Its pages.")
    async def pages(self, info: Info) -> list[Page]:
        """All pages."""
        return [Page.of(row) for row in await info.context.load.pages_of_version.load(self.id)]

    @strawberry.field(description="One page; null when there is no such page.")
    async def page(
        self,
        info: Info,
        number: Annotated[int, strawberry.argument(description="Page of the file, from 1.")],
    ) -> Page | None:
        """A page by number."""
        rows = await info.context.load.pages_of_version.load(self.id)
        return next((Page.of(row) for row in rows if row.number == number), None)

    @strawberry.field(description="Its outline, in order.")
    async def outline(self, info: Info) -> list[Section]:
        """All headings."""
        rows = await info.context.load.sections_of_version.load(self.id)
        return [
            Section(level=r.level, heading=r.heading, path=r.path, page=r.page_number) for r in rows
        ]

    @classmethod
    def of(cls, row: models.DocumentVersion) -> "DocumentVersion":
        """The version in a row."""
        return cls(id=row.id or 0, number=row.number, sha256=row.sha256, added_at=row.added_at)


@strawberry.type(description="A document of the library.")
class Document(relay.Node):
    """A document's identity."""

    id: relay.NodeID[int]
    edition_id: strawberry.Private[int | None]
    current_version_id: strawberry.Private[int | None]
    slug: str = strawberry.field(description="Its name: that of the file, without suffix.")
    title: str = strawberry.field(description="Its title, in Thai.")
    kind: DocumentKind = strawberry.field(description="What sort of paper it is.")
    edition: str | None = strawberry.field(description="The edition it belongs to, as shown.")

    @strawberry.field(description="A warning to show with every quote; null when none is due.")
    def label(self) -> str | None:
        """The label of summaries."""
        return label_of(self.kind)

    @strawberry.field(description="The plan edition it belongs to.")
    async def plan_edition(self, info: Info) -> PlanEdition | None:
        """Its edition."""
        key = self.edition_id
        row = await info.context.load.edition.load(key) if key else None
        return PlanEdition.of(row) if row else None

    @strawberry.field(description="Its versions, the oldest first.")
    async def versions(self, info: Info) -> list[DocumentVersion]:
        """All versions."""
        rows = await info.context.load.versions_of_document.load(self.id)
        return [DocumentVersion.of(row) for row in rows]

    @strawberry.field(description="One version, the current one without a number.")
    async def version(
        self,
        info: Info,
        number: Annotated[
            int | None, strawberry.argument(description="Number of the version.")
        ] = None,
    ) -> DocumentVersion | None:
        """A version by number."""
        rows = await info.context.load.versions_of_document.load(self.id)
        wanted = (
            row
            for row in rows
            if row.number == number or (number is None and row.id == self.current_version_id)
        )
        return next(map(DocumentVersion.of, wanted), None)

    @classmethod
    def of(cls, row: models.Document) -> "Document":
        """The document in a row."""
        return cls(
            id=row.id or 0,
            edition_id=row.edition_id,
            current_version_id=row.current_version_id,
            slug=row.slug,
            title=row.title,
            kind=row.kind,
            edition=row.edition_label,
        )


def label_of(kind: str) -> str | None:
    """The warning that goes with a kind of document."""
    return wording.SUMMARY_LABEL if kind == models.DocumentKind.FACTS else None
