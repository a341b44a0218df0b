"""All the text a web page shows, however deep or broken its markup is."""

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from ingest.read.blocks import Block, Grid, Paragraph, Row
from ingest.read.rows import clean_cell, guess_header
from ingest.read.web.tree import Element

_UNSEEN = {
    "script", "style", "template", "noscript", "head", "svg", "select", "object", "iframe",
    "nav", "aside", "footer",
}  # fmt: skip
_INLINE = {
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "img", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike",
    "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
}  # fmt: skip
_HEADING = re.compile("h[1-6]")
_LONGEST_CELL = 2_000


class Visible:
    """A page's paragraphs, headings and outermost tables in order, menus and footers left out.

    `depth` is how deep its elements are nested, `widest` the most children one has, `length` how
    many characters stand outside links.
    """

    def __init__(self, tree: Element) -> None:
        self.depth = 0
        self.widest = 0
        self.length = 0
        self._links = 0
        self.blocks: list[Block] = []
        self._text: list[str] = []
        self._level: int | None = None
        self._tables = 0
        self._rows: list[list[str]] = []
        self._walk(tree)

    @property
    def main_heading(self) -> str:
        """The first h1 of the page on one line."""
        headings = (each for each in self.blocks if isinstance(each, Paragraph))
        return next((clean_cell(each.text) for each in headings if each.level == 1), "")

    def _walk(self, tree: Element) -> None:
        depth = 0
        walker = etree.iterwalk(tree, events=("start", "end"))
        for event, element in walker:
            tag = str(element.tag)
            depth += 1 if event == "start" else -1
            self.depth = max(self.depth, depth)
            self.widest = max(self.widest, len(element) if event == "start" else 0)
            if event == "end":
                if tag not in _UNSEEN:
                    self._end(tag)
                self._say(element.tail)
            elif tag in _UNSEEN:
                walker.skip_subtree()
            else:
                self._start(tag)
                self._say(element.text)
        self._end_block()

    def _say(self, text: str | None) -> None:
        self._text.append(text or "")
        if not self._links:
            self.length += len("".join((text or "").split()))

    def _start(self, tag: str) -> None:
        self._links += tag == "a"
        if tag in _INLINE:
            return
        self._end_block()
        if tag == "table":
            self._tables += 1
        elif tag == "tr" and self._tables == 1:
            self._rows.append([])
        elif tag in ("td", "th") and self._tables == 1 and self._rows:
            self._rows[-1].append("")
        elif _HEADING.fullmatch(tag):
            self._level = int(tag[1])

    def _end(self, tag: str) -> None:
        self._links -= tag == "a"
        if tag in _INLINE:
            return
        self._end_block()
        self._level = None
        if tag == "table":
            self._tables -= 1
            if not self._tables:
                self.blocks.extend(as_blocks(self._rows))
                self._rows = []

    def _end_block(self) -> None:
        text = clean_cell("".join(self._text))
        self._text.clear()
        if self._tables and self._rows and self._rows[-1]:
            self._rows[-1][-1] += f"{text}\n"
        elif text:
            self.blocks.append(Paragraph(text, self._level))
            self._level = None


def as_blocks(rows: Sequence[Sequence[str]], header: int = 0) -> Iterator[Block]:
    """A table of a page, of which `header` rows are known to name columns; one that only places
    text on the page gives its paragraphs.
    """
    longest = max((len(cell) for row in rows for cell in row), default=0)
    if len(rows) < 2 or max(map(len, rows)) < 2 or longest > _LONGEST_CELL:
        lines = (line for row in rows for cell in row for line in cell.split("\n"))
        yield from (Paragraph(line) for line in lines if line.strip())
        return
    cells = [tuple(map(clean_cell, row)) for row in rows]
    filled = [row for row in cells if any(row)]
    if filled:
        yield Grid(tuple(map(Row, filled)), min(header, len(filled)) or guess_header(filled))
