"""Counts of questions and answers, on both databases, against what was put there."""

from datetime import UTC, date, datetime

import pytest

from db.models import (
    Answer,
    AnswerStatus,
    Citation,
    Conversation,
    Document,
    DocumentKind,
    DocumentVersion,
    Feedback,
    KnowledgeGap,
)
from db.reads import usage
from db.reads.usage import Span, Times

SPAN = Span(date(2026, 11, 1), date(2026, 11, 3))
STEPS = ("screen", "compose")


@pytest.fixture
def session(database):
    with database.writing() as session:
        session.add(Conversation(id="c" * 32))
        session.flush()
        yield session


@pytest.fixture
def put(session):
    """put(day, hour, ...) stores an answer of that moment in UTC; its id."""

    def store(day, hour=12, status=AnswerStatus.ANSWERED, **timings):
        row = Answer(
            conversation_id="c" * 32,
            question="ถาม",
            status=status,
            text="ตอบ",
            sentences=[],
            notices=[],
            timings=timings,
            answered_at=datetime(2026, 11, day, hour, tzinfo=UTC),
        )
        session.add(row)
        session.flush()
        return row.id

    return store


def test_a_day_is_a_day_in_thailand(session, put):
    put(1, 16)
    put(1, 17)
    put(3, 16)
    put(3, 17)
    found = usage.questions_by_day(session, SPAN)
    assert found == [(date(2026, 11, day), 1) for day in (1, 2, 3)]


def test_ends_are_counted_the_most_frequent_first(session, put):
    for status in (AnswerStatus.GREETING, AnswerStatus.ANSWERED, AnswerStatus.ANSWERED):
        put(2, status=status)
    assert usage.questions_by_status(session, SPAN) == [
        (AnswerStatus.ANSWERED, 2),
        (AnswerStatus.GREETING, 1),
    ]


def test_a_gap_asked_again_is_nobodys_question(session, put):
    asked, again = put(1), put(2)
    session.add(
        KnowledgeGap(
            key="k",
            question="ถาม",
            last_status=AnswerStatus.ANSWERED,
            answer_id=asked,
            resolved_by=again,
        )
    )
    session.flush()
    assert [count for _, count in usage.questions_by_day(session, SPAN)] == [1, 0, 0]


def test_times_are_those_of_the_steps(session, put):
    for milliseconds in (10, 20, 300, 12_000):
        put(1, screen=milliseconds / 2, compose=milliseconds / 2, tokens_out=99_999)
    counted = (2, 0, 1, 0, 0, 0, 0, 1)
    assert usage.times(session, SPAN, STEPS) == Times(20.0, 12_000.0, counted)


def test_days_without_questions_have_no_times(session):
    assert usage.times(session, SPAN, STEPS) == Times(None, None, (0,) * 8)


def test_an_answer_counts_once_for_a_document_it_cites_twice(session, put):
    document = Document(slug="plan", title="แผน", kind=DocumentKind.PLAN)
    session.add(document)
    session.flush()
    version = DocumentVersion(document_id=document.id, number=1, sha256="a" * 64, reader="t")
    session.add(version)
    session.flush()
    answered, refused = put(1), put(1, status=AnswerStatus.REFUSED_NOT_IN_DOCUMENTS)
    for answer, number in ((answered, 1), (answered, 2), (refused, 1)):
        session.add(citation(answer, number, version.id))
    session.flush()
    assert usage.citations_by_document(session, SPAN) == [(document, 1)]


def test_ratings_are_counted(session, put):
    for helpful in (True, False, False):
        session.add(Feedback(answer_id=put(2), helpful=helpful))
    session.flush()
    assert usage.ratings(session, SPAN) == (1, 2)


def citation(answer, number, version):
    return Citation(
        answer_id=answer,
        number=number,
        version_id=version,
        page_number=1,
        section="",
        quote="ก",
        start=0,
        end=1,
        passage_digest="d" * 64,
    )
