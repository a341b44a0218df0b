"""Gaps, ratings and conversations on both databases, and the command that admins use."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from product import run_json
from sqlmodel import func, select

from api.pagination import Ask, paginate
from assistant.feedback import Rating, rate
from assistant.record import recall
from assistant.unanswered import note_unanswered
from db.models import (
    AnswerStatus,
    DocumentKind,
    Feedback,
    FeedbackReason,
    GapState,
)
from db.reads.answers import IN_ORDER, answers_of
from db.reads.gaps import gaps, waiting
from db.writes.answers import NewAnswer, NewCitation, store
from db.writes.documents import NewDocument, NewPage, NewVersion, add_version, describe
from db.writes.gaps import ask_in_vain, resolve

REFUSED = AnswerStatus.REFUSED_NOT_IN_DOCUMENTS
QUESTION = "แผนมีวงเงินเท่าไร"
UNKNOWN = "บทลงโทษหากไม่จัดทำแผนปฏิบัติการดิจิทัลคืออะไร"
PAPER = """ประกาศ เรื่อง บทลงโทษเกี่ยวกับแผนปฏิบัติการดิจิทัล

บทลงโทษหากไม่จัดทำแผนปฏิบัติการดิจิทัลคือ ตัดงบประมาณร้อยละห้าของหน่วยงานนั้น
"""


def new_answer(at, question=QUESTION, conversation=None, citations=()):
    return NewAnswer(
        id=f"{at:032x}",
        conversation_id=conversation or f"{at:032x}",
        question=question,
        status=REFUSED,
        text="ไม่พบ",
        sentences=[{"text": "ไม่พบ", "citations": []}],
        notices=[],
        timings={"screen": 0.5},
        generation_id=1,
        citations=citations,
        as_of=date(2026, 11, 23),
        suggestions=["ถามต่อ"],
    )


@pytest.fixture
def refuse(database):
    """refuse(number, question) stores a refusal as asking does."""

    def put(at, question=QUESTION):
        with database.writing() as session:
            note_unanswered(session, store(session, new_answer(at, question)))

    return put


def read_gaps(database, state=None):
    with database.reading() as session:
        return gaps(session, state, 10)


def test_the_most_asked_gap_comes_first(database, refuse):
    for at, question in enumerate(["หนึ่ง", "สอง", "สอง"]):
        refuse(at, question)
    assert [(gap.question, gap.count) for gap in read_gaps(database)] == [("สอง", 2), ("หนึ่ง", 1)]
    assert read_gaps(database, GapState.ANSWERED) == []


def test_many_who_ask_the_same_at_once_meet_one_gap(database, refuse):
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(refuse, range(40))) == [None] * 40
    (gap,) = read_gaps(database)
    assert gap.count == 40


def test_gaps_wait_until_they_are_asked_in_the_generation(database, refuse):
    refuse(1)
    (gap,) = read_gaps(database)
    with database.writing() as session:
        assert waiting(session, 1, 10) == []
        assert [one.id for one in waiting(session, 2, 10)] == [gap.id]
        ask_in_vain(session, gap.id, 2, AnswerStatus.PARTIAL)
    with database.writing() as session:
        assert waiting(session, 2, 10) == []
        assert len(waiting(session, None, 10)) == 1
        resolve(session, gap.id, 3, gap.answer_id)
    (gap,) = read_gaps(database, GapState.ANSWERED)
    assert (gap.resolved_by, gap.generation_id) == (f"{1:032x}", 3)
    with database.reading() as session:
        assert waiting(session, None, 10) == []


def test_an_answer_has_one_rating(database, refuse):
    refuse(1)

    def put(helpful):
        reasons = [] if helpful else [FeedbackReason.OTHER]
        return rate(database, Rating(f"{1:032x}", helpful, reasons, None))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(put, [True, False] * 8))
    with database.reading() as session:
        assert session.exec(select(func.count()).select_from(Feedback)).one() == 1
    assert put(False).reasons == ["OTHER"]


def test_answers_are_recalled_page_by_page(database):
    citation = NewCitation(1, 1, "ข้อ ๑", "ศึกษา", 0, 5, "d" * 64)
    page = NewPage(1, "ศึกษา", "ศึกษา", "text", 1.0, "๑", "layer", {}, [], None)
    with database.writing() as session:
        document = describe(session, NewDocument("memo", "หนังสือ", DocumentKind.MEMO))
        add_version(session, document, NewVersion("0" * 64, "text", [page], [], []))
        for at in range(3):
            store(session, new_answer(at, conversation="c" * 32, citations=[citation]))
    told, after = [], None
    with database.reading() as session:
        for _ in range(3):
            ask = Ask(1, after)
            found = paginate(session, answers_of("c" * 32), IN_ORDER, ask, lambda row: row)
            told += recall(session, found.nodes)
            after = found.page_info.end_cursor
    assert [answer.id for answer in told] == [f"{at:032x}" for at in range(3)]
    assert (told[0].suggestions, told[0].quotes[0].printed_page) == (("ถามต่อ",), "๑")
    assert (told[0].quotes[0].text, told[0].quotes[0].document) == ("ศึกษา", "memo")


def test_a_gap_from_the_question_to_the_answer(data_dir, tmp_path, invoke):
    asked = run_json(data_dir, "ask", UNKNOWN)
    assert asked["status"] == REFUSED
    (gap,) = json.loads(invoke(data_dir, "gaps", "list", "--json")[1])["gaps"]
    assert (gap["question"], gap["count"], gap["answer"]) == (UNKNOWN, 1, asked["id"])
    assigned = invoke(data_dir, "gaps", "assign", gap["id"], "กองแผนงาน", "--json")[1]
    assert json.loads(assigned)["gap"]["state"] == "ASSIGNED"
    paper = tmp_path / "บทลงโทษ.txt"
    paper.write_text(PAPER, encoding="utf-8")
    code, _, err = invoke(data_dir, "ingest", paper, "--json")
    assert (code, "ตอบได้แล้ว 1 ข้อ" in err) == (0, True), err
    (gap,) = json.loads(invoke(data_dir, "gaps", "list", "--state", "ANSWERED", "--json")[1])[
        "gaps"
    ]
    assert (gap["owner"], gap["generation"], gap["count"]) == ("กองแผนงาน", 2, 1)
    again = json.loads(invoke(data_dir, "gaps", "ask", "--json")[1])
    assert again == {"asked": 0, "answered": [], "left": 0}


def test_gaps_are_dismissed_and_reopened(data_dir, invoke):
    invoke(data_dir, "ask", UNKNOWN)
    assert UNKNOWN in invoke(data_dir, "gaps")[1]
    closed = invoke(data_dir, "gaps", "dismiss", 1, "--note", "นอกภารกิจ", "--json")[1]
    gap = json.loads(closed)["gap"]
    assert (gap["state"], gap["note"]) == ("DISMISSED", "นอกภารกิจ")
    assert "รอดำเนินการ" in invoke(data_dir, "gaps", "reopen", 1)[1]
    code, _, err = invoke(data_dir, "gaps", "dismiss", 99)
    assert (code, "หมายเลข 99" in err) == (1, True)


def test_a_conversation_goes_on_from_the_command_line(data_dir, invoke):
    first = run_json(data_dir, "ask", "สวัสดีครับ", "--as-of", "2018-01-01")
    key = first["conversation"]
    second = json.loads(invoke(data_dir, "ask", "ขอบคุณครับ", "--conversation", key, "--json")[1])
    assert (second["conversation"], second["id"] != first["id"]) == (key, True)
    for wrong in ("nonsense", "0" * 32):
        code, out, _ = invoke(data_dir, "ask", "สวัสดี", "--conversation", wrong, "--json")
        assert (code, json.loads(out)["error"]["code"]) == (1, "NOT_FOUND")
    assert invoke(data_dir, "ask", "สวัสดี", "--as-of", "1/1/2561")[0] == 2
