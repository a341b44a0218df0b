"""Streams that end: by leaving midway, by silence, by the caps; and what they leave behind."""

import asyncio
import json
import socket as sockets
import threading
import time
from contextlib import ExitStack
from dataclasses import replace

import httpx2
import pytest
from product import serving
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from api import fairness
from api.app import create_app
from api.lines import Line

FOLLOW = 'subscription { answer(input: {question: "สวัสดี"}) { __typename } }'
HEADERS = [(b"host", b"localhost"), (b"content-type", b"application/json")]


class Steps:
    """Two steps of answering: the first waits to be let go, the second should not be begun."""

    def __init__(self, monkeypatch):
        self.begun, self.go_on, self.ran = threading.Event(), threading.Event(), []

        def screen(_draft, _tools):
            self.begun.set()
            self.go_on.wait(20)
            self.ran.append("screen")

        def route(_draft, _tools):
            self.ran.append("route")

        monkeypatch.setattr("assistant.ask.STEPS", (screen, route))


@pytest.fixture
def steps(monkeypatch):
    return Steps(monkeypatch)


@pytest.fixture
def alone(services):
    """Services with one place for questions."""
    return replace(services, line=Line(1, 60))


async def leave(services, steps, scope, messages):
    """Send the messages, leave once the work has begun, and take the one place again."""
    waiting = list(messages)

    async def receive():
        if waiting:
            return waiting.pop(0)
        await asyncio.to_thread(steps.begun.wait, 20)
        asyncio.get_running_loop().call_later(0.1, steps.go_on.set)
        return {"type": f"{scope['type']}.disconnect"}

    async def send(_message):
        await asyncio.sleep(0)

    before = asyncio.all_tasks()
    await create_app(services)(scope, receive, send)
    async with asyncio.timeout(20), services.line.turn():
        assert steps.ran == ["screen"]
    left = asyncio.all_tasks() - before
    assert not left or not (await asyncio.wait(left, timeout=20))[1]


def scope(kind, **more):
    given = {"path": "/graphql", "raw_path": b"/graphql", "query_string": b"", "root_path": ""}
    return {
        **{"type": kind, "asgi": {"version": "3.0", "spec_version": "2.3"}},
        **{"http_version": "1.1", "scheme": "http", "headers": HEADERS, "state": {}},
        **{"client": ("192.0.2.1", 1), "server": ("localhost", 80), **given, **more},
    }


def test_leaving_an_event_stream_stops_the_work(alone, steps):
    body = json.dumps({"query": FOLLOW}).encode()
    headers = [*HEADERS, (b"accept", b"text/event-stream")]
    request = {"type": "http.request", "body": body, "more_body": False}
    asyncio.run(leave(alone, steps, scope("http", method="POST", headers=headers), [request]))


def test_leaving_a_websocket_stops_the_work(alone, steps):
    sent = [
        {"type": "connection_init"},
        {"id": "1", "type": "subscribe", "payload": {"query": FOLLOW}},
    ]
    messages = [{"type": "websocket.receive", "text": json.dumps(one)} for one in sent]
    given = scope("websocket", subprotocols=["graphql-transport-ws"])
    asyncio.run(leave(alone, steps, given, [{"type": "websocket.connect"}, *messages]))


async def crowd(services, steps, messages):
    """Send all messages while the first question waits; give what the first error says."""
    waiting, refused = list(messages), asyncio.Event()
    told = []

    async def receive():
        if waiting:
            return waiting.pop(0)
        async with asyncio.timeout(20):
            await refused.wait()
        steps.go_on.set()
        return {"type": "websocket.disconnect"}

    async def send(message):
        if '"error"' in message.get("text", ""):
            told.extend(json.loads(message["text"])["payload"])
            refused.set()

    given = scope("websocket", subprotocols=["graphql-transport-ws"])
    await create_app(services)(given, receive, send)
    return [error["extensions"]["code"] for error in told]


