"""The library: documents, versions, pages, passages."""

# mypy: disable-error-code=untyped-decorator
# Strawberry types its field decorators as Any.

from datetime import datetime
from typing import Annotated

import strawberry
from strawberry import relay

from api.context import Info
from api.schema.enums import DocumentKind, PageDecision, PageSource
from api.schema.plans import PlanEdition
from assistant import wording
from db import models
from db.boxes import outline_of, unpack


@strawberry.type(description="A number on a page that OCR may have misread.")
class DoubtfulNumber:
    """A doubt."""

    start: int = strawberry.field(description="First character in the page's text, from 0.")
    end: int = strawberry.field(description="The character after the last.")
    text: str = strawberry.field(description="The number as it was read.")
    other: str | None = strawberry.field(description="What a second reading made of it.")


@strawberry.type(description="A rectangle on a page, in ten thousandths of its width and height.")
class PageBox:
    """A rectangle."""

    left: int = strawberry.field(description="From the left edge.")
    top: int = strawberry.field(description="From the upper edge.")
    right: int = strawberry.field(description="From the left edge.")
    bottom: int = strawberry.field(description="From the upper edge.")


@strawberry.type(description="How often a kind of damage was repaired on a page.")
class RepairCount:
    """A count."""

    kind: str = strawberry.field(description="The kind of damage, such as sara-am.")
    count: int = strawberry.field(description="How often.")


@strawberry.type(description="One page as read.")
class Page:
    """A page."""

    packed_boxes: strawberry.Private[bytes | None]
    number: int = strawberry.field(description="Page of the file, from 1.")
    printed_number: str | None = strawberry.field(description="Number printed on the page.")
    text: str = strawberry.field(description="The text; quotes point into it by character.")
    source: PageSource = strawberry.field(description="Text layer or OCR.")
    quality: float = strawberry.field(description="From 0 (unreadable) to 1.")
    decision: PageDecision = strawberry.field(description="Why its text is what it is.")
    repairs: list[RepairCount] = strawberry.field(description="What was repaired in its text.")
    doubtful_numbers: list[DoubtfulNumber] = strawberry.field(
        description="Numbers to check against the paper; none where the file held the text."
    )

    @strawberry.field(
        description="Where a stretch of the text stands on the page, line by line; empty for "
        "formats without places."
    )
    def boxes(
        self,
        start: Annotated[int, strawberry.argument(description="First character, from 0.")],
        end: Annotated[int, strawberry.argument(description="The character after the last.")],
    ) -> list[PageBox]:
        """Rectangles to mark."""
        if self.packed_boxes is None or not 0 <= start < end <= len(self.text):
            return []
        return [
            PageBox(left=left, top=top, right=right, bottom=bottom)
            for left, top, right, bottom in outline_of(unpack(self.packed_boxes)[start:end])
        ]

    @classmethod
    def of(cls, row: models.Page) -> "Page":
        """The page in a row."""
        return cls(
            number=row.number,
            printed_number=row.printed_number,
            text=row.text,
            source=row.source,
            quality=row.quality,
            decision=row.decision,
            repairs=[RepairCount(kind=kind, count=count) for kind, count in row.repairs.items()],
            doubtful_numbers=[
                DoubtfulNumber(start=start, end=end, text=row.text[start:end], other=other)
                for start, end, other in row.doubts
            ],
            packed_boxes=row.boxes,
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
