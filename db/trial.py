"""What came of asking questions of a generation before it answers."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from db.index import Index


@dataclass(frozen=True, slots=True)
class Trial:
    """How many questions were asked and how many are answered as before; `lost` are the others.

    `least` is the part, 0 to 1, that must be answered for the generation to be activated.
    """

    asked: int
    kept: int
    least: float
    lost: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether enough is answered."""
        return self.kept >= self.least * self.asked

    def told(self) -> dict[str, Any]:
        """The trial as a generation's record keeps it."""
        return {
            "asked": self.asked,
            "kept": self.kept,
            "least": self.least,
            "lost": list(self.lost),
            "passed": self.passed,
        }


Examine = Callable[[Index, Callable[[str], None]], Trial]
"""Asks questions of a generation that does not answer yet; tells of each before it is asked."""
