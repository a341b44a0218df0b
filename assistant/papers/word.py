"""A paper as a Word file. The only module that knows python-docx.

Word and LibreOffice find the ends of Thai words themselves where the text says it is Thai; what
they need told twice, for Latin and for Thai letters, is font, size and weight.
"""

from collections.abc import Sequence
from io import BytesIO
from typing import Any, Final

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from assistant.papers.embedding import embed_fonts
from assistant.papers.paper import Digits, Paper
from assistant.papers.typeset import LETTER, Grid, Line, Style, typeset
from db.thai import canonical

FONT: Final = "Sarabun"
SIZE: Final = 12.0
CELL_SIZE: Final = 10.5
_STYLES: Final = {
    Style.TITLE: "Title",
    Style.SUBTITLE: "Subtitle",
    Style.HEADING: "Heading 1",
    Style.SUBHEADING: "Heading 2",
    Style.CAPTION: "Caption",
}
_LOOKS: Final = {"Normal": (SIZE, False), "Title": (14.0, True), "Subtitle": (SIZE, True),
                 "Heading 1": (SIZE, True), "Heading 2": (SIZE, True),
                 "Caption": (SIZE, True)}  # fmt: skip
_CENTRED = ("Title", "Subtitle")


def render_docx(paper: Paper) -> bytes:
    """The .docx file: A4, the margins of official papers, its fonts inside."""
    document = Document()
    document.core_properties.title = canonical(paper.title)
    document.core_properties.author = "Sodklong"
    document.core_properties.language = "th-TH"
    _dress(document)
    _lay_out(document, paper)
    for block in typeset(paper):
        if isinstance(block, Grid):
            _add_grid(document, block)
        else:
            _add_line(document, block)
    embed_fonts(document.part.package, FONT)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _dress(document: Any) -> None:  # noqa: ANN401 (python-docx has loose types)
    for name, (size, bold) in _LOOKS.items():
        style = document.styles[name]
        _look(style.element.get_or_add_rPr(), size, bold)
        spacing = style.paragraph_format
        spacing.space_before = Pt(6 if name.startswith("Heading") else 0)
        spacing.space_after, spacing.line_spacing = Pt(0), 1.1
        if name in _CENTRED:
            spacing.alignment = WD_ALIGN_PARAGRAPH.CENTER
            border = style.element.get_or_add_pPr().find(qn("w:pBdr"))
            if border is not None:
                border.getparent().remove(border)


def _look(properties: Any, size: float, bold: bool) -> None:  # noqa: ANN401 (an XML element)
    """Replace what a style says of its letters."""
    for child in list(properties):
        properties.remove(child)
    fonts = _element("rFonts", ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=FONT)
    weight = [_element("b"), _element("bCs")] if bold else []
    sizes = [_element(tag, val=str(round(size * 2))) for tag in ("sz", "szCs")]
    properties.extend([fonts, *weight, _element("color", val="000000"), *sizes,
                       _element("lang", val="en-US", eastAsia="th-TH", bidi="th-TH")])  # fmt: skip


def _lay_out(document: Any, paper: Paper) -> None:  # noqa: ANN401
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    if paper.landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin, section.right_margin = Cm(3), Cm(2)
    section.top_margin, section.bottom_margin = Cm(2.5), Cm(2)
    section.header_distance = Cm(1.25)
    section.different_first_page_header_footer = True
    kind = "thaiNumbers" if paper.digits is Digits.THAI else "decimal"
    section._sectPr.find(qn("w:cols")).addprevious(_element("pgNumType", fmt=kind))
    head = section.header.paragraphs[0]
    head.alignment = WD_ALIGN_PARAGRAPH.CENTER
    head.add_run("- ")
    switch = " \\* THAIARABIC" if paper.digits is Digits.THAI else ""
    head._p.append(_element("fldSimple", instr=f"PAGE{switch}"))
    head.add_run(" -")


def _add_line(document: Any, line: Line) -> None:  # noqa: ANN401
    paragraph = document.add_paragraph(style=_STYLES.get(line.style))
    if line.style is Style.BODY:
        paragraph.paragraph_format.first_line_indent = Cm(2.5)
    for one in line.runs:
        run = paragraph.add_run(one.text)
        run.font.superscript = one.raised or None
        if line.style is Style.NOTE:
            _resize(run, CELL_SIZE)


def _add_grid(document: Any, grid: Grid) -> None:  # noqa: ANN401
    rows = [tuple(column.title for column in grid.columns), *grid.rows, *grid.totals]
    table = document.add_table(len(rows), len(grid.columns), style="Table Grid")
    table.autofit = False
    section = document.sections[0]
    room = section.page_width - section.left_margin - section.right_margin
    widths = [round(width) for width in grid.widths(room, Pt(CELL_SIZE * LETTER))]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    bold = {0, *range(1 + len(grid.rows), len(rows))}
    for number, (row, texts) in enumerate(zip(table.rows, rows, strict=True)):
        _fill(row, texts, widths, grid, number == 0, number in bold)


def _fill(
    row: Any,  # noqa: ANN401
    texts: Sequence[str],
    widths: Sequence[int],
    grid: Grid,
    head: bool,
    bold: bool,
) -> None:
    properties = row._tr.get_or_add_trPr()
    properties.append(_element("cantSplit"))
    if head:
        properties.append(_element("tblHeader"))
    cells = zip(row.cells, texts, widths, grid.columns, strict=True)
    for cell, text, width, column in cells:
        cell.width = width
        paragraph = cell.paragraphs[0]
        if head or column.figures:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if head else WD_ALIGN_PARAGRAPH.RIGHT
        run = paragraph.add_run(text)
        _resize(run, CELL_SIZE)
        if bold:
            run.font.bold = run.font.cs_bold = True


def _resize(run: Any, size: float) -> None:  # noqa: ANN401
    run.font.size = Pt(size)
    run._r.get_or_add_rPr().append(_element("szCs", val=str(round(size * 2))))


def _element(tag: str, **attributes: str) -> Any:  # noqa: ANN401 (an XML element)
    element = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element
