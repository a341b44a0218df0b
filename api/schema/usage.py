"""How the assistant is used, and what its askers think; for admins."""

# mypy: disable-error-code=untyped-decorator
# Strawberry types its field decorators as Any.

from datetime import date, datetime
from typing import Annotated

import strawberry
from sqlmodel import Session, col, select

from api.context import Info
from api.pagination import DEFAULT_PAGE, Ask, Connection, paginate, refilled
from api.schema.arguments import After, Before, First, Last
from api.schema.documents import Document
from api.schema.enums import AnswerStatus, FeedbackReason
from assistant import wording
from db import models
from db.errors import InvalidInput
from db.models import Role
from db.reads import usage as reads

MAX_DAYS = 366


@strawberry.type(description="A day and its questions.")
class UsageDay:
    """A day in Thai time."""

    day: date = strawberry.field(description="The day, in Thai time.")
    questions: int = strawberry.field(description="How many questions were asked.")


@strawberry.type(description="An end that questions had.")
class UsageStatus:
    """A status and how often."""

    status: AnswerStatus = strawberry.field(description="How they ended.")
    questions: int = strawberry.field(description="How many.")


@strawberry.type(description="A document that answers cite.")
class UsageDocument:
    """A document and how often."""

    document: Document = strawberry.field(description="The document.")
    answers: int = strawberry.field(description="How many answers cite it.")


@strawberry.type(description="Answers that took about as long.")
class UsageTime:
    """A class of times."""

    under_ms: int | None = strawberry.field(
        description="They took less than so many milliseconds; null for all longer ones."
    )
    answers: int = strawberry.field(description="How many, shorter classes left out.")


@strawberry.type(description="How the assistant was used; holds no question.")
class Usage:
    """Counts over some days."""

    questions: int = strawberry.field(description="How many questions were asked.")
    days: list[UsageDay] = strawberry.field(description="Every day, the first first.")
    statuses: list[UsageStatus] = strawberry.field(description="The most frequent first.")
    documents: list[UsageDocument] = strawberry.field(description="The 20 most cited.")
    median_ms: float | None = strawberry.field(
        description="Milliseconds that half of the answers took at most; null without any."
    )
    p95_ms: float | None = strawberry.field(
        description="Milliseconds that 95 of 100 answers took at most; null without any."
    )
    times: list[UsageTime] = strawberry.field(description="The shortest first.")
    helpful: int = strawberry.field(description="Answers rated helpful.")
    unhelpful: int = strawberry.field(description="Answers rated not helpful.")


@strawberry.type(description="A rating with what was asked.")
class RatedAnswer:
    """A rating for admins."""

    question: str | None = strawberry.field(
        description="The question; null where it held personal data."
    )
    status: AnswerStatus = strawberry.field(description="How it ended.")
    helpful: bool = strawberry.field(description="Whether the answer helped.")
    reasons: list[FeedbackReason] = strawberry.field(description="What was wrong.")
    comment: str | None = strawberry.field(description="In the asker's own words.")
    rated_at: datetime = strawberry.field(description="When it was rated.")

    @classmethod
    def of(cls, row: models.Feedback, answer: models.Answer) -> "RatedAnswer":
        """The rating in a row, and the answer it is of."""
        return cls(
            question=answer.understood or answer.question,
            status=answer.status,
            helpful=row.helpful,
            reasons=[FeedbackReason(reason) for reason in row.reasons],
            comment=row.comment,
            rated_at=row.rated_at,
        )


@strawberry.type
class UsageQuery:
    """Reading how it goes."""

    @strawberry.field(description="How the assistant was used over at most 366 days; for admins.")
    async def usage(
        self,
        info: Info,
        since: Annotated[
            date, strawberry.argument(name="from", description="First day, in Thai time.")
        ],
        to: Annotated[date, strawberry.argument(description="Last day, in Thai time.")],
    ) -> Usage:
        """Counts."""
        info.context.viewer.require(Role.ADMIN)
        if not 0 <= (to - since).days < MAX_DAYS:
            raise InvalidInput(f"เลือกช่วงวันที่จากก่อนไปหลัง ไม่เกิน {MAX_DAYS} วัน", ("to",))
        span = reads.Span(since, to)
        return await info.context.read(lambda session: _usage(session, span))

    @strawberry.field(description="Ratings with what was asked, the oldest first; for admins.")
    async def ratings(
        self,
        info: Info,
        helpful: Annotated[
            bool | None, strawberry.argument(description="Only those that say so.")
        ] = None,
        first: First = DEFAULT_PAGE,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[RatedAnswer]:
        """Ratings."""
        info.context.viewer.require(Role.ADMIN)
        ask = Ask(first, after, last, before)
        return await info.context.read(lambda session: _ratings(session, helpful, ask))


def _usage(session: Session, span: reads.Span) -> Usage:
    days = reads.questions_by_day(session, span)
    spent = reads.times(session, span, tuple(wording.STEPS))
    helpful, unhelpful = reads.ratings(session, span)
    ends = (*reads.CLASSES_MS, None)
    return Usage(
        questions=sum(count for _, count in days),
        days=[UsageDay(day=day, questions=count) for day, count in days],
        statuses=[
            UsageStatus(status=status, questions=count)
            for status, count in reads.questions_by_status(session, span)
        ],
        documents=[
            UsageDocument(document=Document.of(row), answers=count)
            for row, count in reads.citations_by_document(session, span)
        ],
        median_ms=spent.median,
        p95_ms=spent.p95,
        times=[
            UsageTime(under_ms=end, answers=count)
            for end, count in zip(ends, spent.classes, strict=True)
        ],
        helpful=helpful,
        unhelpful=unhelpful,
    )


def _ratings(session: Session, helpful: bool | None, ask: Ask) -> Connection[RatedAnswer]:
    table = models.Feedback
    query = select(table)
    if helpful is not None:
        query = query.where(col(table.helpful) == helpful)

    order = [col(table.rated_at), col(table.answer_id)]
    page = paginate(session, query, order, ask, lambda row: row)
    ids = [row.answer_id for row in page.nodes]
    rows = session.exec(select(models.Answer).where(col(models.Answer.id).in_(ids)))
    answers = {row.id: row for row in rows}
    return refilled(page, [RatedAnswer.of(row, answers[row.answer_id]) for row in page.nodes])
