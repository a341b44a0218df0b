"""Printed lines become paragraphs; headings, items and heads of letters stay by themselves."""

import pytest

from db.boxes import NOWHERE
from ingest.read.pdf.layer import Line
from ingest.read.pdf.paragraphs import join_lines

WIDTH, HEIGHT, SIZE = 600.0, 840.0, 16.0
FULL = "ข้อความที่ยาวเต็มบรรทัดของเอกสาร"


def line(text, at, left=1000, right=9000, size=SIZE, spaced=False):
    step = (right - left) / len(text)
    top = 1000 + 300 * at
    boxes = tuple(
        (round(left + step * place), top, round(left + step * (place + 1)), top + 100)
        for place in range(len(text))
    )
    return Line(text, boxes, size, spaced)


def texts(*lines):
    return [each.text for each in join_lines(lines, WIDTH, HEIGHT)]


def test_a_full_line_goes_on_without_a_space_between_thai():
    assert texts(line(FULL, 0), line("ราชการ", 1, right=3000)) == [FULL + "ราชการ"]


def test_a_space_printed_at_the_end_of_a_line_is_kept():
    assert texts(line(FULL, 0, spaced=True), line("และ", 1, right=2000)) == [FULL + " และ"]


def test_other_scripts_are_parted_by_a_space():
    assert texts(line(FULL, 0), line("Data Center", 1, right=3000)) == [FULL + " Data Center"]


@pytest.mark.parametrize("last", ["ตามข้อ ๑๗", "ต่าง ๆ", "กรุงเทพฯ"])
def test_numerals_and_signs_are_parted_from_words_by_a_space(last):
    before = line(FULL + last, 0)
    assert texts(before, line("ของคำสั่ง", 1, right=2500)) == [FULL + last + " ของคำสั่ง"]


def test_nothing_comes_into_brackets_and_after_a_slash():
    assert texts(line(FULL + "สำนัก/", 0), line("กอง", 1, right=1500)) == [FULL + "สำนัก/กอง"]


def test_an_amount_that_its_cell_is_too_narrow_for_is_one():
    parts = [line("๑", 0), line(",๒๐๐,๐", 1), line("๐๐", 2)]
    assert texts(*parts) == ["๑,๒๐๐,๐๐๐"]
    assert texts(line("๒๕๖๖", 0), line("๒๕๖๗", 1)) == ["๒๕๖๖ ๒๕๖๗"]


def test_definitions_are_paragraphs_of_their_own():
    first, second = "“คำขอ” หมายความว่า " + FULL, "“ผู้รับ” หมายความว่า " + FULL
    assert texts(line(first, 0), line(second, 1)) == [first, second]


def test_old_fonts_private_codes_hide_no_marker_and_no_word():
    item = "ข\uf70bอ ๒ ให" + "\uf70b"
    assert texts(line(FULL + "ไม\uf70a", 0), line(item, 1), line("น", 2, right=1300)) == [
        FULL + "ไม\uf70a",
        item + "น",
    ]


def test_the_name_under_a_signature_stays_by_itself():
    name = "(นายก้องเกียรติ น้ำเพชร)"
    title = "นายกเทศมนตรีเมือง"
    assert texts(line(FULL, 0), line(name, 1), line(title, 2)) == [FULL, name, title]


def test_a_wider_step_begins_a_paragraph():
    def down(text, thirds):
        return line(text, thirds / 3)

    lines = [down(FULL, 0), down(FULL, 3), down(FULL, 6), down(FULL, 10), down(FULL, 13)]
    assert texts(*lines) == [FULL * 3, FULL * 2]


def test_a_ragged_line_goes_on_at_the_margin_of_an_indented_paragraph():
    first, ragged = line(FULL, 0, left=1700), line(FULL, 1, right=8200)
    assert texts(first, ragged, line("ราชการ", 2, right=2500)) == [FULL + FULL + "ราชการ"]


def test_a_word_of_few_letters_does_not_tell_the_size():
    assert texts(line(FULL, 0), line("ไป", 1, right=1300, size=18.0)) == [FULL + "ไป"]


def test_figures_do_not_tell_the_size():
    assert texts(line(FULL, 0), line("๒๕๖๘)", 1, right=1300, size=12.0)) == [FULL + " ๒๕๖๘)"]


def test_a_column_of_figures_does_not_widen_the_text_beside_it():
    figure = line("๓๕", 0, left=9300, right=9700)
    title = line("รวมทั้งสิ้น", 0, right=3000)
    row = Line(f"{title.text} {figure.text}", (*title.boxes, NOWHERE, *figure.boxes), SIZE)
    lines = [line(FULL, 1, right=8000), line("ราชการ", 2, right=2500)]
    assert texts(row, *lines) == [row.text, FULL + "ราชการ"]


def test_a_short_line_ends_its_paragraph():
    after = line(FULL, 1)
    assert texts(line("จบแล้ว", 0, right=3000), after, line("ต่อ", 2, right=2000)) == [
        "จบแล้ว",
        FULL + "ต่อ",
    ]


def test_an_indented_line_begins_a_paragraph():
    first, second = line(FULL, 0, left=1500), line(FULL, 1)
    assert texts(first, second, line(FULL, 2, left=1500)) == [FULL + FULL, FULL]


@pytest.mark.parametrize(
    "item",
    ["(๑) รายการ", "๑.๒ หัวข้อ", "ข้อ ๓ ให้", "หมวด ๒ การ", "ก. จุด", "- ย่อย", "-เพื่อให้", "เรื่อง แผน"],
)
def test_what_bears_a_marker_begins_a_paragraph(item):
    assert texts(line(FULL, 0), line(item, 1, right=4000)) == [FULL, item]


def test_an_item_goes_on_under_its_text():
    item = line("(๑) " + FULL, 0)
    assert texts(item, line("ต่อไป", 1, left=1500, right=2500)) == ["(๑) " + FULL + "ต่อไป"]


def test_other_sizes_of_type_are_not_joined():
    assert texts(line(FULL, 0, size=24.0), line("เนื้อหา", 1)) == [FULL, "เนื้อหา"]


def test_joined_lines_keep_a_box_for_each_character():
    (whole,) = join_lines([line(FULL, 0, spaced=True), line("ต่อ", 1, right=2000)], WIDTH, HEIGHT)
    assert len(whole.boxes) == len(whole.text)
    assert whole.boxes[len(FULL)] == NOWHERE


def test_lines_set_in_columns_are_not_joined():
    number = line("๓๕", 0, left=8600, right=9000)
    first = line("รวมทั้งสิ้น", 0, right=3000)
    row = Line(f"{first.text} {number.text}", (*first.boxes, NOWHERE, *number.boxes), SIZE)
    assert texts(row, line("หมายความว่า", 1, right=3000)) == [row.text, "หมายความว่า"]
