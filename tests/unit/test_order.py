"""Lines are read as printed where that runs down the page, else by rows."""

from db.boxes import NOWHERE
from ingest.read.pdf.layer import Line
from ingest.read.pdf.order import in_reading_order


def line(text, left, top, right=None):
    right = right or left + 1500
    step = (right - left) // len(text)
    boxes = tuple(
        (left + step * at, top, left + step * (at + 1), top + 100) for at in range(len(text))
    )
    return Line(text, boxes, 16.0)


def texts(lines):
    return [each.text for each in in_reading_order(lines)]


def test_columns_follow_each_other_as_printed():
    left = [line(f"ซ้าย{at}", 1000, 1000 + 200 * at) for at in range(5)]
    right = [line(f"ขวา{at}", 6000, 1000 + 200 * at) for at in range(5)]
    assert texts([*left, *right]) == [each.text for each in (*left, *right)]


def test_a_sheet_printed_out_of_order_is_read_by_rows():
    note = line("หมายเหตุ", 1000, 5000, 8000)
    unit, amount = line("บาท", 8000, 1000), line("78,459,000", 5000, 1000)
    title = line("แผนงาน", 1000, 1000)
    assert texts([unit, note, amount, title]) == ["แผนงาน 78,459,000 บาท", "หมายเหตุ"]


def test_a_foot_printed_first_stays_at_the_foot():
    foot, body = line("- 3 -", 4500, 9600), line("เนื้อความ", 1000, 3000, 8000)
    assert texts([foot, body]) == ["เนื้อความ", "- 3 -"]


def test_a_row_made_one_keeps_a_box_for_each_character():
    parts = [line("หมายเหตุ", 1000, 5000, 8000), line("ขวา", 6000, 1000), line("ซ้าย", 1000, 1000)]
    assert all(len(each.text) == len(each.boxes) for each in in_reading_order(parts))


def test_marks_above_do_not_part_a_row():
    name, note = line("ชื่อ", 1000, 1000), line("ท้าย", 1000, 5000, 9000)
    raised = Line(name.text, (*name.boxes[:2], (1500, 900, 1600, 950), name.boxes[3]), 16.0)
    amount = line("๓๕", 6000, 1000)
    assert texts([amount, note, raised]) == ["ชื่อ ๓๕", "ท้าย"]


def test_what_stands_in_the_gaps_of_a_line_comes_between():
    unit, other = line("บาท", 4000, 1000, 4300), line("บาท", 8000, 1000, 8300)
    units = Line("บาท บาท", (*unit.boxes, NOWHERE, *other.boxes), 16.0)
    note = line("ท้าย", 1000, 5000, 9000)
    amounts = [line("๑๐๐", 2000, 1000, 2300), line("๒๐๐", 6000, 1000, 6300)]
    assert texts([units, note, *amounts]) == ["๑๐๐ บาท ๒๐๐ บาท", "ท้าย"]


def test_characters_without_ink_part_no_line():
    first, last = line("กข", 1000, 1000), line("ค", 6000, 1000)
    inkless = Line(
        "กข \x01 ค\x02", (*first.boxes, NOWHERE, NOWHERE, NOWHERE, *last.boxes, NOWHERE), 16.0
    )
    below, note = line("ง", 8000, 1000), line("ท้าย", 1000, 5000, 9000)
    assert texts([inkless, note, below]) == ["กข \x01 ค\x02 ง", "ท้าย"]


def test_a_dash_stands_in_the_row_of_its_words():
    name, note = line("เงิน", 1000, 1000), line("ท้าย", 1000, 5000, 9000)
    dash = Line("-", ((6000, 1040, 6100, 1065),), 16.0)
    assert texts([dash, note, name]) == ["เงิน -", "ท้าย"]
