"""Reads PDF pages with PDFium: their text layer glyph by glyph, their lines, their picture.

PDFium is not safe in threads: one process reads one file.
"""

import ctypes
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import islice
from math import isfinite, pi
from types import TracebackType
from typing import TypeAlias

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw
from numpy.typing import NDArray

from db.errors import UnreadableFile
from ingest.read.pdf.cmap import CharacterMaps
from ingest.read.pdf.drawing import Window, straight_lines
from ingest.read.pdf.glyphs import Glyph
from ingest.read.pdf.grids import Ruling
from ingest.read.pdf.layer import Layer
from ingest.read.pdf.matrix import STILL, Matrix, Rectangle, apply, moved, times
from ingest.read.pdf.sheet import Sheet, compose, is_garbled

_Pointer: TypeAlias = "ctypes._Pointer[ctypes.Structure]"

MAX_PAGES = 2_000
MAX_SIDE_PIXELS = 4_000
MAX_SIDE_POINTS = 14_400.0
MAX_CHARACTERS = 100_000
MAX_OBJECTS = 500_000
"""A page of more is no page: a dense one has 20,000 characters, a map 100,000 lines."""

_HEADER_WITHIN = 1_024
_SKEW = 0.26
_MOST_WALKED = 50_000
_FORM_DEPTH = 4
_THIN = 3
_BOX_SEGMENTS = (4, 5)
_GENERATED = frozenset((0, 10, 13, 32, 0xFFFE))
_HYPHEN = 2
_PLAIN = frozenset(range(0x0E01, 0x0E5C)) | frozenset(range(0x20, 0x7F))
_WHITE = frozenset((9, 10, 11, 12, 13, 0x85, 0xA0, 0x2028, 0x2029, 0x3000))

_PASSWORD = "ไฟล์มีรหัสผ่าน โปรดปลดรหัสผ่านแล้วนำเข้าใหม่"
_BROKEN = "ไฟล์ PDF เสียหาย ไม่ครบ หรือไม่มีหน้า โปรดขอไฟล์ต้นฉบับแล้วนำเข้าใหม่"
_NOT_PDF = "ไฟล์ไม่ใช่ PDF โปรดตรวจว่าเลือกไฟล์ถูกต้อง"
_TOO_MANY = f"ไฟล์ PDF เกิน {MAX_PAGES:,} หน้า โปรดแบ่งไฟล์เป็นส่วนก่อนนำเข้า"


def open_pdf(data: bytes) -> "PdfFile":
    """The file, ready to read; UnreadableFile says in Thai why one cannot be read."""
    if b"%PDF-" not in data[: _HEADER_WITHIN + 5]:
        raise UnreadableFile(_NOT_PDF)
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise UnreadableFile(_refusal(str(error))) from error
    try:
        _check_pages(document)
    except UnreadableFile:
        document.close()
        raise
    return PdfFile(document, CharacterMaps(data))


class PdfFile:
    """An open PDF; pages are numbered from 1. Leaving the context closes it."""

    def __init__(self, document: pdfium.PdfDocument, maps: CharacterMaps) -> None:
        self._document = document
        self._maps = maps

    def __enter__(self) -> "PdfFile":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._document.close()

    @property
    def page_count(self) -> int:
        """How many pages the file says it has."""
        return len(self._document)

    def layer(self, number: int) -> Layer:
        """The text layer of a page; one without size where it cannot be loaded or holds more than
        MAX_OBJECTS drawn things or MAX_CHARACTERS.
        """
        try:
            page = self._document[number - 1]
        except pdfium.PdfiumError:
            return Layer(number, 0.0, 0.0)
        try:
            return self._best(_sheet(number, page))
        except _TooMuch:
            return Layer(number, 0.0, 0.0)
        finally:
            page.close()

    def _best(self, sheet: Sheet) -> Layer:
        """PDFium's text, or that of the fonts' own maps where PDFium's is no text."""
        layer = compose(sheet)
        if sheet.turns or not is_garbled(layer):
            return layer
        mapped = compose(replace(sheet, glyphs={0: self._maps.glyphs(sheet.number)}))
        return layer if is_garbled(mapped) or not mapped.lines else mapped

    def dpi_for(self, number: int, side: int) -> float:
        """The resolution at which the longer side of a page has so many pixels."""
        longer = max(self._document.get_page_size(number - 1))
        return 72 * side / longer if isfinite(longer) and longer > 0 else 72.0

    def image(self, number: int, dpi: float = 200.0, *, colour: bool = False) -> NDArray[np.uint8]:
        """A page in grey, 0 black to 255 white, rows by columns, or in red, green and blue; sides
        of MAX_SIDE_PIXELS at most.

        UnreadableFile where the page cannot be loaded or drawn.
        """
        try:
            page = self._document[number - 1]
        except pdfium.PdfiumError as error:
            raise UnreadableFile(f"หน้า {number} ของไฟล์เสียหาย โปรดขอไฟล์ต้นฉบับ") from error
        try:
            return _render(page, number, dpi, colour=colour)
        finally:
            page.close()


