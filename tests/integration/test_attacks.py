"""What a hostile caller sends over HTTP: refused with a code, and the next caller is served."""

import json
import socket as sockets
from contextlib import ExitStack

import httpx2
import pytest
from product import serving

HONEST = "{ planEditions(first: 3) { totalCount nodes { code owner { code } } } }"
COSTLY = "QUERY_TOO_COSTLY"
INVALID = "GRAPHQL_VALIDATION_FAILED"
BATCH = [{"query": "{ __typename }"}] * 2
ASK = 'mutation { ask(input: {question: "สวัสดี"}) { __typename } }'


@pytest.fixture(autouse=True)
def unharmed(http):
    """Whatever was sent, an honest query is answered afterwards."""
    yield
    body = http.post("/graphql", json={"query": HONEST}).json()
    assert "errors" not in body
    assert len(body["data"]["planEditions"]["nodes"]) == 3
    assert http.get("/readyz").status_code == 200


def code(response):
    return response.json()["errors"][0]["extensions"]["code"]


def chained(count, spreads):
    chain = " ".join(
        f"fragment f{at} on Query {{ {f'...f{at + 1} ' * spreads}}}" for at in range(count)
    )
    return f"{{ ...f0 }} {chain} fragment f{count} on Query {{ __typename }}"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (chained(20, 2), COSTLY),
        (chained(30, 15), COSTLY),
        (chained(1_000, 1), COSTLY),
        ("{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }", COSTLY),
        ("{ __typename } fragment a on Query { ...b } fragment b on Query { ...a }", INVALID),
        ("{ __typename } fragment f on Query { " + "plans { nodes { code } }" * 240 + "}", INVALID),
        ("{ ...f } fragment f on Query { a } fragment f on Query { __typename }", INVALID),
        ("{" + "plans { nodes { code } }" * 110 + "}", COSTLY),
        ("{" + " ".join(f"a{at}: __typename" for at in range(450)) + "}", COSTLY),
        ("{ __typename " + "@skip(if: false) " * 150 + "}", COSTLY),
        ("{ __typename " + "@no " * 900 + "}", COSTLY),
        ("query(" + "".join(f"$v{at}: Int " for at in range(400)) + ") { __typename }", INVALID),
        (" ".join(f"query q{at} {{ __typename }}" for at in range(300)), COSTLY),
        ("{ nodes(ids: " + "[" * 1_500 + "]" * 1_500 + ") { id } }", COSTLY),
        ("{ plans(first: " + "{a: " * 500 + "1" + "}" * 500 + ") { totalCount } }", COSTLY),
        ("{ plans(first: 1" + "0" * 30_000 + ") { totalCount } }", INVALID),
        ("#\n" * 50_000 + "{ __typename }", COSTLY),
        ("," * 100_000 + "{ __typename }", COSTLY),
        ('{ search(query: "' + "ก" * 80_000 + '") { totalCount } }', COSTLY),
        ('{ search(query: "\\uD800") { totalCount } }', "GRAPHQL_PARSE_FAILED"),
        ("{ __typename @defer }", INVALID),
        ("\0", "GRAPHQL_PARSE_FAILED"),
    ],
)
def test_a_hostile_document(http, query, expected):
    response = http.post("/graphql", json={"query": query})
    assert (response.status_code, code(response)) == (200, expected)
    assert len(response.json()["errors"]) <= 21


@pytest.mark.parametrize(
    "variables",
    [
        {"ids": ["UGxhbjox"] * 20_000},
        {"ids": "a" * 200_000},
        {"ids": [[["a"]]]},
        {"ids": [{}]},
        {"ids": [1e308]},
        {"ids": [None]},
    ],
)
def test_hostile_variables(http, variables):
    query = "query($ids: [ID!]!) { nodes(ids: $ids) { id } }"
    response = http.post("/graphql", json={"query": query, "variables": variables})
    assert code(response) in {"INVALID_INPUT", INVALID, COSTLY}
    assert response.status_code in {200, 413}
    assert len(response.content) < 300_000


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1" * 5_000, "-0x1"])
def test_numbers_that_are_none(http, number):
    query = "query($n: Float) { rules(filter: {millionBaht: $n}) { totalCount } }"
    body = f'{{"query": "{query}", "variables": {{"n": {number}}}}}'
    response = http.post("/graphql", content=body, headers={"content-type": "application/json"})
    assert code(response) in {"BAD_REQUEST", INVALID, "INVALID_INPUT"}


@pytest.mark.parametrize("first", [-1, 0, 101, 2**31, 2**63, 1e300, True, "1", [], {}, 1.5])
def test_pages_of_an_odd_size(http, first):
    query = "query($n: Int) { plans(first: $n) { totalCount } }"
    response = http.post("/graphql", json={"query": query, "variables": {"n": first}})
    assert code(response) in {"INVALID_INPUT", INVALID}


JSON, FORM = "application/json", "multipart/form-data; boundary=x"
BROKEN = [b"", b"{", b"null", b"5", b'"a"', b"[]", b"\xff\xfe{", b"{" * 100_000, b"[" * 100_000]


