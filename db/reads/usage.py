"""How much was asked, how it ended, what was cited and how long it took; never who asked what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from typing import Any, Final

from sqlalchemy import ColumnElement, Float, cast, func, literal
from sqlalchemy import select as select_rows
from sqlmodel import Session, and_, case, col, select

from db.models import (
    Answer,
    AnswerStatus,
    Citation,
    Document,
    DocumentVersion,
    Feedback,
    KnowledgeGap,
)

THAI_TIME: Final = timezone(timedelta(hours=7))
MOST_CITED: Final = 20
# Upper ends, in milliseconds, of the classes that times of answers are counted in.
CLASSES_MS: Final = (100, 250, 500, 1_000, 2_000, 5_000, 10_000)


@dataclass(frozen=True, slots=True)
class Span:
    """Days in Thai time, the last one included."""

    first: date
    last: date

    def days(self) -> list[date]:
        """Every day of it."""
        return [self.first + timedelta(days=at) for at in range((self.last - self.first).days + 1)]

    def holds(self) -> ColumnElement[bool]:
        """Whether an asker's question was answered in it; gaps asked again are nobody's."""
        begins = datetime.combine(self.first, time(), THAI_TIME)
        ends = datetime.combine(self.last, time(), THAI_TIME) + timedelta(days=1)
        again = select(KnowledgeGap.resolved_by).where(col(KnowledgeGap.resolved_by).is_not(None))
        at = col(Answer.answered_at)
        return and_(at >= begins, at < ends, col(Answer.id).not_in(again))


def questions_by_day(session: Session, span: Span) -> list[tuple[date, int]]:
    """How many questions each day of the span saw, days without one too."""
    day = _thai_day(session)
    rows = session.exec(
        select_rows(day, func.count()).where(span.holds()).group_by(day)  # type: ignore[call-overload]
    ).all()
    found = {date.fromisoformat(str(when)): count for when, count in rows}
    return [(when, found.get(when, 0)) for when in span.days()]


def questions_by_status(session: Session, span: Span) -> list[tuple[AnswerStatus, int]]:
    """How the questions ended, the most frequent end first."""
    status, count = col(Answer.status), func.count()
    query = select(status, count).where(span.holds()).group_by(status)
    return [(one, many) for one, many in session.exec(query.order_by(count.desc(), status))]


def citations_by_document(session: Session, span: Span) -> list[tuple[Document, int]]:
    """The documents most cited, with how many answers cite each."""
    count = func.count(col(Citation.answer_id).distinct())
    query = (
        select(Document, count)
        .join(DocumentVersion, col(DocumentVersion.document_id) == col(Document.id))
        .join(Citation, col(Citation.version_id) == col(DocumentVersion.id))
        .join(Answer, col(Answer.id) == col(Citation.answer_id))
        .where(span.holds(), col(Answer.status).in_(_ANSWERED))
        .group_by(col(Document.id))
        .order_by(count.desc(), col(Document.slug))
        .limit(MOST_CITED)
    )
    return [(document, many) for document, many in session.exec(query)]


def ratings(session: Session, span: Span) -> tuple[int, int]:
    """How many of the answers were rated helpful, and how many not."""
    helpful = col(Feedback.helpful)
    query = (
        select(helpful, func.count())
        .join(Answer, col(Answer.id) == col(Feedback.answer_id))
        .where(span.holds())
        .group_by(helpful)
    )
    found = {bool(one): many for one, many in session.exec(query)}
    return found.get(True, 0), found.get(False, 0)


@dataclass(frozen=True, slots=True)
class Times:
    """How long answers took, in milliseconds: the middle one, the one that 95 of 100 stay under
    (None without answers), and how many stayed under each end of `CLASSES_MS`, then all others."""

    median: float | None
    p95: float | None
    classes: tuple[int, ...]


def times(session: Session, span: Span, steps: Sequence[str]) -> Times:
    """How long the named steps of the answers took together."""
    spent = _spent(steps)
    ends = [(spent < end, at) for at, end in enumerate(CLASSES_MS)]
    kind = case(*ends, else_=len(CLASSES_MS))
    rows: Sequence[Any] = session.execute(
        select_rows(kind, func.count()).where(span.holds()).group_by(kind)
    ).all()
    found = {int(at): many for at, many in rows}
    counted = tuple(found.get(at, 0) for at in range(len(CLASSES_MS) + 1))
    return Times(
        _at_share(session, span, spent, sum(counted), 0.5),
        _at_share(session, span, spent, sum(counted), 0.95),
        counted,
    )


_ANSWERED = (AnswerStatus.ANSWERED, AnswerStatus.PARTIAL)


def _at_share(
    session: Session, span: Span, spent: ColumnElement[float], count: int, share: float
) -> float | None:
    """The time that this share of all answers does not pass (nearest rank)."""
    if count == 0:
        return None
    rank = max(0, -int(-share * count // 1) - 1)
    query = select_rows(spent).where(span.holds()).order_by(spent).offset(rank).limit(1)
    return float(session.execute(query).scalar_one())


def _spent(steps: Sequence[str]) -> ColumnElement[float]:
    """The milliseconds of the named steps of an answer together."""
    total: ColumnElement[float] = cast(literal(0), Float)
    for step in steps:
        total = total + func.coalesce(col(Answer.timings)[step].as_float(), 0.0)
    return total


def _thai_day(session: Session) -> ColumnElement[Any]:
    """The day an answer was given on in Thailand."""
    if session.get_bind().dialect.name == "sqlite":
        return func.date(col(Answer.answered_at), "+7 hours")
    return func.date(func.timezone("Asia/Bangkok", col(Answer.answered_at)))
