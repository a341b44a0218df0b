"""Tesseract is called as a program that may be absent, fail or take too long."""

from pathlib import Path

import numpy as np
import pytest
from needs import absent

from db.errors import UnreadableFile
from ingest.ocr import tesseract
from ingest.ocr.pixels import read_pictures

PAGE = Path(__file__).with_name("pictures") / "page.png"
BLANK = np.full((200, 200), 255, np.uint8)


@pytest.fixture
def page():
    if advice := tesseract.missing():
        absent(advice)
    return next(read_pictures(PAGE.read_bytes()))


@pytest.fixture
def program(tmp_path, monkeypatch):
    """program(script) stands in for Tesseract."""

    def install(script):
        file = tmp_path / "tesseract"
        file.write_text(f"#!/bin/sh\n{script}\n")
        file.chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")

    return install


def test_lines_have_text_and_boxes(page):
    lines = tesseract.read_lines(page)
    text = "\n".join("".join(glyph.text for glyph in line) for line in lines)
    assert "รัฐบาลดิจิทัล ประกาศ" in text
    assert {glyph.text for line in lines for glyph in line if glyph.box is None} == {" "}
    first = next(line for line in lines if line[0].text == "แ")
    left, top, right, bottom = first[0].box
    assert (left, bottom) == (pytest.approx(43, abs=3), pytest.approx(57, abs=3))
    assert right - left < 25
    assert bottom - top < 30


def test_an_empty_page_has_no_lines(page):
    assert tesseract.read_lines(np.full_like(page, 255)) == []


def test_no_program_says_how_to_install_it(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "apt-get install tesseract-ocr tesseract-ocr-tha" in tesseract.missing()
    with pytest.raises(UnreadableFile, match="apt-get install"):
        tesseract.read_lines(BLANK)


def test_no_thai_model_says_how_to_install_it(program):
    program("echo 'List of available languages (1):'; echo eng")
    assert "tha" in tesseract.missing()
    assert "apt-get install" in tesseract.missing()


def test_all_there_misses_nothing(program):
    program("echo 'List of available languages (2):'; echo eng; echo tha")
    assert tesseract.missing() is None


def test_a_crash_is_a_page_that_cannot_be_read(program):
    program('test "$1" = --list-langs && printf "x\\neng\\ntha\\n" && exit; kill -SEGV $$')
    with pytest.raises(UnreadableFile, match="อ่านภาพของหน้านี้ไม่ได้"):
        tesseract.read_lines(BLANK)


def test_a_page_that_takes_too_long_is_given_up(program, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    program("exec sleep 30")
    with pytest.raises(UnreadableFile, match="ไม่เสร็จ"):
        tesseract.read_lines(BLANK, timeout=0.2)
    assert not list(tmp_path.glob("sodklong-ocr-*"))
