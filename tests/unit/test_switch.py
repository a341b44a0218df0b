"""The assistant turned off and on: what askers are told, and what is left in the trail."""

import asyncio
from datetime import date

import pytest
from sqlmodel import select

from assistant.alignment import Project, align_with_model
from assistant.ask import Question, answer
from assistant.draft import Tools
from assistant.search import search
from db.errors import AssistantPaused, InvalidInput
from db.index import LiveIndex
from db.models import Answer, AuditEntry, DocumentKind
from db.models.switch import MAX_REASON
from db.reads.access import broken_entry
from db.reads.switch import pause_of
from db.writes.switch import pause, resume
from ingest.library import Text


@pytest.fixture
def turn(sqlite):
    def act(what, *given):
        with sqlite.writing() as session:
            what(session, "key:1", *given)

    return act


@pytest.fixture
def tools(sqlite, tmp_path, trigrams):
    return Tools(sqlite, LiveIndex(sqlite, tmp_path, trigrams), trigrams)


@pytest.fixture
def ask(tools):
    def put(text, conversation=None):
        return asyncio.run(answer(Question(text, date(2026, 11, 1), conversation), tools))

    return put


def trail(sqlite):
    with sqlite.reading() as session:
        assert broken_entry(session) is None
        return [(one.act, one.detail) for one in session.exec(select(AuditEntry))]


@pytest.mark.parametrize("conversation", [None, "0" * 32])
def test_while_it_is_off_askers_read_why_and_nothing_is_stored(ask, turn, sqlite, conversation):
    turn(pause, " กำลังตรวจ\nข้อมูล ")
    with pytest.raises(AssistantPaused, match="กำลังตรวจ ข้อมูล"):
        ask("สวัสดี", conversation)
    with sqlite.reading() as session:
        assert session.exec(select(Answer)).all() == []


def test_while_it_is_off_no_project_is_held_against_plans(turn, tools):
    project = Project.from_text("โครงการพัฒนาระบบบริการประชาชนออนไลน์")
    turn(pause, "ปรับปรุงข้อมูลแผน")
    with pytest.raises(AssistantPaused, match="ปรับปรุงข้อมูลแผน"):
        asyncio.run(align_with_model(project, tools, date(2026, 11, 1)))
    turn(resume)
    found = asyncio.run(align_with_model(project, tools, date(2026, 11, 1)))
    assert found.matches == ()


def test_while_it_is_off_nothing_is_searched_for_anybody(turn, library, live, sqlite):
    library.take(Text("แผน", "# แผน\nท่าเรือน้ำลึก\n".encode(), DocumentKind.OTHER))
    library.publish()
    turn(pause, "ปรับปรุงข้อมูลแผน")
    with pytest.raises(AssistantPaused, match="ปรับปรุงข้อมูลแผน"):
        search(sqlite, live.current(), "ท่าเรือ", 10)
    turn(resume)
    assert len(search(sqlite, live.current(), "ท่าเรือ", 10).evidence) == 1


def test_turned_on_it_answers_again(ask, turn, sqlite):
    turn(pause, "ปรับปรุง")
    turn(resume)
    assert ask("สวัสดี").status == "GREETING"
    assert trail(sqlite) == [
        ("assistant.pause", {"reason": "ปรับปรุง"}),
        ("assistant.resume", {"reason": "ปรับปรุง", "note": None}),
    ]


def test_another_reason_takes_the_place_of_the_first(turn, sqlite):
    turn(pause, "หนึ่ง")
    turn(pause, "สอง")
    with sqlite.reading() as session:
        assert pause_of(session).reason == "สอง"


def test_what_answers_already_is_not_turned_on(turn, sqlite):
    turn(resume)
    assert trail(sqlite) == []


@pytest.mark.parametrize("reason", ["", "  \n", "ก" * (MAX_REASON + 1)])
def test_a_reason_is_required(turn, sqlite, reason):
    with pytest.raises(InvalidInput) as refused:
        turn(pause, reason)
    assert refused.value.path == ("reason",)
    with sqlite.reading() as session:
        assert pause_of(session) is None
