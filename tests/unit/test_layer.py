"""The text layers of a document are finished together: symbols, margins, tables, decisions."""

import json

from pdf_builder import Run, Sheet, build_pdf

from db.boxes import unpack
from db.models import PageDecision
from ingest.read.pdf.assembly import finish_layers
from ingest.read.pdf.file import open_pdf
from ingest.read.pdf.layer import Cell, Grid, Layer, Line, Symbol, from_json, to_json

LOST = {"ํ": " ", "้": "F"}
TEXT = "หน่วยงานจัดทําแผนพัฒนาข้อมูลให้ได้มาตรฐานและเชื่อมโยงข้อมูล"


def layers_of(sheets, means=None):
    with open_pdf(build_pdf(sheets, means)) as file:
        return [file.layer(number + 1) for number in range(file.page_count)]


def finish(*sheets, means=None):
    return finish_layers(layers_of(sheets, means))


def lines(*texts):
    return [Run(40, 600 - 30 * at, text, size=14) for at, text in enumerate(texts)]


def test_a_layer_comes_back_from_json():
    line = Line("กข", ((1, 2, 3, 4), (0, 0, 0, 0)), 16.0, True, Cell(0, 1, 2))
    layer = Layer(3, 595.0, 842.0, (line,), (Symbol("F", " ", False, "ํ"),), (Grid(2, (1, 9)),), 0.5)
    assert from_json(json.loads(json.dumps(to_json(layer)))) == layer


def test_a_sound_page_comes_through_unchanged():
    text = TEXT.replace("ํา", "ำ")
    (page,) = finish(Sheet(lines(text)))
    assert (page.text, page.raw, page.decision) == (text, text, PageDecision.LAYER)
    assert not page.repairs


def test_marks_that_the_font_maps_wrong_are_put_right_and_counted():
    (page,) = finish(Sheet(lines(TEXT)), means=LOST)
    assert page.text == TEXT.replace("ํา", "ำ")
    assert "ข" + "F" + "อมูล" in page.raw
    assert page.decision is PageDecision.REPAIRED
    assert page.repairs["symbols"] == TEXT.count("ํ") + TEXT.count("้")


def test_every_character_of_a_mended_text_has_a_box():
    (page,) = finish(Sheet(lines(TEXT, "ข้อ ๑ ทดสอบ")), means=LOST)
    boxes = unpack(page.boxes)
    assert len(boxes) == len(page.text)
    am = boxes[page.text.index("ำ")]
    assert am[0] < am[2]


def test_boxes_are_those_of_the_displayed_page():
    (upright,) = finish(Sheet(lines(TEXT)))
    (turned,) = finish(Sheet(lines(TEXT), rotate=90))
    left, top, right, bottom = unpack(upright.boxes)[0]
    assert unpack(turned.boxes)[0] == (10_000 - bottom, left, 10_000 - top, right)


def test_running_heads_leave_the_text_and_numbers_are_kept():
    head = Run(60, 810, "แผนพัฒนาดิจิทัล", 10)
    sheets = [Sheet([head, Run(290, 20, f"- {number} -", 10), *lines(TEXT)]) for number in "๑๒๓"]
    pages = finish(*sheets)
    assert [page.printed_number for page in pages] == ["๑", "๒", "๓"]
    assert {page.text for page in pages} == {TEXT.replace("ํา", "ำ")}


def test_a_table_is_rows_of_cells_with_its_header_known():
    ruled = [(60, y, 400, y) for y in (600, 640, 680)] + [(x, 600, x, 680) for x in (60, 230, 400)]
    cells = [Run(70, 650, "ชื่อ"), Run(240, 650, "บาท"), Run(70, 610, "ถนน"), Run(240, 610, "๕๐")]
    (page,) = finish(Sheet([*cells, Run(60, 560, "หมายเหตุ")], ruled))
    (table,) = page.tables
    assert page.text == "ชื่อ\tบาท\nถนน\t๕๐\nหมายเหตุ"
    assert page.text[table.start : table.end] == "ชื่อ\tบาท\nถนน\t๕๐"
    assert page.text[table.start : table.header_end] == "ชื่อ\tบาท"


def test_decisions_follow_the_text_and_the_pictures():
    garbled = {letter: chr(0x41 + at) for at, letter in enumerate(sorted(set(TEXT)))}
    (page,) = finish(Sheet(lines(TEXT)), means=garbled)
    assert page.decision is PageDecision.OCR_GARBLED
    blank, scanned = finish(Sheet(), Sheet(pictures=[(0, 0, 595, 842)]))
    assert blank.decision is PageDecision.BLANK
    assert scanned.decision is PageDecision.OCR_NO_TEXT


def test_a_page_that_cannot_be_loaded_stays_unread():
    (page,) = finish_layers([Layer(1, 0.0, 0.0)])
    assert page.decision is PageDecision.UNREAD
