"""Turning the assistant off and on."""

# mypy: disable-error-code=untyped-decorator
# Strawberry types its field decorators as Any.

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Annotated

import strawberry
from sqlmodel import Session

from api.context import Info
from api.problems import InvalidInput, NotFound, Unavailable, problem_of
from db.errors import ProblemError
from db.models import Role
from db.reads.switch import Pause, pause_of
from db.writes import switch


@strawberry.type(description="Whether the assistant answers.")
class AssistantState:
    """The switch as it stands."""

    answering: bool = strawberry.field(description="False while an admin has turned it off.")
    reason: str | None = strawberry.field(description="Why it is off, as askers read it, in Thai.")
    since: datetime | None = strawberry.field(description="Since when it is off.")

    @classmethod
    def of(cls, pause: Pause | None) -> "AssistantState":
        """The state under a pause, or under none."""
        if pause is None:
            return cls(answering=True, reason=None, since=None)
        return cls(answering=False, reason=pause.reason, since=pause.since)


@strawberry.input(description="Why the assistant is to be off.")
class PauseAssistantInput:
    """A reason."""

    reason: str = strawberry.field(description="What askers read, in Thai, 1 to 500 letters.")


@strawberry.input(description="What is said of turning the assistant on.")
class ResumeAssistantInput:
    """A note."""

    note: str | None = strawberry.field(
        default=None, description="A word for the trail, at most 500 letters."
    )


AssistantStateResult = Annotated[
    AssistantState | InvalidInput | NotFound | Unavailable,
    strawberry.union("AssistantStateResult", description="The switch as it is now, or why not."),
]


@strawberry.type
class SwitchQuery:
    """Whether one may ask."""

    @strawberry.field(description="Whether the assistant answers.")
    async def assistant(self, info: Info) -> AssistantState:
        """The switch."""
        return AssistantState.of(await info.context.read(pause_of))


@strawberry.type
class SwitchMutation:
    """The switch turned."""

    @strawberry.mutation(
        description="Turn the assistant off, with a reason; for admins. Questions, alignments and "
        "searches are then refused with it."
    )
    async def pause_assistant(
        self,
        info: Info,
        input: Annotated[PauseAssistantInput, strawberry.argument(description="The reason.")],
    ) -> AssistantStateResult:
        """Off."""
        actor = info.context.viewer.require(Role.ADMIN)
        return await _turn(info, lambda session: switch.pause(session, actor, input.reason))

    @strawberry.mutation(description="Turn the assistant on again; for admins.")
    async def resume_assistant(
        self,
        info: Info,
        input: Annotated[ResumeAssistantInput, strawberry.argument(description="The note.")],
    ) -> AssistantStateResult:
        """On."""
        actor = info.context.viewer.require(Role.ADMIN)
        return await _turn(info, lambda session: switch.resume(session, actor, input.note))


async def _turn(
    info: Info, act: Callable[[Session], None]
) -> AssistantState | InvalidInput | NotFound | Unavailable:
    try:
        return AssistantState.of(await asyncio.to_thread(_turned, info, act))
    except ProblemError as error:
        return problem_of(error)


def _turned(info: Info, act: Callable[[Session], None]) -> Pause | None:
    with info.context.services.database.writing() as session:
        act(session)
        return pause_of(session)
