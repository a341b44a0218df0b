"""Who follows a job and leaves, leaves nothing behind."""

import asyncio
import json

import pytest

from api.app import create_app
from db.models import JobKind, Role
from db.writes.jobs import enqueue
from db.writes.keys import create_key

FOLLOW = "subscription($id: ID!) { jobProgress(id: $id) { ... on Job { state } } }"


@pytest.fixture
def waiting(services):
    """(global id of a job that nobody does, a key that may follow it)."""
    import base64

    with services.database.writing() as session:
        key = create_key(session, "test", "anna", Role.EDITOR)
        job = enqueue(session, JobKind.READ, f"key:{key.row.id}")
        return base64.b64encode(f"Job:{job.id}".encode()).decode(), key.token


async def leave_midway(services, job, token):
    """What was told before the caller left, and the tasks that were left."""
    body = json.dumps({"query": FOLLOW, "variables": {"id": job}}).encode()
    told, told_once = [], asyncio.Event()
    messages = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive():
        if messages:
            return messages.pop()
        await told_once.wait()
        return {"type": "http.disconnect"}

    async def send(message):
        told.append(message.get("body", b""))
        if b"QUEUED" in told[-1]:
            told_once.set()

    headers = {"host": "localhost", "content-type": "application/json",
               "accept": "text/event-stream", "authorization": f"Bearer {token}"}  # fmt: skip
    scope = {
        **{"type": "http", "asgi": {"version": "3.0", "spec_version": "2.3"}, "method": "POST"},
        **{"http_version": "1.1", "scheme": "http", "path": "/graphql", "raw_path": b"/graphql"},
        **{"query_string": b"", "root_path": "", "state": {}, "client": ("192.0.2.1", 1)},
        **{"server": ("localhost", 80)},
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }
    before = asyncio.all_tasks()
    async with asyncio.timeout(30):
        await create_app(services)(scope, receive, send)
    left = asyncio.all_tasks() - before
    return b"".join(told), (await asyncio.wait(left, timeout=20))[1] if left else set()


def test_a_caller_who_leaves_ends_the_following(services, waiting):
    told, left = asyncio.run(leave_midway(services, *waiting))
    assert b'"state":"QUEUED"' in told
    assert left == set()
