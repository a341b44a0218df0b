"""Paragraphs and tables, and the pages they are laid out on, for formats that flow.

A block may hold page breaks: HARD begins a page wherever it stands, SOFT (where an earlier program
saw a page end) only when the page has text.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from db.errors import UnreadableFile
from db.models import PageDecision
from ingest.mending.document import Mended, mend
from ingest.outline.tree import outline
from ingest.page import Heading, PageText, Table
from ingest.read.paging import PAGE_LIMIT, cut_pages
from ingest.read.rows import clean_cell

HARD, SOFT = "\f", "\v"
MAX_PAGES = 5_000
TITLE_LIMIT = 120
TOO_LONG = f"เอกสารยาวเกินกำหนด ({MAX_PAGES:,} หน้า) โปรดแบ่งเป็นหลายไฟล์ก่อนนำเข้า"
_BREAK = re.compile("([\f\v])")
_LINE_END = re.compile("[\n\r\x1c-\x1e\x85\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines of text; a heading where `level` is set, 1 the outermost."""

    text: str
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one table row, spaces collapsed; `breaks` are the page breaks before it."""

    cells: tuple[str, ...]
    breaks: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table, of which the first `header` rows name the columns."""

    rows: tuple[Row, ...]
    header: int


Block = Paragraph | Grid


@dataclass(slots=True)
class _Sheet:
    """The lines of a page, and by line number its tables and headings."""

    lines: list[str] = field(default_factory=list)
    length: int = 0
    tables: list[tuple[int, int, int]] = field(default_factory=list)
    headings: list[tuple[int, int, str]] = field(default_factory=list)

    def add(self, lines: Sequence[str]) -> None:
        self.lines.extend(lines)
        self.length += sum(len(line) + 1 for line in lines)


def lay_out(blocks: Iterable[Block]) -> tuple[tuple[PageText, ...], tuple[Heading, ...]]:
    """The blocks on mended pages, and the outline: marked headings, with the numbered parts between
    them. A table cut by a page repeats its header there. Raises UnreadableFile past MAX_PAGES.
    """
    sheets = [_Sheet()]
    for block in blocks:
        if isinstance(block, Grid):
            _add_grid(sheets, block)
        else:
            _add_paragraph(sheets, block)
        if len(sheets) > MAX_PAGES:
            raise UnreadableFile(TOO_LONG)
    raws = ["\n".join(sheet.lines) for sheet in sheets]
    pages = tuple(
        _page(number, sheet, raw, mended)
        for number, (sheet, raw, mended) in enumerate(
            zip(sheets, raws, mend(raws), strict=True), start=1
        )
    )
    marked = [heading for page in zip(sheets, pages, strict=True) for heading in _marked(*page)]
    return pages, tuple(_whole_outline(pages, marked))


def title_of(pages: Sequence[PageText]) -> str | None:
    """The first line of a document, when it is short enough for a title."""
    lines = (line.strip() for page in pages for line in page.text.split("\n"))
    first = next(filter(None, lines), "")
    return first if 0 < len(first) <= TITLE_LIMIT else None


def _add_paragraph(sheets: list[_Sheet], block: Paragraph) -> None:
    level = block.level
    for piece in _BREAK.split(block.text):
        if piece in (HARD, SOFT):
            _break(sheets, piece)
            continue
        lines = [line for line in map(str.strip, _LINE_END.split(piece)) if line]
        if lines and level is not None:
            _make_room(sheets, len(lines[0]))
            title = clean_cell(" ".join(lines))[:TITLE_LIMIT]
            sheets[-1].headings.append((len(sheets[-1].lines), level, title))
            level = None
        if lines:
            _add_lines(sheets, lines)


def _break(sheets: list[_Sheet], kind: str) -> None:
    if kind == HARD or sheets[-1].lines:
        sheets.append(_Sheet())


def _make_room(sheets: list[_Sheet], length: int) -> None:
    if sheets[-1].lines and sheets[-1].length + length > PAGE_LIMIT:
        sheets.append(_Sheet())


