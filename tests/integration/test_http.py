"""GraphQL over HTTP: methods, media types, sizes, and what production hides."""

import httpx2
import pytest
from product import serving

RESPONSE = "application/graphql-response+json"
JSON = {"content-type": "application/json"}
BROWSER = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


def code(response):
    return response.json()["errors"][0]["extensions"]["code"]


@pytest.mark.parametrize(
    "body",
    [
        *("", "{", "not json", "[]", '"x"', "5", "null", "true", "{}", "\xff", "[" * 5000),
        *('{"query": 5}', '{"query": ""}', '{"query": null}', '{"query": "{a}"'),
        *('{"query": "{a}", "variables": 5}', '{"query": "{__typename}", "operationName": 5}'),
        '{"query": "\\ud800"}',
    ],
)
def test_a_body_that_asks_nothing_is_the_callers_fault(http, body):
    response = http.post("/graphql", content=body.encode("latin-1"), headers=JSON)
    assert response.status_code == 400
    assert code(response) in {"BAD_REQUEST", "GRAPHQL_PARSE_FAILED"}
    assert "Traceback" not in response.text


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        ("text/plain", 415),
        ("text/plain; application/json", 415),
        ("application/x-www-form-urlencoded", 415),
        ("application/jsonp", 415),
        ("multipart/form-data; boundary=x", 400),
        ("", 415),
    ],
)
def test_only_json_is_taken(http, kind, status):
    response = http.post(
        "/graphql", content='{"query": "{__typename}"}', headers={"content-type": kind}
    )
    assert response.status_code == status
    assert code(response) in {"UNSUPPORTED_MEDIA_TYPE", "PREFLIGHT_NEEDED"}


@pytest.mark.parametrize("body", ['[{"query": "{ __typename }"}]', " \n[{", "[" * 200_000])
def test_a_batch_is_refused_unread(http, body):
    response = http.post("/graphql", content=body, headers=JSON)
    assert response.status_code == 400
    assert "Batching" in response.json()["errors"][0]["message"]


@pytest.mark.parametrize(("size", "status"), [(256 * 1024, 200), (256 * 1024 + 1, 413)])
def test_a_body_has_a_cap(http, size, status):
    body = '{"query": "{ __typename }"'
    response = http.post("/graphql", content=body.ljust(size - 1) + "}", headers=JSON)
    assert response.status_code == status


def test_get_reads_and_never_writes(http):
    read = http.get("/graphql", params={"query": "{ __typename }"})
    assert read.json()["data"] == {"__typename": "Query"}
    asking = 'mutation { ask(input: {question: "สวัสดี"}) { __typename } }'
    assert http.get("/graphql", params={"query": asking}).status_code == 400


@pytest.mark.parametrize("accept", ["text/event-stream", "application/json"])
def test_get_follows_nothing(http, accept):
    following = 'subscription { answer(input: {question: "สวัสดี"}) { __typename } }'
    for query in (following, "query b { __typename } " + following.replace("n {", "n a {", 1)):
        response = http.get("/graphql", params={"query": query}, headers={"accept": accept})
        assert response.status_code == 400


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
def test_other_methods_are_refused(http, method):
    assert http.request(method, "/graphql").status_code == 405


@pytest.mark.parametrize(
    ("query", "status", "has_data"),
    [
        ("{ __typename }", 200, True),
        ("{ plans(first: 0) { totalCount } }", 200, True),
        ("{ nope }", 400, False),
        ("{", 400, False),
    ],
)
def test_the_response_media_type_of_the_draft(http, query, status, has_data):
    response = http.post("/graphql", json={"query": query}, headers={"accept": RESPONSE})
    assert response.status_code == status
    assert response.headers["content-type"] == f"{RESPONSE}; charset=utf-8"
    assert ("data" in response.json()) is has_data


def test_plain_json_for_those_who_want_no_other(http):
    response = http.post("/graphql", json={"query": "{ nope }"})
    assert (response.status_code, response.headers["content-type"]) == (200, "application/json")
    assert code(response) == "GRAPHQL_VALIDATION_FAILED"


def test_thai_is_not_escaped(http):
    response = http.post("/graphql", json={"query": '{ plan(by: {code: "NDP"}) { title } }'})
    assert "แผนพัฒนาดิจิทัล".encode() in response.content


@pytest.mark.parametrize("accept", ["*/*", "application/json", RESPONSE])
def test_graphiql_is_for_browsers(http, accept):
    page = http.get("/graphql", headers=BROWSER)
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "/static/graphiql/" in page.text
    assert http.get("/graphql", headers={"accept": accept}).status_code == 400


@pytest.fixture(scope="module")
def production(copied):
    with (
        serving(copied(), environment="production") as address,
        httpx2.Client(base_url=address) as client,
    ):
        yield client


@pytest.mark.parametrize(
    "query",
    [
        "{ __schema { types { name } } }",
        '{ __type(name: "Plan") { name } }',
        "{ ...a } fragment a on Query { __schema { queryType { name } } }",
        '{ ... on Query { x: __type(name: "Plan") { name } } }',
    ],
)
def test_production_keeps_its_schema_to_itself(production, query):
    (error,) = production.post("/graphql", json={"query": query}).json()["errors"]
    assert error["extensions"]["code"] == "FORBIDDEN"


def test_production_has_no_graphiql_and_still_answers(production):
    assert production.get("/graphql", headers=BROWSER).status_code == 404
    answer = production.post("/graphql", json={"query": "{ __typename plans { totalCount } }"})
    assert answer.json()["data"] == {"__typename": "Query", "plans": {"totalCount": 2}}
