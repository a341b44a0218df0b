"""Documents and conflicts: one by its name, many by what narrows them."""

# mypy: disable-error-code=untyped-decorator
# Strawberry types its field decorators as Any.

from typing import Annotated, Any

import strawberry
from sqlmodel import col, select
from strawberry import relay

from api.context import Info
from api.pagination import DEFAULT_PAGE, Ask, Connection
from api.schema.arguments import After, Before, First, Last, one, own_key, page_of
from api.schema.documents import Document
from api.schema.enums import DocumentKind, Resolution
from api.schema.facts import Conflict, Source
from db import models
from db.errors import InvalidInput
from db.reads.matching import holds_text


@strawberry.input(one_of=True, description="Exactly one way to name a document.")
class DocumentBy:
    """Naming by slug or id."""

    slug: strawberry.Maybe[str] = strawberry.field(description="Its slug.")
    id: strawberry.Maybe[relay.GlobalID] = strawberry.field(description="Its global id.")


@strawberry.input(description="Which documents; all that is given must hold.")
class DocumentFilter:
    """Narrows documents."""

    kind: DocumentKind | None = strawberry.field(
        default=None, description="What sort of paper it is."
    )
    edition: str | None = strawberry.field(
        default=None, description="Code of the plan edition it belongs to."
    )
    text: str | None = strawberry.field(default=None, description="Words of its title or slug.")


@strawberry.input(description="Which conflicts; all that is given must hold.")
class ConflictFilter:
    """Narrows conflicts."""

    resolution: Resolution | None = strawberry.field(
        default=None, description="Which reading is held right."
    )
    subject: str | None = strawberry.field(default=None, description="Code of the fact in dispute.")


Kind = Annotated[
    DocumentKind | None,
    strawberry.argument(
        description="Only of this kind.", deprecation_reason="Use `filter: {kind: ...}`."
    ),
]


@strawberry.type
class DocumentQuery:
    """Reading the library, and what its sources disagree about."""

    @strawberry.field(description="A document by its slug.")
    async def document(
        self,
        info: Info,
        by: Annotated[DocumentBy, strawberry.argument(description="Which document.")],
    ) -> Document | None:
        """One document."""
        table = models.Document
        if by.slug is not None:
            where = col(table.slug) == by.slug.value
        elif by.id is not None:
            where = col(table.id) == own_key(by.id.value, Document)
        else:
            raise InvalidInput("โปรดระบุ slug หรือ id", ("by",))
        row = await one(info, table, where)
        return Document.of(row) if row else None

    @strawberry.field(description="Documents of the library by slug.")
    async def documents(
        self,
        info: Info,
        kind: Kind = None,
        filter: Annotated[
            DocumentFilter | None, strawberry.argument(description="Which documents.")
        ] = None,
        first: First = DEFAULT_PAGE,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[Document]:
        """Documents by slug."""
        table = models.Document
        query, ask = _narrowed(filter or DocumentFilter()), Ask(first, after, last, before)
        if kind is not None:
            query = query.where(col(table.kind) == kind)
        return await page_of(info, query, [col(table.slug)], ask, Document.of)

    @strawberry.field(description="Disagreements between sources.")
    async def conflicts(
        self,
        info: Info,
        filter: Annotated[
            ConflictFilter | None, strawberry.argument(description="Which conflicts.")
        ] = None,
        first: First = DEFAULT_PAGE,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[Conflict]:
        """Conflicts."""
        table, given = models.Conflict, filter or ConflictFilter()
        query, ask = select(table), Ask(first, after, last, before)
        if given.resolution is not None:
            query = query.where(table.resolution == given.resolution)
        if given.subject is not None:
            query = query.where(table.subject == given.subject)
        return await page_of(info, query, [col(table.id)], ask, Conflict.of)

    @strawberry.field(description="The sources of plan data, by key.")
    async def sources(
        self,
        info: Info,
        first: First = DEFAULT_PAGE,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[Source]:
        """Sources by key."""
        table = models.Source
        return await page_of(
            info, select(table), [col(table.key)], Ask(first, after, last, before), Source.of
        )


def _narrowed(given: DocumentFilter) -> Any:  # noqa: ANN401 (a select)
    table = models.Document
    query = select(table)
    if given.kind is not None:
        query = query.where(col(table.kind) == given.kind)
    if given.edition is not None:
        edition = select(models.PlanEdition.id).where(models.PlanEdition.code == given.edition)
        query = query.where(col(table.edition_id).in_(edition))
    if given.text is not None:
        query = query.where(holds_text([col(table.title), col(table.slug)], given.text))
    return query
