"""Texts made ready for comparing: one run of key characters that remembers where spaces stood."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from assistant.support.figures import Figure, figures_of
from assistant.support.vocabulary import AGENT
from db.thai import fold, words

FENCE = "¦"
_SPACE = re.compile(r"\s+")
_LATIN_OR_DIGIT = re.compile("[a-z0-9]")
_THAI_INSIDE = re.compile("[ัิ-ฺ็-๎ะา]")
_CLAUSE = re.compile(
    rf"¦|และ(?:ให้|ต้อง|กาหนด|มี|จะ|ได้|ขอ|มอบ|ห้าม|ไม่)|และ(?={AGENT.pattern})|แต่|ส่วน|ซึ่ง|โดย(?:ให้|มี|จะ|ต้อง)|หาก|ถ้า|ทั้งนี้|จึง|"
    rf"เนื่องจาก|เพราะ|เว้นแต่|ยกเว้น|ขณะที่|(?:ใน)?กรณี|เมื่อ|\(\d{{1,2}}\)|\d{{1,2}}[.)](?!\d)|ข้อ\d"
)
_THAI_OPENING = frozenset("เแโใไ")


@dataclass(frozen=True, slots=True)
class Key:
    """A folded text without white space; `breaks` are the offsets where some stood."""

    text: str
    breaks: frozenset[int]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a quoted table at characters `start` to `end` of a ground.

    `row` counts from 1, the head is row 0. `figure` is its one figure, with
    the unit of its head or caption.
    """

    row: int
    column: int
    start: int
    end: int
    figure: Figure | None = None


@dataclass(frozen=True)
class Ground:
    """What supports a statement: its quotes one after the other, then their headings.

    `body` is how many characters the quotes take; `fields` are the bounds of each quote; `cells`
    are those of a quoted table with its head.
    """

    text: str
    breaks: frozenset[int]
    fields: tuple[tuple[int, int], ...]
    body: int
    cells: tuple[Cell, ...] = ()

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The figures of quotes and headings, those of table cells with their units."""
        own = [cell for cell in self.cells if cell.figure is not None]
        plain = [
            figure
            for figure in figures_of(self.text)
            if not any(cell.start < figure.end and figure.start < cell.end for cell in own)
        ]
        held = [*plain, *(cell.figure for cell in own if cell.figure is not None)]
        return tuple(sorted(held, key=lambda figure: figure.start))

    def cell_of(self, place: int) -> Cell | None:
        """The cell of a quoted table that holds a place."""
        return next((cell for cell in self.cells if cell.start <= place < cell.end), None)

    def field_of(self, place: int) -> tuple[int, int] | None:
        """The bounds of the quote that holds a place; None in headings."""
        return next((field for field in self.fields if field[0] <= place < field[1]), None)


@lru_cache(maxsize=8_192)
def key_of(text: str) -> Key:
    """The key of a text. A space stays between Latin words and between numbers."""
    pieces = _SPACE.split(fold(text).strip())
    joined, breaks = pieces[0], set()
    for piece in pieces[1:]:
        apart = bool(joined and piece) and all(
            _LATIN_OR_DIGIT.match(edge) for edge in (joined[-1], piece[0])
        )
        joined += " " if apart else ""
        breaks.add(len(joined))
        joined += piece
    return Key(joined, frozenset(breaks))


def lay(quotes: Sequence[str], headings: Sequence[str]) -> Ground:
    """The ground that quotes and their headings give."""
    text, breaks, fields, body = "", set[int](), [], 0
    for at, part in enumerate([*quotes, *dict.fromkeys(headings)]):
        key = key_of(part)
        start = len(text)
        breaks |= {start, *(start + offset for offset in key.breaks), start + len(key.text)}
        text += key.text + FENCE
        if at < len(quotes):
            fields.append((start, len(text)))
            body = len(text)
    return Ground(text, frozenset(breaks), tuple(fields), body)


def words_in(text: str, key: str) -> list[tuple[str, int]]:
    """The words of a text with their places in its key."""
    found, cursor = [], 0
    for word in words(text):
        place = key.find(word, cursor)
        if place >= 0:
            found.append((word, place))
            cursor = place + len(word)
    return found


def places(word: str, text: str, most: int = 12) -> list[int]:
    """Where a word stands in a key, at boundaries of characters that are written together."""
    found: list[int] = []
    place = text.find(word)
    while place >= 0 and len(found) < most:
        if _stands_alone(word, text, place):
            found.append(place)
        place = text.find(word, place + 1)
    return found


def _stands_alone(word: str, text: str, place: int) -> bool:
    before, after = text[place - 1 : place], text[place + len(word) : place + len(word) + 1]
    if _LATIN_OR_DIGIT.match(word):
        return not (_LATIN_OR_DIGIT.match(before) or _LATIN_OR_DIGIT.match(after))
    return before not in _THAI_OPENING and not _THAI_INSIDE.match(after)


def clause_end(text: str, breaks: frozenset[int], start: int) -> int:
    """Where the clause at a place of a key ends: before the next that a joining word begins."""
    for match in _CLAUSE.finditer(text, start):
        if match[0] == FENCE or match.start() in breaks:
            return match.start()
    return len(text)


def clause_start(text: str, breaks: frozenset[int]) -> int:
    """Where the last clause of a key begins."""
    found = 0
    for match in _CLAUSE.finditer(text):
        if match[0] == FENCE:
            found = match.end()
        elif match.start() in breaks:
            found = match.start()
    return found
