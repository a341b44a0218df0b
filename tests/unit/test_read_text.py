"""Plain text and Markdown keep their words; tables in them are marked."""

import pytest

from db.errors import UnreadableFile
from ingest.read.text import read_text

PIPES = "ก่อน\n| ปี | งบ |\n|:--|--:|\n| ๒๕๖๖ | ๑,๐๐๐ |\n| ๒๕๖๗ | a \\| b |\nหลัง"


def tables(text):
    (page,) = read_text(text).pages
    return [
        (page.text[table.start : table.end], page.text[table.start : table.header_end])
        for table in page.tables
    ]


def test_a_table_in_pipes_becomes_rows_of_cells():
    (page,) = read_text(PIPES).pages
    assert page.raw == PIPES
    assert page.text == "ก่อน\nปี\tงบ\n๒๕๖๖\t๑,๐๐๐\n๒๕๖๗\ta | b\nหลัง"
    assert tables(PIPES) == [("ปี\tงบ\n๒๕๖๖\t๑,๐๐๐\n๒๕๖๗\ta | b", "ปี\tงบ")]


@pytest.mark.parametrize(
    ("text", "header"),
    [
        ("ปี\tงบ\tผล\n๒๕๖๖\t๑\t๒", "ปี\tงบ\tผล"),
        ("ก\t๑\nข\t๒\nค\t๓", ""),
    ],
)
def test_rows_in_tabs_are_a_table(text, header):
    assert tables(f"นำ\n{text}\n\nจบ") == [(text, header)]


@pytest.mark.parametrize(
    "text",
    ["ส่วนราชการ\tกรม\nที่\tมท ๐๘๐๘", "ก | ข\nค | ง", "หนึ่ง\tสอง\tสาม", "---\n| ก", "ก\n---\nข"],
)
def test_other_tabs_and_pipes_are_text(text):
    (page,) = read_text(text).pages
    assert (page.text, page.tables) == (text, ())


@pytest.mark.parametrize(
    "text", ["# แผน\n\n- **ยุทธศาสตร์ที่ ๑** น้ำใจ\n", "ข้อ ๑ ค่าน้ำ ๑,๒๐๐ บาท\n\nขั้นตอนที่ ๒ (สพร.)"]
)
def test_clean_text_comes_through_unchanged(text):
    (page,) = read_text(text).pages
    assert (page.text, page.repairs, page.decision) == (text, {}, "layer")


def test_damaged_text_is_mended_and_the_raw_kept():
    (page,) = read_text("ส านักงานด าเนินการเรื่องน ้าประปา").pages
    assert page.text == "สำนักงานดำเนินการเรื่องน้ำประปา"
    assert (page.raw, page.decision) == ("ส านักงานด าเนินการเรื่องน ้าประปา", "repaired")
    assert sum(page.repairs.values()) == 3


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028", "\x85"])
def test_every_line_end_is_one(end):
    assert read_text(f"ก{end}ข").pages[0].text == "ก\nข"


def test_a_text_of_too_many_pages_is_refused():
    with pytest.raises(UnreadableFile, match="5,000"):
        read_text("ก\f" * 5_000)
