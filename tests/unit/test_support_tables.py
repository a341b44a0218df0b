"""A cell of a quoted table is told of its row and under its column's head, or not at all."""

import pytest

from assistant.answer import Quote
from assistant.support.judging import says

CAPTION = "ตารางที่ 2 งบประมาณ (หน่วย: บาท)"
HEAD = "ที่\tโครงการ\t2569\t2570\t2571\tหน่วยงาน"
ROW = "1\tศูนย์ข้อมูลตำบล\t400,000\t450,000\t500,000\tกองช่าง"
OTHER = "2\tป้ายอัจฉริยะ\t70,000\t80,000\t-\tสำนักปลัด"


def quote(text, start):
    return Quote("d", "แผน", "plan", None, 1, 1, 1, None, "", start, start + len(text), text, "x")


APART = (quote(ROW, 200), quote(HEAD, 100), quote(CAPTION, 10))
WHOLE = (quote("\n".join([CAPTION, HEAD, ROW, OTHER]), 10),)


@pytest.mark.parametrize("quotes", [APART, WHOLE], ids=["line by line", "in one"])
@pytest.mark.parametrize(
    "text",
    [
        "ศูนย์ข้อมูลตำบล ปี 2570: 450,000 บาท",
        "ศูนย์ข้อมูลตำบล ปี 2570: 450 พันบาท",
        "ศูนย์ข้อมูลตำบล ปี 2569: 400,000 บาท, ปี 2570: 450,000 บาท, ปี 2571: 500,000 บาท",
        "ศูนย์ข้อมูลตำบลใช้งบประมาณ 400,000 บาทในปี 2569 และ 450,000 บาทในปี 2570",
    ],
)
def test_a_cell_is_told_under_its_head(quotes, text):
    assert says(quotes, text)


@pytest.mark.parametrize("quotes", [APART, WHOLE], ids=["line by line", "in one"])
@pytest.mark.parametrize(
    "text",
    [
        "ศูนย์ข้อมูลตำบล ปี 2570: 500,000 บาท",
        "ศูนย์ข้อมูลตำบล ปี 2569: 450,000 บาท, ปี 2570: 400,000 บาท",
        "ศูนย์ข้อมูลตำบลใช้งบประมาณ 500,000 บาทในปี 2570",
        "ศูนย์ข้อมูลตำบลใช้งบประมาณ 450,000 บาท",
        "ศูนย์ข้อมูลตำบล ปี 2570: 450,000 ล้านบาท",
        "ศูนย์ข้อมูลตำบล ปี 2572: 450,000 บาท",
        "ศูนย์ข้อมูลตำบล ปี 2570: 80,000 บาท",
        "ป้ายอัจฉริยะ ปี 2570: 450,000 บาท",
        "ป้ายอัจฉริยะ ปี 2571: 80,000 บาท",
    ],
)
def test_a_neighbouring_cell_is_not(quotes, text):
    assert not says(quotes, text)


def test_without_its_head_a_figure_has_no_year():
    assert not says((quote(ROW, 200),), "ศูนย์ข้อมูลตำบล ปี 2570: 450,000 บาท")


@pytest.mark.parametrize("row", [ROW, ROW.partition("\t")[2].rpartition("\t")[0]])
def test_a_row_of_more_or_fewer_cells_than_the_head_is_not_read(row):
    quotes = (quote(row, 200), quote("โครงการ\t2569\t2570\t2571\tรวม", 100), quote(CAPTION, 10))
    assert not says(quotes, "ศูนย์ข้อมูลตำบล ปี 2570: 450,000 บาท")


def test_empty_cells_keep_their_columns():
    quotes = (quote("\tป้ายอัจฉริยะ\t\t80,000\t90,000\t", 200), quote(HEAD, 100), quote(CAPTION, 10))
    assert says(quotes, "ป้ายอัจฉริยะ ปี 2570: 80,000 บาท")
    assert not says(quotes, "ป้ายอัจฉริยะ ปี 2569: 80,000 บาท")
