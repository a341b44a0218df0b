"""Passages: the stretches of pages that search finds and answers quote."""

# mypy: disable-error-code=untyped-decorator
# Strawberry types its field decorators as Any.

from typing import TYPE_CHECKING, Annotated

import strawberry
from strawberry import relay

from api.context import Info
from api.links import later, link
from api.pagination import DEFAULT_PAGE, Ask, Connection, connected
from api.schema.arguments import After, Before, First, Last
from api.schema.pages import Page
from db import models

if TYPE_CHECKING:
    from api.schema.answers import Answer
    from api.schema.documents import Document, DocumentVersion, Section

LazyAnswer = Annotated["Answer", strawberry.lazy("api.schema.answers")]
LazyDocument = Annotated["Document", strawberry.lazy("api.schema.documents")]
LazyVersion = Annotated["DocumentVersion", strawberry.lazy("api.schema.documents")]
LazySection = Annotated["Section", strawberry.lazy("api.schema.documents")]


@strawberry.type(description="A stretch of one page that can be found and cited.")
class Passage(relay.Node):
    """A passage."""

    id: relay.NodeID[int]
    version_id: strawberry.Private[int]
    page_id: strawberry.Private[int]
    section_id: strawberry.Private[int | None]
    position: int = strawberry.field(description="Its place in the version, from 0.")
    start: int = strawberry.field(description="Its first character in the page's text, from 0.")
    end: int = strawberry.field(description="The character after its last.")
    text: str = strawberry.field(description="Its words, to the letter.")
    header: str = strawberry.field(description="Head of the table it is cut from; may be empty.")

    page: Page | None = link("The page it stands on.", "page", Page.of, key="page_id")

    section: LazySection | None = link(
        "The heading it stands under; null before the first.",
        "section",
        later("api.schema.documents", "Section"),
        key="section_id",
    )

    version: LazyVersion | None = link(
        "The version of the document it is of.",
        "version",
        later("api.schema.documents", "DocumentVersion"),
        key="version_id",
    )

    @strawberry.field(description="The document it is of.")
    async def document(self, info: Info) -> LazyDocument | None:
        """Its document."""
        from api.schema.documents import Document

        version = await info.context.load.version.load(self.version_id)
        row = await info.context.load.document.load(version.document_id) if version else None
        return Document.of(row) if row else None

    @strawberry.field(description="How many of the caller's own answers cite it.")
    async def cited_count(self, info: Info) -> int:
        """How many answers the caller would see."""
        return (await info.context.load.answers_citing.load(self._asked(info, Ask(1)))).total_count

    @strawberry.field(
        description="The caller's own answers that cite its words, in any version of its document, "
        "the oldest first. Answers of others are nobody else's to see, whatever their role."
    )
    async def answers(
        self,
        info: Info,
        first: First = DEFAULT_PAGE,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[LazyAnswer]:
        """Answers that cite it."""
        from api.schema.answers import Answer

        key = self._asked(info, Ask(first, after, last, before))
        return connected(await info.context.load.answers_citing.load(key), Answer.of)

    def _asked(self, info: Info, ask: Ask) -> tuple[tuple[int, str | None], Ask]:
        return (self.id, info.context.viewer.subject), ask

    @classmethod
    def of(cls, row: models.Passage) -> "Passage":
        """The passage in a row."""
        return cls(
            id=row.id or 0,
            version_id=row.version_id,
            page_id=row.page_id,
            section_id=row.section_id,
            position=row.position,
            start=row.start,
            end=row.end,
            text=row.text,
            header=row.header,
        )
