"""A picture of a page becomes text with boxes, right numbers and doubts."""

from pathlib import Path

import numpy as np
import orjson
import pytest
from needs import absent

from db.boxes import NOWHERE, unpack
from db.models import PageDecision, PageSource
from ingest.ocr import tesseract
from ingest.ocr.finishing import ReadPage, finish
from ingest.ocr.pixels import read_pictures, turned
from ingest.ocr.reader import OcrLine, OcrPage, page_from_json, read_page
from ingest.page import Doubt

PAGE = Path(__file__).with_name("pictures") / "page.png"
NUMBERS = ("๕ปี", "๒๕๖๖-๒๕๗๐", "ข้อ๔", "๑,๒๗๘,๙๐๐", "มาตรา๙", "๒๕๖๘")


@pytest.fixture
def page():
    if advice := tesseract.missing():
        absent(advice)
    return next(read_pictures(PAGE.read_bytes()))


def _text(page):
    return "\n".join(line.text for line in page.lines)


def test_digits_that_tesseract_does_not_know_are_read(page):
    text = _text(read_page(page)).replace(" ", "")
    assert [number for number in NUMBERS if number not in text] == []


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_turned_page_is_read_with_boxes_where_it_lies(page, quarters):
    upright, lying = read_page(page), read_page(turned(page, -quarters))
    assert lying.quarters == quarters
    assert _text(lying) == _text(upright)
    left, top, right, bottom = upright.lines[0].boxes[0]
    for _ in range(quarters):
        left, top, right, bottom = 10_000 - bottom, left, 10_000 - top, right
    assert np.allclose(lying.lines[0].boxes[0], (left, top, right, bottom), atol=30)


def test_a_page_survives_json(page):
    read = read_page(page)
    assert page_from_json(orjson.loads(orjson.dumps(read.as_json()))) == read


def _read(*rows, doubts=()):
    boxes = [
        tuple((at * 100, row * 200, at * 100 + 90, row * 200 + 150) for at in range(len(text)))
        for row, text in enumerate(rows)
    ]
    lines = tuple(OcrLine(text, box, 0.9, ()) for text, box in zip(rows, boxes, strict=True))
    first = OcrLine(lines[0].text, lines[0].boxes, 0.9, doubts)
    return ReadPage(7, OcrPage((first, *lines[1:]), 0, 0.0), PageDecision.OCR_NO_TEXT)


def test_a_finished_page_is_mended_and_keeps_its_boxes():
    (page,) = finish([_read("สํานักงาน", "ปี ๒๕๖๖")], 2569)
    assert (page.number, page.source, page.decision) == (
        7,
        PageSource.OCR,
        PageDecision.OCR_NO_TEXT,
    )
    assert page.raw == "สํานักงาน\nปี ๒๕๖๖"
    assert page.text == "สำนักงาน\nปี ๒๕๖๖"
    boxes = unpack(page.boxes)
    assert len(boxes) == len(page.text)
    assert boxes[1] == (100, 0, 290, 150)
    assert boxes[page.text.index("\n")] == NOWHERE
    assert boxes[-1] == (600, 200, 690, 350)


def test_doubts_move_with_the_text():
    (page,) = finish([_read("สํานักงาน ปี ๒๕๐๖", doubts=((13, 17, "๒๕๖๖"),))], 2569)
    assert page.doubts == (Doubt(12, 16, "๒๕๖๖"),)
    assert page.text[12:16] == "๒๕๐๖"


def test_context_raises_doubts_on_a_finished_page():
    (page,) = finish([_read("แผน ระยะ ๓ ปี (พ.ศ. ๒๕๕๘ - ๒๕๖๑)")], 2569)
    assert len(page.doubts) == 3
