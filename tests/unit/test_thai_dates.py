"""Dates as Thai papers print them."""

from datetime import date

import pytest

from ingest.memo.dates import find_date, find_month, say_date


@pytest.mark.parametrize(
    ("text", "on", "printed"),
    [
        ("ลงวันที่ ๑๙ กันยายน ๒๕๕๘ เรื่อง", date(2015, 9, 19), "๑๙ กันยายน ๒๕๕๘"),
        ("เมื่อ 5 เม.ย. 2559", date(2016, 4, 5), "5 เม.ย. 2559"),
        ("๕ เม.ย. ๕๙", date(2016, 4, 5), "๕ เม.ย. ๕๙"),
        ("1 มกราคม พ.ศ. 2560", date(2017, 1, 1), "1 มกราคม พ.ศ. 2560"),
        ("28 ก.พ. 2023", date(2023, 2, 28), "28 ก.พ. 2023"),
        ("๗ เดือน ตุลาคม พ.ศ. ๒๕๖๕", date(2022, 10, 7), "๗ เดือน ตุลาคม พ.ศ. ๒๕๖๕"),
    ],
)
def test_finds_dates_however_they_are_written(text, on, printed):
    found = find_date(text)
    assert found is not None
    assert (found.on, found.printed) == (on, printed)


def test_passes_over_days_that_do_not_exist():
    found = find_date("31 กุมภาพันธ์ 2560 และ 1 มีนาคม 2560")
    assert found is not None
    assert found.on == date(2017, 3, 1)


@pytest.mark.parametrize("text", ["", "มาตรา ๕", "ก.พ. แจ้งว่า", "กันยายน ๒๕๕๘", "๑๒,๕๐๐ บาท"])
def test_no_date_is_no_date(text):
    assert find_date(text) is None


def test_a_month_alone_means_its_last_day():
    found = find_month("ภายในเดือนกุมภาพันธ์ ๒๕๖๗")
    assert found is not None
    assert (found.on, found.printed) == (date(2024, 2, 29), "กุมภาพันธ์ ๒๕๖๗")


def test_no_month_is_no_month():
    assert find_month("ภายในปีหน้า") is None


def test_says_a_date_with_its_buddhist_year():
    assert say_date(date(2016, 4, 5)) == "5 เมษายน 2559"


def test_a_month_of_no_year_is_no_month():
    assert find_month("มกราคม ๐๐๐๐") is None
