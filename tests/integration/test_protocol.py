"""What a front end's HTTP client meets: tags, packing, other sites, hashes, files, limits."""

import json

import httpx2
import pytest
from product import run, serving

from api.known import digest

PLANS = "{ plans { nodes { code title } } }"
BAD = {"query": "{ nope }"}
ASKING = {"method": "POST", "headers": "content-type"}


@pytest.fixture(scope="module")
def folder(copied):
    """A data dir with one known document and two keys."""
    made = copied()
    (made / "known").mkdir()
    (made / "known" / "plans.graphql").write_text(PLANS, encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def key(folder):
    """An API key of a member of staff."""
    code, out, err = run(folder, "key", "create", "--role", "staff", "--name", "test", "--json")
    assert code == 0, err
    return next(value for value in json.loads(out).values() if str(value).startswith("sdk_"))


@pytest.fixture(scope="module")
def door(folder, key):
    """A server with another site and a host name set, for known documents only."""
    settings = {"origins": "https://city.example", "hosts": "plans.example", "queries": "known"}
    with serving(folder, **settings) as address, httpx2.Client(base_url=address) as client:
        yield client


def fetch(http, query=PLANS, **headers):
    return http.get("/graphql", params={"query": query}, headers=headers)


def code(response):
    return response.json()["errors"][0]["extensions"]["code"]


def test_plan_data_by_get_has_a_tag(http):
    first = fetch(http)
    assert first.headers["cache-control"] == "public, max-age=60"
    again = fetch(http, **{"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert fetch(http, **{"if-none-match": 'W/"other"'}).json() == first.json()


@pytest.mark.parametrize("query", ['{ search(query: "แผน") { totalCount } }', "{ nope }"])
def test_what_is_not_plan_data_is_not_kept(http, query):
    response = fetch(http, query)
    assert "no-store" in response.headers["cache-control"]
    assert "etag" not in response.headers


def test_an_error_is_made_anew_each_time(http):
    query = "{ plans(first: 0) { totalCount } }"
    ids = [fetch(http, query).json()["errors"][0]["extensions"]["requestId"] for _ in range(2)]
    assert ids[0] != ids[1]


def test_variables_and_names_are_kept_apart(http):
    query = "query a($n: Int!) { plans(first: $n) { nodes { code } } } query b { __typename }"
    answers = []
    for variables, name in [({"n": 1}, "a"), ({"n": 2}, "a"), ({"n": 1}, "b"), ({"n": 1}, "a")]:
        sent = {"query": query, "variables": variables, "operationName": name}
        answers.append(http.post("/graphql", json=sent).json()["data"])
    assert [len(a["plans"]["nodes"]) for a in answers if "plans" in a] == [1, 2, 1]
    assert answers[2] == {"__typename": "Query"}


def test_each_language_is_its_own(http):
    titles = [
        fetch(http, f'{{ plan(by: {{code: "NDP"}}) {{ title(lang: {lang}) }} }}').json()
        for lang in ("TH", "EN")
    ]
    assert titles[0] != titles[1]


def test_new_documents_are_seen_at_once(copied, tmp_path):
    folder = copied()
    paper = tmp_path / "ประกาศใหม่.md"
    paper.write_text("# ประกาศ\n\nหน่วยงานต้องส่งแผนภายในวันที่ 30 กันยายน 2570\n", encoding="utf-8")
    query = "{ documents { nodes { slug } totalCount } }"
    with serving(folder) as address, httpx2.Client(base_url=address) as client:
        before = fetch(client, query)
        assert run(folder, "ingest", paper)[0] == 0
        after = fetch(client, query, **{"if-none-match": before.headers["etag"]})
    assert after.status_code == 200
    assert (
        after.json()["data"]["documents"]["totalCount"]
        == 1 + (before.json()["data"]["documents"]["totalCount"])
    )


def test_long_responses_are_packed(http):
    query = "{ planNodes(first: 50) { nodes { title } } }"
    for _ in range(2):
        response = http.post("/graphql", json={"query": query})
        assert response.headers["content-encoding"] == "gzip"
        assert len(response.json()["data"]["planNodes"]["nodes"]) == 50
    assert "content-encoding" not in fetch(http, "{ __typename }").headers


def test_events_are_not_packed(http):
    body = {
        "query": "subscription { answer(input: {question: "
        + '"'
        + "ก" * 2000
        + '"'
        + "}) { __typename } }"
    }
    headers = {"accept": "text/event-stream"}
    with http.stream("POST", "/graphql", json=body, headers=headers) as response:
        assert "content-encoding" not in response.headers


@pytest.mark.parametrize("path", ["/graphql", "/livez", "/", "/nowhere", "/static/page.css"])
def test_every_response_names_its_request(http, path):
    assert len(http.get(path).headers["x-request-id"]) == 32


def test_an_error_names_the_request_of_its_response(http):
    response = http.post("/graphql", json=BAD)
    told = response.json()["errors"][0]["extensions"]["requestId"]
    assert told == response.headers["x-request-id"]


def test_only_a_site_that_is_set_may_call(http, door):
    asking = {
        "access-control-request-method": "POST",
        "access-control-request-headers": "content-type",
    }
    for client, origin, allowed in [
        (door, "https://city.example", "https://city.example"),
        (door, "https://evil.example", None),
        (http, "https://city.example", None),
    ]:
        response = client.options("/graphql", headers={"origin": origin, **asking})
        assert response.headers.get("access-control-allow-origin") == allowed


@pytest.mark.parametrize(("host", "status"), [("plans.example", 200), ("evil.example", 421)])
def test_only_names_that_are_set(door, host, status):
    assert door.get("/livez", headers={"host": host}).status_code == status


def test_strangers_run_known_documents_only(door):
    assert fetch(door).status_code == 200
    assert fetch(door, "query {plans{nodes{code title}}}").status_code == 200
    refused = fetch(door, "{ agencies { totalCount } }")
    assert code(refused) == "FORBIDDEN"


def test_known_callers_run_any(door, key):
    response = fetch(door, "{ agencies { totalCount } }", authorization=f"Bearer {key}")
    assert response.json()["data"]["agencies"]["totalCount"] > 0
    assert response.headers["cache-control"].startswith("private")


def test_a_document_by_its_hash(door):
    named = {"persistedQuery": {"version": 1, "sha256Hash": digest(PLANS)}}
    for sent in ({"extensions": named}, {"documentId": f"sha256:{digest(PLANS)}"}):
        assert door.post("/graphql", json=sent).json() == fetch(door).json()
    by_get = door.get("/graphql", params={"extensions": json.dumps(named)})
    assert by_get.json() == fetch(door).json()


def test_a_hash_nobody_knows(door):
    named = {"persistedQuery": {"version": 1, "sha256Hash": "0" * 64}}
    response = door.post("/graphql", json={"extensions": named})
    assert response.status_code == 400
    assert response.json()["errors"][0]["message"] == "PersistedQueryNotFound"
    assert code(response) == "PERSISTED_QUERY_NOT_FOUND"


def form(operations='{"query": "{ plans { totalCount } }"}', places='{"a": ["variables.f"]}'):
    return {
        "operations": (None, operations),
        "map": (None, places),
        "a": ("a.txt", b"text", "text/plain"),
    }


def upload(door, key, files, **headers):
    sent = {"authorization": f"Bearer {key}", "graphql-require-preflight": "1", **headers}
    return door.post("/graphql", files=files, headers={k: v for k, v in sent.items() if v})


def test_a_form_with_a_file_is_an_operation(door, key):
    operations = '{"query": "{ plans { totalCount } }", "variables": {"f": null}}'
    assert upload(door, key, form(operations)).json()["data"] == {"plans": {"totalCount": 2}}


def test_a_form_needs_a_preflight_header_and_a_caller(door, key):
    assert (
        code(upload(door, key, form(), **{"graphql-require-preflight": ""})) == "PREFLIGHT_NEEDED"
    )
    refused = upload(door, key, form(), authorization="")
    assert (refused.status_code, code(refused)) == (401, "UNAUTHENTICATED")


@pytest.mark.parametrize(
    ("operations", "places"),
    [
        ("{", "{}"),
        ("[]", "{}"),
        ("5", "{}"),
        ('{"query": "{__typename}"}', "5"),
        ('{"query": "{__typename}"}', '{"a": 5}'),
        ('{"query": "{__typename}"}', '{"a": ["variables.f.g"]}'),
        ('{"query": "{__typename}"}', '{"b": ["variables.f"]}'),
        ('{"query": "{__typename}", "variables": []}', '{"a": ["variables.9"]}'),
        ('{"query": "{__typename}", "variables": {}}', '{"a": [5]}'),
    ],
)
def test_a_form_that_makes_no_sense_is_the_callers_fault(door, key, operations, places):
    response = upload(door, key, form(operations, places))
    assert (response.status_code, code(response)) == (400, "BAD_REQUEST")


def test_a_form_that_is_none(door, key):
    headers = {"content-type": "multipart/form-data; boundary=x", "graphql-require-preflight": "1"}
    sent = {**headers, "authorization": f"Bearer {key}"}
    for body in (b"", b"--x", b"--x\r\n\r\n", b"nothing", b"--x\r\nContent-Disposition: a\r\n\r\n"):
        response = door.post("/graphql", content=body, headers=sent)
        assert (response.status_code, code(response)) == (400, "BAD_REQUEST")


@pytest.fixture(scope="module")
def hasty(copied):
    """A server whose operations must be over at once."""
    settings = {"timeout": "0.000001", "answer_timeout": "0.000001", "upload_mb": "1"}
    with serving(copied(), **settings) as address, httpx2.Client(base_url=address) as client:
        yield client


def test_an_operation_that_takes_too_long_is_told_so(hasty):
    (error,) = hasty.post("/graphql", json={"query": PLANS}).json()["errors"]
    assert error["extensions"]["code"] == "TIMEOUT"
    assert "โปรดลองใหม่" in error["message"]


def test_a_question_that_takes_too_long_is_told_so(hasty):
    body = {"query": 'subscription { answer(input: {question: "สวัสดี"}) { __typename } }'}
    headers = {"accept": "text/event-stream"}
    with hasty.stream("POST", "/graphql", json=body, headers=headers) as response:
        assert '"TIMEOUT"' in response.read().decode()
    assert hasty.get("/livez").status_code == 200


def test_bodies_beyond_the_cap(hasty):
    kind = {"content-type": "application/json"}
    response = hasty.post("/graphql", content=b"x" * (256 * 1024 + 1), headers=kind)
    assert (response.status_code, code(response)) == (413, "BODY_TOO_LARGE")


def test_production_hides_the_schema_from_the_cache_too(copied):
    query = "{ plans { totalCount } __schema { queryType { name } } }"
    with (
        serving(copied(), environment="production") as address,
        httpx2.Client(base_url=address) as client,
    ):
        codes = [code(fetch(client, query)) for _ in range(2)]
    assert codes == ["FORBIDDEN", "FORBIDDEN"]
