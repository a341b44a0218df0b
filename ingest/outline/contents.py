"""Finds the table of contents: it names every section a second time and holds none of them."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from db.thai import arabic_digits
from ingest.outline.markers import find_marker

_ENTRIES = 4
_GAP = 2
_ENTRY_LIMIT = 200


def contents_lines(lines: Sequence[str]) -> frozenset[int]:
    """The indices of the (stripped) lines that belong to a table of contents.

    They are lines with dot leaders, runs of lines that end in growing page numbers, and what
    stands below the word สารบัญ and comes again.
    """
    dotted = {at for at, line in enumerate(lines) if _LEADERS.search(line)}
    listed = {at for run in _runs(lines) for at in range(run[0], run[-1] + 1)}
    return frozenset(dotted | listed | set(_announced(lines)))


def _runs(lines: Sequence[str]) -> Iterator[list[int]]:
    """Runs of entries, blank and few other lines between, whose page numbers do not fall."""
    entries = [(at, page) for at, line in enumerate(lines) if (page := _page(line)) is not None]
    run: list[tuple[int, int]] = []
    for entry in entries:
        if run and (entry[1] < run[-1][1] or _between(lines, run[-1][0], entry[0]) > _GAP):
            yield from _long_enough(run, lines)
            run = []
        run.append(entry)
    yield from _long_enough(run, lines)


def _page(line: str) -> int | None:
    """The page number at the end of a line; letters and Roman numbers come before page one."""
    match = _ENTRY.match(line)
    if match is None or _COUNTED.search(line):
        return None
    digits = arabic_digits(match[1])
    return int(digits) if digits.isdecimal() else 0


def _between(lines: Sequence[str], one: int, other: int) -> int:
    return sum(1 for line in lines[one + 1 : min(other, one + 20)] if line)


def _long_enough(run: list[tuple[int, int]], lines: Sequence[str]) -> Iterator[list[int]]:
    """A run of rows or of sums is none: entries have marks, and pages that go on."""
    marked = sum(1 for at, _ in run if find_marker(lines[at]))
    rises = sum(1 for (_, one), (_, two) in pairwise(run) if two > one)
    if len(run) >= _ENTRIES and 2 * marked >= len(run) and 2 * rises >= len(run):
        yield [at for at, _ in run]


def _announced(lines: Sequence[str]) -> Iterator[int]:
    last: dict[str, int] = {}
    if any(_CONTENTS.match(line) for line in lines):
        last = {_key(line): at for at, line in enumerate(lines) if find_marker(line)}
    inside = False
    for at, line in enumerate(lines):
        if _CONTENTS.match(line) or len(line) > _ENTRY_LIMIT:
            inside = len(line) <= _ENTRY_LIMIT
        elif inside and find_marker(line):
            inside = last[_key(line)] > at or _page(line) is not None
            if inside:
                yield at


def _key(line: str) -> str:
    return re.sub(r"\s+", "", arabic_digits(_TAIL.sub("", line)))


_LEADERS = re.compile(r"(?:\.\s?){5,}|…{2,}|(?:…\s?\.?\s?){3,}|(?:·\s?){4,}|_{6,}")
_NUMBER = r"(?:[๐-๙0-9]{1,3}|\(?[ก-ฮ]\)?|[ivxIVX]{1,5})"
# After a number but a year it is one more number of a row.
_NAME = r"\S.*(?:[^\s๐-๙0-9]|(?<![๐-๙0-9,.])[2๒][4-5๔-๕][๐-๙0-9]{2})"
_ENTRY = re.compile(rf"{_NAME}\s+({_NUMBER})(?:\s*(?:ถึง|-|–)\s*[๐-๙0-9]{{1,3}})?$")
_TAIL = re.compile(rf"(?:\s|\.|…|·)+{_NUMBER}?$")
# "ระยะที่ ๑", "ปี ๓": a number of something, no page.
_COUNTED = re.compile(
    r"(?:ที่|ปี|ข้อ|มาตรา|หมวด|ลักษณะ|ภาค|ระดับ|ร้อยละ|ระยะ|กลุ่ม|ชั้น|เล่ม|จำนวน|ผนวก)\s*[๐-๙0-9ก-ฮ]{1,3}$"
)
_CONTENTS = re.compile(r"(?:สารบัญ|สารบาญ|Contents?$|Table of Contents$)", re.IGNORECASE)
