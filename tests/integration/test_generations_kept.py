"""Generations over GraphQL and the command line, as admins move them."""

import time

import pytest
from product import run_json

from api.services import open_services
from api.settings import Settings
from api.working import working
from db.models import DocumentKind, GapState
from db.reads.gaps import gaps
from ingest.library import Text
from ingest.publish import publishing

LIST = """{ generations { nodes { id number state active passages embedder keyVersion setAside
    questionsAsked questionsKept embedded validatedAt } } }"""
BACK = """mutation { rollbackGeneration(input: {}) { __typename
    ... on IndexGeneration { number active } ... on Problem { code message } } }"""
FORTH = """mutation($id: ID!) { activateGeneration(input: {id: $id}) { __typename
    ... on IndexGeneration { number } ... on Problem { code message } } }"""
ASK = """mutation { ask(input: {question: "บทลงโทษหากไม่จัดทำแผนปฏิบัติการดิจิทัลคืออะไร"}) {
    ... on Answer { status } } }"""
COMPARE = """{ compareGenerations(before: 1, after: 2) { __typename
    ... on GenerationComparison { documentCount documents { slug kind sections { section kind
    words { kind text } } } answerCount } ... on Problem { message } } }"""


@pytest.fixture(scope="module")
def house(copied, model_dir):
    """Services with a second generation, and a way to ask them as an admin."""
    opened = open_services(Settings(data_dir=copied()), models=model_dir)
    with publishing(opened.data_dir):
        text = "# ระเบียบการยืม\nส่งคืนภายใน ๑๕ วัน".encode()
        opened.library.take(Text("rule", text, DocumentKind.OTHER))
        assert opened.library.publish().generation == 2
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def call(house):
    from starlette.testclient import TestClient

    from api.app import create_app
    from db.models import Role
    from db.writes.keys import create_key

    with house.database.writing() as session:
        token = create_key(session, "test", "admin", Role.ADMIN).token
    headers = {"authorization": f"Bearer {token}"}
    with TestClient(create_app(house), base_url="http://localhost") as client:

        def send(query, **variables):
            body = {"query": query, "variables": variables}
            answer = client.post("/graphql", json=body, headers=headers).json()
            assert "errors" not in answer, answer
            return answer["data"]

        yield send


def test_what_generations_tell(call):
    second, first = call(LIST)["generations"]["nodes"]
    assert (second["number"], second["state"], second["active"]) == (2, "READY", True)
    assert (first["number"], first["active"], first["setAside"]) == (1, False, False)
    assert second["questionsAsked"] == second["questionsKept"] == 5
    assert second["embedded"] == 1


def test_a_comparison(call):
    found = call(COMPARE)["compareGenerations"]
    (document,) = found["documents"]
    assert (found["documentCount"], document["slug"], document["kind"]) == (1, "rule", "ADDED")
    assert document["sections"][0]["words"][0]["kind"] == "ADDED"


def test_back_and_forth(call, house):
    assert call(BACK)["rollbackGeneration"] == {
        "__typename": "IndexGeneration",
        "number": 1,
        "active": True,
    }
    assert house.tools.live.current().generation == 1
    again = call(BACK)["rollbackGeneration"]
    assert (again["__typename"], again["code"]) == ("InvalidInput", "INVALID_INPUT")
    second = call(LIST)["generations"]["nodes"][0]
    assert second["setAside"]
    assert call(FORTH, id=second["id"])["activateGeneration"]["number"] == 2
    assert house.tools.live.current().generation == 2


def test_open_gaps_are_asked_again_of_what_answers_now(call, house):
    assert call(ASK)["ask"]["status"] == "REFUSED_NOT_IN_DOCUMENTS"
    assert asked_in(house) == 2
    assert call(BACK)["rollbackGeneration"]["number"] == 1
    with working(house, 1):
        until = time.monotonic() + 60
        while asked_in(house) == 2:
            assert time.monotonic() < until
            time.sleep(0.05)
    assert asked_in(house) == 1


def asked_in(house):
    """The generation that the one open gap was asked in last."""
    with house.database.reading() as session:
        (gap,) = gaps(session, GapState.OPEN, 10)
        return gap.generation_id


def test_an_id_of_another_thing_is_refused(call):
    found = call(FORTH, id="UGxhbjox")["activateGeneration"]
    assert found["__typename"] == "InvalidInput"


def test_by_command(copied):
    home = copied()
    listed = run_json(home, "generations")
    assert (listed["active"], listed["generations"][0]["state"]) == (1, "ready")
    saved = run_json(home, "backup", home.parent / f"{home.name}-copy")
    assert saved["generation"] == 1
    checked = run_json(home, "doctor")
    assert checked["healthy"]
