"""Edges followed at the same time are read in one thread."""

import asyncio
import threading
from contextlib import contextmanager

import pytest

from api.reading import Reader


class Opened:
    """A database that counts its sessions."""

    sessions = 0

    @contextmanager
    def reading(self):
        self.sessions += 1
        yield self.sessions


def where(_session, keys):
    return keys, threading.get_ident()


def broken(_session, _keys):
    raise ValueError("ขาด")


async def together(*reads):
    return await asyncio.gather(*reads, return_exceptions=True)


@pytest.fixture
def reader():
    return Reader(Opened())


def test_what_is_asked_for_together_is_read_in_one_thread_elsewhere(reader):
    one, two = asyncio.run(together(reader.read(where, [1]), reader.read(where, [2])))
    assert (one[0], two[0]) == ([1], [2])
    assert one[1] == two[1] != threading.get_ident()
    assert reader._database.sessions == 2


def test_an_error_is_told_to_who_asked_alone(reader):
    error, found = asyncio.run(together(reader.read(broken, [1]), reader.read(where, [2])))
    assert isinstance(error, ValueError)
    assert found[0] == [2]


def test_who_went_away_keeps_nobody_waiting(reader):
    async def leave():
        gone = asyncio.ensure_future(reader.read(where, [1]))
        stays = asyncio.ensure_future(reader.read(where, [2]))
        await asyncio.sleep(0)
        gone.cancel()
        return await stays

    assert asyncio.run(leave())[0] == [2]


def test_what_is_asked_for_later_is_read_later(reader):
    async def twice():
        return [(await reader.read(where, [at]))[0] for at in range(2)]

    assert asyncio.run(twice()) == [[0], [1]]
