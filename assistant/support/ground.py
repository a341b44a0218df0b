"""Texts made ready for comparing: one run of key characters that remembers where spaces stood."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from assistant.support.figures import Figure, figures_of
from db.thai import fold, words

FENCE = "¦"
_SPACE = re.compile(r"\s+")
_LATIN_OR_DIGIT = re.compile("[a-z0-9]")
_THAI_INSIDE = re.compile("[ัิ-ฺ็-๎ะา]")
_THAI_OPENING = frozenset("เแโใไ")


@dataclass(frozen=True, slots=True)
class Key:
    """A folded text without white space; `breaks` are the offsets where some stood."""

    text: str
    breaks: frozenset[int]


@dataclass(frozen=True)
class Ground:
    """What supports a statement: its quotes one after the other, then their headings.

    `body` is how many characters the quotes take; `fields` are the bounds of each quote.
    """

    text: str
    breaks: frozenset[int]
    fields: tuple[tuple[int, int], ...]
    body: int

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The figures of quotes and headings."""
        return figures_of(self.text)

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
