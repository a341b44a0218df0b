"""Pages drawn from their files, by a process of its own that may die."""

import sys
from io import BytesIO
from pathlib import Path

import pytest
from pdf_builder import Run, Sheet, build_pdf
from PIL import Image

from db.errors import UnreadableFile
from ingest.facsimile.pages import WORKER, Facsimiles, Size
from ingest.originals import keep_original, original_of, remove_original

PICTURE = Path(__file__).parent / "pictures" / "page.png"


@pytest.fixture
def drawn(tmp_path):
    """drawn(bytes, page, ...) is the picture of a page of a file."""

    def draw(content, page=1, size=Size.FIT, command=WORKER):
        keep_original(tmp_path, "a", content)
        made = Facsimiles(tmp_path, command=command).draw("a", page, size)
        return Image.open(BytesIO(made))

    return draw


@pytest.fixture
def pdf():
    sheets = [Sheet([Run(40, 700, "one", size=40)]), Sheet([Run(40, 100, "two", size=40)])]
    return build_pdf(sheets)


def dark_rows(image):
    """The share of the height above which the ink begins."""
    rows = image.convert("L").point(lambda value: 255 * (value < 128)).getbbox()
    return rows[1] / image.height


def test_a_page_of_a_pdf_looks_like_that_page(drawn, pdf):
    first, second = drawn(pdf), drawn(pdf, 2)
    assert (first.format, max(first.size)) == ("JPEG", 1600)
    assert dark_rows(first) < 0.3
    assert dark_rows(second) > 0.7


def test_a_large_picture_has_more_points(drawn, pdf):
    assert max(drawn(pdf, size=Size.LARGE).size) == 3200


def test_a_picture_file_is_its_own_page(drawn):
    image = drawn(PICTURE.read_bytes())
    with Image.open(PICTURE) as own:
        assert image.width / image.height == pytest.approx(own.width / own.height, abs=0.01)


@pytest.mark.parametrize(
    ("content", "page", "why"),
    [(b"only words", 1, "ไม่มีภาพ"), (PICTURE.read_bytes(), 2, "ไม่มีหน้านี้")],
)
def test_what_has_no_picture_says_so(drawn, content, page, why):
    with pytest.raises(UnreadableFile, match=why):
        drawn(content, page)


def test_a_page_beyond_the_last_has_none(drawn, pdf):
    with pytest.raises(UnreadableFile, match="ไม่มีหน้านี้"):
        drawn(pdf, 3)


@pytest.mark.parametrize("end", ["import os; os.abort()", "raise MemoryError", "pass"])
def test_a_drawer_that_dies_is_told_kindly(drawn, pdf, end):
    with pytest.raises(UnreadableFile, match="ดาวน์โหลดไฟล์ต้นฉบับ"):
        drawn(pdf, command=(sys.executable, "-c", end))


def test_without_the_file_there_is_none(tmp_path):
    with pytest.raises(UnreadableFile, match="นำเข้าไฟล์เดิมอีกครั้ง"):
        Facsimiles(tmp_path).draw("a", 1)


def test_what_was_drawn_last_is_kept_in_memory_alone(tmp_path, pdf):
    keep_original(tmp_path, "a", pdf)
    facsimiles = Facsimiles(tmp_path, cache=1)
    first = facsimiles.draw("a", 1)
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["a"]
    assert original_of(tmp_path, "a")
    remove_original(tmp_path, "a")
    assert facsimiles.draw("a", 1) == first
    with pytest.raises(UnreadableFile):
        facsimiles.draw("a", 2)
