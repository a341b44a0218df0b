"""A picture of a page becomes text with boxes, right numbers and doubts."""

from pathlib import Path

import numpy as np
import orjson
import pytest
from needs import absent
from PIL import Image, ImageDraw, ImageFont

from ingest.ocr import tesseract
from ingest.ocr.pixels import read_pictures, turned
from ingest.ocr.reader import page_from_json, read_page

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


def test_a_page_without_thai_is_not_turned(page):
    sheet = Image.new("L", (900, 400), "white")
    text = "The plan of the digital government\nservices and their agencies"
    ImageDraw.Draw(sheet).text((40, 40), text, font=ImageFont.load_default(36), spacing=30)
    read = read_page(np.asarray(sheet))
    assert read.quarters == 0
    assert _text(read).split() == text.split()


def test_a_picture_too_narrow_for_letters_is_an_empty_page():
    assert read_page(np.zeros((1, 10_000), np.uint8)).lines == ()
