"""Cuts tables into passages of whole rows, each with the header rows of its table."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ingest.page import PageText, Table
from ingest.passages.cuts import LIMIT_TOKENS, MERGE_TOKENS, CountTokens, Span
from ingest.passages.phrases import split

_HEADER_TOKENS = 120
_CAPTION = re.compile(r"\s*(?:ตาราง|แผนภูมิ|รูป|ภาพ|แผนภาพ)(?:ที่)?\s*[๐-๙0-9]|\s*\(?หน่วย\s*(?:นับ)?\s*:")
_CAPTION_LINES = 3
_CAPTION_LENGTH = 120


def table_headers(pages: Sequence[PageText]) -> Mapping[tuple[int, int], str]:
    """The header rows of every table, by page number and start.

    A table without any that begins where the page before ended in a table of as many columns is
    that table going on.
    """
    headers: dict[tuple[int, int], str] = {}
    columns, header = 0, ""
    for page in pages:
        for table in page.tables:
            here = page.text[table.start : table.header_end].strip("\n")
            goes_on = table is page.tables[0] and _columns(page.text, table) == columns
            headers[page.number, table.start] = here or (header if goes_on else "")
        columns, header = _last(page, headers)
    return headers


def caption_start(text: str, table: Table, floor: int, headings: Sequence[int]) -> int:
    """Where a table begins with its caption, unit and heading lines, at `floor` or after."""
    start = table.start
    for _ in range(_CAPTION_LINES):
        line_end = len(text[floor:start].rstrip()) + floor
        line_start = max(floor, text.rfind("\n", floor, line_end) + 1)
        line = text[line_start:line_end]
        begin = line_start + len(line) - len(line.lstrip())
        titles = _CAPTION.match(line) or (begin in headings and text[begin] != "(")
        if not titles or len(line) > _CAPTION_LENGTH:
            break
        start = line_start
    return start


def table_spans(
    text: str, start: int, table: Table, header: str, count: CountTokens
) -> Iterator[Span]:
    """A table with its caption from `start` on: in one where it fits, else in whole rows.

    A row that does not fit is cut at its cells, and a cell at its phrases.
    """
    own = table.header_end > table.start
    rows = _Rows(text, table.header_end if own else start, header, count)
    whole = rows.span(start, table.end)
    if whole.tokens <= LIMIT_TOKENS:
        yield whole
    else:
        lines = re.finditer(r"[^\n]*\n|[^\n]+$", text[start : table.end])
        yield from rows.gather((start + line.start(), start + line.end()) for line in lines)


class _Rows:
    """Gathers the rows of a table; what begins at `body` or after has the header with it."""

    def __init__(self, text: str, body: int, header: str, count: CountTokens) -> None:
        self._text = text
        self._body = body
        self._count = count
        self._prompt = count("a") - 1
        self._header, self._weight = self._shortened(header)

    def span(self, start: int, end: int) -> Span:
        tokens = self._count(self._text[start:end])
        headed = start >= self._body and self._header != ""
        return Span(start, end, tokens + self._weight * headed, self._header if headed else "")

    def gather(self, parts: Iterable[tuple[int, int]]) -> Iterator[Span]:
        held: Span | None = None
        for start, end in parts:
            part = self.span(start, end)
            joined = self._joined(held, part)
            if joined:
                held = joined
                continue
            if held:
                yield held
            held = part if part.tokens <= LIMIT_TOKENS else None
            if held is None:
                yield from self._broken(part)
        if held:
            yield held

    def _joined(self, held: Span | None, part: Span) -> Span | None:
        """The two in one where they fit; header rows go with the first row at any rate."""
        if held is None:
            return None
        tokens = held.tokens + part.tokens - self._prompt
        tokens -= self._weight if part.header else 0
        room = LIMIT_TOKENS if held.end <= self._body else MERGE_TOKENS
        return Span(held.start, part.end, tokens, held.header) if tokens <= room else None

    def _broken(self, part: Span) -> Iterator[Span]:
        row = self._text[part.start : part.end]
        cells = [cell.span() for cell in re.finditer(r"[^\t]*\t|[^\t]+$", row)]
        if len(cells) > 1:
            yield from self.gather((part.start + one, part.start + other) for one, other in cells)
            return
        weight = self._weight if part.header else 0
        for one, other in split(row, (), lambda text: self._count(text) + weight):
            yield self.span(part.start + one, part.start + other)

    def _shortened(self, header: str) -> tuple[str, int]:
        """The header and its tokens; of a long one the last row, where columns have their names."""
        for rows in (header, header.rpartition("\n")[2]):
            tokens = self._count(rows) - self._prompt + 1
            if rows and tokens <= _HEADER_TOKENS:
                return rows, tokens
        return "", 0


def _last(page: PageText, headers: Mapping[tuple[int, int], str]) -> tuple[int, str]:
    """The columns and header of the table that ends the page; 0 columns where none does."""
    if not page.tables or page.text[page.tables[-1].end :].strip():
        return 0, ""
    table = page.tables[-1]
    return _columns(page.text, table), headers[page.number, table.start]


def _columns(text: str, table: Table) -> int:
    return text[table.start : table.end].partition("\n")[0].count("\t") + 1
