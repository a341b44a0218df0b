"""A language model behind the real server and the command."""

import json

import httpx2
import pytest
from product import run, run_json, serving
from standin import copies, fails, reply, says, standing_in

WHO = "ใครต้องจัดทำแผนปฏิบัติการดิจิทัลระยะ 3 ปี"
LINE = "ให้ทุกกระทรวง"
FOLLOW = """subscription($input: AskInput!) { answer(input: $input) { __typename
    ... on AnswerProgress { step }
    ... on AnswerPart { text citations { number quote url } }
    ... on Answer { status author text citations { number quote } notices timings } } }"""


@pytest.fixture(scope="module")
def standin():
    with standing_in() as server:
        yield server


@pytest.fixture(scope="module")
def model(standin):
    return {"llm": "openai:m", "llm_base_url": standin.url, "llm_api_key": "sk-very-secret"}


@pytest.fixture(scope="module")
def server(copied, model):
    with serving(copied(), **model) as address, httpx2.Client(base_url=address) as client:
        yield client


def follow(server, question):
    """The events of the subscription over SSE."""
    body = {"query": FOLLOW, "variables": {"input": {"question": question}}}
    with server.stream(
        "POST", "/graphql", json=body, headers={"accept": "text/event-stream"}, timeout=60
    ) as response:
        lines = response.read().decode().splitlines()
    told = [json.loads(line[5:]) for line in lines if line.startswith("data:") and line[5:].strip()]
    return [event["data"]["answer"] for event in told]


def test_sentences_come_before_the_answer(server, standin):
    standin.play(copies(LINE))
    events = follow(server, WHO)
    steps = [event.get("step") for event in events if event["__typename"] == "AnswerProgress"]
    assert steps[-3:] == ["write", "verify", "caution"]
    (part,) = [event for event in events if event["__typename"] == "AnswerPart"]
    assert LINE in part["text"]
    assert part["citations"][0]["number"] == 1
    answer = events[-1]
    assert (answer["status"], answer["author"]) == ("ANSWERED", "MODEL")
    assert answer["text"] == part["text"]
    assert answer["timings"]["model_completion_tokens"] == 40


def test_a_model_that_is_down_is_told_as_a_notice(server, standin):
    standin.play(fails(401, "sk-very-secret"))
    answer = follow(server, WHO)[-1]
    assert (answer["status"], answer["author"]) == ("ANSWERED", "PASSAGES")
    assert any("โมเดลภาษา" in notice for notice in answer["notices"])
    assert "sk-very-secret" not in json.dumps(answer)


def test_what_tables_know_is_not_asked(server, standin):
    standin.play(says(reply()))
    answer = follow(server, "แผนพัฒนาดิจิทัลเพื่อเศรษฐกิจและสังคมมีกี่ยุทธศาสตร์")[-1]
    assert answer["author"] == "TABLES"
    assert standin.requests == []


def test_the_command_says_who_wrote(data_dir, standin, model):
    standin.play(copies(LINE))
    found = run_json(data_dir, "ask", WHO, **model)
    assert (found["status"], found["author"]) == ("ANSWERED", "MODEL")
    assert standin.headers[0]["authorization"] == "Bearer sk-very-secret"


def test_a_missing_package_is_one_clear_line(data_dir):
    code, out, err = run(data_dir, "ask", WHO, "--json", llm="nobody:m")
    assert (code, json.loads(out)["error"]["code"]) == (1, "MODEL_UNAVAILABLE")
    assert "langchain-nobody" in err
    assert "Traceback" not in err
