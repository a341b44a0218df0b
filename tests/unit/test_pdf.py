"""PDF files open or are refused in Thai, and their pages give text, places and a picture."""

import pytest
from pdf_builder import Run, Sheet, build_pdf

from db.errors import UnreadableFile
from ingest.read.pdf import file as pdf
from ingest.read.pdf.file import open_pdf

PAGE = Sheet([Run(60, 700, "ข้อที่หนึ่ง"), Run(60, 670, "ข้อที่สอง")])


def layer_of(sheet, **options):
    with open_pdf(build_pdf([sheet], **options)) as file:
        return file.layer(1)


def texts(layer):
    return [line.text for line in layer.lines]


def test_lines_come_with_a_box_for_each_character():
    layer = layer_of(PAGE)
    assert texts(layer) == ["ข้อที่หนึ่ง", "ข้อที่สอง"]
    assert all(len(line.text) == len(line.boxes) for line in layer.lines)
    assert layer.lines[0].boxes[0][1] < layer.lines[1].boxes[0][1]


def test_a_header_may_come_after_junk():
    with open_pdf(b"junk\n" * 100 + build_pdf([PAGE])) as file:
        assert file.page_count == 1


@pytest.mark.parametrize("data", [b"", b"plain text", b"x" * 2000 + b"%PDF-1.7"])
def test_what_is_no_pdf_is_refused(data):
    with pytest.raises(UnreadableFile, match="ไม่ใช่ PDF"):
        open_pdf(data)


def test_a_file_cut_short_is_refused():
    with pytest.raises(UnreadableFile, match="เสียหาย"):
        open_pdf(build_pdf([PAGE])[:400])


def test_a_password_is_asked_to_be_taken_off(monkeypatch):
    def locked(data):
        raise pdf.pdfium.PdfiumError("Failed to load document (PDFium: Incorrect password error).")

    monkeypatch.setattr(pdf.pdfium, "PdfDocument", locked)
    with pytest.raises(UnreadableFile, match="รหัสผ่าน"):
        open_pdf(build_pdf([PAGE]))


def test_a_file_without_pages_is_refused():
    with pytest.raises(UnreadableFile, match="ไม่มีหน้า"):
        open_pdf(build_pdf([]))


def test_too_many_pages_are_refused(monkeypatch):
    monkeypatch.setattr(pdf, "MAX_PAGES", 2)
    with pytest.raises(UnreadableFile, match="แบ่งไฟล์"):
        open_pdf(build_pdf([PAGE] * 3))


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_a_rotated_page_reads_the_same(rotate):
    layer = layer_of(Sheet(PAGE.runs, rotate=rotate))
    assert texts(layer) == texts(layer_of(PAGE))
    assert layer.turns == rotate // 90


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_text_printed_sideways_reads_in_order(turns):
    step = {1: (30, 0), 2: (0, 30), 3: (-30, 0)}[turns]
    runs = [
        Run(300, 400, "ข้อที่หนึ่ง", turns=turns),
        Run(300 + step[0], 400 + step[1], "ข้อที่สอง", turns=turns),
    ]
    assert texts(layer_of(Sheet(runs))) == ["ข้อที่หนึ่ง", "ข้อที่สอง"]


def test_a_picture_is_measured_and_drawn_within_bounds():
    sheet = Sheet(PAGE.runs, pictures=[(0, 0, 595, 421)])
    assert layer_of(sheet).image_share == pytest.approx(0.5, abs=0.01)
    with open_pdf(build_pdf([sheet])) as file:
        assert file.image(1, dpi=72).shape == (842, 595)
        assert max(file.image(1, dpi=100_000).shape) <= pdf.MAX_SIDE_PIXELS


def test_a_page_of_absurd_size_is_not_drawn():
    data = build_pdf([Sheet(size=(200_000, 100))])
    with open_pdf(data) as file, pytest.raises(UnreadableFile, match="ขนาดผิดปกติ"):
        file.image(1)


def test_ruled_lines_make_cells():
    ruled = [(60, y, 400, y) for y in (600, 640, 680)] + [(x, 600, x, 680) for x in (60, 230, 400)]
    runs = [
        Run(70, 650, "ชื่อ"),
        Run(240, 650, "บาท"),
        Run(70, 610, "ถนน"),
        Run(240, 610, "๕๐"),
    ]
    layer = layer_of(Sheet(runs, ruled))
    cells = [(line.cell.row, line.cell.column, line.text) for line in layer.lines]
    assert cells == [(0, 0, "ชื่อ"), (0, 1, "บาท"), (1, 0, "ถนน"), (1, 1, "๕๐")]


@pytest.mark.parametrize("limit", ["MAX_CHARACTERS", "MAX_OBJECTS"])
def test_a_page_that_holds_too_much_is_given_up(monkeypatch, limit):
    monkeypatch.setattr(pdf, limit, 1)
    layer = layer_of(PAGE)
    assert (layer.width, layer.height, layer.lines) == (0.0, 0.0, ())


def test_files_open_without_parsing_what_is_drawn(monkeypatch):
    monkeypatch.setattr(pdf.pdfium.PdfDocument, "get_page", None)
    monkeypatch.setattr(pdf.pdfium.PdfDocument, "__getitem__", None)
    with open_pdf(build_pdf([PAGE])) as file:
        assert file.page_count == 1
