"""A table row is said by its name and the columns asked for."""

import pytest

from assistant.composers.columns import say_row
from assistant.extraction.layout import lines
from assistant.extraction.rows import name_of, read_row, worded
from assistant.question.reading import read

PAGE = (
    "ตารางที่ ๑ งบประมาณ (หน่วย: ล้านบาท)\n"
    "ที่\tโครงการ\tปี ๒๕๖๙\tปี ๒๕๗๐\tระยะเวลา (วัน)\tผู้รับผิดชอบ\n"
    "๑\tคลังข้อมูลกลาง\t๑๒.๕\t๘.๒\t๙๐\tศูนย์สารสนเทศ\n"
)


@pytest.fixture
def row():
    return read_row(lines(PAGE, 0, len(PAGE))[-1])


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("คลังข้อมูลกลางใช้งบปี 2570 เท่าไร", "คลังข้อมูลกลาง ปี ๒๕๗๐: ๘.๒ ล้านบาท"),
        ("ใครรับผิดชอบคลังข้อมูลกลาง", "คลังข้อมูลกลาง ผู้รับผิดชอบ: ศูนย์สารสนเทศ"),
        ("คลังข้อมูลกลางใช้เวลากี่วัน", "คลังข้อมูลกลาง ระยะเวลา: ๙๐ วัน"),
    ],
)
def test_the_column_asked_for_is_said(row, question, said):
    assert say_row(read(question, {}), row) == said


def test_an_ordinal_is_no_name(row):
    assert name_of(row).text == "คลังข้อมูลกลาง"


def test_figures_stand_before_their_unit():
    said = worded(lines(PAGE, 0, len(PAGE))[-1])
    assert "๘.๒ ล้านบาท" in said
    assert "๙๐ วัน" in said


YEARS = (
    "ตารางที่ 2 งบประมาณ (หน่วย: บาท)\n"
    "โครงการ\t2569\t2570\t2571\n"
    "ศูนย์ข้อมูลตำบล\t400,000\t450,000\t500,000\n"
)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("ศูนย์ข้อมูลตำบลใช้งบปี 2570 เท่าไร", "ปี 2570: 450,000 บาท"),
        (
            "ศูนย์ข้อมูลตำบลใช้งบเท่าไร",
            "ปี 2569: 400,000 บาท, ปี 2570: 450,000 บาท, ปี 2571: 500,000 บาท",
        ),
    ],
)
def test_years_are_heads_of_columns(question, said):
    row = read_row(lines(YEARS, 0, len(YEARS))[-1])
    assert say_row(read(question, {}), row) == f"ศูนย์ข้อมูลตำบล {said}"
