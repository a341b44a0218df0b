"""What the endpoint refuses before it costs anything, and what it does not tell."""

import logging

import pytest
from starlette.testclient import TestClient

from api.app import create_app

COSTLY = ["QUERY_TOO_COSTLY"]


def nested(levels):
    """An edition before an edition before an edition..."""
    chain = "{ supersedes " * levels + "{ code }" + " }" * levels
    return f"{{ planEditions {{ nodes {chain} }} }}"


def fragments(count, spreads):
    chain = " ".join(
        f"fragment f{at} on Query {{ {f'...f{at + 1} ' * spreads}}}" for at in range(count)
    )
    return f"{{ ...f0 }} {chain} fragment f{count} on Query {{ __typename }}"


def test_nested_fragments_are_not_multiplied_out(codes):
    assert codes(fragments(20, spreads=2)) == COSTLY


def test_a_long_chain_of_fragments(codes):
    assert codes(fragments(240, spreads=1)) == COSTLY


@pytest.mark.parametrize(
    "query",
    [
        "{ ...a } fragment a on Query { ...a }",
        "{ ...a } fragment a on Query { ...b } fragment b on Query { __typename ...a }",
    ],
)
def test_a_cycle_of_fragments(codes, query):
    assert codes(query) == COSTLY


@pytest.mark.parametrize("count", [31, 300])
def test_a_flood_of_aliases(codes, data, count):
    assert codes("{" + " ".join(f"a{at}: __typename" for at in range(count)) + "}") == COSTLY
    assert len(data("{" + " ".join(f"a{at}: __typename" for at in range(30)) + "}")) == 30


@pytest.mark.parametrize(
    "query",
    [
        nested(13),
        "{a" * 900 + "}" * 900,
        "{ search(query: " + "[" * 900 + "]" * 900 + ") { totalCount } }",
        "{" + "... on Query {" * 600 + "__typename" + "}" * 600 + "}",
        "{ search(query: " + "{a:" * 500 + "1" + "}" * 500 + ") { totalCount } }",
    ],
)
def test_a_deep_document(codes, query):
    assert codes(query) == COSTLY


def test_a_document_within_the_depth(data):
    assert data(nested(12))["planEditions"]["nodes"]


def test_a_document_of_too_many_tokens(codes):
    assert codes("{" + "__typename " * 3000 + "}") == COSTLY


def test_too_many_fields_and_operations(codes):
    assert codes("{" + "__typename " * 501 + "}") == COSTLY
    assert codes(" ".join(f"query q{at} {{ __typename }}" for at in range(11))) == COSTLY


def test_lists_within_lists_are_counted_as_they_are_loaded(post):
    inner = "edition { nodes { edition { nodes { edition { nodes { code } } } } } }"
    body = post(f"{{ planNodes(first: 100) {{ nodes {{ {inner} }} }} }}")
    assert [error["extensions"]["code"] for error in body["errors"]] == COSTLY


def test_one_question_a_request(codes, data):
    asked = 'ask(input: {question: "สวัสดี"}) { __typename }'
    assert codes(f"mutation {{ a: {asked} b: {asked} }}") == COSTLY
    assert data(f"mutation {{ {asked} }}")["ask"]["__typename"] == "Answer"


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("{", "GRAPHQL_PARSE_FAILED"),
        ("{ nope }", "GRAPHQL_VALIDATION_FAILED"),
        ("query($x: Int!) { plans(first: $x) { totalCount } }", "GRAPHQL_VALIDATION_FAILED"),
        ("{ plans(first: 1.5) { totalCount } }", "GRAPHQL_VALIDATION_FAILED"),
        ("{ ...none }", "GRAPHQL_VALIDATION_FAILED"),
    ],
)
def test_every_error_has_a_code_and_the_id_of_its_request(post, query, code):
    (error,) = post(query)["errors"]
    assert error["extensions"]["code"] == code
    assert len(error["extensions"]["requestId"]) == 32


def test_a_wrong_field_is_named_without_suggesting_others(post):
    (error,) = post("{ planz { code } }")["errors"]
    assert error["message"] == "Cannot query field 'planz' on type 'Query'."


def test_an_unexpected_error_is_masked_and_logged_once(services, monkeypatch, caplog):
    monkeypatch.setattr("api.edges._plain", lambda _: 1 / 0)
    query = "{ planEditions { nodes { owner { code } } } }"
    with (
        TestClient(create_app(services), base_url="http://localhost") as client,
        caplog.at_level(logging.ERROR),
    ):
        response = client.post("/graphql", json={"query": query})
    errors = response.json()["errors"]
    assert {error["message"] for error in errors} == {"เกิดข้อผิดพลาดภายในระบบ โปรดลองใหม่"}
    assert {error["extensions"]["code"] for error in errors} == {"INTERNAL"}
    assert "ZeroDivisionError" not in response.text
    (logged,) = [record for record in caplog.records if record.name == "sodklong.graphql"]
    assert errors[0]["extensions"]["requestId"] in logged.getMessage()
    assert logged.exc_info[0] is ZeroDivisionError
