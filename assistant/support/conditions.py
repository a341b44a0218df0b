"""Conditions and exceptions: what hangs on one may not be told without it, nor turned round."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.support.alignment import Item, places_of
from assistant.support.ground import Ground, Key, clause_end, clause_start

_EXCEPT = re.compile(r"เว้นแต่|(?<!รับ)(?<!การ)ยกเว้น|(?:ไม่|มิให้)(?:นับ)?รวม(?:ถึง)?|นอกจาก(?!นี้|นั้น)")
_EXEMPTED = re.compile(rf"{_EXCEPT.pattern}|ได้รับ(?:การ)?ยกเว้น|ไม่(?:จาเป็น)?ต้อง|ไม่ใช้บังคับ")
_ONLY = re.compile(r"เฉพาะ(?!เจาะจง|ทาง|ด้าน|กิจ|ตัว|ราย|ที่|หน้า)")
_UNDER = re.compile(r"ภายใต้เงื่อนไข|โดยมีเงื่อนไข|มีเงื่อนไขว่า")
_IF = re.compile(r"หาก|ถ้า|(?:ใน)?กรณี(?:ที่)?|(?:ต่อ)?เมื่อ(?!วัน|เดือน|ปี|\d|ครั้ง|คราว|ใด|ไร)")
# What must be said where the quote says the first of a pair of what a statement takes.
_KEPT = (
    (_EXCEPT, _EXEMPTED),
    (_ONLY, re.compile("เฉพาะ|เท่านั้น|แต่เพียง")),
    (_UNDER, re.compile(r"ภายใต้|เงื่อนไข|โดยต้อง|หาก|ถ้า|ต่อเมื่อ")),
)
_FOLLOWS = re.compile(r"(?:ให้|จึง|ต้อง|จะ|ก็)")
_SHORTEST = 10


@dataclass(frozen=True, slots=True)
class _Condition:
    """Where a condition stands, and what it is the condition of."""

    start: int
    end: int
    of: tuple[int, int]


def are_kept(key: Key, items: Sequence[Item], ground: Ground) -> bool:
    """Whether a statement keeps the exceptions, limits to some, and conditions of its quotes."""
    held = [item for item in items if places_of(item, ground)]
    return (
        _exceptions_kept(key, held, ground)
        and all(said.search(key.text) or _is_said(mark, held, ground) for mark, said in _KEPT)
        and _conditions_kept(key, held, ground)
    )


def _exceptions_kept(key: Key, items: Sequence[Item], ground: Ground) -> bool:
    """What is excepted in the one is excepted in the other."""
    printed = _scopes(_EXCEPT, ground.text[: ground.body], ground.breaks)
    said = _scopes(_EXCEPT, key.text, key.breaks)
    exempted = bool(_EXEMPTED.search(key.text)) and not said
    inside = {i.text for i in items if any(start <= i.start < end for start, end in said)}
    for item in items:
        excepted = _all_within(item, printed, ground)
        is_said = any(start <= item.start < end for start, end in said)
        if (excepted and not (item.text in inside or exempted)) or (
            is_said and not _touches(item, printed, ground)
        ):
            return False
    return True


def _is_said(mark: re.Pattern[str], items: Sequence[Item], ground: Ground) -> bool:
    """Whether a statement takes nothing that the quote restricts by a mark after it."""
    for match in mark.finditer(ground.text, 0, ground.body):
        before = ground.text[: match.start()].removesuffix("ทั้งนี้")
        governed = (clause_start(before, ground.breaks), match.start())
        taken = [item for item in items if _all_within(item, [governed], ground)]
        if taken and 2 * len(taken) >= len(items):
            return False
    return True


def _conditions_kept(key: Key, items: Sequence[Item], ground: Ground) -> bool:
    said = _scopes(_IF, key.text, key.breaks)
    told = bool(said) or bool(_EXEMPTED.search(key.text))
    return all(
        _is_not_turned(found, said, items, ground) if told else _is_named(found, items, ground)
        for found in _conditions(ground)
    )


def _is_not_turned(
    found: _Condition, said: Sequence[tuple[int, int]], items: Sequence[Item], ground: Ground
) -> bool:
    """Whether what follows from a condition is not made the condition."""
    under = [item for item in items if any(start <= item.start < end for start, end in said)]
    turned = any(_all_within(item, [found.of], ground) for item in under)
    kept = any(_all_within(item, [(found.start, found.end)], ground) for item in under)
    return kept or not turned


def _is_named(found: _Condition, items: Sequence[Item], ground: Ground) -> bool:
    """Whether what hangs on a condition is told with some of its words, and it not as a fact."""
    inside = [item for item in items if _all_within(item, [(found.start, found.end)], ground)]
    under = [item for item in items if _all_within(item, [found.of], ground)]
    dropped = bool(under) and not inside and 2 * len(under) >= len(items)
    return not dropped and 2 * len(inside) <= len(items)


def _conditions(ground: Ground) -> Iterator[_Condition]:
    text = ground.text[: ground.body]
    for match in _IF.finditer(text):
        if match[0].endswith(("กรณี", "กรณีที่")) and match.start() not in ground.breaks:
            continue
        end = _end_of(match.end(), text, ground.breaks)
        start = clause_start(text[: match.start()], ground.breaks)
        opens = start == match.start() or start >= match.start() - 2
        if opens or _FOLLOWS.match(text, end):
            yield _Condition(match.end(), end, (end, clause_end(text, ground.breaks, end + 2)))
        else:
            yield _Condition(match.end(), end, (start, match.start()))


def _end_of(start: int, text: str, breaks: frozenset[int]) -> int:
    """Where a condition ends: at the space before what follows from it."""
    last = text.find("¦", start)
    gaps = sorted(at for at in breaks if start < at < last)
    follows = [at for at in gaps if _FOLLOWS.match(text, at)]
    later = [at for at in gaps if at - start >= _SHORTEST]
    return (follows or later or [last])[0]


def _scopes(mark: re.Pattern[str], text: str, breaks: frozenset[int]) -> list[tuple[int, int]]:
    return [(match.end(), clause_end(text, breaks, match.end())) for match in mark.finditer(text)]


def _all_within(item: Item, scopes: Sequence[tuple[int, int]], ground: Ground) -> bool:
    return all(
        any(start <= place < end for start, end in scopes) for place in places_of(item, ground)
    )


def _touches(item: Item, scopes: Sequence[tuple[int, int]], ground: Ground) -> bool:
    found = places_of(item, ground)
    return any(start <= place < end for place in found for start, end in scopes)
