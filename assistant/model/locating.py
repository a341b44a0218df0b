"""Finds words in a passage that somebody copied by hand: white space and digits may differ."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from assistant.extraction.units import Unit, units
from db.reads.documents import PassageRow
from db.thai import fold

_SHORTEST = 6
# Of these a copy may have more or fewer: the rest of a split ำ, commas in numbers, marks of quotes.
_LEFT_OUT = frozenset("ํ,\"'")
_ENDS_IN_NUMBER, _BEGINS_WITH_NUMBER = re.compile(r"\d[.,/]?$"), re.compile(r"[.,/]?\d")
_CONDITION = re.compile(
    r"\s*(?:หาก|ถ้า|(?:ใน)?กรณี|ต่อเมื่อ|เว้นแต่|ยกเว้น|ทั้งนี้\s*(?:ไม่|ต้อง|เว้น|ยกเว้น|เฉพาะ))"
)
_CONDITION_OPENS = re.compile(r"(?:(?<=\s)|^)(?:หาก|ถ้า|(?:ใน)?กรณี)(?!.*(?:และให้|แต่|ทั้งนี้))")
_MARK = re.compile("[ะ-ฺๅ-๎]")


def locate(passage: PassageRow, words: str) -> Unit | None:
    """Where a passage prints `words`, with the page's own characters; None where it does not."""
    return locate_in(passage.page_text, words, passage.start, passage.end)


def locate_in(page: str, words: str, start: int = 0, end: int | None = None) -> Unit | None:
    """Where a text, or the stretch of it from `start` to `end`, prints `words`.

    Neither end may cut a number or a syllable in two.
    """
    needle = "".join(key for _, key in _keys(words, 0, len(words)))
    if len(needle) < _SHORTEST:
        return None
    spots = list(_keys(page, start, len(page) if end is None else end))
    hay = "".join(key for _, key in spots)
    at = hay.find(needle)
    while at >= 0:
        first, last = spots[at][0], spots[at + len(needle) - 1][0] + 1
        if not (_is_cut(page, first) or _is_cut(page, last)):
            return Unit(first, last, page[first:last])
        at = hay.find(needle, at + 1)
    return None


def clause_of(passage: PassageRow, found: Unit) -> Unit:
    """The clause that `found` stands in, or all the clauses it reaches into, with the condition
    that stands before or after: neither a "not" nor an "if" must be lost."""
    own = list(units(passage.page_text, passage.start, passage.end))
    return _with_condition(passage.page_text, _clause(passage, own, found))


def _clause(passage: PassageRow, own: Sequence[Unit], found: Unit) -> Unit:
    whole = [unit for unit in own if unit.start <= found.start and found.end <= unit.end]
    if whole:
        return min(whole, key=lambda unit: len(unit.text))
    touched = [unit for unit in own if unit.start < found.end and found.start < unit.end]
    start = max((u.start for u in touched if u.start <= found.start), default=found.start)
    end = min((u.end for u in touched if u.end >= found.end), default=found.end)
    return Unit(start, end, passage.page_text[start:end])


def _with_condition(page: str, clause: Unit) -> Unit:
    """The clause, with the rest of its line where a condition follows, with the line before it
    where the clause follows from one."""
    begin, end = page.rfind("\n", 0, clause.start) + 1, page.find("\n", clause.end)
    after = page[clause.end : end if end >= 0 else len(page)]
    before = page[begin : clause.start]
    start, stop = clause.start, clause.end
    if _CONDITION.match(after):
        stop += len(after.rstrip())
    if opened := list(_CONDITION_OPENS.finditer(before)):
        start = begin + opened[-1].start()
    return Unit(start, stop, page[start:stop])


def _keys(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Each key character with the place of the character it stands for."""
    for at in range(start, end):
        for key in _key(text[at]):
            yield at, key


@lru_cache(maxsize=4_096)
def _key(character: str) -> str:
    """As `db.thai.fold` writes it; white space has no key."""
    key = "".join(fold(character).split()).replace("แ", "เเ")
    return "".join(part for part in key if part not in _LEFT_OUT)


def _is_cut(page: str, at: int) -> bool:
    left, right = page[max(0, at - 2) : at], page[at : at + 2]
    number = _ENDS_IN_NUMBER.search(left) and _BEGINS_WITH_NUMBER.match(right)
    return bool(number or _MARK.match(right[:1]))
