"""Large operations take turns with everybody else."""

import asyncio
import time
from itertools import pairwise

import pytest

from api import slices
from api.slices import Slices


async def work(shared, done, seconds=0.0):
    await shared.turn()
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        pass
    done.append(seconds)


@pytest.fixture
def used_up(monkeypatch):
    """No slice is long enough for more than the first."""
    monkeypatch.setattr(slices, "SLICE", -1.0)


def test_little_work_does_not_wait():
    async def run():
        shared, done = Slices(), []
        await work(shared, done)
        return done

    assert asyncio.run(run()) == [0.0]


def test_others_are_heard_between_slices(used_up):
    async def run():
        shared, done, seen = Slices(), [], []

        async def listen():
            while len(done) < 100:
                seen.append(len(done))
                await asyncio.sleep(0)

        async with asyncio.TaskGroup() as group:
            for _ in range(100):
                group.create_task(work(shared, done))
            group.create_task(listen())
        return seen

    steps = asyncio.run(run())
    assert max(b - a for a, b in pairwise(steps)) <= 20


def test_who_leaves_does_not_hold_up_the_rest(used_up):
    async def run():
        shared, done = Slices(), []
        tasks = [asyncio.create_task(work(shared, done)) for _ in range(60)]
        await asyncio.sleep(0)
        for task in tasks[::2]:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        return len(done)

    assert asyncio.run(run()) >= 30


def test_another_loop_begins_anew(used_up):
    shared, done = Slices(), []
    for _ in range(3):
        asyncio.run(work(shared, done))
    assert len(done) == 3
