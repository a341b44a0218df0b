"""Conversations found again by their ids, and what askers think of the answers."""

import asyncio

import pytest

from api.clock import today
from api.services import open_services
from api.settings import Settings
from assistant.ask import Question, answer
from assistant.feedback import Rating, rate
from db.errors import InvalidInput

STUDY = "หน่วยงานต้องศึกษาเอกสารอะไรบ้าง"
PENALTY = "บทลงโทษหากไม่จัดทำแผนปฏิบัติการดิจิทัลคืออะไร"
CITIZEN_ID, MOBILE = "1101700203450", "0812345678"
PERSONAL = f"เลขบัตรประชาชน {CITIZEN_ID} ต้องทำโครงการอะไร"
ANSWER = """id question status author text notices suggestions timings
    sentences { text citations { number } }
    citations { number quote page printedPage section start end url label version
        document { slug title } }"""
ASK = f"""mutation($input: AskInput!) {{ ask(input: $input) {{
    ... on Answer {{ conversationId {ANSWER} }} }} }}"""
FIND = f"""query($id: ID!, $first: Int! = 20, $after: String) {{ conversation(id: $id) {{
    id startedAt answers(first: $first, after: $after) {{
        totalCount pageInfo {{ hasNextPage endCursor }}
        nodes {{ {ANSWER} feedback {{ helpful reasons comment }} }} }} }} }}"""
RATE = """mutation($input: RateAnswerInput!) { rateAnswer(input: $input) { __typename
    ... on Feedback { answerId helpful reasons comment ratedAt }
    ... on Problem { code message path } } }"""


@pytest.fixture
def ask(data):
    return lambda question, **more: data(ASK, input={"question": question, **more})["ask"]


@pytest.fixture
def find(data):
    return lambda key, **more: data(FIND, id=key, **more)["conversation"]


@pytest.fixture
def rated(data):
    return lambda key, helpful, **more: data(
        RATE, input={"answerId": key, "helpful": helpful, **more}
    )["rateAnswer"]


def test_a_conversation_tells_its_answers_again(ask, find):
    first = ask(STUDY)
    second = ask(PENALTY, conversationId=first["conversationId"])
    found = find(first["conversationId"])
    told = [{**node, "conversationId": found["id"]} for node in found["answers"]["nodes"]]
    assert [node.pop("feedback") for node in told] == [None, None]
    assert told == [first, second]
    assert found["startedAt"].endswith("+00:00")


def test_a_long_conversation_comes_in_pages(ask, find):
    key = ask("สวัสดีครับ")["conversationId"]
    asked = ["ขอบคุณครับ", "สวัสดีค่ะ"]
    for question in asked:
        ask(question, conversationId=key)
    page = find(key, first=1)["answers"]
    assert (page["totalCount"], page["pageInfo"]["hasNextPage"]) == (3, True)
    rest = find(key, after=page["pageInfo"]["endCursor"])["answers"]
    assert [node["question"] for node in rest["nodes"]] == asked
    assert rest["pageInfo"]["hasNextPage"] is False


@pytest.mark.parametrize("moment", ["nonsense", "0001-01-01T00:00:00+14:00", "", "2026-01-01"])
def test_a_cursor_of_no_moment(ask, post, moment):
    import base64
    import json

    key = ask("สวัสดีครับ")["conversationId"]
    after = base64.urlsafe_b64encode(json.dumps([moment, "a"]).encode()).decode()
    body = post(FIND, id=key, after=after)
    codes = [error["extensions"]["code"] for error in body.get("errors", [])]
    assert codes in ([], ["INVALID_INPUT"])


@pytest.mark.parametrize("key", ["", "x", "0" * 32, "0" * 33, "%", "\0", "' OR 1=1 --"])
def test_a_conversation_that_is_not_there(find, key):
    assert find(key) is None


def test_conversations_cannot_be_listed(codes):
    for field in ("conversations", "answers", "feedback"):
        assert codes(f"{{ {field} {{ __typename }} }}") == ["GRAPHQL_VALIDATION_FAILED"]


def test_a_question_with_personal_data_is_withheld(ask, find):
    answer = ask(PERSONAL)
    (told,) = find(answer["conversationId"])["answers"]["nodes"]
    assert CITIZEN_ID not in answer["question"] + told["question"]
    assert "ไม่ได้เก็บ" in told["question"]


def test_a_rating_is_kept_and_can_be_changed(ask, find, rated):
    answer = ask(STUDY)
    first = rated(answer["id"], True)
    assert (first["__typename"], first["helpful"], first["reasons"]) == ("Feedback", True, [])
    reasons = ["MISSING_PART", "OTHER", "OTHER"]
    rated(answer["id"], False, reasons=reasons, comment="  ขาด\u200bฉบับล่าสุด ")
    (told,) = find(answer["conversationId"])["answers"]["nodes"]
    assert told["feedback"] == {
        "helpful": False,
        "reasons": ["MISSING_PART", "OTHER"],
        "comment": "ขาดฉบับล่าสุด",
    }


@pytest.mark.parametrize(
    ("given", "path"),
    [
        ({"helpful": False, "comment": f"โทร {MOBILE}"}, ["input", "comment"]),
        ({"helpful": False, "comment": "ก" * 1001}, ["input", "comment"]),
        ({"helpful": False, "comment": "ก" * 50_000}, ["input", "comment"]),
        ({"helpful": True, "reasons": ["OTHER"]}, ["input", "reasons"]),
        ({"helpful": False, "reasons": ["OTHER"] * 8}, ["input", "reasons"]),
    ],
)
def test_a_rating_that_cannot_be_kept(ask, find, rated, given, path):
    answer = ask(STUDY)
    problem = rated(answer["id"], **given)
    assert (problem["__typename"], problem["path"]) == ("InvalidInput", path)
    (told,) = find(answer["conversationId"])["answers"]["nodes"]
    assert told["feedback"] is None


@pytest.mark.parametrize("key", ["", "x", "0" * 32, "\0"])
def test_an_answer_that_is_not_there_cannot_be_rated(rated, key):
    assert rated(key, True)["__typename"] == "NotFound"


def test_personal_data_is_written_nowhere(data_dir):
    opened = open_services(Settings(data_dir=data_dir))
    asked = asyncio.run(answer(Question(PERSONAL, today()), opened.tools))
    with pytest.raises(InvalidInput):
        rate(opened.database, Rating(asked.id, False, comment=f"โทร {MOBILE}"))
    files = [path for path in data_dir.rglob("*") if path.is_file()]
    held = [path.read_bytes() for path in files]
    opened.close()
    assert any(asked.id.encode() in content for content in held)
    assert not any(CITIZEN_ID.encode() in content for content in held)
    assert not any(MOBILE.encode() in content for content in held)
