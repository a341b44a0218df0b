"""Takes sentences, or other items, out of a reply while it comes in, however broken it may be."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

MOST_CHARACTERS, MOST_SENTENCES = 12_000, 12
_TAIL, _REPEATS, _LOOKED_AT = 24, 6, 600
# Objects within objects: a reply of ours has two levels.
_DEEPEST, _LONGEST = 4, 3_000

Said = TypeVar("Said")


@dataclass(frozen=True, slots=True)
class Written:
    """A sentence with the number of the passage it rests on and the words it quotes."""

    text: str
    passage: int
    quote: str


def sentences() -> "Dictation[Written]":
    """The hearing of an answer."""
    return Dictation(_written, "sentences", MOST_SENTENCES)


class Dictation(Generic[Said]):
    """A reply as it is heard: `read` makes an item of an object, None where it is none; the items
    are in the list called `within`, at most `most` of them.

    `is_absent`: it said that the passages do not answer, or nothing.
    """

    def __init__(
        self, read: Callable[[dict[str, Any]], Said | None], within: str, most: int
    ) -> None:
        self._read, self._within, self._most = read, within, most
        self.is_absent = False
        self.is_over = False
        self._heard: list[str] = []
        self._length = 0
        self._open: list[int] = []
        self._in_string = self._escaped = False
        self._items = 0

    def hear(self, text: str) -> Iterator[Said]:
        """The items that `text` completes; nothing more once the reply is over."""
        for character in text:
            if self.is_over:
                return
            found = self._note(character)
            self.is_over = self.is_over or self._length > MOST_CHARACTERS
            if found is not None:
                yield found
        self.is_over = self.is_over or self._rambles()

    def _note(self, character: str) -> Said | None:
        """One character more; the item that it completes. Only innermost objects are items,
        so what is broken around them does no harm."""
        self._heard.append(character)
        self._length += 1
        if self._in_string:
            self._pass_string(character)
        elif character == "{":
            self._open = [*self._open[1 - _DEEPEST :], self._length - 1]
        elif character == '"' and self._open:
            self._in_string = True
        elif character == "}" and self._open:
            return self._close(self._open.pop())
        return None

    def _pass_string(self, character: str) -> None:
        if self._escaped:
            self._escaped = False
        elif character == "\\":
            self._escaped = True
        elif character == '"':
            self._in_string = False

    def _close(self, start: int) -> Said | None:
        found = _object("".join(self._heard[start:]))
        if self._within in found or "not_in_passages" in found:
            self.is_absent = found.get("not_in_passages") is True or found.get(self._within) == []
            self.is_over = True
            return None
        item = self._read(found)
        self._items += item is not None
        self.is_over = self._items >= self._most
        return item

    def _rambles(self) -> bool:
        """Saying the same over and over."""
        recent = "".join(self._heard[-_LOOKED_AT:])
        return len(recent) > _TAIL * _REPEATS and recent.count(recent[-_TAIL:]) >= _REPEATS


def _object(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _written(found: dict[str, Any]) -> Written | None:
    match found:
        case {"text": str(text), "passage": bool(), "quote": str()}:
            return None
        case {"text": str(text), "passage": int(passage), "quote": str(quote)}:
            return Written(text[:_LONGEST], passage, quote[:_LONGEST])
    return None
