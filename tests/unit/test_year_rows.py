"""Tables of several years: the unit stands in a column, a caption or a head; the year is a head."""

import pytest

from assistant.answer import Quote
from assistant.composers.columns import say_row
from assistant.extraction.layout import lines
from assistant.extraction.rows import is_figure, read_row, unit_column, worded
from assistant.question.reading import read
from assistant.support.judging import says

HEAD = "ข้อ\tตัวชี้วัด\tหน่วยนับ\tค่าฐาน 2568\t2570\t2571"
POINTS = "1\tจำนวนตู้บริการ\tจุด\t3\t9\t14"
SEVERAL = "1\tจำนวนตำบลที่มีบริการอย่างน้อย 5 งาน\tแห่ง\t12\t24\t40"
SHARE = "2\tร้อยละของโรงเรียนที่เชื่อมต่อ\tร้อยละ\t22\t40\t65"
PLAN = "\n".join([HEAD, POINTS, SHARE, SEVERAL])
BUDGET = (
    "ตารางที่ 3 งบประมาณ (หน่วย : พันบาท)\n"
    "หมวด\tปี 2569 (จ่ายจริง)\tปี 2570 (อนุมัติ)\tปี 2571 (ล้านบาท)\n"
    "ค่าฝึกอบรม\t160\t270\t0.3\n"
    "รวมทั้งสิ้น\t3,030\t4,220\t3.8"
)


def row(page, at):
    return lines(page, 0, len(page))[at]


def quote(text):
    return Quote("d", "แผน", "plan", None, 1, 1, 1, None, "", 0, len(text), text, "x")


def said(page, at, question):
    return say_row(read(question, {}), read_row(row(page, at)))


@pytest.mark.parametrize(
    ("page", "at", "question", "text"),
    [
        (PLAN, 1, "ปี 2570 ตั้งเป้าตู้บริการกี่จุด", "จำนวนตู้บริการ ปี 2570: 9 จุด"),
        (PLAN, 1, "ค่าฐานของตู้บริการเท่าไร", "จำนวนตู้บริการ ค่าฐาน 2568: 3 จุด"),
        (PLAN, 2, "โรงเรียนที่เชื่อมต่อ ปี 2571", "ร้อยละของโรงเรียนที่เชื่อมต่อ ปี 2571: ร้อยละ 65"),
        (PLAN, 3, "ตำบลที่มีบริการ ปี 2570", "จำนวนตำบลที่มีบริการอย่างน้อย 5 งาน ปี 2570: 24 แห่ง"),
        (BUDGET, 2, "ค่าฝึกอบรมปี 2570 เท่าไร", "ค่าฝึกอบรม ปี 2570 (อนุมัติ): 270 พันบาท"),
        (BUDGET, 2, "ค่าฝึกอบรมปี 2571 เท่าไร", "ค่าฝึกอบรม ปี 2571: 0.3 ล้านบาท"),
        (BUDGET, 3, "งบรวมปี 2569 เท่าไร", "รวมทั้งสิ้น ปี 2569 (จ่ายจริง): 3,030 พันบาท"),
    ],
)
def test_the_year_asked_for_is_told_with_its_unit_and_supported(page, at, question, text):
    assert said(page, at, question) == text
    assert says((quote(page),), text)


@pytest.mark.parametrize(
    ("page", "text"),
    [
        (PLAN, "จำนวนตู้บริการ ปี 2570: 14 จุด"),
        (PLAN, "จำนวนตำบลที่มีบริการอย่างน้อย 5 งาน ปี 2570: 40 แห่ง"),
        (PLAN, "จำนวนตำบลที่มีบริการอย่างน้อย 24 งาน ปี 2570: 5 แห่ง"),
        (PLAN, "จำนวนตู้บริการ ปี 2570: ร้อยละ 9"),
        (PLAN, "ร้อยละของโรงเรียนที่เชื่อมต่อ ปี 2570: ร้อยละ 65"),
        (PLAN, "จำนวนตู้บริการ ปี 2570: ร้อยละ 40"),
        (BUDGET, "ค่าฝึกอบรม ปี 2570 (อนุมัติ): 270 บาท"),
        (BUDGET, "ค่าฝึกอบรม ปี 2570 (อนุมัติ): 160 พันบาท"),
        (BUDGET, "รวมทั้งสิ้น ปี 2570 (อนุมัติ): 270 พันบาท"),
    ],
)
def test_another_cell_or_unit_is_not_supported(page, text):
    assert not says((quote(page),), text)


def test_a_column_of_units_is_no_cell_of_its_own():
    held = row(PLAN, 1)
    assert unit_column(held) == 2
    assert [cell.unit for cell in read_row(held)] == ["", "", "จุด", "จุด", "จุด"]


def test_a_last_column_of_units_speaks_of_the_figures_before_it():
    held = row("รายการ\t2570\t2571\tหน่วย\nตู้บริการ\t9\t14\tจุด", 1)
    assert [cell.unit for cell in read_row(held)] == ["", "จุด", "จุด"]


def test_shares_are_looked_for_by_either_name():
    assert "เปอร์เซ็นต์" in worded(row(PLAN, 2))
    assert "40 %" in worded(row(PLAN, 2))


@pytest.mark.parametrize(
    ("text", "figure"), [("1,234.5", True), ("๑๒", True), (".,", False), ("1" * 4_000 + "x", False)]
)
def test_figures(text, figure):
    assert is_figure(text) is figure
