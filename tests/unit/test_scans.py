"""Pages read by OCR are finished like text layers: mended, their boxes kept, numbers in doubt."""

import numpy as np
import pytest

from db.boxes import NOWHERE, unpack
from db.errors import UnreadableFile
from db.models import PageSource
from ingest.bounded.journal import Journal
from ingest.bounded.steps import Steps
from ingest.ocr.reader import OcrLine, OcrPage
from ingest.page import Doubt
from ingest.read import scans
from ingest.read.scans import Picture, Scan, finish_scans, read_scans

BLANK = np.full((20, 20), 255, np.uint8)


def read(*rows, doubts=(), sound=1.0):
    boxes = [
        tuple((at * 100, row * 900, at * 100 + 90, row * 900 + 150) for at in range(len(text)))
        for row, text in enumerate(rows)
    ]
    lines = [OcrLine(text, box, sound, ()) for text, box in zip(rows, boxes, strict=True)]
    first = OcrLine(lines[0].text, lines[0].boxes, sound, doubts)
    return OcrPage((first, *lines[1:]), 0, 0.0)


def finish(*rows, **how):
    picture = Picture(7, 595, 842, lambda: BLANK)
    (page,) = finish_scans([Scan(picture, read(*rows, **how))], 2569)
    return page


def test_a_finished_page_is_mended_and_keeps_its_boxes():
    page = finish("สํานักงาน", "ข้อ ๑ ปี ๒๕๖๖")
    assert (page.number, page.source) == (7, PageSource.OCR)
    assert (page.raw, page.text) == ("สํานักงาน\nข้อ ๑ ปี ๒๕๖๖", "สำนักงาน\nข้อ ๑ ปี ๒๕๖๖")
    boxes = unpack(page.boxes)
    assert len(boxes) == len(page.text)
    assert boxes[1] == (100, 0, 290, 150)
    assert boxes[page.text.index("\n")] == NOWHERE


def test_words_read_without_confidence_are_of_little_quality():
    assert finish("สำนักงานแผน", sound=1.0).quality == 1.0
    assert finish("สำนักงานแผน", sound=0.4).quality == pytest.approx(0.4)


def test_type_has_one_size_though_letters_were_not_parted(monkeypatch):
    given = []
    finish_layers = scans.finish_layers
    monkeypatch.setattr(
        scans, "finish_layers", lambda layers: given.extend(layers) or finish_layers(layers)
    )
    low, tall = (0, 0, 90, 80), (0, 0, 90, 130)
    lines = (
        OcrLine("ประชาชน", (*[tall] * 3, *[low] * 4), 1.0, ()),
        OcrLine("ไป", (tall, tall), 1.0, ()),
    )
    finish_scans([Scan(Picture(1, 595, 842, lambda: BLANK), OcrPage(lines, 0, 0.0))], 2569)
    assert {round(line.size) for line in given[0].lines} == {15}


def test_doubts_move_with_the_text():
    page = finish("สํานักงาน ปี ๒๕๐๖", doubts=((13, 17, "๒๕๖๖"),))
    assert page.doubts == (Doubt(12, 16, "๒๕๖๖"),)
    assert page.text[12:16] == "๒๕๐๖"


def test_context_raises_doubts_on_a_finished_page():
    assert len(finish("แผน ระยะ ๓ ปี (พ.ศ. ๒๕๕๘ - ๒๕๖๑)").doubts) == 3


@pytest.fixture
def ocr(monkeypatch):
    """ocr(reader) stands in for Tesseract."""

    def use(reader, lack=None):
        monkeypatch.setattr(scans, "read_page", reader)
        monkeypatch.setattr(scans, "missing", lambda: lack)

    return use


def pictures(count):
    return [Picture(number, 595, 842, lambda: BLANK) for number in range(1, count + 1)]


def test_pages_come_in_order_and_one_that_fails_stops_no_other(ocr):
    calls = iter(range(5))

    def reader(_gray):
        if next(calls) == 1:
            raise UnreadableFile("อ่านไม่เสร็จ")
        return read("แผน")

    ocr(reader)
    found = list(read_scans(pictures(5), Steps()))
    assert [scan.picture.number for scan in found] == [1, 2, 3, 4, 5]
    assert [scan.failure for scan in found].count("อ่านไม่เสร็จ") == 1


def test_without_the_program_every_page_says_how_to_get_it(ocr):
    ocr(lambda _gray: read("แผน"), lack="โปรดติดตั้ง")
    found = list(read_scans(pictures(2), Steps()))
    assert [(scan.page, scan.failure) for scan in found] == [(None, "โปรดติดตั้ง")] * 2


def test_a_page_that_killed_the_process_is_left_out(ocr, tmp_path):
    ocr(lambda _gray: read("แผน"))
    journal = Journal(tmp_path / "journal.jsonl")
    journal.keep("failed", 2, {})
    found = list(read_scans(pictures(3), Steps(journal)))
    assert [scan.failure for scan in found] == [None, scans.TOO_HEAVY, None]


def test_the_page_that_is_waited_for_takes_the_blame(ocr):
    told = []
    ocr(lambda _gray: read("แผน"))
    list(read_scans(pictures(3), Steps(tell=lambda event: told.append(event["begin"]))))
    assert told[-2:] == [2, 3]


def test_a_page_read_before_is_not_read_again(ocr, tmp_path):
    drawn = []
    ocr(lambda _gray: read("แผน"))
    for _ in range(2):
        journal = Journal(tmp_path / "journal.jsonl")
        list(read_scans(counted(drawn), Steps(journal)))
        journal.close()
    assert drawn == [1, 2]


def counted(drawn):
    def draw(number):
        drawn.append(number)
        return BLANK

    return [Picture(number, 595, 842, lambda n=number: draw(n)) for number in (1, 2)]
