"""Host names, other sites, streams and request ids, each middleware by itself."""

import asyncio
import json
import logging

import pytest
from starlette.requests import ClientDisconnect

from api.origins import TrustedHosts, share
from api.requests import RequestIds, request_id
from api.settings import Settings
from api.streams import StreamCaps


async def fine(scope, _receive, send):
    if scope["type"] == "http":
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": request_id().encode()})
    else:
        await send({"type": "websocket.accept"})


async def broken(_scope, _receive, _send):
    raise ZeroDivisionError("a secret")


def scope(kind="http", method="POST", client="192.0.2.1", **headers):
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return {"type": kind, "method": method, "path": "/", "headers": raw, "client": (client, 1)}


async def told(app, given):
    sent = []

    async def send(message):
        sent.append(message)

    await app(given, None, send)
    return sent


def ask(app, given):
    return asyncio.run(told(app, given))


@pytest.mark.parametrize(
    "host",
    [
        *("localhost", "LOCALHOST:8000", "localhost.", "127.0.0.1", "127.0.0.1:8000", "[::1]:8000"),
        *("192.0.2.7:8000", "[2001:db8::1]", "plans.example.go.th", "Plans.Example.go.th:443"),
    ],
)
def test_a_host_we_answer_to(host):
    app = TrustedHosts(fine, ["plans.example.go.th"])
    assert ask(app, scope(host=host))[0]["status"] == 200


@pytest.mark.parametrize(
    "host",
    [
        *("evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "", "x@localhost"),
        *("evil.plans.example.go.th", "[", ":8000", "127.1", "0x7f000001", "2130706433"),
    ],
)
def test_a_name_that_may_have_been_pointed_here(host):
    app = TrustedHosts(fine, ["plans.example.go.th"])
    start, body = ask(app, scope(host=host))
    assert start["status"] == 421
    assert json.loads(body["body"])["errors"][0]["extensions"]["code"] == "HOST_NOT_SERVED"
    assert ask(app, scope("websocket", host=host)) == [{"type": "websocket.close", "code": 1008}]


def preflight(origin):
    app = share(fine, ["https://city.example"])
    asking = scope(method="OPTIONS", origin=origin, access_control_request_method="POST")
    headers = dict(ask(app, asking)[0]["headers"])
    return {name.decode(): value.decode() for name, value in headers.items()}


def test_only_the_sites_set_may_call():
    allowed = preflight("https://city.example")
    assert allowed["access-control-allow-origin"] == "https://city.example"
    assert "access-control-allow-credentials" not in allowed
    for other in ("https://evil.example", "http://city.example", "null"):
        assert "access-control-allow-origin" not in preflight(other)


@pytest.mark.parametrize(
    "origin", ["*", "city.example", "https://city.example/", "https://*.example"]
)
def test_what_is_no_origin_is_not_taken(origin):
    with pytest.raises(ValueError, match="origins"):
        Settings(origins=origin)


def test_names_are_set_between_commas():
    settings = Settings(origins="https://A.example, http://b.example:8080,", hosts=" a , b ")
    assert settings.origins == ("https://a.example", "http://b.example:8080")
    assert settings.hosts == ("a", "b")


def test_every_response_names_its_request():
    app = RequestIds(fine)
    ids = []
    for _ in range(2):
        start, body = ask(app, scope())
        ids.append(dict(start["headers"])[b"x-request-id"])
        assert body["body"] == ids[-1]
    assert len(set(ids)) == 2


def test_an_unexpected_error_tells_its_id_and_no_more(caplog):
    with caplog.at_level(logging.ERROR):
        start, body = ask(RequestIds(broken), scope())
    key = json.loads(body["body"])["errors"][0]["extensions"]["requestId"]
    assert start["status"] == 500
    assert b"secret" not in body["body"]
    assert key in caplog.records[0].getMessage()


async def left(_scope, _receive, _send):
    raise ClientDisconnect


def test_who_left_is_not_logged(caplog):
    assert ask(RequestIds(left), scope()) == []
    assert caplog.records == []


async def opened(app, given):
    """A stream that stays open: (what was sent, the task, the event that ends it)."""
    task = asyncio.create_task(told(app, given))
    await asyncio.sleep(0)
    return task


@pytest.mark.parametrize("kind", ["http", "websocket"])
def test_streams_have_a_cap_in_all_and_by_address(kind):
    async def run():
        end = asyncio.Event()

        async def lasting(*_):
            await end.wait()

        app = StreamCaps(lasting, total=3, each=2)
        open_now = [await opened(app, stream(kind, "192.0.2.1")) for _ in range(2)]
        third = await told(app, stream(kind, "192.0.2.1"))
        open_now.append(await opened(app, stream(kind, "192.0.2.2")))
        fourth = await told(app, stream(kind, "192.0.2.3"))
        end.set()
        await asyncio.gather(*open_now)
        return third, fourth, await told(app, stream(kind, "192.0.2.1"))

    third, fourth, after = asyncio.run(run())
    for refused in (third, fourth):
        assert refused[0].get("status", refused[0].get("code")) in {429, 1013}
    assert after == []


def stream(kind, client):
    return scope(kind, client=client, accept="text/event-stream")


def test_one_subscriber_of_ipv6_is_one_address():
    async def run():
        end = asyncio.Event()

        async def lasting(*_):
            await end.wait()

        app = StreamCaps(lasting, total=9, each=1)
        first = await opened(app, stream("http", "2001:db8::1"))
        second = await told(app, stream("http", "2001:db8::2"))
        end.set()
        await first
        return second

    assert asyncio.run(run())[0]["status"] == 429
