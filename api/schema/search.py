"""Search over the library."""

# mypy: disable-error-code=untyped-decorator
# Strawberry types its field decorators as Any.

from typing import Annotated

import strawberry

from api.context import Info
from api.links import link
from api.schema.documents import Document
from api.schema.enums import DocumentKind
from api.schema.passages import Passage
from assistant.draft import Evidence
from assistant.search import Within
from assistant.search import search as search_library
from assistant.threads import in_thread
from db.errors import InvalidInput

MAX_SLUGS = 50


@strawberry.input(description="Which documents to search.")
class SearchFilter:
    """Narrows a search."""

    kinds: list[DocumentKind] | None = strawberry.field(
        default=None, description="Only documents of these kinds."
    )
    documents: list[str] | None = strawberry.field(
        default=None, description="Only documents with these slugs, at most 50."
    )


@strawberry.type(description="A passage found.")
class SearchHit:
    """A hit."""

    slug: strawberry.Private[str]
    passage_id: strawberry.Private[int]
    rank: int = strawberry.field(description="1 for the best.")
    score: float = strawberry.field(description="From 0 to 1, comparable within one search.")
    text: str = strawberry.field(description="The passage, under the head of its table.")
    page: int = strawberry.field(description="Page of the file, from 1.")
    section: str = strawberry.field(description="Headings down to the passage; may be empty.")

    passage: Passage | None = link("The passage itself.", "passage", Passage.of, key="passage_id")

    document: Document | None = link(
        "The document it is in.", "document_called", Document.of, key="slug"
    )


@strawberry.type(description="The passages found, best first.")
class SearchResult:
    """A search's outcome."""

    nodes: list[SearchHit] = strawberry.field(description="The hits.")
    total_count: int = strawberry.field(description="How many hits are given.")
    notices: list[str] = strawberry.field(description="What was degraded, in Thai.")


@strawberry.type
class SearchQuery:
    """Searching."""

    @strawberry.field(
        description="Hybrid search: words, character trigrams and meaning. While an admin has "
        "turned the assistant off it is an error with the code ASSISTANT_PAUSED."
    )
    async def search(
        self,
        info: Info,
        query: Annotated[
            str, strawberry.argument(description="What to look for, at most 2,000 characters.")
        ],
        first: Annotated[int, strawberry.argument(description="How many hits, 1 to 100.")] = 10,
        filter: Annotated[
            SearchFilter | None, strawberry.argument(description="Which documents.")
        ] = None,
    ) -> SearchResult:
        """Find passages."""
        services = info.context.services
        async with services.searches.turn(info.context.caller):
            found = await in_thread(
                lambda: search_library(
                    services.database, services.tools.live.current(), query, first, _within(filter)
                )
            )
        hits = [_hit(rank, evidence) for rank, evidence in enumerate(found.evidence, 1)]
        return SearchResult(nodes=hits, total_count=len(hits), notices=list(found.degraded))


def _hit(rank: int, evidence: Evidence) -> SearchHit:
    passage = evidence.passage
    return SearchHit(
        slug=passage.slug,
        passage_id=passage.id,
        rank=rank,
        score=evidence.score,
        text=passage.whole,
        page=passage.page_number,
        section=passage.section,
    )


def _within(given: SearchFilter | None) -> Within:
    if given is None:
        return Within()
    if len(given.documents or ()) > MAX_SLUGS:
        raise InvalidInput(f"ระบุเอกสารได้ไม่เกิน {MAX_SLUGS} รายการ", ("filter", "documents"))
    return Within(frozenset(given.kinds or ()), frozenset(given.documents or ()))
