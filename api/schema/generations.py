"""Index generations: which there are, which answers, what changed between them."""

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
from api.ordering import Key, Order
from api.pagination import DEFAULT_PAGE, Connection
from api.problems import InvalidInput, NotFound, Unavailable, problem_of
from api.schema.arguments import After, First, listed, own_key
from api.schema.comparing import ComparisonResult, GenerationComparison
from api.schema.work_enums import GenerationState, Outdated
from api.services import Services
from db import models
from db.errors import ProblemError
from db.models import Role
from db.reads import generations as read
from db.writes.jobs import enqueue_publish
from ingest.comparing import compare_generations, compare_versions
from ingest.pointing import activate, rollback


@strawberry.type(description="An index over the library, built whole and then only read.")
class IndexGeneration(relay.Node):
    """A generation."""

    id: relay.NodeID[int]
    number: int = strawberry.field(description="Its number; each publish counts on.")
    state: GenerationState = strawberry.field(description="How far it has come.")
    active: bool = strawberry.field(description="Whether questions are answered from it.")
    passages: int = strawberry.field(description="How many passages it holds.")
    embedder: str = strawberry.field(description="Engine, model and version of its vectors.")
    dimension: int = strawberry.field(description="Numbers in one vector.")
    key_version: str = strawberry.field(description="Rules by which Thai became search keys.")
    created_at: datetime = strawberry.field(description="When it was begun.")
    validated_at: datetime | None = strawberry.field(description="When it passed its checks.")
    activated_at: datetime | None = strawberry.field(description="When it answered last anew.")
    set_aside: bool = strawberry.field(
        description="Whether an admin moved away from it: publishing does not bring it back."
    )
    embedded: int | None = strawberry.field(
        description="Passages that had to be embedded; the others were known."
    )
    seconds: float | None = strawberry.field(description="Seconds it took to build.")
    questions_asked: int | None = strawberry.field(
        description="Questions asked of it before it might answer."
    )
    questions_kept: int | None = strawberry.field(
        description="How many of them it answers as before."
    )

    @classmethod
    def of(cls, row: models.IndexGeneration, active: int | None) -> "IndexGeneration":
        """The generation in a row; `active` is the number of the one that answers."""
        asked = row.report.get("questions", {})
        return cls(
            id=row.id or 0,
            number=row.id or 0,
            state=row.state,
            active=row.id == active,
            passages=row.passages,
            embedder=row.embedder,
            dimension=row.dimension,
            key_version=row.key_version,
            created_at=row.created_at,
            validated_at=row.validated_at,
            activated_at=row.activated_at,
            set_aside=row.set_aside_at is not None,
            embedded=row.report.get("embedded"),
            seconds=row.report.get("seconds"),
            questions_asked=asked.get("asked"),
            questions_kept=asked.get("kept"),
        )


@strawberry.type(description="A stored answer whose cited passages are no longer what they were.")
class OutdatedAnswer:
    """A question to be answered anew."""

    question: str | None = strawberry.field(
        description="What was asked; null where it held personal data."
    )
    outdated: Outdated = strawberry.field(description="What became of its passages.")
    answered_at: datetime = strawberry.field(description="When it was answered.")

    @classmethod
    def of(cls, row: models.Answer) -> "OutdatedAnswer":
        """The answer in a row."""
        return cls(
            question=row.question,
            outdated=row.outdated or models.Outdated.GONE,
            answered_at=row.answered_at,
        )


@strawberry.input(description="A generation that is to answer.")
class ActivateGenerationInput:
    """Which generation."""

    id: relay.GlobalID = strawberry.field(description="The generation.")
    force: bool = strawberry.field(
        default=False, description="Also one that answered too few of its questions."
    )


@strawberry.input(description="Going back to the generation before; nothing is to be said of it.")
class RollbackGenerationInput:
    """Where from."""

    from_number: int | None = strawberry.field(
        default=None, description="Only while this one is active, so that two do not go back twice."
    )


GenerationResult = Annotated[
    IndexGeneration | InvalidInput | NotFound | Unavailable,
    strawberry.union("GenerationResult", description="The generation that answers, or why not."),
]
Number = Annotated[int, strawberry.argument(description="Number of a generation.")]
Version = Annotated[int, strawberry.argument(description="Number of a version, from 1.")]