def _add_lines(sheets: list[_Sheet], lines: Sequence[str]) -> None:
    """A paragraph on the page it fits on; one longer than any page runs on."""
    _make_room(sheets, sum(len(line) + 1 for line in lines))
    for number, part in enumerate(cut_pages("\n".join(lines))):
        if number:
            sheets.append(_Sheet())
        sheets[-1].add(part.split("\n"))


def _add_grid(sheets: list[_Sheet], grid: Grid) -> None:
    lines = ["\t".join(row.cells) for row in grid.rows]
    header = lines[: grid.header]
    _break_before(sheets, grid.rows[0].breaks if grid.rows else "")
    _make_room(sheets, min(PAGE_LIMIT, sum(len(line) + 1 for line in lines)))
    start = len(sheets[-1].lines)
    for number, line in enumerate(lines):
        before = len(sheets)
        if number >= max(1, grid.header):
            _break_before(sheets, grid.rows[number].breaks)
            _make_room(sheets, len(line))
        if len(sheets) > before:
            _close_table(sheets[before - 1], start, grid.header)
            sheets[-1].add(header)
            start = 0
        sheets[-1].add([line[:PAGE_LIMIT]])
    _close_table(sheets[-1], start, grid.header)


def _break_before(sheets: list[_Sheet], breaks: str) -> None:
    for kind in breaks:
        _break(sheets, kind)


def _close_table(sheet: _Sheet, start: int, header: int) -> None:
    if len(sheet.lines) > start:
        sheet.tables.append((start, len(sheet.lines), min(start + header, len(sheet.lines))))


def _page(number: int, sheet: _Sheet, raw: str, mended: Mended) -> PageText:
    starts = _line_starts(mended.text)
    decision = PageDecision.REPAIRED if mended.repairs else PageDecision.LAYER
    return PageText(
        number=number,
        text=mended.text,
        raw=raw,
        quality=mended.quality.score if sheet.lines else 1.0,
        decision=decision if sheet.lines else PageDecision.BLANK,
        repairs=mended.repairs,
        tables=tuple(
            Table(starts[first], starts[end] - 1, max(starts[first], starts[header] - 1))
            for first, end, header in sheet.tables
        ),
    )


def _line_starts(text: str) -> list[int]:
    """Where each line begins, and where a line after the last would."""
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    return starts


def _marked(sheet: _Sheet, page: PageText) -> Iterator[Heading]:
    starts = _line_starts(page.text)
    for line, level, title in sheet.headings:
        yield Heading(level, title, title, page.number, starts[line])


def _whole_outline(pages: Sequence[PageText], marked: Sequence[Heading]) -> Iterator[Heading]:
    """The marked headings nested by their levels; under each, what the numbering of its own text
    shows.
    """
    if not marked:
        yield from outline(pages)
        return
    yield from _found_between(pages, None, marked[0])
    open_headings: list[Heading] = []
    for heading, following in zip(marked, [*marked[1:], None], strict=True):
        while open_headings and open_headings[-1].level >= heading.level:
            open_headings.pop()
        open_headings.append(heading)
        depth = len(open_headings)
        path = " › ".join(each.title for each in open_headings)
        yield replace(heading, level=depth, path=path)
        for found in _found_between(pages, heading, following):
            yield replace(found, level=depth + found.level, path=f"{path} › {found.path}")


def _found_between(
    pages: Sequence[PageText], heading: Heading | None, following: Heading | None
) -> Iterator[Heading]:
    """What the numbering shows from the line after one heading to the next."""
    first = heading.page if heading else 1
    last = following.page if following else len(pages)
    parts = []
    starts = {}
    for page in pages[first - 1 : last]:
        start, end = 0, len(page.text)
        if heading and heading.page == page.number:
            start = (page.text.find("\n", heading.start) + 1) or end
        if following and following.page == page.number:
            end = following.start
        starts[page.number] = start
        parts.append(_part(page, start, max(start, end)))
    for found in outline(parts) if any(part.text.strip() for part in parts) else ():
        yield replace(found, start=found.start + starts[found.page])


def _part(page: PageText, start: int, end: int) -> PageText:
    """Some lines of a page, with the tables in them."""
    tables = tuple(
        Table(table.start - start, table.end - start, table.header_end - start)
        for table in page.tables
        if start <= table.start and table.end <= end
    )
    return replace(page, text=page.text[start:end], tables=tables)
