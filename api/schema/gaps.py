"""Questions the documents did not answer, for admins to see to."""

# mypy: disable-error-code=untyped-decorator
# Strawberry types its field decorators as Any.

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Annotated

import strawberry
from sqlmodel import col, select
from strawberry import relay

from api.context import Info
from api.pagination import DEFAULT_PAGE, Connection
from api.problems import InvalidInput, NotFound, Unavailable, problem_of
from api.schema.arguments import After, First, listed, own_key
from api.schema.enums import AnswerStatus, GapState
from assistant import gaps
from db import models
from db.engine import Database
from db.errors import ProblemError
from db.models import Role


@strawberry.type(description="A question that was not answered, however often it was asked.")
class KnowledgeGap(relay.Node):
    """A gap."""

    id: relay.NodeID[int]
    question: str = strawberry.field(description="The question as it reads on its own.")
    count: int = strawberry.field(description="How often askers met the gap.")
    first_asked_at: datetime = strawberry.field(description="When it was asked first.")
    last_asked_at: datetime = strawberry.field(description="When it was asked last.")
    last_status: AnswerStatus = strawberry.field(description="How it ended then.")
    state: GapState = strawberry.field(description="How far it has come.")
    owner: str | None = strawberry.field(description="Who sees to it.")
    note: str | None = strawberry.field(description="A word for other admins.")

    @classmethod
    def of(cls, row: models.KnowledgeGap) -> "KnowledgeGap":
        """The gap in a row."""
        return cls(
            id=row.id or 0,
            question=row.question,
            count=row.count,
            first_asked_at=row.first_asked_at,
            last_asked_at=row.last_asked_at,
            last_status=row.last_status,
            state=row.state,
            owner=row.owner,
            note=row.note,
        )


@strawberry.input(description="A gap and its owner.")
class AssignKnowledgeGapInput:
    """Who sees to a gap."""

    id: relay.GlobalID = strawberry.field(description="The gap.")
    owner: str = strawberry.field(description="Who sees to it, at most 200 letters.")
    note: str | None = strawberry.field(default=None, description="At most 1,000 letters.")


@strawberry.input(description="A gap to be closed or opened.")
class DecideKnowledgeGapInput:
    """Which gap."""

    id: relay.GlobalID = strawberry.field(description="The gap.")
    note: str | None = strawberry.field(default=None, description="At most 1,000 letters.")


GapResult = Annotated[
    KnowledgeGap | InvalidInput | NotFound | Unavailable,
    strawberry.union("KnowledgeGapResult", description="The gap as it is now, or why not."),
]
Decided = Annotated[DecideKnowledgeGapInput, strawberry.argument(description="Which gap.")]


@strawberry.type
class GapQuery:
    """Reading gaps."""

    @strawberry.field(description="Questions that were not answered, the first met first; admins.")
    async def knowledge_gaps(
        self,
        info: Info,
        state: Annotated[
            GapState | None, strawberry.argument(description="Only in this state.")
        ] = None,
        first: First = DEFAULT_PAGE,
        after: After = None,
    ) -> Connection[KnowledgeGap]:
        """Gaps."""
        info.context.viewer.require(Role.ADMIN)
        table = models.KnowledgeGap
        query = select(table)
        if state is not None:
            query = query.where(table.state == state)
        return await listed(info, query, [col(table.id)], first, after, KnowledgeGap.of)


@strawberry.type
class GapMutation:
    """Seeing to gaps."""

    @strawberry.mutation(description="Give a gap to somebody; for admins.")
    async def assign_knowledge_gap(
        self,
        info: Info,
        input: Annotated[
            AssignKnowledgeGapInput, strawberry.argument(description="The gap and its owner.")
        ],
    ) -> GapResult:
        """A gap with an owner."""
        return await _decide(
            info,
            input.id,
            lambda db, actor, key: gaps.assign(db, actor, key, input.owner, input.note),
        )

    @strawberry.mutation(description="Close a gap that needs no answer; for admins.")
    async def dismiss_knowledge_gap(self, info: Info, input: Decided) -> GapResult:
        """A gap closed."""
        return await _decide(
            info, input.id, lambda db, actor, key: gaps.dismiss(db, actor, key, input.note)
        )

    @strawberry.mutation(description="Open a gap that was closed or assigned; for admins.")
    async def reopen_knowledge_gap(self, info: Info, input: Decided) -> GapResult:
        """A gap open again."""
        return await _decide(
            info, input.id, lambda db, actor, key: gaps.reopen(db, actor, key, input.note)
        )


async def _decide(
    info: Info,
    named: relay.GlobalID,
    act: Callable[[Database, str, int], models.KnowledgeGap],
) -> KnowledgeGap | InvalidInput | NotFound | Unavailable:
    actor = info.context.viewer.require(Role.ADMIN)
    try:
        key = own_key(named, KnowledgeGap)
        database = info.context.services.database
        return KnowledgeGap.of(await asyncio.to_thread(act, database, actor, key))
    except ProblemError as error:
        return problem_of(error)