@strawberry.type
class GenerationQuery:
    """Reading generations."""

    @strawberry.field(description="Index generations, the newest first; for admins.")
    async def generations(
        self, info: Info, first: First = DEFAULT_PAGE, after: After = None
    ) -> Connection[IndexGeneration]:
        """Generations."""
        info.context.viewer.require(Role.ADMIN)
        active = await info.context.read(read.active)
        number = active.id if active else None
        table = models.IndexGeneration
        return await listed(
            info,
            select(table),
            Order((Key(col(table.id), descending=True),), "generation"),
            first,
            after,
            lambda row: IndexGeneration.of(row, number),
        )

    @strawberry.field(description="What changed from one generation to another; for admins.")
    async def compare_generations(
        self, info: Info, before: Number, after: Number
    ) -> ComparisonResult:
        """A comparison of generations."""
        info.context.viewer.require(Role.ADMIN)
        database = info.context.services.database
        try:
            found = await asyncio.to_thread(compare_generations, database, before, after)
        except ProblemError as error:
            return problem_of(error)
        return GenerationComparison.of(found)

    @strawberry.field(
        description="What changed from one version of a document to another; for admins."
    )
    async def compare_versions(
        self,
        info: Info,
        slug: Annotated[str, strawberry.argument(description="The document.")],
        before: Version,
        after: Version,
    ) -> ComparisonResult:
        """A comparison of versions."""
        info.context.viewer.require(Role.ADMIN)
        database = info.context.services.database
        try:
            found = await asyncio.to_thread(compare_versions, database, slug, before, after)
        except ProblemError as error:
            return problem_of(error)
        return GenerationComparison.of(found)

    @strawberry.field(
        description="Answers whose cited passages changed or went, the newest first; for admins."
    )
    async def outdated_answers(
        self,
        info: Info,
        kind: Annotated[
            Outdated | None, strawberry.argument(description="Only those of this kind.")
        ] = None,
        first: First = DEFAULT_PAGE,
        after: After = None,
    ) -> Connection[OutdatedAnswer]:
        """Outdated answers."""
        info.context.viewer.require(Role.ADMIN)
        table = models.Answer
        query = select(table).where(col(table.outdated).is_not(None))
        if kind is not None:
            query = query.where(table.outdated == kind)
        newest = Key(col(table.answered_at), descending=True)
        order = Order((newest, Key(col(table.id), descending=True)), "outdated")
        return await listed(info, query, order, first, after, OutdatedAnswer.of)


@strawberry.type
class GenerationMutation:
    """Moving the pointer."""

    @strawberry.mutation(description="Have another kept generation answer; for admins.")
    async def activate_generation(
        self,
        info: Info,
        input: Annotated[
            ActivateGenerationInput, strawberry.argument(description="The generation.")
        ],
    ) -> GenerationResult:
        """A generation activated."""
        actor = info.context.viewer.require(Role.ADMIN)
        try:
            number = own_key(input.id, IndexGeneration, ("input", "id"))
        except ProblemError as error:
            return problem_of(error)
        return await _moved(
            info,
            actor,
            lambda s: activate(
                s.database, s.data_dir, s.embedder, s.terms, actor, number, force=input.force
            ),
        )

    @strawberry.mutation(description="Have the generation before the active one answer; admins.")
    async def rollback_generation(
        self,
        info: Info,
        input: Annotated[RollbackGenerationInput, strawberry.argument(description="Where from.")],
    ) -> GenerationResult:
        """A step back."""
        actor = info.context.viewer.require(Role.ADMIN)
        return await _moved(
            info,
            actor,
            lambda s: rollback(
                s.database, s.data_dir, s.embedder, s.terms, actor, input.from_number
            ),
        )


async def _moved(
    info: Info, actor: str, move: Callable[[Services], models.IndexGeneration]
) -> IndexGeneration | InvalidInput | NotFound | Unavailable:
    try:
        row = await asyncio.to_thread(_move, info.context.services, move, actor)
    except ProblemError as error:
        return problem_of(error)
    return IndexGeneration.of(row, row.id)


def _move(
    services: Services, move: Callable[[Services], models.IndexGeneration], actor: str
) -> models.IndexGeneration:
    """Move the pointer; a worker asks the open knowledge gaps again, which may take minutes."""
    row = move(services)
    with services.database.writing() as session:
        enqueue_publish(session, actor, moved=True)
    return row
