"""Awaited documents as editors follow them."""

# mypy: disable-error-code=untyped-decorator
# Strawberry types its field decorators as Any.

import asyncio
from typing import Annotated

import strawberry
from sqlmodel import Session, col, select
from strawberry import relay

from api.context import Info
from api.links import link
from api.pagination import DEFAULT_PAGE, Ask, Connection, paginate, refilled
from api.problems import InvalidInput, NotFound, Unavailable, problem_of
from api.schema.arguments import After, First, own_key
from api.schema.directives import AwaitedDocument
from api.schema.documents import Document
from db import models
from db.errors import ProblemError
from db.models import Role
from db.reads.tracking import dependent_plans, library_papers, tracked
from ingest.awaited import Candidate, candidates, decide, follow


@strawberry.type(description="A document of the library that may be an awaited one.")
class AwaitedCandidate:
    """A candidate."""

    document_id: strawberry.Private[int]
    score: float = strawberry.field(description="How much speaks for it, 0 to 1.")

    document: Document | None = link("The document.", "document", Document.of, key="document_id")


@strawberry.type(description="An awaited document with who follows it and what depends on it.")
class AwaitedTracking:
    """What editors know of an awaited document."""

    awaited: AwaitedDocument = strawberry.field(description="The awaited document.")
    follower: str | None = strawberry.field(description="Who follows it; null where nobody does.")
    candidates: list[AwaitedCandidate] = strawberry.field(
        description="Documents that may be it, for an editor to decide on; at most 10."
    )
    dependent_plans: int = strawberry.field(
        description="How many action plans should be looked at again when it comes in."
    )


@strawberry.type(description="An awaited document as it is after a decision.")
class DecidedAwaitedDocument:
    """What became of it."""

    awaited: AwaitedDocument = strawberry.field(description="The awaited document.")
    flagged_plans: int = strawberry.field(description="How many action plans were flagged.")


@strawberry.input(description="A document that is, or is not, an awaited one.")
class DecideAwaitedDocumentInput:
    """Which of both."""

    awaited: relay.GlobalID = strawberry.field(description="The awaited document.")
    document: relay.GlobalID = strawberry.field(description="The document of the library.")


@strawberry.input(description="Who follows an awaited document.")
class FollowAwaitedDocumentInput:
    """Which, and who."""

    awaited: relay.GlobalID = strawberry.field(description="The awaited document.")
    follower: str = strawberry.field(description="At most 200 letters; empty for nobody.")


AwaitedDocumentResult = Annotated[
    DecidedAwaitedDocument | InvalidInput | NotFound | Unavailable,
    strawberry.union("AwaitedDocumentResult", description="What became of it, or why not."),
]
Decision = Annotated[
    DecideAwaitedDocumentInput, strawberry.argument(description="Which documents.")
]


@strawberry.type
class TrackingQuery:
    """Following awaited documents."""

    @strawberry.field(description="Awaited documents with what came in for them; for editors.")
    async def awaited_tracking(
        self, info: Info, first: First = DEFAULT_PAGE, after: After = None
    ) -> Connection[AwaitedTracking]:
        """What is followed."""
        info.context.viewer.require(Role.EDITOR)
        ask = Ask(first, after)
        return await info.context.read(lambda session: _tracked(session, ask))


@strawberry.type
class TrackingMutation:
    """Deciding on what came in."""

    @strawberry.mutation(
        description="Say that a document is the awaited one: it counts as in the library, and "
        "action plans that depend on it are flagged; for editors."
    )
    async def confirm_awaited_document(self, info: Info, input: Decision) -> AwaitedDocumentResult:
        """It is."""
        return await _decide(info, input, confirmed=True)

    @strawberry.mutation(description="Say that a document is not the awaited one; for editors.")
    async def decline_awaited_document(self, info: Info, input: Decision) -> AwaitedDocumentResult:
        """It is not."""
        return await _decide(info, input, confirmed=False)

    @strawberry.mutation(description="Say who follows an awaited document; for editors.")
    async def follow_awaited_document(
        self,
        info: Info,
        input: Annotated[
            FollowAwaitedDocumentInput, strawberry.argument(description="Which, and who.")
        ],
    ) -> AwaitedDocumentResult:
        """Who follows it."""
        actor = info.context.viewer.require(Role.EDITOR)
        try:
            key = own_key(input.awaited, AwaitedDocument, ("input", "awaited"))
            database = info.context.services.database
            await asyncio.to_thread(follow, database, actor, key, input.follower)
            return await _decided(info, key, 0)
        except ProblemError as error:
            return problem_of(error)


def _tracked(session: Session, ask: Ask) -> Connection[AwaitedTracking]:
    table = models.AwaitedDocument
    page = paginate(session, select(table), [col(table.id)], ask, lambda row: row)
    papers = library_papers(session)
    shown = [
        AwaitedTracking(
            awaited=AwaitedDocument.of(one.row),
            follower=one.follower,
            candidates=[_candidate(found) for found in candidates(one, papers)],
            dependent_plans=len(dependent_plans(session, one.row.code)),
        )
        for one in tracked(session, page.nodes)
    ]
    return refilled(page, shown)


def _candidate(found: Candidate) -> AwaitedCandidate:
    return AwaitedCandidate(document_id=found.document_id, score=found.score)


async def _decide(
    info: Info, given: DecideAwaitedDocumentInput, *, confirmed: bool
) -> DecidedAwaitedDocument | InvalidInput | NotFound | Unavailable:
    actor, database = info.context.viewer.require(Role.EDITOR), info.context.services.database
    try:
        awaited = own_key(given.awaited, AwaitedDocument, ("input", "awaited"))
        document = own_key(given.document, Document, ("input", "document"))
        plans = await asyncio.to_thread(
            decide, database, actor, awaited, document, confirmed=confirmed
        )
        return await _decided(info, awaited, len(plans))
    except ProblemError as error:
        return problem_of(error)


async def _decided(info: Info, key: int, flagged: int) -> DecidedAwaitedDocument:
    """The awaited document as it is now: loaders may hold what it was."""
    row = await info.context.read(lambda session: session.get_one(models.AwaitedDocument, key))
    return DecidedAwaitedDocument(awaited=AwaitedDocument.of(row), flagged_plans=flagged)
