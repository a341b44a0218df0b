"""The one GraphQL schema."""

import logging

import strawberry
from graphql import GraphQLError
from strawberry.extensions import MaxTokensLimiter
from strawberry.schema.config import StrawberryConfig
from strawberry.types import ExecutionContext

from api.limits import MAX_TOKENS, DocumentGuard
from api.problems import CodedErrors, is_unexpected
from api.schema.answers import AnswerMutation, AnswerSubscription
from api.schema.feedback import FeedbackMutation
from api.schema.nodes import NODE_TYPES
from api.schema.query import Query

logger = logging.getLogger("sodklong.graphql")


class PlanSchema(strawberry.Schema):
    """Strawberry's schema, with expected failures coded and one line of log for the others."""

    def process_errors(
        self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None
    ) -> None:
        """Log what nobody expected, once an operation."""
        unexpected = [error for error in errors if is_unexpected(error)]
        if unexpected:
            request = execution_context.context.request_id if execution_context else "-"
            logger.error("request %s", request, exc_info=unexpected[0].original_error)


@strawberry.type(description="Where things are done.")
class Mutation(AnswerMutation, FeedbackMutation):
    """All mutations."""


@strawberry.type(description="Where things are followed.")
class Subscription(AnswerSubscription):
    """All subscriptions."""


schema = PlanSchema(
    query=Query,
    mutation=Mutation,
    subscription=Subscription,
    types=list(NODE_TYPES.values()),
    extensions=[
        lambda: MaxTokensLimiter(max_token_count=MAX_TOKENS),
        DocumentGuard,
        CodedErrors,
    ],
    config=StrawberryConfig(disable_field_suggestions=True),
)
