"""Places for questions, the line before them, and how long an operation may take."""

import asyncio
import threading

import pytest

from api import deadlines
from api.questions import Busy, QuestionLine
from assistant import ask


async def held(line, until):
    async with line.turn():
        await until.wait()


async def settle():
    for _ in range(5):
        await asyncio.sleep(0)


def test_no_more_than_the_places_at_once():
    async def run():
        line, working, most = QuestionLine(2, 60), 0, 0

        async def work():
            nonlocal working, most
            async with line.turn():
                working += 1
                most = max(most, working)
                await asyncio.sleep(0)
                working -= 1

        await asyncio.gather(*(work() for _ in range(10)))
        return most

    assert asyncio.run(run()) == 2


def test_a_full_line_refuses_at_once_and_says_how_long():
    async def run():
        line, end = QuestionLine(1, 60), asyncio.Event()
        tasks = [asyncio.create_task(held(line, end)) for _ in range(5)]
        await settle()
        with pytest.raises(Busy, match="วินาที") as raised:
            await held(line, end)
        end.set()
        await asyncio.gather(*tasks)
        await held(line, end)
        return raised.value

    busy = asyncio.run(run())
    assert busy.code == "BUSY"
    assert busy.wait >= 1


def test_nobody_waits_for_ever():
    async def run():
        line, end = QuestionLine(1, 60, max_wait=0.02), asyncio.Event()
        first = asyncio.create_task(held(line, end))
        await settle()
        with pytest.raises(Busy):
            await held(line, end)
        end.set()
        await first
        await held(line, end)

    asyncio.run(run())


def test_who_leaves_gives_the_place_back():
    async def run():
        line, never = QuestionLine(1, 60), asyncio.Event()
        tasks = [asyncio.create_task(held(line, never)) for _ in range(3)]
        await settle()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        async with asyncio.timeout(5), line.turn():
            return True

    assert asyncio.run(run())


def test_a_step_that_was_begun_ends_before_the_place_is_free(monkeypatch):
    begun, go_on, done = threading.Event(), threading.Event(), []

    def step():
        begun.set()
        go_on.wait(5)
        done.append("step")

    async def run():
        task = asyncio.create_task(ask._in_thread(step))
        await asyncio.to_thread(begun.wait, 5)
        task.cancel()
        await settle()
        assert not task.done()
        go_on.set()
        await asyncio.wait([task])
        assert task.cancelled()

    asyncio.run(run())
    assert done == ["step"]


def test_an_operation_that_takes_too_long_is_stopped():
    async def run():
        async with deadlines.begin(0.02).held():
            await asyncio.sleep(5)

    with pytest.raises(deadlines.TooSlow, match="โปรดลองใหม่"):
        asyncio.run(run())


def test_a_question_may_take_longer():
    async def run():
        async with deadlines.begin(0.05).held():
            async with QuestionLine(1, 5).turn():
                await asyncio.sleep(0.1)
            return True

    assert asyncio.run(run())


def test_a_stream_is_stopped_between_its_items():
    ended = []

    async def source():
        try:
            yield 1
            await asyncio.sleep(5)
            yield 2
        finally:
            ended.append(True)

    async def run(told):
        async for item in deadlines.until(deadlines.begin(0.05), source()):
            told.append(item)

    told = []
    with pytest.raises(deadlines.TooSlow):
        asyncio.run(run(told))
    assert (told, ended) == ([1], [True])