@pytest.mark.parametrize("body", BROKEN, ids=[str(one[:6]) for one in BROKEN])
@pytest.mark.parametrize("kind", [JSON, FORM, "text/plain", "application/graphql", "a/b", ""])
def test_a_malformed_body_of_any_type(http, kind, body):
    response = http.post("/graphql", content=body, headers={"content-type": kind})
    expected = {JSON: "BAD_REQUEST", FORM: "PREFLIGHT_NEEDED"}
    assert response.status_code in {400, 415}
    assert code(response) == expected.get(kind, "UNSUPPORTED_MEDIA_TYPE")


@pytest.mark.parametrize(
    "sent",
    [
        BATCH,
        {"query": ["{ __typename }"]},
        {"query": "{ __typename }", "variables": "{}"},
        {"query": "{ __typename }", "variables": [1]},
        {"query": "{ __typename }", "operationName": {"a": 1}},
        {"query": "{ __typename }", "extensions": "x"},
        {"documentId": "../../known/plans"},
        {"extensions": {"persistedQuery": {"sha256Hash": "../" * 21 + "a"}}},
    ],
)
def test_an_operation_of_wrong_types(http, sent):
    response = http.post("/graphql", json=sent)
    assert (response.status_code, code(response)) == (400, "BAD_REQUEST")


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("text/plain", json.dumps({"query": ASK})),
        ("application/x-www-form-urlencoded", f"query={ASK}"),
        ("multipart/form-data; boundary=x", f"--x\r\n\r\n{ASK}\r\n--x--"),
    ],
)
def test_what_a_page_elsewhere_can_send_unasked_runs_nothing(http, kind, body):
    elsewhere = {"content-type": kind, "origin": "https://evil.example"}
    response = http.post("/graphql", content=body.encode(), headers=elsewhere)
    assert response.status_code in {400, 415}
    assert "data" not in response.json()


def test_reading_by_address_changes_nothing(http):
    for query in (ASK, f"query a {{ __typename }} {ASK.replace('mutation', 'mutation b')}"):
        response = http.get("/graphql", params={"query": query, "operationName": "b"})
        assert "data" not in response.json()


@pytest.mark.parametrize(
    "method", ["HEAD", "OPTIONS", "TRACE", "PUT", "DELETE", "PATCH", "CONNECT"]
)
def test_other_methods_do_nothing(http, method):
    response = http.request(method, "/graphql", params={"query": "{ __typename }"})
    assert response.status_code == 405
    assert b'"data"' not in response.content


@pytest.mark.parametrize(
    "host",
    ["evil.example", "localhost.evil.example", "", "127.0.0.1.nip.io", "localhost@evil"],
)
def test_a_name_that_was_pointed_here(http, host):
    response = http.post("/graphql", json={"query": HONEST}, headers={"host": host})
    assert (response.status_code, code(response)) == (421, "HOST_NOT_SERVED")


UP = ["..%2f" * 6 + "etc/passwd", "../" * 6 + "etc/passwd", "%2e%2e/" * 6 + "etc/passwd", "%00"]


