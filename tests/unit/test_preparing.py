"""Plans are made ready for alignment before anybody asks."""

import asyncio
from contextlib import suppress
from types import SimpleNamespace

import pytest

from api import preparing
from db.errors import DatabaseUnavailable


class Numbers:
    """A revision that takes the values it is given, then ends the work."""

    def __init__(self, *values):
        self._values = iter(values)

    async def current(self):
        value = next(self._values, None)
        if value is None:
            raise asyncio.CancelledError
        if isinstance(value, Exception):
            raise value
        return value


@pytest.fixture
def prepared(monkeypatch):
    """Runs through revisions; gives how often plans were prepared."""

    def run(*values, fails=False):
        times = []

        def prepare(tools, _day):
            times.append(tools)
            if fails:
                raise DatabaseUnavailable("ฐานข้อมูลไม่ตอบ")

        monkeypatch.setattr(preparing, "prepare", prepare)
        services = SimpleNamespace(revisions=Numbers(*values), tools="tools")
        with suppress(asyncio.CancelledError):
            asyncio.run(preparing.keep_prepared(services, pause=0))
        return times

    return run


def test_with_every_change(prepared):
    assert prepared(1, 1, 1) == []
    assert prepared(1, 2) == ["tools"]
    assert len(prepared(1, 2, 2, 3)) == 2


def test_a_failure_is_told_and_not_the_end(prepared, caplog):
    assert len(prepared(1, DatabaseUnavailable("ฐานข้อมูลไม่ตอบ"), 2)) == 1
    assert len(prepared(1, 2, 2, 2, fails=True)) == 3
    assert "could not be prepared" in caplog.text
