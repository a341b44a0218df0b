"""Leaves a neighbour alone for a while after it has failed several times in a row."""

import time
from collections.abc import Callable


class Breaker:
    """Closed while things go well; open for `rest` seconds after `patience` failures in a row.

    When the rest is over one more failure opens it again. `clock` counts seconds.
    """

    def __init__(
        self, patience: int = 3, rest: float = 60.0, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._patience, self._rest, self._clock = patience, rest, clock
        self._failures = 0
        self._until = 0.0

    @property
    def is_open(self) -> bool:
        """Whether not to try now."""
        return self._failures >= self._patience and self._clock() < self._until

    def succeed(self) -> None:
        """It works."""
        self._failures = 0

    def fail(self) -> None:
        """It failed once more."""
        self._failures += 1
        self._until = self._clock() + self._rest
