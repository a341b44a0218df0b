"""Old conversations are forgotten with all that hangs on them; what is needed stays."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import func, select

from api.retention import forget_daily, forget_older
from db import models
from db.engine import default_url, open_database
from db.models import Answer, AnswerStatus, AuditEntry, Conversation, Feedback, GapState
from db.models import KnowledgeGap as Gap
from db.schema import migrate

NOW = datetime(2026, 11, 23, tzinfo=UTC)
OLD, NEW = NOW - timedelta(days=40), NOW - timedelta(days=3)


@pytest.fixture
def database(tmp_path):
    opened = open_database(default_url(tmp_path))
    migrate(opened)
    yield opened
    opened.close()


@pytest.fixture
def talk(database):
    """talk(begun, *asked) keeps a conversation with an answer for each moment: their ids."""

    def keep(begun, *asked):
        with database.writing() as session:
            one = Conversation(started_at=begun)
            session.add(one)
            session.flush()
            answers = [
                Answer(conversation_id=one.id, status=AnswerStatus.ANSWERED, text="ตอบ",
                       sentences=[], notices=[], timings={}, answered_at=at)
                for at in asked
            ]  # fmt: skip
            session.add_all(answers)
            session.flush()
            session.add_all(Feedback(answer_id=answer.id, helpful=True) for answer in answers)
            return [answer.id for answer in answers]

    return keep


class Heard:
    """A log that a test waits for."""

    def __init__(self, loop, event):
        self._loop, self._event = loop, event

    def warning(self, *_):
        self._loop.call_soon(self._event.set)


def sweep(database):
    return forget_older(database, "cli", 30, lambda: NOW)


def count(database, table):
    with database.reading() as session:
        return session.exec(select(func.count()).select_from(table)).one()


def gap(database, answer, state, last=OLD, **more):
    with database.writing() as session:
        session.add(Gap(key=answer, question="ถาม", last_status=AnswerStatus.PARTIAL, state=state,
                        answer_id=answer, last_asked_at=last, **more))  # fmt: skip


def test_what_nobody_went_on_with_goes_and_the_rest_stays(database, talk):
    talk(OLD, OLD, OLD)
    talk(OLD)
    kept = talk(OLD, OLD, NEW) + talk(NEW, NEW)
    gone = sweep(database)
    assert (gone.conversations, gone.answers) == (2, 2)
    assert count(database, Conversation) == 2
    assert count(database, Feedback) == count(database, Answer) == len(kept)


def test_the_trail_counts_what_went_and_says_nothing_of_nothing(database, talk):
    talk(OLD, OLD)
    for _ in range(2):
        sweep(database)
    with database.reading() as session:
        (entry,) = session.exec(select(AuditEntry)).all()
    assert (entry.actor, entry.act) == ("cli", "conversations.forget")
    assert entry.detail == {"conversations": 1, "answers": 1, "gaps": 0}


@pytest.mark.parametrize("state", [GapState.OPEN, GapState.ASSIGNED, GapState.DISMISSED])
def test_the_answer_of_a_gap_stays_as_long_as_the_gap(database, talk, state):
    needed, _ = talk(OLD, OLD, OLD)
    gap(database, needed, state)
    assert sweep(database).answers == 1
    assert not sweep(database)
    assert (count(database, Conversation), count(database, Answer), count(database, Gap)) == (
        1,
        1,
        1,
    )


def test_a_gap_that_was_answered_goes_with_both_answers(database, talk):
    (asked,), (found,) = talk(OLD, OLD), talk(OLD, OLD)
    gap(database, asked, GapState.ANSWERED, resolved_by=found)
    gone = sweep(database)
    assert (gone.conversations, gone.answers, gone.gaps) == (2, 2, 1)


def test_a_gap_met_lately_keeps_what_it_rests_on(database, talk):
    (asked,), (found,) = talk(OLD, OLD), talk(OLD, OLD)
    gap(database, asked, GapState.ANSWERED, NEW, resolved_by=found)
    assert not sweep(database)
    assert count(database, Answer) == 2


def test_many_go_in_several_transactions(database, talk, monkeypatch):
    monkeypatch.setattr("api.retention.BATCH", 2)
    for _ in range(5):
        talk(OLD, OLD)
    assert sweep(database).conversations == 5
    assert count(database, AuditEntry) == 3


def test_plan_data_keep_their_revision(database, talk):
    talk(OLD, OLD)
    with database.reading() as session:
        before = session.exec(select(models.revision.DataRevision.number)).one()
    sweep(database)
    with database.reading() as session:
        assert session.exec(select(models.revision.DataRevision.number)).one() == before


def test_a_server_forgets_at_its_start(database, talk, monkeypatch):
    talk(datetime(2020, 1, 1, tzinfo=UTC), datetime(2020, 1, 1, tzinfo=UTC))

    forgotten = asyncio.Event()

    async def run():
        loop = asyncio.get_running_loop()
        monkeypatch.setattr("api.retention.logger", Heard(loop, forgotten))
        task = asyncio.create_task(forget_daily(database, 30, pause=60))
        await asyncio.wait_for(forgotten.wait(), 10)
        task.cancel()

    asyncio.run(run())
    assert count(database, Conversation) == 0
