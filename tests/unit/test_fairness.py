"""One place cannot take all turns."""

import asyncio

import pytest

from api import fairness
from api.fairness import AT_ONCE, REFUSED, FairShare


def scope(address):
    return {"type": "http", "client": (address, 1)}


async def ignore(_message):
    pass


async def settle():
    for _ in range(10):
        await asyncio.sleep(0)


class Held:
    """An application whose requests go on when a test says so; `answers` tell so first."""

    def __init__(self, answers=False):
        self.begun, self.go_on, self.answers = [], asyncio.Event(), answers

    async def __call__(self, scope, _receive, send):
        self.begun.append(scope["client"][0])
        if self.answers:
            await send({"type": "http.response.start"})
            await send({"type": "http.response.body", "more_body": True})
        await self.go_on.wait()


def flood(answers=False):
    """(those who began while nothing went on, those who began in the end), and what is kept."""

    async def run():
        app = Held(answers)
        share = FairShare(app)
        tasks = [asyncio.create_task(share(scope("192.0.2.1"), None, ignore)) for _ in range(9)]
        tasks.append(asyncio.create_task(share(scope("192.0.2.2"), None, ignore)))
        await settle()
        first = list(app.begun)
        app.go_on.set()
        await asyncio.gather(*tasks)
        return first, app.begun, share._begun | share._waiting

    return asyncio.run(run())


def test_a_flood_waits_and_others_do_not():
    first, all_of_them, left = flood()
    assert first.count("192.0.2.1") == AT_ONCE
    assert first.count("192.0.2.2") == 1
    assert len(all_of_them) == 10
    assert left == {}


def test_who_has_begun_to_answer_is_in_nobodys_way():
    assert len(flood(answers=True)[0]) == 10


@pytest.mark.parametrize(
    ("status", "state", "at_once"),
    [(200, {}, 10), (304, {}, 10), (200, {REFUSED: True}, 3), (400, {}, 3), (500, {}, 3)],
)
def test_who_is_refused_hears_it_slowly(monkeypatch, status, state, at_once):
    async def told(app, scope, _receive, send):
        app.begun.append(scope["client"][0])
        await send({"type": "http.response.start", "status": status})
        scope["state"] = state
        await send({"type": "http.response.body"})

    monkeypatch.setattr(fairness, "HELD", 0.2)
    monkeypatch.setattr(Held, "__call__", told)
    first, all_of_them, left = flood()
    assert (len(first), len(all_of_them), left) == (at_once, 10, {})


def test_messages_of_sockets_take_turns(monkeypatch):
    heard = []

    async def listen(app, scope, receive, _send):
        while (await receive())["type"] == "websocket.receive":
            heard.append(scope["client"][0])

    async def run():
        said = iter([{"type": "websocket.receive"}] * 9)

        async def receive():
            return next(said, {"type": "websocket.disconnect"})

        share = FairShare(Held())
        place = scope("192.0.2.1") | {"type": "websocket"}
        tasks = [asyncio.create_task(share(place, receive, ignore)) for _ in range(3)]
        await settle()
        first = len(heard)
        await asyncio.gather(*tasks)
        return first

    monkeypatch.setattr(fairness, "HEARD", 0.05)
    monkeypatch.setattr(Held, "__call__", listen)
    first = asyncio.run(run())
    assert first <= AT_ONCE
    assert len(heard) > AT_ONCE


def test_who_takes_long_is_not_waited_for(monkeypatch):
    monkeypatch.setattr(fairness, "HELD", 0.0)
    monkeypatch.setattr(Held, "__call__", _slow)
    assert len(flood()[1]) == 10


async def _slow(app, scope, _receive, _send):
    app.begun.append(scope["client"][0])
    if len(app.begun) == 10:
        app.go_on.set()
    await asyncio.wait_for(app.go_on.wait(), 10)


@pytest.mark.parametrize("which", [0, AT_ONCE, AT_ONCE + 1])
def test_who_leaves_holds_nobody_up(which):
    async def run():
        app = Held()
        share = FairShare(app)
        tasks = [asyncio.create_task(share(scope("192.0.2.1"), None, ignore)) for _ in range(6)]
        await settle()
        tasks[which].cancel()
        app.go_on.set()
        await asyncio.gather(*tasks, return_exceptions=True)
        return len(app.begun), share._begun | share._waiting

    begun, left = asyncio.run(run())
    assert begun == (6 if which < AT_ONCE else 5)
    assert left == {}
