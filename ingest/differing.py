"""What changed between two texts, word by word as Thai is written."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from db.thai import fold, pieces

# Beyond so many pieces two blocks are told whole: comparing them grows with the square.
_MOST_PIECES = 6_000


class ChangeKind(StrEnum):
    """What became of a part."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Words:
    """Words in a row that stayed, came or went."""

    kind: ChangeKind
    text: str


def changed_words(before: str, after: str) -> tuple[Words, ...]:
    """The way from one text to the other: first by lines, then by words within changed lines.

    Spacing and the form of digits do not count as a change; what stayed is told as it reads now.
    """
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    found: list[Words] = []
    for tag, a, b, c, d in _steps([_key(line) for line in old], [_key(line) for line in new]):
        left, right = "".join(old[a:b]), "".join(new[c:d])
        found.extend([Words(ChangeKind.SAME, right)] if tag == "equal" else _within(left, right))
    return tuple(_joined(found))


@dataclass(frozen=True, slots=True)
class Altered:
    """Characters `start` to `end` of a text, and what stood there before."""

    start: int
    end: int
    was: str


def altered(before: str, after: str) -> Iterator[Altered]:
    """The words of the later text that are others than before, to the letter.

    Spacing does not count, nor does what went without anything in its place.
    """
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    at = 0
    for tag, a, b, c, d in _steps(old, new):
        left, right = "".join(old[a:b]), "".join(new[c:d])
        if tag != "equal":
            yield from _altered(left, right, at)
        at += len(right)


def _altered(before: str, after: str, at: int) -> Iterator[Altered]:
    old, new = pieces(before), pieces(after)
    if len(old) + len(new) > _MOST_PIECES:
        old, new = [before], [after]
    for tag, a, b, c, d in _steps(old, new):
        left, right = "".join(old[a:b]), "".join(new[c:d])
        if tag != "equal" and "".join(left.split()) != "".join(right.split()) and right.strip():
            begin = at + len(right) - len(right.lstrip())
            yield Altered(begin, begin + len(right.strip()), left.strip())
        at += len(right)


def _within(before: str, after: str) -> Iterator[Words]:
    old, new = pieces(before), pieces(after)
    if len(old) + len(new) > _MOST_PIECES:
        yield from _turned(before, after)
        return
    for tag, a, b, c, d in _steps([_key(one) for one in old], [_key(one) for one in new]):
        left, right = "".join(old[a:b]), "".join(new[c:d])
        if tag == "equal":
            yield Words(ChangeKind.SAME, right)
        else:
            yield from _turned(left, right)


def _turned(before: str, after: str) -> Iterator[Words]:
    if _key(before) == _key(after):
        yield Words(ChangeKind.SAME, after)
        return
    if before:
        yield Words(ChangeKind.REMOVED, before)
    if after:
        yield Words(ChangeKind.ADDED, after)


def _steps(old: Sequence[str], new: Sequence[str]) -> Sequence[tuple[str, int, int, int, int]]:
    return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()


def _key(text: str) -> str:
    return " ".join(fold(text).split())


def _joined(found: Sequence[Words]) -> Iterator[Words]:
    """Neighbours of one kind as one, what went before what came."""
    removed = added = ""
    same = ""
    for part in found:
        if part.kind is ChangeKind.SAME:
            yield from _flushed(removed, added)
            removed = added = ""
            same += part.text
            continue
        if same:
            yield Words(ChangeKind.SAME, same)
            same = ""
        removed += part.text if part.kind is ChangeKind.REMOVED else ""
        added += part.text if part.kind is ChangeKind.ADDED else ""
    if same:
        yield Words(ChangeKind.SAME, same)
    yield from _flushed(removed, added)


def _flushed(removed: str, added: str) -> Iterator[Words]:
    if removed:
        yield Words(ChangeKind.REMOVED, removed)
    if added:
        yield Words(ChangeKind.ADDED, added)
