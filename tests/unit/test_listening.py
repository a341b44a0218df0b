"""What a connection may send before there is a request, and how long it may take."""

import asyncio

import pytest

from api import listening
from api.bodies import MAX_BODY
from api.listening import MAX_HEAD, MAX_HEADERS, MAX_PIPELINED, server_config

GET = b"GET / HTTP/1.1\r\nHost: localhost\r\n"


class Line(asyncio.Transport):
    """A connection that remembers what is written."""

    def __init__(self):
        super().__init__({"peername": ("192.0.2.1", 1), "sockname": ("192.0.2.2", 80)})
        self.written, self.closed = b"", False

    def write(self, data):
        self.written += data

    def close(self):
        self.closed = True

    def is_closing(self):
        return self.closed

    def pause_reading(self):
        """Uvicorn asks for it when requests queue up."""

    def resume_reading(self):
        """And for this when they do not."""


async def never(_scope, _receive, _send):
    await asyncio.Event().wait()


def talk(*parts, wait=0.0):
    """The connection after somebody sent `parts` and waited; no request is ever answered."""

    async def run():
        config = server_config(never)
        config.load()
        state = config_state()
        protocol = listening.PatientProtocol(config=config, server_state=state, app_state={})
        protocol.connection_made(line := Line())
        for part in parts:
            if not line.closed:
                protocol.data_received(part)
        await asyncio.sleep(wait)
        closed = line.closed
        protocol.connection_lost(None)
        tasks = list(state.tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        return closed, line.written

    return asyncio.run(run())


def config_state():
    """What uvicorn's server shares with its connections."""
    from uvicorn.server import ServerState

    return ServerState()


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr(listening, "HEAD_SECONDS", 0.0)


def test_a_request_is_let_in():
    assert talk(GET, b"\r\n") == (False, b"")


@pytest.mark.parametrize("sent", [(), (GET,), (b"GET / HT",)])
def test_a_head_that_does_not_come_closes_the_connection(impatient, sent):
    assert talk(*sent, wait=0.01)[0]


def test_a_whole_head_may_wait_for_its_body(impatient):
    head = b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n{"
    assert not talk(head, wait=0.01)[0]


@pytest.mark.parametrize(
    "sent",
    [
        (GET, b"x: " + b"a" * MAX_HEAD, b"a" * MAX_HEAD),
        (GET, *(b"x-%d: 1\r\n" % at for at in range(MAX_HEADERS + 1))),
        ((GET + b"\r\n") * (MAX_PIPELINED + 2),),
        (
            b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n",
            *(b"x-%d: 1\r\n" % at for at in range(MAX_HEADERS + 1)),
        ),
    ],
    ids=["a long head", "many headers", "many requests", "many trailers"],
)
def test_what_goes_on_without_bound_is_refused(sent):
    closed, written = talk(*sent)
    assert closed
    assert written.startswith(b"HTTP/1.1 400 ")


def test_a_long_body_is_no_head():
    head = b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 200000\r\n\r\n"
    assert talk(head, *[b"a" * 20_000] * 10) == (False, b"")


def test_sockets_take_no_larger_messages_than_bodies():
    config = server_config(never)
    assert config.ws_max_size == MAX_BODY
    assert not config.server_header