class _TooMuch(Exception):
    """A page holds more than anyone prints on one."""


def _refusal(message: str) -> str:
    return _PASSWORD if re.search("password|security", message, re.IGNORECASE) else _BROKEN


def _check_pages(document: pdfium.PdfDocument) -> None:
    if len(document) > MAX_PAGES:
        raise UnreadableFile(_TOO_MANY)
    # The size of a page is known without parsing what is drawn on it.
    for place in range(len(document)):
        with suppress(pdfium.PdfiumError):
            document.get_page_size(place)
            return
    raise UnreadableFile(_BROKEN)


def _render(page: pdfium.PdfPage, number: int, dpi: float, *, colour: bool) -> NDArray[np.uint8]:
    side = max(page.get_size())
    if not isfinite(side) or not 0 < side <= MAX_SIDE_POINTS:
        raise UnreadableFile(f"หน้า {number} มีขนาดผิดปกติ โปรดขอไฟล์ต้นฉบับ")
    scale = min(dpi / 72, MAX_SIDE_PIXELS / side)
    try:
        bitmap = page.render(scale=scale, grayscale=not colour, rev_byteorder=True)
    except (pdfium.PdfiumError, MemoryError, ValueError) as error:
        raise UnreadableFile(f"วาดภาพหน้า {number} ไม่ได้ โปรดขอไฟล์ต้นฉบับ") from error
    try:
        pixels = np.array(bitmap.to_numpy(), dtype=np.uint8)
        return pixels if colour else pixels.reshape(pixels.shape[0], -1)
    finally:
        bitmap.close()


def _sheet(number: int, page: pdfium.PdfPage) -> Sheet:
    if raw.FPDFPage_CountObjects(page.raw) > MAX_OBJECTS:
        raise _TooMuch
    inked = _Page(page)
    glyphs = inked.glyphs()
    turns = max(glyphs, key=lambda turns: len(glyphs[turns]), default=0)
    if not turns:
        return _as_sheet(number, inked, glyphs, 0)
    # PDFium orders text as it is displayed: most of it has to be upright.
    displayed = page.get_rotation()
    page.set_rotation((displayed - 90 * turns) % 360)
    try:
        inked = _Page(page)
        return _as_sheet(number, inked, inked.glyphs(), turns)
    finally:
        page.set_rotation(displayed)


def _as_sheet(number: int, inked: "_Page", glyphs: dict[int, list[Glyph]], turns: int) -> Sheet:
    width, height = inked.window.size
    share = inked.image_share()
    return Sheet(number, width, height, glyphs, inked.rulings(), share, turns)


class _Page:
    """What PDFium tells of a page, from its own frame to that of reading."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        self._page = page
        left, bottom, right, top = (float(side) for side in page.get_bbox())
        self.window = Window(left, bottom, right, top, page.get_rotation() // 90 % 4)
        self._paths, self._images = _objects(page)

    def glyphs(self) -> dict[int, list[Glyph]]:
        """The glyphs by the turns from their upright frame to the displayed page."""
        text = self._page.get_textpage()
        groups: dict[int, list[Glyph]] = {}
        try:
            for upright, glyph in _Text(text, self.window).glyphs():
                groups.setdefault((self.window.turns - upright) % 4, []).append(glyph)
        finally:
            text.close()
        return groups

    def rulings(self) -> list[Ruling]:
        """The straight lines and boxes in the displayed frame."""
        window = self.window
        return [Ruling(*window.turned(path, window.turns)) for path in self._paths]

    def image_share(self) -> float:
        """How much of the page pictures cover, from 0 to 1."""
        return self.window.share(self._images)


class _Text:
    """The glyphs of a page as PDFium gives them; its numbers arrive through shared buffers."""

    def __init__(self, text: pdfium.PdfTextPage, window: Window) -> None:
        self._handle = text.raw
        self._window = window
        self._numbers = [ctypes.c_double() for _ in range(6)]
        self._name = ctypes.create_string_buffer(128)
        self._fonts: dict[int, str] = {}

    def glyphs(self) -> Iterator[tuple[int, Glyph]]:
        """Every displayed glyph with the turns that make it upright; slanted text is left out."""
        handle, spaced, address, run = self._handle, False, 0, 0
        if raw.FPDFText_CountChars(handle) > MAX_CHARACTERS:
            raise _TooMuch
        turns: int | None = 0
        font, span = "", 0
        for place in range(raw.FPDFText_CountChars(handle)):
            code = raw.FPDFText_GetUnicode(handle, place)
            if code in _GENERATED and raw.FPDFText_IsGenerated(handle, place) == 1:
                spaced = spaced or code == 32
                continue
            pointer = raw.FPDFText_GetTextObject(handle, place)
            found = ctypes.addressof(pointer.contents) if pointer else 0
            if found != address or run == 0:
                address, run = found, run + 1
                font, span = self._font(pointer), self._span(pointer)
                turns = _upright_turns(raw.FPDFText_GetCharAngle(handle, place))
            place_on_page = self._place(place, turns) if turns is not None else None
            if turns is not None and place_on_page is not None:
                text = chr(code) if code in _PLAIN else _character(code)
                yield turns, Glyph(text, *place_on_page, run, font, span, spaced)
                spaced = False

    def _place(
        self, place: int, turns: int
    ) -> tuple[float, float, float, float, float, float] | None:
        """A character's pen position and ink in its upright frame; None if it is not displayed."""
        x, y, left, right, bottom, top = self._numbers
        raw.FPDFText_GetCharOrigin(self._handle, place, x, y)
        window = self._window
        if not window.shows(x.value, y.value):
            return None
        raw.FPDFText_GetCharBox(self._handle, place, left, right, bottom, top)
        if turns or window.offset:
            box = window.turned((left.value, bottom.value, right.value, top.value), turns)
            return *window.point(x.value, y.value, turns), *box
        return x.value, y.value, left.value, bottom.value, right.value, top.value

    def _font(self, pointer: _Pointer) -> str:
        if not pointer:
            return ""
        font = raw.FPDFTextObj_GetFont(pointer)
        address = ctypes.addressof(font.contents) if font else 0
        if address and address not in self._fonts:
            raw.FPDFFont_GetBaseFontName(font, self._name, len(self._name))
            self._fonts[address] = self._name.value.decode("latin-1").split("+")[-1]
        return self._fonts.get(address, "")

    def _span(self, pointer: _Pointer) -> int:
        """The /ActualText span that a text object is part of, 0 for none."""
        if not pointer:
            return 0
        for place in range(raw.FPDFPageObj_CountMarks(pointer)):
            mark = raw.FPDFPageObj_GetMark(pointer, place)
            length = ctypes.c_ulong()
            if raw.FPDFPageObjMark_GetParamStringValue(mark, b"ActualText", None, 0, length):
                return ctypes.addressof(mark.contents)
        return 0


