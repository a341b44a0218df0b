"""The one GraphQL schema."""

import logging
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Any

import strawberry
from graphql import GraphQLError
from strawberry.schema.config import StrawberryConfig
from strawberry.types import ExecutionContext, ExecutionResult

from api.context import Context
from api.deadlines import TooSlow, begin, until
from api.execution import LevelByLevel
from api.parsing import DocumentGuard
from api.problems import CodedErrors, is_unexpected
from api.schema.actionplan_changes import ActionPlanMutation
from api.schema.alignments import AlignmentMutation
from api.schema.answers import AnswerMutation, AnswerSubscription
from api.schema.document_changes import DocumentMutation
from api.schema.draft_decisions import DraftMutation
from api.schema.feedback import FeedbackMutation
from api.schema.gaps import GapMutation
from api.schema.generations import GenerationMutation
from api.schema.jobs import JobMutation, JobSubscription
from api.schema.keys import AccessMutation
from api.schema.nodes import NODE_TYPES
from api.schema.project_files import ProjectFileMutation
from api.schema.query import Query
from api.schema.switch import SwitchMutation
from api.schema.tracking import TrackingMutation
from api.schema.uploads import UploadMutation
from api.watching import watch

logger = logging.getLogger("sodklong.graphql")


class PlanSchema(strawberry.Schema):
    """Strawberry's schema, with expected failures coded and one line of log for the others.

    Operations that are not over in time are stopped.
    """

    async def execute(self, *args: Any, **kwargs: Any) -> ExecutionResult:  # noqa: ANN401
        """As Strawberry's, within the time limit."""
        context: Context = kwargs["context_value"]
        with watch(context, *_named(args, kwargs)) as running:
            result = await self._in_time(context, args, kwargs)
            running.saw(result)
            return result

    async def _in_time(self, context: Context, args: Any, kwargs: Any) -> ExecutionResult:  # noqa: ANN401
        try:
            async with begin(context.services.settings.timeout).held():
                return await super().execute(*args, **kwargs)
        except TooSlow as error:
            return _too_slow(error, context)

    async def stream(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        """As Strawberry's, within the time limit."""
        context: Context = kwargs["context_value"]
        source = await super().stream(*args, **kwargs)
        timely = self._timely(source, context)
        return _watched(timely, context, *_named(args, kwargs))

    async def _timely(self, source: Any, context: Context) -> AsyncGenerator[Any, None]:  # noqa: ANN401
        try:
            async with aclosing(until(begin(context.services.settings.timeout), source)) as results:
                async for result in results:
                    yield result
        except TooSlow as error:
            yield _too_slow(error, context)

    def process_errors(
        self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None
    ) -> None:
        """Log what nobody expected, once an operation."""
        unexpected = [error for error in errors if is_unexpected(error)]
        if unexpected:
            request = execution_context.context.request_id if execution_context else "-"
            logger.error("request %s", request, exc_info=unexpected[0].original_error)


def _named(args: Any, kwargs: Any) -> tuple[str | None, str | None]:  # noqa: ANN401
    """The document and the operation's name among what `execute` was given."""
    return args[0] if args else kwargs.get("query"), kwargs.get("operation_name")


async def _watched(
    source: AsyncGenerator[Any, None], context: Context, text: str | None, name: str | None
) -> AsyncGenerator[Any, None]:
    with watch(context, text, name) as running:
        async with aclosing(source) as results:
            async for result in results:
                running.saw(result)
                yield result


def _too_slow(error: TooSlow, context: Context) -> ExecutionResult:
    told = {"code": error.code, "requestId": context.request_id}
    return ExecutionResult(data=None, errors=[GraphQLError(str(error), extensions=told)])


@strawberry.type(description="Where things are done.")
class Mutation(
    AnswerMutation,
    AlignmentMutation,
    ProjectFileMutation,
    FeedbackMutation,
    AccessMutation,
    GapMutation,
    DraftMutation,
    ActionPlanMutation,
    TrackingMutation,
    GenerationMutation,
    UploadMutation,
    DocumentMutation,
    JobMutation,
    SwitchMutation,
):
    """All mutations."""


@strawberry.type(description="Where things are followed.")
class Subscription(AnswerSubscription, JobSubscription):
    """All subscriptions."""


schema = PlanSchema(
    query=Query,
    mutation=Mutation,
    subscription=Subscription,
    types=list(NODE_TYPES.values()),
    extensions=[DocumentGuard, CodedErrors],
    execution_context_class=LevelByLevel,
    config=StrawberryConfig(disable_field_suggestions=True),
)
