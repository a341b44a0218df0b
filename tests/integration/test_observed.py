"""What an operator sees of a server at work: its log and its metrics, and what neither tells."""

import asyncio
import json
import re

import httpx2
import pytest
from product import finish, run_json, start
from websockets.sync.client import connect

from api.app import create_app
from api.logs import JsonLines, TextLines

# Words that only callers know: none of them may be written anywhere.
SECRET = "ความลับทางราชการ"
TOKEN = "verysecretpart"
PLANS = "query Listed { plans { nodes { code } } }"
ASK = "mutation Put($q: String!) { ask(input: {question: $q}) { __typename } }"
FOLLOW = "subscription Put($q: String!) { answer(input: {question: $q}) { __typename } }"


class Seen:
    """The lines of log and the metrics of a server that met all kinds of callers."""

    def __init__(self, metrics, errors):
        self.metrics = metrics
        self.errors = errors
        self.lines = [json.loads(line) for line in errors.splitlines() if line.startswith("{")]

    def line(self, **facts):
        return next(line for line in self.lines if facts.items() <= line.items())

    def value(self, sample):
        return float(re.search(rf"^{re.escape(sample)} (\S+)$", self.metrics, re.MULTILINE)[1])


def visit(client, key):
    """Good requests and bad ones, each with something secret in it."""
    known = {"authorization": f"Bearer {key}"}
    for _ in range(2):
        client.post("/graphql", json={"query": PLANS}, headers=known).raise_for_status()
    client.post("/graphql", json={"query": ASK, "variables": {"q": SECRET}})
    client.post("/graphql", json={"query": f'{{ plan(by: {{code: "{SECRET}"}}) {{ nope }} }}'})
    client.get("/graphql", params={"query": f'{{ plan(by: {{code: "{SECRET}"}}) {{ code }} }}'})
    client.post("/graphql", content=f'{{"query": "{SECRET}', headers={"x-secret": TOKEN})
    client.post("/graphql", json={}, headers={"authorization": f"Bearer sdk_1_{TOKEN}"})
    client.get(f"/{TOKEN}/{SECRET}")
    client.get(f"/documents/{TOKEN}/1/1")


def follow(address):
    """The same question over a WebSocket."""
    with connect(
        f"{address.replace('http', 'ws')}/graphql", subprotocols=["graphql-transport-ws"]
    ) as socket:
        socket.send('{"type": "connection_init"}')
        socket.recv()
        payload = {"query": FOLLOW, "variables": {"q": SECRET}}
        socket.send(json.dumps({"type": "subscribe", "id": "1", "payload": payload}))
        while json.loads(socket.recv())["type"] != "complete":
            pass


@pytest.fixture(scope="module")
def folder(copied):
    """A data dir that knows one document by name."""
    made = copied()
    (made / "known").mkdir()
    (made / "known" / "listed.graphql").write_text(PLANS, encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def keys(folder):
    """API keys by role."""
    made = {}
    for role in ("staff", "admin"):
        told = run_json(folder, "key", "create", "--role", role, "--name", role)
        made[role] = next(one for one in told.values() if str(one).startswith("sdk_"))
    return made


@pytest.fixture(scope="module")
def readings():
    """Status of /metrics by who asked for it."""
    return {}


@pytest.fixture(scope="module")
def seen(folder, keys, readings):
    process = start(folder, "serve", "--port", "0", logs="json")
    try:
        address = re.search(r"http://[^/\s]+", process.stderr.readline())[0]
        with httpx2.Client(base_url=address, timeout=60) as client:
            visit(client, keys["staff"])
            follow(address)
            metrics = client.get("/metrics").text
            far = {"x-forwarded-for": "198.51.100.7"}
            readings["stranger"] = client.get("/metrics", headers=far).status_code
            for role, key in keys.items():
                known = {**far, "authorization": f"Bearer {key}"}
                readings[role] = client.get("/metrics", headers=known).status_code
    finally:
        process.terminate()
        _, _, errors = finish(process)
    return Seen(metrics, errors)


def test_nothing_a_caller_wrote_is_logged(seen, keys):
    for secret in (SECRET, TOKEN, "nope", *keys.values()):
        assert secret not in seen.errors
        assert secret not in seen.metrics
    assert "127.0.0.1" not in "".join(json.dumps(line) for line in seen.lines)


def test_every_line_after_the_start_is_json(seen):
    assert seen.errors.splitlines() == [line for line in seen.errors.splitlines() if line[0] == "{"]
    assert len(seen.lines) >= 14


def test_a_request_is_one_line(seen):
    line = seen.line(operation="Listed", role="STAFF")
    assert line["method"] == "POST"
    assert line["path"] == "/graphql"
    assert line["status"] == 200
    assert line["type"] == "query"
    assert line["network"] == "127.0.0.0/24"
    assert line["points"] > 0
    assert line["bytes"] > 0
    assert len(line["request_id"]) == 32


def test_a_socket_has_a_line_for_each_operation_and_one_for_itself(seen):
    assert seen.line(method="WEBSOCKET", type="subscription")["outcome"] == "OK"
    assert seen.line(method="WEBSOCKET", status=101)["bytes"] > 0


@pytest.mark.parametrize(("status", "path"), [(401, "/graphql"), (404, "-")])
def test_refusals_have_lines_too(seen, status, path):
    assert len(seen.line(status=status, path=path)["request_id"]) == 32


def test_operations_are_counted_by_name_only_when_they_are_known(seen):
    known = 'sodklong_operations_total{name="Listed",outcome="OK",type="query"}'
    assert seen.value(known) == 2
    assert seen.value('sodklong_operations_total{name="",outcome="OK",type="mutation"}') == 1
    assert 'name="Put"' not in seen.metrics


def test_what_is_counted(seen):
    assert seen.value('sodklong_requests_total{route="/graphql",status="401"}') == 1
    assert seen.value('sodklong_cache_lookups_total{result="hit"}') == 1
    assert seen.value('sodklong_question_step_seconds_count{step="screen"}') == 2
    assert seen.value('sodklong_streams{kind="websocket"}') == 0
    assert seen.value("sodklong_cache_bytes") > 0
    assert seen.value("sodklong_index_generation") == 1
    assert seen.value("sodklong_data_revision") > 0
    assert seen.value("process_open_fds") > 0


def test_metrics_are_for_this_machine_and_for_admins(seen, readings):
    assert readings == {"stranger": 401, "staff": 403, "admin": 200}


def test_what_fails_is_logged_without_its_message(services, monkeypatch, caplog):
    def screen(draft, _tools):
        raise ValueError(draft.question)

    async def ask():
        transport = httpx2.ASGITransport(create_app(services))
        async with httpx2.AsyncClient(transport=transport, base_url="http://localhost") as client:
            return await client.post("/graphql", json={"query": ASK, "variables": {"q": SECRET}})

    monkeypatch.setattr("assistant.ask.STEPS", (screen,))
    response = asyncio.run(ask()).json()["errors"][0]["extensions"]
    record = next(one for one in caplog.records if one.exc_info)
    assert SECRET in str(record.exc_info[1])
    assert SECRET not in JsonLines().format(record) + TextLines().format(record)
    assert record.getMessage() == f"request {response['requestId']}"
