"""Bodies of requests: how large, how slow."""

import asyncio
import json

import pytest

from api.bodies import MAX_BODY, BodyLimits, is_upload

FORM = {"content-type": "multipart/form-data; boundary=x", "graphql-require-preflight": "1"}


async def reading(_scope, receive, send):
    """An app that reads the whole body and tells its size."""
    size, more = 0, True
    while more:
        message = await receive()
        size, more = size + len(message["body"]), message.get("more_body", False)
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": json.dumps(size).encode()})


def post(parts, headers=(), *, uploads=1_000_000, patience=5.0, pause=0.0):
    """(status, body) of a request whose body comes in parts, `pause` seconds apart."""
    waiting, sent = list(parts), []

    async def receive():
        await asyncio.sleep(pause)
        body = waiting.pop(0)
        return {"type": "http.request", "body": body, "more_body": bool(waiting)}

    async def send(message):
        sent.append(message)

    raw = [(name.encode(), value.encode()) for name, value in dict(headers).items()]
    scope = {"type": "http", "method": "POST", "headers": raw}
    asyncio.run(BodyLimits(reading, uploads, patience)(scope, receive, send))
    return sent[0]["status"], json.loads(sent[1]["body"])


def code(answer):
    return answer["errors"][0]["extensions"]["code"]


def test_a_body_as_large_as_allowed_is_read():
    assert post([b"x" * MAX_BODY]) == (200, MAX_BODY)


def test_a_body_that_grows_too_large_is_cut_off():
    status, answer = post([b"x" * MAX_BODY, b"x", b"x"])
    assert (status, code(answer)) == (413, "BODY_TOO_LARGE")


def test_a_body_that_says_it_is_too_large_is_not_read():
    status, _ = post([], {"content-length": str(MAX_BODY + 1)})
    assert status == 413


def test_a_slow_body_is_cut_off():
    status, answer = post([b"x"] * 10, patience=0.05, pause=0.02)
    assert (status, code(answer)) == (408, "BODY_TOO_SLOW")


def test_what_has_come_earns_time():
    assert post([b"x" * 5_000] * 5, patience=0.05, pause=0.02) == (200, 25_000)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({**FORM, "authorization": "Bearer x"}, 200),
        (FORM, 413),
        ({"content-type": FORM["content-type"], "authorization": "Bearer x"}, 413),
        ({"content-type": "application/json", "authorization": "Bearer x"}, 413),
    ],
)
def test_only_known_callers_may_send_files(headers, status):
    assert post([b"x" * (MAX_BODY + 1)], headers)[0] == status


@pytest.mark.parametrize("name", ["graphql-require-preflight", "apollo-require-preflight"])
def test_a_form_needs_a_header_no_page_can_set_unasked(name):
    kind = {"content-type": "Multipart/Form-Data; boundary=x"}
    assert is_upload({**kind, name: "1"})
    assert not is_upload(kind)
    assert not is_upload({**kind, name: ""})
