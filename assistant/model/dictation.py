"""Takes sentences out of a model's reply while it comes in, however broken the rest may be."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

MOST_CHARACTERS, MOST_SENTENCES = 12_000, 12
_TAIL, _REPEATS, _LOOKED_AT = 24, 6, 600
# Objects within objects: a reply of ours has two levels.
_DEEPEST, _LONGEST = 4, 3_000


@dataclass(frozen=True, slots=True)
class Written:
    """A sentence with the number of the passage it rests on and the words it quotes."""

    text: str
    passage: int
    quote: str


class Dictation:
    """A reply as it is heard. `is_absent`: it said that the passages do not answer, or nothing."""

    def __init__(self) -> None:
        self.is_absent = False
        self.is_over = False
        self._heard: list[str] = []
        self._length = 0
        self._open: list[int] = []
        self._in_string = self._escaped = False
        self._sentences = 0

    def hear(self, text: str) -> Iterator[Written]:
        """The sentences that `text` completes; nothing more once the reply is over."""
        for character in text:
            if self.is_over:
                return
            found = self._note(character)
            self.is_over = self.is_over or self._length > MOST_CHARACTERS
            if found is not None:
                yield found
        self.is_over = self.is_over or self._rambles()

    def _note(self, character: str) -> Written | None:
        """One character more; the sentence that it completes. Only innermost objects are
        sentences, so what is broken around them does no harm."""
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

    def _close(self, start: int) -> Written | None:
        found = _object("".join(self._heard[start:]))
        if "sentences" in found or "not_in_passages" in found:
            self.is_absent = found.get("not_in_passages") is True or found.get("sentences") == []
            self.is_over = True
            return None
        written = _written(found)
        self._sentences += written is not None
        self.is_over = self._sentences >= MOST_SENTENCES
        return written

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