def test_operations_on_one_socket_have_a_cap(alone, steps, monkeypatch):
    # All are there before one has ended.
    monkeypatch.setattr(fairness, "AT_ONCE", 100)
    sent = [{"type": "connection_init"}]
    sent += [
        {"id": str(key), "type": "subscribe", "payload": {"query": FOLLOW}} for key in range(11)
    ]
    messages = [{"type": "websocket.receive", "text": json.dumps(one)} for one in sent]
    codes = asyncio.run(crowd(alone, steps, [{"type": "websocket.connect"}, *messages]))
    assert codes == ["TOO_MANY_OPERATIONS"]


@pytest.fixture(scope="module")
def small(copied):
    """The address of a server with room for three streams and little patience."""
    settings = {"max_streams_each": "3", "socket_idle": "1", "max_questions": "1"}
    with serving(copied(), **settings) as address:
        yield address


def opened(address):
    url = address.replace("http", "ws") + "/graphql"
    return connect(url, subprotocols=["graphql-transport-ws"])


def begin(socket):
    socket.send(json.dumps({"type": "connection_init"}))
    assert json.loads(socket.recv(10))["type"] == "connection_ack"


def ask(socket, key, **payload):
    socket.send(json.dumps({"id": key, "type": "subscribe", "payload": payload}))


def test_streams_beyond_the_cap_are_refused_and_room_comes_back(small):
    with ExitStack() as stack:
        for _ in range(3):
            stack.enter_context(opened(small))
        with pytest.raises(InvalidStatus, match="429"):
            opened(small)
        headers = {"accept": "text/event-stream"}
        refused = httpx2.post(f"{small}/graphql", json={"query": FOLLOW}, headers=headers)
        assert refused.json()["errors"][0]["extensions"]["code"] == "TOO_MANY_STREAMS"
        assert int(refused.headers["retry-after"]) > 0
        assert httpx2.get(f"{small}/livez").status_code == 200
    with opened(small) as socket:
        begin(socket)


def test_a_socket_on_which_nothing_happens_is_closed(small):
    with opened(small) as socket:
        begin(socket)
        with pytest.raises(ConnectionClosed) as closed:
            socket.recv(20)
    assert closed.value.rcvd.code == 4408


@pytest.mark.parametrize(
    "message",
    [
        {"id": 1, "type": "subscribe", "payload": {"query": "{ __typename }"}},
        {"id": "1", "type": "subscribe", "payload": {"query": 5}},
        {"id": "1", "type": "subscribe", "payload": {"query": "{ __typename }", "variables": []}},
        {"id": "1", "type": "subscribe", "payload": []},
        {"id": "1", "type": "subscribe"},
        {"id": ["a"], "type": "complete"},
        {"type": ["subscribe"]},
    ],
)
def test_a_message_that_makes_no_sense_closes_the_socket(small, message):
    with opened(small) as socket:
        begin(socket)
        socket.send(json.dumps(message))
        with pytest.raises(ConnectionClosed) as closed:
            socket.recv(20)
    assert closed.value.rcvd.code == 4400


def test_an_unknown_hash_is_told_on_the_socket(small):
    with opened(small) as socket:
        begin(socket)
        ask(socket, "1", extensions={"persistedQuery": {"version": 1, "sha256Hash": "0" * 64}})
        (error,) = json.loads(socket.recv(20))["payload"]
    assert error["extensions"]["code"] == "PERSISTED_QUERY_NOT_FOUND"


def test_a_socket_that_never_begins_takes_no_request_down(small):
    host, port = small.removeprefix("http://").split(":")
    with ExitStack() as stack:
        for _ in range(100):
            silent = stack.enter_context(sockets.create_connection((host, int(port))))
            silent.sendall(b"GET /livez HT")
        assert httpx2.get(f"{small}/livez", timeout=10).status_code == 200
        silent.settimeout(40)
        begun = time.monotonic()
        assert silent.recv(10) == b""
        assert time.monotonic() - begun < 40
