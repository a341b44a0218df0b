"""Reads web pages: the article without menus and footers, its headings and its tables.

trafilatura finds the article; where it keeps too little of what a reader sees, all visible text is
taken instead. Nothing is fetched.
"""

import logging
from collections.abc import Iterable, Iterator

from trafilatura import bare_extraction

from db.errors import UnreadableFile
from ingest.page import Reading
from ingest.read.blocks import TITLE_LIMIT, Block, Grid, Paragraph, lay_out, title_of
from ingest.read.rows import clean_cell
from ingest.read.web.tree import TOO_BIG, Element, parse_html
from ingest.read.web.visible import Visible, as_blocks
from ingest.sniff import EMPTY, Format
from ingest.versions import READERS

MAX_CHARACTERS = 10_000_000
MAX_TAGS = 200_000
# Of the characters outside links: an article that is found has 0.77 or more, elsewhere 0 (ADR 15).
_LEAST_SHARE = 0.3
# trafilatura calls itself on the way down, and counts siblings again for each of them.
_DEEPEST = 200
_WIDEST = 10_000
_LINES = {"p", "head", "item", "list", "quote", "row", "table"}


# It warns of every page it finds no article in; that is handled here.
logging.getLogger("trafilatura").setLevel(logging.ERROR)


def read_html(text: str) -> Reading:
    """The article of a decoded web page, its tables and outline; raises UnreadableFile for one too
    large or without text.
    """
    if len(text) > MAX_CHARACTERS or text.count("<") > MAX_TAGS:
        raise UnreadableFile(TOO_BIG)
    tree = parse_html(text)
    if tree is None:
        raise UnreadableFile(EMPTY)
    visible = Visible(tree)
    pages, headings = lay_out(_content(tree, visible))
    if not any(page.text for page in pages):
        raise UnreadableFile(EMPTY)
    named = visible.main_heading or clean_cell(tree.findtext(".//title") or "")
    title = named if 0 < len(named) <= TITLE_LIMIT else title_of(pages)
    return Reading(title, pages, headings, READERS[Format.HTML])


def _content(tree: Element, visible: Visible) -> list[Block]:
    """The article under the main heading, or all that is visible."""
    is_plain = visible.depth <= _DEEPEST and visible.widest <= _WIDEST
    article = _article(tree) if is_plain else []
    if _length(article) < _LEAST_SHARE * visible.length:
        return visible.blocks
    heading = visible.main_heading
    told = any(heading in clean_cell(each.text) for each in article if isinstance(each, Paragraph))
    return article if told or not heading else [Paragraph(heading, 1), *article]


def _article(tree: Element) -> list[Block]:
    """What trafilatura takes for the article, in its own element names."""
    found = bare_extraction(
        tree, include_comments=False, include_tables=True, favor_recall=True, deduplicate=False
    )
    body = getattr(found, "body", None)
    return list(_blocks(body)) if body is not None else []


def _blocks(parent: Element) -> Iterator[Block]:
    yield from _paragraph(_inline(parent.text))
    for element in parent:
        if element.tag == "head":
            yield Paragraph(_text(element), _level(element.get("rend")))
        elif element.tag == "table":
            yield from _grid(element)
        elif element.tag in ("list", "div", "quote"):
            yield from _blocks(element)
        elif element.tag == "item":
            yield from _item(element)
        else:
            yield from _paragraph(_text(element))
        yield from _paragraph(_inline(element.tail))


def _paragraph(text: str) -> Iterator[Paragraph]:
    if text.strip():
        yield Paragraph(text)


def _level(rend: str | None) -> int:
    return int(rend[1]) if rend and rend[1:2].isdigit() else 1


def _item(item: Element) -> Iterator[Block]:
    """An item of a list, then the lists inside it; those of numbered lists have their numbers."""
    inner = [each for each in item if each.tag == "list"]
    text = _text(item, leave_out=inner).strip()
    if text:
        numbered = _rend(item.getparent()) == "ol"
        yield Paragraph(text if numbered else f"- {text}")
    for each in inner:
        yield from _blocks(each)


def _rend(element: Element | None) -> str | None:
    return None if element is None else element.get("rend")


def _text(element: Element, leave_out: Iterable[Element] = ()) -> str:
    """The text of an element, its line breaks kept."""
    left_out = set(leave_out)
    parts = [_inline(element.text)]
    for each in element:
        if each not in left_out:
            parts.append("\n" if each.tag == "lb" else _text(each))
        if each.tag in _LINES:
            parts.append("\n")
        parts.append(_inline(each.tail))
    return "".join(parts)


def _inline(text: str | None) -> str:
    """White space in markup is one space."""
    return " ".join(f"|{text or ''}|".split())[1:-1]


def _grid(table: Element) -> Iterator[Block]:
    rows: list[list[str]] = []
    header = 0
    for row in table.iter("row"):
        cells = [cell for cell in row if cell.tag == "cell"]
        if cells and header == len(rows) and all(cell.get("role") == "head" for cell in cells):
            header += 1
        rows.append([_text(cell) for cell in cells])
    yield from as_blocks(rows, min(header, len(rows) - 1))


def _length(blocks: Iterable[Block]) -> int:
    return sum(
        len("".join("".join(row.cells) for row in block.rows))
        if isinstance(block, Grid)
        else len("".join(block.text.split()))
        for block in blocks
    )
