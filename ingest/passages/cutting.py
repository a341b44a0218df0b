"""Cuts pages into passages along their outline, sized to the embedder's window."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest.page import Heading, PageText, Reading
from ingest.passages.cuts import LIMIT_TOKENS, MERGE_TOKENS, CountTokens, Cut, Span
from ingest.passages.phrases import split
from ingest.passages.tables import caption_start, table_headers, table_spans

__all__ = ["LIMIT_TOKENS", "MERGE_TOKENS", "CountTokens", "Cut", "cut"]

_LEAD_TOKENS = 60
_REMNANT_LIMIT = 360
_LINE_LIMIT = 120
_FIRST_ITEM = re.compile(r"\(|[๐-๙0-9]{1,2}[.)](?![๐-๙0-9])|[ก-ฮ][.)]")


@dataclass(frozen=True, slots=True)
class _Section:
    """Sections of a page in one stretch: `first` and `last` index the outline, or are -1."""

    start: int
    end: int
    tokens: int
    first: int
    last: int


def cut(reading: Reading, count: CountTokens) -> list[Cut]:
    """The passages of a reading, in order; every one fits the embedder with its context."""
    headers = table_headers(reading.pages)
    return [
        piece
        for page in reading.pages
        for piece in _Page(page, reading.headings, count).cuts(headers)
        if piece.text
    ]


class _Page:
    """A page and the headings on it, to be cut."""

    def __init__(self, page: PageText, headings: Sequence[Heading], count: CountTokens) -> None:
        self._page = page
        self._headings = headings
        self._count = count
        self._prompt = count("a") - 1
        self._begin = bisect_left(headings, page.number, key=_page)
        end = bisect_right(headings, page.number, lo=self._begin, key=_page)
        self._starts = [heading.start for heading in headings[self._begin : end]]

    def cuts(self, headers: Mapping[tuple[int, int], str]) -> Iterator[Cut]:
        """The passages, in order; `headers` as `table_headers` gives them."""
        text, at = self._page.text, 0
        for table in self._page.tables:
            start = caption_start(text, table, at, self._starts)
            yield from self._prose(at, start)
            header = headers[self._page.number, table.start]
            spans = table_spans(text, start, table, header, self._count)
            yield from map(self._row_cut, spans)
            at = table.end
        yield from self._prose(at, len(text))

    def _prose(self, start: int, end: int) -> Iterator[Cut]:
        sections: Iterator[_Section] = self._sections(start, end)
        for together in (self._leads, self._belong, self._remains):
            sections = _gathered(sections, together)
        for section in sections:
            for one, other in self._fitting(section):
                yield self._cut(section.start + one, section.start + other)

    def _sections(self, start: int, end: int) -> Iterator[_Section]:
        inside = [at for at in self._starts if start < at < end]
        for one, other in zip([start, *inside], [*inside, end], strict=True):
            text = self._page.text[one:other]
            heading = self._heading(one)
            if text.strip():
                tokens = self._count(text) - self._prompt
                yield _Section(one, other, tokens, heading, heading)

    def _leads(self, held: _Section, section: _Section) -> bool:
        """A bare heading goes with its first section, an introduction with its first item."""
        if self._level(section.last) <= self._level(held.last) or section.first == held.last:
            return False
        item = _FIRST_ITEM.match(self._page.text, section.start)
        return held.tokens <= _LEAD_TOKENS or item is not None

    def _belong(self, held: _Section, section: _Section, limit: int = MERGE_TOKENS) -> bool:
        """Small neighbours of one parent."""
        parent = self._parent(held.first)
        related = f"{self._parent(section.first)} › ".startswith(f"{parent} › ") or not parent
        return related and held.tokens + section.tokens <= limit

    def _remains(self, held: _Section, section: _Section) -> bool:
        """What is left over, too little for a passage, with the one before."""
        return section.tokens <= _LEAD_TOKENS and self._belong(held, section, _REMNANT_LIMIT)

    def _fitting(self, section: _Section) -> Iterator[tuple[int, int]]:
        text = self._page.text[section.start : section.end]
        if section.tokens + self._prompt <= LIMIT_TOKENS:
            return iter([(0, len(text))])
        return split(text, list(self._joints(section)), self._count)

    def _joints(self, section: _Section) -> Iterator[int]:
        """The line ends before the sections in one stretch, and after their headings."""
        text = self._page.text
        for at in self._starts:
            if section.start < at < section.end:
                begin = section.start + len(text[section.start : at].rstrip())
                yield from range(begin - section.start, at - section.start)
            line_end = text.find("\n", at, section.end)
            if section.start <= at and 0 <= line_end <= at + _LINE_LIMIT:
                yield line_end - section.start

    def _cut(self, start: int, end: int) -> Cut:
        text = self._page.text[start:end]
        start += len(text) - len(text.lstrip())
        return self._passage(start, text.strip())

    def _row_cut(self, span: Span) -> Cut:
        """With the tabs on either side: they are empty cells."""
        text = self._page.text[span.start : span.end].rstrip("\n")
        return self._passage(span.start, text if text.strip() else "", span.header)

    def _passage(self, start: int, text: str, header: str = "") -> Cut:
        heading = self._heading(start)
        known = heading if heading >= 0 else None
        return Cut(self._page.number, start, start + len(text), known, text, header)

    def _heading(self, at: int) -> int:
        return self._begin + bisect_right(self._starts, at) - 1

    def _level(self, heading: int) -> int:
        return self._headings[heading].level if heading >= 0 else 0

    def _parent(self, heading: int) -> str:
        return self._headings[heading].path.rpartition(" › ")[0] if heading >= 0 else ""


def _page(heading: Heading) -> int:
    return heading.page


def _gathered(
    sections: Iterable[_Section], together: Callable[[_Section, _Section], bool]
) -> Iterator[_Section]:
    held: _Section | None = None
    for section in sections:
        if held and together(held, section):
            held = _joined(held, section)
            continue
        if held:
            yield held
        held = section
    if held:
        yield held


def _joined(held: _Section, section: _Section) -> _Section:
    tokens = held.tokens + section.tokens
    return _Section(held.start, section.end, tokens, held.first, section.last)
