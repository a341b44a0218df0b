"""Places for questions, the line before them, and how long an operation may take."""

import asyncio
import threading

import pytest

from api import deadlines
from api.lines import Busy, Line
from assistant.threads import in_thread


async def held(line, until, caller=""):
    async with line.turn(caller):
        await until.wait()


async def settle():
    for _ in range(5):
        await asyncio.sleep(0)


def test_no_more_than_the_places_at_once():
    async def run():
        line, working, most = Line(2, 60), 0, 0

        async def work(number):
            nonlocal working, most
            async with line.turn(f"caller {number}"):
                working += 1
                most = max(most, working)
                await asyncio.sleep(0)
                working -= 1

        await asyncio.gather(*map(work, range(10)))
        return most

    assert asyncio.run(run()) == 2


def test_a_full_line_refuses_at_once_and_says_how_long():
    async def run():
        line, end = Line(1, 60), asyncio.Event()
        tasks = [asyncio.create_task(held(line, end, f"caller {at}")) for at in range(5)]
        await settle()
        with pytest.raises(Busy, match="วินาที") as raised:
            await held(line, end, "another")
        end.set()
        await asyncio.gather(*tasks)
        await held(line, end)
        return raised.value

    busy = asyncio.run(run())
    assert busy.code == "BUSY"
    assert busy.wait >= 1


def test_one_caller_has_half_of_the_line():
    async def run():
        line, end = Line(2, 60), asyncio.Event()
        tasks = [asyncio.create_task(held(line, end, "crowd")) for _ in range(6)]
        await settle()
        with pytest.raises(Busy):
            await held(line, end, "crowd")
        tasks += [asyncio.create_task(held(line, end, "guest")) for _ in range(4)]
        await settle()
        told = (line.at_work, line.waiting)
        end.set()
        await asyncio.gather(*tasks)
        return told, line.at_work, line.waiting

    assert asyncio.run(run()) == ((2, 8), 0, 0)


def test_who_has_least_at_work_comes_next():
    async def run():
        line, served = Line(2, 60), []

        async def ask(caller):
            async with line.turn(caller):
                served.append(caller)
                await asyncio.sleep(0)

        async with asyncio.TaskGroup() as group:
            for caller in ("crowd",) * 6 + ("guest", "guest"):
                group.create_task(ask(caller))
        return served

    assert asyncio.run(run())[:5].count("guest") == 2


def test_a_place_given_to_one_who_just_left_goes_on():
    async def run():
        line, end = Line(1, 60), asyncio.Event()
        first, second, third = (asyncio.create_task(held(line, end, name)) for name in "abc")
        await settle()
        first.cancel()
        await asyncio.sleep(0)
        second.cancel()
        await settle()
        told = (line.at_work, line.waiting)
        end.set()
        await third
        return told

    assert asyncio.run(run()) == (1, 0)


def test_a_step_whose_turn_has_not_come_need_not_begin():
    busy, go_on, begun = threading.Barrier(3), threading.Event(), []

    def hold():
        busy.wait(5)
        go_on.wait(5)

    async def run():
        holding = [asyncio.create_task(in_thread(hold)) for _ in range(2)]
        await asyncio.to_thread(busy.wait, 5)
        late = asyncio.create_task(in_thread(begun.append, "late"))
        await settle()
        late.cancel()
        await asyncio.wait([late], timeout=5)
        left = late.cancelled()
        go_on.set()
        await asyncio.gather(*holding)
        return left

    assert asyncio.run(run())
    assert begun == []


def test_nobody_waits_for_ever():
    async def run():
        line, end = Line(1, 60, max_wait=0.02), asyncio.Event()
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
        line, never = Line(1, 60), asyncio.Event()
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
        task = asyncio.create_task(in_thread(step))
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
            async with Line(1, 5).turn():
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


def test_a_longer_line_holds_more():
    async def run():
        line, end = Line(1, 60, length=6), asyncio.Event()
        waiting = [asyncio.create_task(held(line, end, "one")) for _ in range(4)]
        await settle()
        with pytest.raises(Busy):
            await held(line, end, "one")
        waiting.append(asyncio.create_task(held(line, end, "two")))
        await settle()
        seen = line.waiting
        end.set()
        await asyncio.gather(*waiting)
        return seen

    assert asyncio.run(run()) == 4
