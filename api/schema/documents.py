"""The library: documents, their versions and outlines."""

# mypy: disable-error-code=untyped-decorator
# Strawberry types its field decorators as Any.

from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry
from strawberry import relay

from api.context import Info
from api.links import later, link
from api.pagination import DEFAULT_PAGE, Ask, Connection, connected
from api.schema.arguments import After, Before, First, Last
from api.schema.enums import DocumentKind, FileType
from api.schema.pages import Page
from api.schema.passages import Passage
from api.schema.plans import PlanEdition
from api.schema.records import DocumentProposal, DocumentRecord
from assistant import wording
from db import models
from db.errors import InvalidInput
from db.models import Role
from db.reads.pages import PageSummary
from ingest.versions import form_of

if TYPE_CHECKING:
    from api.schema.directives import Directive
    from api.schema.drafts import PlanDraft

LazyDirective = Annotated["Directive", strawberry.lazy("api.schema.directives")]
LazyDraft = Annotated["PlanDraft", strawberry.lazy("api.schema.drafts")]

MAX_PAGES = 500


@strawberry.type(description="A heading of a document's outline.")
class Section:
    """A section."""

    row_id: strawberry.Private[int]
    version_id: strawberry.Private[int]
    level: int = strawberry.field(description="1 is the outermost.")
    heading: str = strawberry.field(description="The heading.")
    path: str = strawberry.field(description="The headings down to it.")
    page: int = strawberry.field(description="Page it begins on.")

    @strawberry.field(description="The passages under this very heading, in order.")
    async def passages(
        self,
        info: Info,
        first: First = DEFAULT_PAGE,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[Passage]:
        """Its passages."""
        key = (self.row_id, Ask(first, after, last, before))
        return connected(await info.context.load.passages_of_section.load(key), Passage.of)

    @strawberry.field(description="The version of the document it is of.")
    async def version(
        self, info: Info
    ) -> Annotated["DocumentVersion", strawberry.lazy("api.schema.documents")] | None:
        """Its version."""
        row = await info.context.load.version.load(self.version_id)
        return DocumentVersion.of(row) if row else None

    @classmethod
    def of(cls, row: models.Section) -> "Section":
        """The section in a row."""
        return cls(
            row_id=row.id or 0,
            version_id=row.version_id,
            level=row.level,
            heading=row.heading,
            path=row.path,
            page=row.page_number,
        )


@strawberry.type(description="How well the pages of a version were read.")
class VersionQuality:
    """Pages, counted and graded."""

    pages: int = strawberry.field(description="How many pages there are.")
    ocr_pages: int = strawberry.field(description="How many were read by OCR.")
    repaired_pages: int = strawberry.field(description="How many had their text repaired.")
    unread_pages: int = strawberry.field(description="How many could not be read.")
    worst: float | None = strawberry.field(description="Quality of the worst page with text, 0–1.")
    mean: float | None = strawberry.field(description="Mean quality of pages with text, 0–1.")

    @classmethod
    def of(cls, found: PageSummary) -> "VersionQuality":
        """What was summed up."""
        return cls(**asdict(found))


@strawberry.type(description="One content of a document.")
class DocumentVersion(relay.Node):
    """A version."""

    id: relay.NodeID[int]
    document_id: strawberry.Private[int]
    number: int = strawberry.field(description="1 for the first content taken in.")
    sha256: str = strawberry.field(description="Digest of the file's bytes.")
    added_at: datetime = strawberry.field(description="When it was taken in (UTC).")
    file_type: FileType | None = strawberry.field(description="What the file was.")
    original_bytes: int | None = strawberry.field(
        description="Bytes of the file it was read from; null where the file is not kept. Editors "
        "download it at /documents/{slug}/{version}/original; staff see its pages at "
        "/documents/{slug}/{version}/{page}/picture where the file has pages to be seen."
    )

    @strawberry.field(description="How many pages it has.")
    async def page_count(self, info: Info) -> int:
        """Number of pages."""
        return await info.context.load.count_of_pages.load(self.id)

    @strawberry.field(description="How well its pages were read.")
    async def quality(self, info: Info) -> VersionQuality:
        """Its pages, summed up."""
        return VersionQuality.of(await info.context.load.quality_of_version.load(self.id))

    @strawberry.field(description="Its pages, at most 500 at once; `pageCount` tells how many.")
    async def pages(
        self,
        info: Info,
        start: Annotated[
            int, strawberry.argument(name="from", description="Number of the first page.")
        ] = 1,
        first: Annotated[
            int, strawberry.argument(description="How many pages, 1 to 500.")
        ] = MAX_PAGES,
    ) -> list[Page]:
        """A stretch of pages."""
        if not 1 <= first <= MAX_PAGES:
            raise InvalidInput(f"first ต้องอยู่ระหว่าง 1 ถึง {MAX_PAGES}", ("first",))
        return await self._pages(info, start, first)

    @strawberry.field(description="One page; null when there is no such page.")
    async def page(
        self,
        info: Info,
        number: Annotated[int, strawberry.argument(description="Page of the file, from 1.")],
    ) -> Page | None:
        """A page by number."""
        return next(iter(await self._pages(info, number, 1)), None)

    @strawberry.field(description="Its outline, in order.")
    async def outline(
        self,
        info: Info,
        levels: Annotated[
            int | None,
            strawberry.argument(description="Only headings down to this level; null for all."),
        ] = None,
    ) -> list[Section]:
        """Its headings."""
        rows = await info.context.load.sections_of_version.load(self.id)
        return [Section.of(row) for row in rows if levels is None or row.level <= levels]

    @strawberry.field(description="Its passages, in order: what search finds and answers quote.")
    async def passages(
        self,
        info: Info,
        first: First = DEFAULT_PAGE,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[Passage]:
        """Its passages."""
        key = (self.id, Ask(first, after, last, before))
        return connected(await info.context.load.passages_of_version.load(key), Passage.of)

    document: "Document | None" = link(
        "The document it is a version of.",
        "document",
        later(__name__, "Document"),
        key="document_id",
    )

    @strawberry.field(
        description="The plan data its text proposes; null where there is none, and for all but "
        "editors."
    )
    async def draft(self, info: Info) -> LazyDraft | None:
        """Its draft."""
        from api.schema.drafts import PlanDraft

        if not info.context.viewer.role.covers(models.Role.EDITOR):
            return None
        row = await info.context.load.draft_of_version.load(self.id)
        return PlanDraft.of(row) if row else None

    async def _pages(self, info: Info, start: int, count: int) -> list[Page]:
        rows = await info.context.load.pages_of_version.load((self.id, start, count))
        return [Page.of(row) for row in rows]

    @classmethod
    def of(cls, row: models.DocumentVersion) -> "DocumentVersion":
        """The version in a row."""
        return cls(
            id=row.id or 0,
            document_id=row.document_id,
            number=row.number,
            sha256=row.sha256,
            added_at=row.added_at,
            file_type=form_of(row.reader),
            original_bytes=row.size,
        )


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

    plan_edition: PlanEdition | None = link(
        "The plan edition it belongs to.", "edition", PlanEdition.of, key="edition_id"
    )

    versions: list[DocumentVersion] = link(
        "Its versions, the oldest first.", "versions_of_document", DocumentVersion.of
    )

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

    record: DocumentRecord | None = link(
        "What else is known of it; null where nothing was entered.",
        "record_of_document",
        DocumentRecord.of,
    )

    @strawberry.field(description="What its text says of itself, for editors; null for others.")
    async def proposal(self, info: Info) -> DocumentProposal | None:
        """What there is to confirm."""
        if not info.context.viewer.role.covers(Role.EDITOR):
            return None
        row = await info.context.load.record_of_document.load(self.id)
        return DocumentProposal.of(row.proposed) if row else None

    directive: LazyDirective | None = link(
        "What it orders, field by field, where it is a directive.",
        "directive_of_document",
        later("api.schema.directives", "Directive"),
    )

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
