"""The paragraphs and tables of a Word document in reading order, each with its number."""

import re
from collections.abc import Iterable, Iterator

from ingest.read.blocks import HARD, SOFT, Block, Grid, Paragraph
from ingest.read.word.numbering import Numbering
from ingest.read.word.numerals import write_number
from ingest.read.word.styles import BODY_LEVEL, Styles, numbered_in
from ingest.read.word.tables import read_table, sole_cell
from ingest.read.word.text import Content, Runs
from ingest.read.word.xml import MC, Element, Parts, W, child, is_on, number, value

# A whole paragraph in a heading's style is text that somebody wanted large.
_LONGEST_HEADING = 250
_NOTE_NAMES = {"footnote": "เชิงอรรถ", "endnote": "อ้างอิงท้ายเรื่อง"}
_WRAPPERS = {W + name for name in ("ins", "moveTo", "customXml", "smartTag", "sdtContent")}
_BREAKS = re.compile("[\f\v]")
_OPENING = re.compile("[ \t\n\f\v]*")


class Body:
    """Reads the body of a document once, from its first block to its last."""

    def __init__(self, parts: Parts) -> None:
        self.title: str | None = None
        self._document = parts.document
        self._styles = Styles(parts.styles)
        self._numbering = Numbering(parts.numbering)
        self._runs = Runs()
        self._notes = {
            (kind, each.get(W + "id", "")): each
            for kind, root in (("footnote", parts.footnotes), ("endnote", parts.endnotes))
            for each in (() if root is None else root.findall(W + kind))
        }
        self._cited: list[tuple[str, str]] = []
        self._note_counts = dict.fromkeys(_NOTE_NAMES, 0)
        self._carried = ""
        self._section_starts = iter(_section_starts(parts.document))

    def blocks(self) -> Iterator[Block]:
        """The blocks in order, headings marked with their level; the notes a block cites follow it.

        `title` is set once the paragraph in the style of a title has been passed.
        """
        body = child(self._document, "body")
        for block in self._blocks(() if body is None else body):
            yield block
            yield from self._notes_cited()

    def _blocks(self, elements: Iterable[Element]) -> Iterator[Block]:
        for element in elements:
            if element.tag == W + "p":
                yield from self._paragraph(element)
            elif element.tag == W + "tbl":
                yield from self._table(element)
            elif element.tag == W + "sdt":
                yield from self._control(element)
            elif element.tag in _WRAPPERS:
                yield from self._blocks(element)
            elif element.tag == MC + "AlternateContent":
                yield from self._blocks(list(element)[:1])
            elif element.tag == MC + "Choice":
                yield from self._blocks(element)

    def _control(self, control: Element) -> Iterator[Block]:
        """The content of a content control, but for a table of contents and a prompt to fill in."""
        gallery = value(control, "sdtPr", "docPartObj", "docPartGallery") or ""
        content = child(control, "sdtContent")
        if content is None or is_on(control, "sdtPr", "showingPlcHdr"):
            return
        for block in self._blocks(content):
            yield _only_breaks(block) if "table of contents" in gallery.lower() else block

    def _paragraph(self, paragraph: Element) -> Iterator[Block]:
        properties = child(paragraph, "pPr")
        style = value(properties, "pStyle")
        content = self._runs.read(paragraph)
        text = self._carried + content.text
        self._carried = ""
        self._cited += content.notes
        if child(properties, "rPr", "del") is not None:
            self._carried = text  # its end was deleted: the next paragraph goes on with it
        elif self._styles.is_contents(style):
            yield _only_breaks(Paragraph(text))
        else:
            yield self._numbered(text, properties, style)
        yield from self._after(properties, content)

    def _numbered(self, text: str, properties: Element | None, style: str | None) -> Paragraph:
        label = self._numbering.label(numbered_in(properties), self._styles.chain(style))
        opening = _OPENING.match(text)
        breaks = "".join(_BREAKS.findall(opening[0])) if opening else ""
        shown = text[opening.end() if opening else 0 :]
        if is_on(properties, "pageBreakBefore"):
            breaks = breaks or SOFT
        if not shown:
            return Paragraph(breaks)
        level = self._level(properties, style)
        if not 0 < len(shown) <= _LONGEST_HEADING or level == BODY_LEVEL:
            self._keep_title(shown, style)
            return Paragraph(breaks + label + shown)
        self._runs.leave_contents()
        return Paragraph(breaks + label + shown, level + 1)

    def _level(self, properties: Element | None, style: str | None) -> int:
        own = value(properties, "outlineLvl")
        return self._styles.outline(style) if own is None else number(own, BODY_LEVEL, BODY_LEVEL)

    def _keep_title(self, text: str, style: str | None) -> None:
        if self.title is None and self._styles.is_title(style):
            self.title = " ".join(text.split()) or None

    def _after(self, properties: Element | None, content: Content) -> Iterator[Block]:
        """What is anchored in a paragraph or ends with it."""
        for box in content.boxes:
            yield from self._blocks(box)
        if child(properties, "sectPr") is not None and next(self._section_starts, False):
            yield Paragraph(HARD)

    def _table(self, table: Element) -> Iterator[Block]:
        framed = sole_cell(table)
        if framed is not None:
            yield from self._blocks(framed)
            return
        grid = read_table(table, self._cell)
        if grid is not None:
            yield grid

    def _cell(self, cell: Element) -> str:
        return " ".join(map(_flat, self._blocks(cell)))

    def _notes_cited(self) -> Iterator[Paragraph]:
        """Each note where it is cited first."""
        while self._cited:
            cited = self._cited.pop(0)
            note = self._notes.pop(cited, None)
            if note is not None:
                kind = cited[0]
                self._note_counts[kind] += 1
                text = " ".join(map(_flat, self._blocks(note)))
                count = write_number(self._note_counts[kind], "thaiNumbers")
                yield Paragraph(f"[{_NOTE_NAMES[kind]} {count}] {_BREAKS.sub(' ', text).strip()}")


def _section_starts(document: Element) -> list[bool]:
    """Of every section but the first, whether it begins on a new page."""
    sections = [
        each
        for each in document.iter(W + "sectPr")
        if (parent := each.getparent()) is not None and parent.tag in (W + "pPr", W + "body")
    ]
    kinds = (value(each, "type") or "nextPage" for each in sections[1:])
    return [kind not in {"continuous", "nextColumn"} for kind in kinds]


def _only_breaks(block: Block) -> Paragraph:
    text = block.text if isinstance(block, Paragraph) else "".join(r.breaks for r in block.rows)
    return Paragraph("".join(_BREAKS.findall(text)))


def _flat(block: Block) -> str:
    if isinstance(block, Grid):
        return " ".join(" ".join(filter(None, row.cells)) for row in block.rows)
    return block.text