def _character(code: int) -> str:
    if code == _HYPHEN:
        return "-"
    if code in _WHITE:
        return " "
    return chr(code) if code and not 0xD800 <= code < 0xE000 else "\ufffd"


def _upright_turns(angle: float) -> int | None:
    """The clockwise quarter turns that make text upright; None for what is printed aslant.

    PDFium gives the angle clockwise, in radians.
    """
    quarters = round(angle / (pi / 2))
    return -quarters % 4 if abs(angle - quarters * pi / 2) < _SKEW else None


def _objects(page: pdfium.PdfPage) -> tuple[list[Rectangle], list[Rectangle]]:
    """The boxes of drawn lines and of pictures in the page's own frame."""
    paths: list[Rectangle] = []
    images: list[Rectangle] = []
    for kind, pointer, matrix in islice(_walk(page.raw, None, STILL, 0), _MOST_WALKED):
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            images.append(moved(_bounds(pointer), matrix))
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            paths += [moved(box, matrix) for box in _lines(pointer)]
    return paths, images


def _walk(
    page: _Pointer, form: "_Pointer | None", matrix: Matrix, depth: int
) -> Iterator[tuple[int, _Pointer, Matrix]]:
    """The objects of a page or form, after each form its own."""
    count = raw.FPDFPage_CountObjects(page) if form is None else raw.FPDFFormObj_CountObjects(form)
    for place in range(count):
        pointer = (
            raw.FPDFPage_GetObject(page, place)
            if form is None
            else raw.FPDFFormObj_GetObject(form, place)
        )
        kind = raw.FPDFPageObj_GetType(pointer)
        yield kind, pointer, matrix
        if kind == raw.FPDF_PAGEOBJ_FORM and depth < _FORM_DEPTH:
            yield from _walk(page, pointer, times(_matrix(pointer), matrix), depth + 1)


def _bounds(pointer: _Pointer) -> Rectangle:
    sides = [ctypes.c_float() for _ in range(4)]
    raw.FPDFPageObj_GetBounds(pointer, *sides)
    return tuple(side.value for side in sides)  # type: ignore[return-value]


def _lines(pointer: _Pointer) -> Iterator[Rectangle]:
    """The straight upright and level lines of a path; a thin or square path is one box."""
    box = _bounds(pointer)
    count = raw.FPDFPath_CountSegments(pointer)
    if min(box[2] - box[0], box[3] - box[1]) < _THIN or count in _BOX_SEGMENTS:
        yield box
        return
    matrix = _matrix(pointer)
    places = range(min(count, _MOST_WALKED))
    yield from straight_lines(_segment(pointer, place, matrix) for place in places)


def _segment(pointer: _Pointer, place: int, matrix: Matrix) -> tuple[bool, float, float]:
    segment = raw.FPDFPath_GetPathSegment(pointer, place)
    x, y = ctypes.c_float(), ctypes.c_float()
    raw.FPDFPathSegment_GetPoint(segment, x, y)
    drawn = raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_LINETO
    return drawn, *apply(matrix, x.value, y.value)


def _matrix(pointer: _Pointer) -> Matrix:
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(pointer, matrix)
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f
