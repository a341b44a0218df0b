"""A whole document as one running text that can be searched though its Thai marks are damaged."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from db.proposal import Quote
from db.skeleton import in_key, key, placed_skeleton, skeleton
from ingest.page import PageText

_NARROWEST, _WIDEST = 60, 150  # characters in the lines of a page; paragraphs are longer
_FULL = 0.8  # of the usual width: a shorter line ends its paragraph
_MOSTLY = 0.4  # of the lines are full where a page's width made them
_UNLIKE = 0.75
_BEGINS = re.compile(
    skeleton(
        r"\s*(?:[#•▪ᆞ*-]|\(?\d{1,2}(?:\.\d{1,2})*[.)]|(?:ข้อ|ส่วนที่|บทที่|หมวด|ภาคผนวก)\s*\d+\s*(?:[^\s)\d]|$))|.*\t"
    )
)


class RunningText:
    """The pages of a document, joined by line ends; `skeleton` is the text without fragile marks.

    Patterns are looked for in `skeleton`: Thai digits are Arabic there, ำ is า, and the marks ็ ่ ้ ๊
    ๋ ์ ํ are left out, so that one pattern meets all the ways in which a word may be damaged.
    Line ends within a paragraph are spaces there. Spans are offsets into `skeleton`.
    """

    def __init__(self, pages: Sequence[PageText]) -> None:
        self.text = "\n".join(page.text for page in pages)
        self._numbers = [page.number for page in pages]
        self._starts = _starts([page.text for page in pages])
        kept, self._places = placed_skeleton(self.text)
        self.skeleton = _unwrapped(kept)

    def words(self, start: int, end: int) -> str:
        """The text of a span as it is written, with its marks."""
        first, last = self._span(start, end)
        return self.text[first:last]

    def quote(self, start: int, end: int) -> Quote:
        """A span as a quote: where it crosses a page's end, the part on its first page."""
        first, last = self._span(start, end)
        page = max(bisect_right(self._starts, first) - 1, 0)
        begins = self._starts[page]
        ends = self._starts[page + 1] - 1 if page + 1 < len(self._starts) else len(self.text)
        last = max(first, min(last, ends))
        return Quote(self._numbers[page], first - begins, last - begins, self.text[first:last])

    def reach(self, start: int, limit: int, size: int) -> int:
        """Where a span that begins at `start` has a key of `size` characters, brackets closed."""
        end = start
        while end < limit and size > 0:
            size -= in_key(self.skeleton[end])
            end += 1
        while end < limit and self.skeleton[end] in '.)”"':
            end += 1
        return end

    def _span(self, start: int, end: int) -> tuple[int, int]:
        """A span of the skeleton, without the white space around it, as one of the text."""
        while start < end and self.skeleton[start].isspace():
            start += 1
        while end > start and self.skeleton[end - 1].isspace():
            end -= 1
        return self._places[start], self._end(start, end)

    def _end(self, start: int, end: int) -> int:
        if end == start:
            return self._places[start]
        last = self._places[end - 1] + 1
        while last < self._places[end] and not self.text[last].isspace():
            last += 1
        return last


def alike(one: str, other: str) -> float:
    """How far two texts agree as keys, from 0 to 1; the longer one is cut to the shorter's length.

    Ratcliff and Obershelp's ratio (difflib), or an upper bound of it where that is small.
    """
    first, second = key(one), key(other)
    size = min(len(first), len(second))
    if size == 0:
        return 0.0
    first, second = first[:size], second[:size]
    if first == second:
        return 1.0
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    bound = matcher.quick_ratio()
    return bound if bound < _UNLIKE else matcher.ratio()


def _starts(texts: Sequence[str]) -> list[int]:
    starts, at = [], 0
    for text in texts:
        starts.append(at)
        at += len(text) + 1
    return starts


def _unwrapped(text: str) -> str:
    """The text with a space for each line end that only a page's width made: of a full line."""
    lines = text.split("\n")
    lengths = sorted(len(line) for line in lines if line.strip())
    width = lengths[len(lengths) * 9 // 10] if lengths else 0
    full = sum(length >= _FULL * width for length in lengths)
    if not _NARROWEST <= width <= _WIDEST or full < _MOSTLY * len(lengths):
        return text
    joined = lines[:1]
    for line, following in pairwise(lines):
        goes_on = len(line) >= _FULL * width and following.strip() and not _BEGINS.match(following)
        joined.append((" " if goes_on else "\n") + following)
    return "".join(joined)
