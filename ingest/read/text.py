"""Reads plain text and Markdown: a form feed begins a new page, as does a text too long for one."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, takewhile

from db.errors import UnreadableFile
from db.models import PageDecision
from ingest.mending.document import Mended, mend
from ingest.outline.tree import outline
from ingest.page import Heading, PageText, Reading, Table
from ingest.read.blocks import MAX_PAGES, TOO_LONG, title_of
from ingest.read.paging import PAGE_LIMIT, cut_pages
from ingest.read.rows import clean_cell, guess_header
from ingest.sniff import Format
from ingest.versions import READERS

__all__ = ["PAGE_LIMIT", "read_text"]

_LINE_END = re.compile("\r\n?|[\x85\u2028\u2029]")
_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_PIPE = re.compile(r"(?<!\\)\|")


def read_text(text: str) -> Reading:
    """The pages and outline of a decoded text file; tables in pipes or tabs are marked. Raises
    UnreadableFile past MAX_PAGES.
    """
    if text.count("\f") >= MAX_PAGES:
        raise UnreadableFile(TOO_LONG)
    sheets = _LINE_END.sub("\n", text).split("\f")
    raws = [raw for sheet in sheets for raw in cut_pages(sheet)]
    pages = tuple(
        _page(number, raw, mended)
        for number, (raw, mended) in enumerate(zip(raws, mend(raws), strict=True), start=1)
    )
    headings = tuple(outline(pages))
    return Reading(_title(pages, headings), pages, headings, READERS[Format.TEXT])


def _page(number: int, raw: str, mended: Mended) -> PageText:
    text, tables = _with_tables([line.rstrip() for line in mended.text.split("\n")])
    return PageText(
        number=number,
        text=text,
        raw=raw,
        quality=mended.quality.score,
        decision=PageDecision.REPAIRED if mended.repairs else PageDecision.LAYER,
        repairs=mended.repairs,
        tables=tuple(tables),
    )


def _with_tables(lines: Sequence[str]) -> tuple[str, list[Table]]:
    """The lines as one text, pipe tables parted by tabs instead, and where the tables are."""
    written: list[str] = []
    tables: list[Table] = []
    start = at = 0
    while at < len(lines):
        rows, header, used = _table(lines, at)
        if rows:
            ends = _ends(start, rows)
            tables.append(Table(start, ends[-1], ends[header - 1] if header else start))
        taken = rows or [lines[at]]
        written += taken
        start += sum(len(line) + 1 for line in taken)
        at += used
    return "\n".join(written), tables


def _table(lines: Sequence[str], at: int) -> tuple[list[str], int, int]:
    """The rows of the table that begins at a line, how many of them are its header, and how many
    lines it takes; one line and no rows where none begins.
    """
    if "|" in lines[at] and at + 1 < len(lines) and _is_rule(lines[at + 1]):
        body = _while(lines, at + 2, lambda line: "|" in line)
        rows = ["\t".join(_cells(line)) for line in (lines[at], *body)]
        return rows, 1, len(body) + 2
    tabs = lines[at].count("\t")
    if tabs:
        rows = _while(lines, at, lambda line: line.count("\t") == tabs)
        # Two lines with one tab each are the head of a letter as often as a table.
        if len(rows) > max(1, 3 - tabs):
            return rows, guess_header([row.split("\t") for row in rows]), len(rows)
    return [], 0, 1


def _is_rule(line: str) -> bool:
    return "|" in line and bool(_RULE.fullmatch(line))


def _while(lines: Sequence[str], start: int, belongs: Callable[[str], bool]) -> list[str]:
    return list(takewhile(belongs, (lines[at] for at in range(start, len(lines)))))


def _cells(line: str) -> Iterator[str]:
    inner = line.strip().removeprefix("|").removesuffix("|")
    return (clean_cell(cell.replace("\\|", "|")) for cell in _PIPE.split(inner))


def _ends(start: int, rows: Iterable[str]) -> list[int]:
    """Where each row ends, the first beginning at `start`."""
    return [end - 1 for end in accumulate((len(row) + 1 for row in rows), initial=start)][1:]


def _title(pages: Sequence[PageText], headings: Sequence[Heading]) -> str | None:
    """The first heading marked as one, else the first line: a numbered heading names a part."""
    for heading in headings:
        if heading.level == 1 and pages[heading.page - 1].text.startswith("#", heading.start):
            return heading.title
    return title_of(pages)
