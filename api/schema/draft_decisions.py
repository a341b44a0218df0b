"""What editors decide on proposed plan data."""

# mypy: disable-error-code=untyped-decorator
# Strawberry types its field decorators as Any.

import asyncio
from collections.abc import Sequence
from typing import Annotated, Any

import strawberry
from sqlmodel import col, select
from strawberry import relay

from api.context import Info
from api.problems import InvalidInput, NotFound, Unavailable, problem_of
from api.schema.arguments import own_key
from api.schema.drafts import DraftNode
from api.schema.facts import Conflict
from db import models
from db.errors import InvalidInput as InvalidInputError
from db.errors import ProblemError
from db.models import Role
from db.writes.confirmations import Confirmed
from ingest.proposal.drafts import confirm_drafts, reject_drafts

MAX_DECIDED = 100
MAX_NOTE = 1_000


@strawberry.type(description="A proposed node that is plan data now.")
class ConfirmedDraftNode:
    """What became of one node."""

    codes: strawberry.Private[tuple[str, ...]]
    node: DraftNode = strawberry.field(description="The proposed node; `fact` is what it became.")
    created: bool = strawberry.field(
        description="Whether it is new; otherwise it confirms what the plan data held."
    )

    @strawberry.field(description="Where the plan data said something else; both are kept.")
    async def conflicts(self, info: Info) -> list[Conflict]:
        """Readings in dispute."""

        def read(session: Any) -> Sequence[models.Conflict]:  # noqa: ANN401 (a session)
            table = models.Conflict
            query = select(table).where(col(table.code).in_(self.codes)).order_by(col(table.id))
            found: Sequence[models.Conflict] = session.exec(query).all()
            return found

        return [Conflict.of(row) for row in await info.context.read(read)] if self.codes else []


@strawberry.type(description="Proposed nodes confirmed, with all they stand under.")
class ConfirmedPlanDraft:
    """What was confirmed."""

    confirmed: list[ConfirmedDraftNode] = strawberry.field(description="In the plan's order.")


@strawberry.type(description="Proposed nodes refused, with all below them.")
class RejectedPlanDraft:
    """What was refused."""

    rejected: list[DraftNode] = strawberry.field(description="The nodes as they are now.")


@strawberry.input(description="Proposed nodes to make plan data.")
class ConfirmPlanDraftInput:
    """Which nodes."""

    nodes: list[relay.GlobalID] = strawberry.field(description="1 to 100 draft nodes.")


@strawberry.input(description="Proposed nodes to refuse.")
class RejectPlanDraftInput:
    """Which nodes, and why."""

    nodes: list[relay.GlobalID] = strawberry.field(description="1 to 100 draft nodes.")
    note: str | None = strawberry.field(
        default=None, description="Why, for other editors, at most 1,000 letters."
    )


ConfirmPlanDraftResult = Annotated[
    ConfirmedPlanDraft | InvalidInput | NotFound | Unavailable,
    strawberry.union("ConfirmPlanDraftResult", description="What was confirmed, or why not."),
]
RejectPlanDraftResult = Annotated[
    RejectedPlanDraft | InvalidInput | NotFound | Unavailable,
    strawberry.union("RejectPlanDraftResult", description="What was refused, or why not."),
]


@strawberry.type
class DraftMutation:
    """Deciding on drafts."""

    @strawberry.mutation(
        description="Make proposed nodes, and all they stand under, plan data and publish it; for "
        "editors. What is confirmed is OFFICIAL, with the words of the plan as its source."
    )
    async def confirm_plan_draft(
        self,
        info: Info,
        input: Annotated[ConfirmPlanDraftInput, strawberry.argument(description="Which nodes.")],
    ) -> ConfirmPlanDraftResult:
        """Confirm nodes."""
        actor, services = info.context.viewer.require(Role.EDITOR), info.context.services
        try:
            done = await asyncio.to_thread(
                confirm_drafts,
                services.library,
                services.database,
                services.data_dir,
                _chosen(input.nodes),
                actor,
            )
            return await _confirmed(info, done)
        except ProblemError as error:
            return problem_of(error)

    @strawberry.mutation(
        description="Refuse proposed nodes and all below them; what was confirmed leaves the plan "
        "data; for editors."
    )
    async def reject_plan_draft(
        self,
        info: Info,
        input: Annotated[RejectPlanDraftInput, strawberry.argument(description="Which nodes.")],
    ) -> RejectPlanDraftResult:
        """Refuse nodes."""
        actor, services = info.context.viewer.require(Role.EDITOR), info.context.services
        try:
            if len(input.note or "") > MAX_NOTE:
                raise InvalidInputError(f"เหตุผลยาวเกิน {MAX_NOTE:,} ตัวอักษร", ("input", "note"))
            done = await asyncio.to_thread(
                reject_drafts,
                services.library,
                services.database,
                services.data_dir,
                _chosen(input.nodes),
                input.note,
                actor,
            )
            rows = await _rows(info, done)
            return RejectedPlanDraft(rejected=[DraftNode.of(rows[key]) for key in done])
        except ProblemError as error:
            return problem_of(error)


def _chosen(ids: Sequence[relay.GlobalID]) -> list[int]:
    if not 1 <= len(ids) <= MAX_DECIDED:
        raise InvalidInputError(f"ระบุร่างข้อมูลได้ 1 ถึง {MAX_DECIDED} รายการ", ("input", "nodes"))
    return [own_key(key, DraftNode, ("input", "nodes")) for key in ids]


async def _confirmed(info: Info, done: Sequence[Confirmed]) -> ConfirmedPlanDraft:
    rows = await _rows(info, [one.id for one in done])
    return ConfirmedPlanDraft(
        confirmed=[
            ConfirmedDraftNode(
                node=DraftNode.of(rows[one.id]), created=one.created, codes=one.conflicts
            )
            for one in done
        ]
    )


async def _rows(info: Info, ids: Sequence[int]) -> dict[int, models.DraftNode]:
    """The nodes as they are now: loaders may hold what they were."""

    def read(session: Any) -> dict[int, models.DraftNode]:  # noqa: ANN401 (a session)
        found = session.exec(select(models.DraftNode).where(col(models.DraftNode.id).in_(ids)))
        return {row.id or 0: row for row in found}

    return await info.context.read(read)