@pytest.mark.parametrize("start", ["/static/", "/documents/", "/documents/x/1/1/", "/static//"])
@pytest.mark.parametrize("way", UP)
def test_no_way_up(live_server, start, way):
    reply = exchange(live_server, f"GET {start}{way} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    assert reply.split(b" ", 2)[1] in {b"404", b"400"}
    assert b"root:" not in reply


def test_a_response_is_not_split(live_server):
    for path in ("/documents/a%0d%0aset-cookie:x=1/1/1", "/graphql?query=%0d%0aset-cookie:x%3d1"):
        reply = exchange(live_server, f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        assert b"\r\nset-cookie" not in reply.lower()


def exchange(address, *parts):
    """The first bytes of the reply to raw bytes; empty when the server closes without one."""
    host, port = address.removeprefix("http://").split(":")
    with sockets.create_connection((host, int(port)), timeout=60) as line:
        try:
            for part in parts:
                line.sendall(part)
            return line.recv(4_096)
        except ConnectionError:
            return b""


HEAD = b"POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
MANY = b"".join(b"x-%d: a\r\n" % at for at in range(1_000))


@pytest.mark.parametrize(
    "parts",
    [
        [HEAD, *[MANY] * 200],
        [HEAD, b"x: ", *[b"a" * 65_536] * 200],
        [b"GET /?", *[b"a" * 65_536] * 200],
        [CHUNKED, b"1;", *[b"a" * 65_536] * 200],
        [CHUNKED, b"1\r\n{\r\n0\r\n", *[MANY] * 200],
        [CHUNKED, b"x\r\n"],
        [b"GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n" * 1_000] * 50,
        [HEAD + b"Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}"],
        [HEAD + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}"],
        [HEAD + b"Content-Length: -1\r\n\r\n{}"],
        [b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\0" * 500],
    ],
    ids=[
        "headers",
        "header",
        "url",
        "extension",
        "trailers",
        "chunk",
        "pipeline",
        "both",
        "two",
        "negative",
        "tls",
    ],
)
def test_a_flood_below_any_request(live_server, parts):
    reply = exchange(live_server, *parts)
    assert reply[:13] in {b"", b"HTTP/1.1 400 ", b"HTTP/1.1 200 "}


@pytest.mark.parametrize("length", [b"262145", b"9" * 30])
def test_a_body_that_says_it_is_too_large(live_server, length):
    reply = exchange(live_server, HEAD + b"Content-Length: " + length + b"\r\n\r\n{")
    assert reply[:13] in {b"HTTP/1.1 413 ", b"HTTP/1.1 400 "}


def test_chunks_without_end(live_server):
    reply = exchange(live_server, CHUNKED, *[b"1\r\n \r\n" * 10_000] * 100)
    assert reply[:13] in {b"", b"HTTP/1.1 413 "}


def test_bodies_that_are_left_midway(live_server):
    host, port = live_server.removeprefix("http://").split(":")
    for _ in range(50):
        with sockets.create_connection((host, int(port))) as line:
            line.sendall(HEAD + b'Content-Length: 100\r\n\r\n{"query"')


def test_five_hundred_sockets_that_say_nothing(live_server, http):
    host, port = live_server.removeprefix("http://").split(":")
    with ExitStack() as stack:
        for at in range(500):
            silent = stack.enter_context(sockets.create_connection((host, int(port))))
            silent.sendall((b"", b"GET /livez HT", CHUNKED, CHUNKED + b"1\r\n")[at % 4])
        assert http.post("/graphql", json={"query": HONEST}).status_code == 200


def test_forged_ids_and_cursors(http):
    ids = ["UGxhbjox", "UGxhbjotMQ==", "UGxhbjo5OTk5OTk5OTk5OTk5OTk5OTk5OTk=", "X19jbGFzc19fOjE="]
    ids += ["QXBpS2V5OjE=", "QW5zd2VyOjE=", "Q29udmVyc2F0aW9uOjE=", "//8=", "=", "UGxhbjox\0", ":1"]
    query = "query($id: ID!) { node(id: $id) { __typename } }"
    for one in ids:
        body = http.post("/graphql", json={"query": query, "variables": {"id": one}}).json()
        told = [error["extensions"]["code"] for error in body.get("errors", ())]
        assert told in ([], ["INVALID_INPUT"], [INVALID])
        assert (body.get("data") or {}).get("node") in (None, {"__typename": "Plan"})


def test_one_things_id_is_not_anothers(data, codes):
    plan = data("{ plans(first: 1) { nodes { id } } }")["plans"]["nodes"][0]["id"]
    assert codes(
        "mutation($id: ID!) { rateAnswer(input: {answerId: $id, helpful: true}) { __typename } }",
        id=[plan],
    )
    told = data(
        "mutation($id: ID!) { rateAnswer(input: {answerId: $id, helpful: true}) { __typename } }",
        id=plan,
    )
    assert told["rateAnswer"]["__typename"] in {"NotFound", "InvalidInput"}


@pytest.fixture(scope="module")
def closed(copied):
    """A server in production, and few points for callers nobody knows."""
    settings = {"environment": "production", "rate_points": "400"}
    with serving(copied(), **settings) as address, httpx2.Client(base_url=address) as client:
        yield client


HIDDEN = [
    "{ __schema { queryType { name } } }",
    "{ s: __schema { queryType { name } } }",
    '{ __type(name: "Query") { name } }',
    "{ ...f } fragment f on Query { ... on Query { __schema { queryType { name } } } }",
    "query a { __typename } query b { __schema { queryType { name } } }",
    "{ plans { totalCount } __schema @include(if: true) { queryType { name } } }",
]


@pytest.mark.parametrize("query", HIDDEN)
def test_strangers_do_not_read_the_schema_in_production(closed, query):
    sent = {"query": query, "operationName": "b" if "query b" in query else None}
    told = [code(closed.post("/graphql", json=sent))]
    told.append(code(closed.get("/graphql", params={k: v for k, v in sent.items() if v})))
    events = {"accept": "text/event-stream"}
    followed = closed.post("/graphql", json=sent, headers=events).text
    assert told == ["FORBIDDEN"] * 2
    assert "FORBIDDEN" in followed
    assert "queryType" not in followed


def test_a_mistake_tells_nothing_of_the_schema(closed):
    for query in ("{ planz }", "{ plans(frist: 1) { totalCount } }", "{ plans { totalCoun } }"):
        body = closed.post("/graphql", json={"query": query}).text
        assert "Did you mean" not in body


def test_documents_that_are_refused_are_paid_for_too(closed):
    told = []
    for number in range(30):
        query = "{ " + f"no{number} " * 400 + "}"
        told.append(code(closed.post("/graphql", json={"query": query})))
    assert told[-1] == "RATE_LIMITED"
    assert set(told) == {COSTLY, "RATE_LIMITED"}
