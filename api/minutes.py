"""What was spent in the last sixty seconds, by name."""

import time
from collections.abc import Callable
from math import ceil, floor

_MINUTE = 60.0


class Minutes:
    """Two counters a name: the running minute, and the one before, of which the share counts that
    is not sixty seconds old yet (as if it had been spent evenly).

    What nobody has spent for two minutes takes no memory. All times are seconds of `clock`.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._begun = clock()
        self._now: dict[str, int] = {}
        self._before: dict[str, int] = {}

    def spent(self, name: str) -> int:
        """What counts of a name's spending now, rounded down."""
        passed = self._passed()
        old = self._before.get(name, 0) * (_MINUTE - passed) / _MINUTE
        return int(old) + self._now.get(name, 0)

    def spend(self, name: str, cost: int) -> None:
        """Count `cost` for a name."""
        self._passed()
        self._now[name] = self._now.get(name, 0) + cost

    def reset(self) -> int:
        """Seconds until the running minute ends and what was spent in it begins to be forgotten."""
        return max(1, ceil(_MINUTE - self._passed()))

    def wait(self, name: str, cost: int, most: int) -> int:
        """Seconds until `cost` more makes no more than `most`; two minutes
        where it never does."""
        left = _MINUTE - self._passed()
        spent, room = self._now.get(name, 0), most - cost
        if spent <= room:
            due = left - _MINUTE * (room + 1 - spent) / max(1, self._before.get(name, 0))
        elif room >= 0:
            due = left + _MINUTE * (1 - (room + 1) / spent)
        else:
            due = 2 * _MINUTE
        return max(1, floor(due) + 1)

    def _passed(self) -> float:
        """Seconds of the running minute; turns the page where it is over."""
        passed = self._clock() - self._begun
        if passed >= _MINUTE:
            self._before = self._now if passed < 2 * _MINUTE else {}
            self._now = {}
            self._begun += passed // _MINUTE * _MINUTE
            passed %= _MINUTE
        return passed
