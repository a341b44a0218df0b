"""Reads a page by the character maps inside its fonts, where the PDF itself does not say what its
codes mean (Identity-H without ToUnicode); pdfminer knows how, PDFium does not.
"""

import logging
from collections.abc import Iterator
from io import BytesIO
from itertools import islice

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar, LTContainer
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser

from ingest.read.pdf.glyphs import CONSONANT_HEIGHT, Glyph

_UNKNOWN = "(cid:"

logging.getLogger("pdfminer").setLevel(logging.ERROR)


class CharacterMaps:
    """A PDF to be read by its fonts' own maps; it is parsed when the first page is asked for."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._document: PDFDocument | None = None

    def glyphs(self, number: int) -> list[Glyph]:
        """The glyphs of page `number`, from 1, as displayed; none where pdfminer cannot read it.

        It gives no ink: boxes are as wide as the pen moves and as high as a consonant.
        """
        # pdfminer answers damaged files with errors of any kind.
        try:
            return [_glyph(char) for char in _chars(self._layout(number))]
        except Exception:
            return []

    def _layout(self, number: int) -> LTContainer[LTChar]:
        if self._document is None:
            self._document = PDFDocument(PDFParser(BytesIO(self._data)))
        page = next(islice(PDFPage.create_pages(self._document), number - 1, None))
        # Fonts are not kept from page to page: a long book must not fill the memory.
        resources = PDFResourceManager(caching=False)
        device = PDFPageAggregator(resources, laparams=None)
        PDFPageInterpreter(resources, device).process_page(page)
        return device.get_result()


def _chars(container: LTContainer[LTChar]) -> Iterator[LTChar]:
    for item in container:
        if isinstance(item, LTChar):
            yield item
        elif isinstance(item, LTContainer):
            yield from _chars(item)


def _glyph(char: LTChar) -> Glyph:
    x, y = char.matrix[4:6]
    text = char.get_text()
    return Glyph(
        "\ufffd" if text.startswith(_UNKNOWN) else text[:1],
        x,
        y,
        char.x0,
        y,
        char.x1,
        y + CONSONANT_HEIGHT * char.size,
        1,
        char.fontname,
    )
