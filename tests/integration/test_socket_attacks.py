"""What a hostile caller does on a WebSocket: the socket ends or tells a code, others go on."""

import json
from contextlib import suppress
from socket import SHUT_RDWR

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

FOLLOW = 'subscription { answer(input: {question: "สวัสดี"}) { __typename } }'
LONG = FOLLOW.replace("สวัสดี", "แผนรัฐบาลดิจิทัลมียุทธศาสตร์อะไร และแต่ละข้อมีตัวชี้วัดอะไรบ้าง")
INIT = {"type": "connection_init"}


@pytest.fixture(autouse=True)
def unharmed(live_server):
    """Whatever was sent, the next caller's operation on a socket of its own is answered."""
    yield
    with opened(live_server) as line:
        assert answered(line, "{ plans { totalCount } }")["type"] == "next"


def opened(address, **more):
    url = address.replace("http", "ws") + "/graphql"
    return connect(url, subprotocols=["graphql-transport-ws"], close_timeout=2, **more)


def send(line, *messages):
    for message in messages:
        line.send(message if isinstance(message, str | bytes) else json.dumps(message))


def subscribe(key, query, **more):
    return {"id": key, "type": "subscribe", "payload": {"query": query, **more}}


def answered(line, query, **more):
    send(line, INIT, subscribe("1", query, **more))
    assert json.loads(line.recv(30))["type"] == "connection_ack"
    return json.loads(line.recv(30))


def ending(line):
    """The code the socket was closed with, whatever came before."""
    with suppress(TimeoutError):
        while True:
            try:
                line.recv(30)
            except ConnectionClosed as closed:
                return closed.rcvd.code if closed.rcvd else None
    raise AssertionError("the socket stays open")


@pytest.mark.parametrize(
    ("messages", "expected"),
    [
        ([subscribe("1", FOLLOW)], 4401),
        ([INIT, INIT], 4429),
        (["{"], 4400),
        (["[]"], 4400),
        (["[" * 100_000], 4400),
        (["null"], 4400),
        ([b"\xff\xfe"], 4400),
        ([{"type": "no"}], 4400),
        ([{"type": None}], 4400),
        ([{}], 4400),
        ([INIT, {"type": "subscribe", "id": "1", "payload": {"query": {}}}], 4400),
        ([INIT, subscribe("1", LONG), subscribe("1", LONG)], 4409),
        (["x" * 300_000], 1009),
    ],
)
def test_messages_that_end_the_socket(live_server, messages, expected):
    with opened(live_server) as line:
        send(line, *messages)
        assert ending(line) == expected


@pytest.mark.parametrize(
    ("query", "more", "code"),
    [
        ("{" + "plans { nodes { code } }" * 110 + "}", {}, "QUERY_TOO_COSTLY"),
        ("{ __typename }", {"variables": {"a": [1] * 3_000}}, "QUERY_TOO_COSTLY"),
        ("#" * 40_000, {}, "QUERY_TOO_COSTLY"),
        ("{ ...a } fragment a on Query { ...a }", {}, "QUERY_TOO_COSTLY"),
        ("{", {}, "GRAPHQL_PARSE_FAILED"),
    ],
)
def test_a_hostile_operation_is_refused_with_a_code(live_server, query, more, code):
    with opened(live_server) as line:
        told = answered(line, query, **more)
    assert told["type"] == "error"
    assert told["payload"][0]["extensions"]["code"] == code


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://localhost.evil.example"]
)
def test_a_page_elsewhere_opens_no_socket(live_server, origin):
    with pytest.raises(InvalidStatus, match="403"):
        opened(live_server, origin=origin)


def test_begun_and_ended_at_once_again_and_again(live_server):
    with opened(live_server) as line:
        send(line, INIT)
        for number in range(200):
            send(
                line,
                subscribe(str(number), "{ __typename }"),
                {"id": str(number), "type": "complete"},
            )
        send(line, {"type": "ping"})
        kinds = []
        while "pong" not in kinds:
            kinds.append(json.loads(line.recv(30))["type"])
    assert set(kinds) <= {"connection_ack", "next", "complete", "pong", "error"}


def test_sockets_that_are_left_in_the_middle(live_server):
    for _ in range(20):
        with opened(live_server) as line:
            send(line, INIT, subscribe("1", FOLLOW))
            line.socket.shutdown(SHUT_RDWR)
