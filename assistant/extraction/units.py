"""Splits a page into what can be quoted: lines, and the clauses of long lines."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

LINE_LIMIT, PARAGRAPH_LIMIT = 220, 1_000
_CLAUSE_START = re.compile(
    r"(?<=\s)(?=(?:และ(?:ให้|กำหนด|ต้อง|ได้|จะ)|รวมทั้ง|รวมถึง|ตลอดจน|ทั้งนี้(?!\s*(?:ไม่รวม|เว้นแต่|ยกเว้น))|โดย(?:ให้|มี|จะ)|ซึ่ง|แต่(?!ไม่รวม)|"
    r"หาก|กรณี|จึง|ดังนั้น|อย่างไรก็ตาม|นอกจากนี้|เพื่อนำ|เพื่อให้)"
    r"|\([๑-๙1-9]{1,2}\)\s|[๑-๙1-9]{1,2}\)\s)"
)
_ASIDE = re.compile(r"\(([^()]{20,})\)")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_WORD_GAP = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Unit:
    """Characters `start` to `end` of a page."""

    start: int
    end: int
    text: str


def units(page: str, start: int, end: int) -> Iterator[Unit]:
    """What may be quoted between `start` and `end`: short lines whole, long ones by clause.

    An aside in brackets is offered by itself besides the clause it stands in.
    """
    at = start
    for line in page[start:end].split("\n"):
        yield from _line(page, at, at + len(line))
        at += len(line) + 1


def without_asides(text: str) -> str:
    """The text without what it says in brackets: a date there is no answer to the clause around."""
    return _ASIDE.sub("", text)


def _line(page: str, start: int, end: int) -> Iterator[Unit]:
    whole = _unit(page, start, end)
    if not whole.text:
        return
    if len(whole.text) <= LINE_LIMIT:
        yield whole
    else:
        yield from _clauses(page, whole)
        if len(whole.text) <= PARAGRAPH_LIMIT:
            yield whole
    for aside in _ASIDE.finditer(page, whole.start, whole.end):
        yield _unit(page, aside.start(1), aside.end(1))


def _clauses(page: str, line: Unit) -> Iterator[Unit]:
    marks = [line.start]
    for pattern in (_CLAUSE_START, _SENTENCE_END):
        marks += [match.end() for match in pattern.finditer(page, line.start, line.end)]
    bounds = [*sorted(set(marks)), line.end]
    for start, end in pairwise(bounds):
        yield from _pieces(page, _unit(page, start, end))


def _pieces(page: str, clause: Unit) -> Iterator[Unit]:
    """A clause that is still too long, cut at phrase spaces."""
    start = clause.start
    while clause.end - start > 2 * LINE_LIMIT:
        gaps = [gap.start() for gap in _WORD_GAP.finditer(page, start, start + 2 * LINE_LIMIT)]
        cut = gaps[-1] if gaps and gaps[-1] > start else start + 2 * LINE_LIMIT
        yield _unit(page, start, cut)
        start = cut
    if start < clause.end:
        yield _unit(page, start, clause.end)


def _unit(page: str, start: int, end: int) -> Unit:
    text = page[start:end]
    start += len(text) - len(text.lstrip())
    text = text.strip()
    return Unit(start, start + len(text), text)
