"""Kept responses are answered before routing, and no rule about requests is left out for it."""

import asyncio
import json
import re

import httpx2
import pytest

from api.app import create_app
from api.rates import Budget, Rates
from api.router import PlanRouter
from api.services import open_services
from api.settings import Settings
from api.shortcut import Shortcut
from db.models import Role

PLANS = "query Plans($n: Int!) { plans(first: $n) { nodes { code title } } }"
BODY = {"query": PLANS, "variables": {"n": 2}}
LONG = {"query": "{ planNodes(first: 80) { nodes { title } } }"}
CHANGING = {"x-request-id", "ratelimit-remaining", "ratelimit-reset"}
REQUEST = re.compile("[0-9a-f]{32}")


@pytest.fixture(scope="module")
def opened(copied, model_dir):
    settings = Settings(data_dir=copied(), origins=("https://city.example",))
    services = open_services(settings, models=model_dir)
    yield services
    services.close()


@pytest.fixture
def app(opened):
    """The application with nothing kept yet."""
    return create_app(opened)


@pytest.fixture
def routed(monkeypatch):
    """The requests that came as far as the router."""
    seen, run = [], PlanRouter.run

    async def note(self, request, *given, **named):
        seen.append(request)
        return await run(self, request, *given, **named)

    monkeypatch.setattr(PlanRouter, "run", note)
    return seen


def send(app, *sent, method="POST", **headers):
    """The responses to several bodies, in order."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}

    async def run():
        carrier = httpx2.ASGITransport(app)
        async with httpx2.AsyncClient(transport=carrier, base_url="http://localhost") as client:
            return [await client.request(method, "/graphql", json=b, headers=named) for b in sent]

    return asyncio.run(run())


def told(response):
    """The headers that are no request's own."""
    found = {name: value for name, value in response.headers.items() if name not in CHANGING}
    return {**found, "vary": set(found.get("vary", "").split(", "))}


@pytest.mark.parametrize("body", [BODY, LONG])
@pytest.mark.parametrize("accept", ["*/*", "application/graphql-response+json"])
@pytest.mark.parametrize("packing", ["gzip", "identity"])
def test_the_second_answer_is_the_first_without_the_router(app, routed, body, accept, packing):
    headers = {"accept": accept, "accept_encoding": packing, "origin": "https://city.example"}
    first, second = send(app, body, body, **headers)
    assert len(routed) == 1
    assert first.content == second.content
    assert told(first) == told(second)
    assert first.headers["x-request-id"] != second.headers["x-request-id"]
    assert second.headers["access-control-allow-origin"] == "https://city.example"
    assert first.status_code == second.status_code == 200


@pytest.mark.parametrize(
    ("changed", "headers"),
    [
        ({"variables": {"n": 1}}, {}),
        ({"operationName": "None"}, {}),
        ({"query": "{ viewer { role } }"}, {}),
        ({"query": "{ nope }"}, {}),
        ({"query": 7}, {}),
        ({}, {"authorization": "Bearer nonsense"}),
        ({}, {"accept": "text/event-stream"}),
        ({}, {"accept": "multipart/mixed"}),
        ({}, {"content_type": "text/plain"}),
        ({}, {"host": "evil.example"}),
        ({}, {"content_length": "9999999"}),
    ],
)
def test_what_is_not_kept_goes_the_usual_way(app, opened, changed, headers):
    sent = {**BODY, **changed}
    send(create_app(opened), sent, **headers)  # a document is paid for when it is new
    (usual,) = send(create_app(opened), sent, **headers)
    send(app, BODY)
    (found,) = send(app, sent, **headers)
    assert (found.status_code, told(found)) == (usual.status_code, told(usual))
    assert REQUEST.sub("", found.text) == REQUEST.sub("", usual.text)


def test_it_costs_a_point_and_is_refused_without_one(opened, monkeypatch):
    rates = Rates(dict.fromkeys(Role, Budget(12, 1)))
    app = create_app(opened)
    send(app, BODY)
    monkeypatch.setattr(type(opened), "rates", rates, raising=False)
    *paid, refused = send(app, *[BODY] * 13)
    assert [int(p.headers["ratelimit-remaining"]) for p in paid] == list(range(11, -1, -1))
    assert refused.status_code == 429
    assert int(refused.headers["retry-after"]) >= 1
    assert refused.json()["errors"][0]["extensions"]["code"] == "RATE_LIMITED"


def test_new_data_is_read_anew(app, routed, opened):
    send(app, BODY, BODY)
    with opened.database.writing() as session:
        session.connection().exec_driver_sql("UPDATE plan SET title = title")
    send(app, BODY, BODY)
    assert len(routed) == 2


def test_a_body_in_parts_is_read_whole_and_passed_on_whole(app, opened):
    text = json.dumps(BODY).encode()
    parts = [text[:9], text[9:30], text[30:]]
    got = []

    async def rest(_scope, receive, _send):
        while (message := await receive())["type"] == "http.request":
            got.append(message["body"])

    coming = [{"type": "http.request", "body": part, "more_body": True} for part in parts]
    coming[-1]["more_body"] = False
    coming.append({"type": "http.disconnect"})

    async def receive():
        return coming.pop(0)

    scope = {"type": "http", "method": "POST", "path": "/graphql",
             "headers": [(b"content-type", b"application/json")]}  # fmt: skip
    asyncio.run(Shortcut(rest, opened, create_app(opened).state.kept)(scope, receive, None))
    assert got == parts
