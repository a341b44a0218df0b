"""What askers think of an answer."""

# mypy: disable-error-code=untyped-decorator
# Strawberry types its field decorators as Any.

import asyncio
from datetime import datetime
from typing import Annotated

import strawberry

from api.context import Info
from api.problems import InvalidInput, NotFound, Unavailable, problem_of
from api.schema.enums import FeedbackReason
from assistant.feedback import Rating, rate
from db import models
from db.errors import ProblemError


@strawberry.input(description="What an asker thinks of an answer.")
class RateAnswerInput:
    """A rating."""

    answer_id: strawberry.ID = strawberry.field(description="The answer.")
    helpful: bool = strawberry.field(description="Whether it helped.")
    reasons: list[FeedbackReason] = strawberry.field(
        default_factory=list, description="What was wrong; empty when it helped."
    )
    comment: str | None = strawberry.field(
        default=None,
        description="In the asker's own words, at most 1,000 characters, no personal data.",
    )


@strawberry.type(description="The rating of an answer: one, the last one given.")
class Feedback:
    """A rating as it is kept."""

    answer_id: strawberry.ID = strawberry.field(description="The answer.")
    helpful: bool = strawberry.field(description="Whether it helped.")
    reasons: list[FeedbackReason] = strawberry.field(description="What was wrong.")
    comment: str | None = strawberry.field(description="In the asker's own words.")
    rated_at: datetime = strawberry.field(description="When it was given.")

    @classmethod
    def of(cls, row: models.Feedback) -> "Feedback":
        """The rating in a row."""
        return cls(
            answer_id=strawberry.ID(row.answer_id),
            helpful=row.helpful,
            reasons=[FeedbackReason(reason) for reason in row.reasons],
            comment=row.comment,
            rated_at=row.rated_at,
        )


RateAnswerResult = Annotated[
    Feedback | InvalidInput | NotFound | Unavailable,
    strawberry.union("RateAnswerResult", description="The rating kept, or an expected failure."),
]


@strawberry.type
class FeedbackMutation:
    """Rating."""

    @strawberry.mutation(
        description="Say whether an answer helped; rating it again replaces what was said."
    )
    async def rate_answer(
        self,
        info: Info,
        input: Annotated[RateAnswerInput, strawberry.argument(description="The rating.")],
    ) -> RateAnswerResult:
        """Keep a rating."""
        rating = Rating(
            answer_id=str(input.answer_id),
            helpful=input.helpful,
            reasons=input.reasons,
            comment=input.comment,
            asker=info.context.viewer.subject,
        )
        try:
            row = await asyncio.to_thread(rate, info.context.services.database, rating)
        except ProblemError as error:
            return problem_of(error)
        return Feedback.of(row)
