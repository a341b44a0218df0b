"""What editors decide on proposed plan data."""

# mypy: disable-error-code=untyped-decorator
# Strawberry types its field decorators as Any.

from collections.abc import Sequence
from typing import Annotated, Any

import strawberry
from sqlmodel import Session, col, select
from strawberry import relay

from api.context import Info
from api.problems import InvalidInput, NotFound, Unavailable, problem_of
from api.schema.arguments import own_key
from api.schema.drafts import DraftNode
from api.schema.facts import Conflict
from api.schema.jobs import Job, write
from db import models
from db.errors import InvalidInput as InvalidInputError
from db.errors import ProblemError
from db.models import Role
from db.writes.confirmations import Confirmed
from db.writes.jobs import enqueue_publish
from ingest.proposal.drafts import confirm_nodes, reject_nodes

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
    job: Job = strawberry.field(description="What publishes it; until it is done, answers wait.")


@strawberry.type(description="Proposed nodes refused, with all below them.")
class RejectedPlanDraft:
    """What was refused."""

    rejected: list[DraftNode] = strawberry.field(description="The nodes as they are now.")
    job: Job = strawberry.field(description="What takes them out of plan data and answers.")


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
        description="Make proposed nodes, and all they stand under, plan data, published by a job; "
        "for editors. What is confirmed is OFFICIAL, with the words of the plan as its source."
    )
    async def confirm_plan_draft(
        self,
        info: Info,
        input: Annotated[ConfirmPlanDraftInput, strawberry.argument(description="Which nodes.")],
    ) -> ConfirmPlanDraftResult:
        """Confirm nodes."""
        actor = info.context.viewer.require(Role.EDITOR)

        def work(session: Session) -> tuple[list[Confirmed], models.Job]:
            done = confirm_nodes(session, _chosen(input.nodes), actor)
            return done, enqueue_publish(session, actor, facts=True)

        try:
            done, job = await write(info, work)
            return await _confirmed(info, done, job)
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
        actor = info.context.viewer.require(Role.EDITOR)

        def work(session: Session) -> tuple[list[int], models.Job]:
            if len(input.note or "") > MAX_NOTE:
                raise InvalidInputError(f"เหตุผลยาวเกิน {MAX_NOTE:,} ตัวอักษร", ("input", "note"))
            done = reject_nodes(session, _chosen(input.nodes), input.note, actor)
            return done, enqueue_publish(session, actor, facts=True)

        try:
            done, job = await write(info, work)
            rows = await _rows(info, done)
            nodes = [DraftNode.of(rows[key]) for key in done]
            return RejectedPlanDraft(rejected=nodes, job=Job.of(job))
        except ProblemError as error:
            return problem_of(error)


def _chosen(ids: Sequence[relay.GlobalID]) -> list[int]:
    if not 1 <= len(ids) <= MAX_DECIDED:
        raise InvalidInputError(f"ระบุร่างข้อมูลได้ 1 ถึง {MAX_DECIDED} รายการ", ("input", "nodes"))
    return [own_key(key, DraftNode, ("input", "nodes")) for key in ids]


async def _confirmed(info: Info, done: Sequence[Confirmed], job: models.Job) -> ConfirmedPlanDraft:
    rows = await _rows(info, [one.id for one in done])
    return ConfirmedPlanDraft(
        confirmed=[
            ConfirmedDraftNode(
                node=DraftNode.of(rows[one.id]), created=one.created, codes=one.conflicts
            )
            for one in done
        ],
        job=Job.of(job),
    )


async def _rows(info: Info, ids: Sequence[int]) -> dict[int, models.DraftNode]:
    """The nodes as they are now: loaders may hold what they were."""

    def read(session: Any) -> dict[int, models.DraftNode]:  # noqa: ANN401 (a session)
        found = session.exec(select(models.DraftNode).where(col(models.DraftNode.id).in_(ids)))
        return {row.id or 0: row for row in found}

    return await info.context.read(read)
