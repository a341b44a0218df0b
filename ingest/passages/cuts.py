"""What passages are cut to: their size, and how they say where they stand."""

from collections.abc import Callable
from dataclasses import dataclass

MERGE_TOKENS = 300
LIMIT_TOKENS = 420

CountTokens = Callable[[str], int]


@dataclass(frozen=True, slots=True)
class Cut:
    """A passage: characters `start` to `end` of a page; `heading` indexes the outline, or None.

    `header` holds the header rows of the table that the passage goes on with, tabs between cells;
    it is empty where the passage holds them itself, and outside tables.
    """

    page: int
    start: int
    end: int
    heading: int | None
    text: str
    header: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` of a page, counted: `tokens` is 0 where nothing is to be seen."""

    start: int
    end: int
    tokens: int
    header: str = ""
