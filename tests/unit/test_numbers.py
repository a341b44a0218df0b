"""Numbers that cannot be right are marked; those that can be are let be."""

import pytest

from ingest.ocr.numbers import check, sure_numbers
from ingest.page import Doubt

YEAR = 2569


def _doubted(text, given=(), known=()):
    return [text[doubt.start : doubt.end] for doubt in check(text, given, YEAR, known)]


@pytest.mark.parametrize(
    "text",
    [
        "แผนพัฒนา ระยะ ๕ ปี (พ.ศ. ๒๕๖๖ - ๒๕๗๐)",
        "ยุทธศาสตร์ชาติ ระยะ 20 ปี (พ.ศ. 2561 - 2580)",
        "พระราชบัญญัติเทศบาล พ.ศ. ๒๔๙๖",
        "งบประมาณ ๑,๒๗๘,๙๐๐.๕๐ บาท และ 12,000 บาท",
        "ที่ นร ๐๕๐๕/ว ๑๗๑๐๗ โทร. ๐ ๒๒๘๐ ๙๐๐๐ ต่อ ๑๒, ๑๓",
        "ก 1,000 2,000\nข 3,000 4,000\nรวม 4,000 6,000",
        "มาตรา ๕.๑, ๕.๒ และข้อ ๑๐ - ๒",
    ],
)
def test_sound_numbers_raise_no_doubt(text):
    assert _doubted(text) == []


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("แผน ระยะ ๓ ปี (พ.ศ. ๒๕๕๘ - ๒๕๖๑)", ["๓", "๒๕๕๘", "๒๕๖๑"]),
        ("ระหว่างปี ๒๕๗๐ - ๒๕๖๖ จึง", ["๒๕๗๐", "๒๕๖๖"]),
        ("ประกาศ ณ วันที่ ๑ มิถุนายน พ.ศ. ๒๐๖๖", ["๒๐๖๖"]),
        ("๒ ตุลาคม ๒๕๒๖๑", ["๒๕๒๖๑"]),
        ("พ.ศ. ๒๖๙๙ เป็นต้นไป", ["๒๖๙๙"]),
        ("วงเงิน ๑,๒๐,๐๐๐ บาท", ["๑,๒๐,๐๐๐"]),
        ("วงเงิน ๐,๐๐๐ บาท", ["๐,๐๐๐"]),
        ("ปี ๒๕6๖", ["๒๕6๖"]),
        ("กระทรวงพลังงาน (พน2) ปี2566", ["2"]),
        ("ก 1,000 2,000\nข 3,000 4,000\nรวม 4,000 6,100", ["6,100"]),
    ],
)
def test_impossible_numbers_are_doubted(text, numbers):
    assert _doubted(text) == numbers


def test_a_total_of_other_columns_proves_nothing():
    assert _doubted("ก 1,000 2,000\nข 3,000 4,000\nรวม 9,000 9,000") == []


def test_a_given_doubt_keeps_its_other_reading():
    text = "ปี ๒๐๖๖ และ พ.ศ. ๒๐๖๖"
    given = Doubt(17, 21, "๒๕๖๖")
    assert check(text, [given], YEAR) == (given,)


def test_the_same_number_elsewhere_clears_a_doubt():
    text = "งบประมาณ ๑๒,๕๐๐ บาท"
    given = [Doubt(9, 15, "๑๒,๘๐๐")]
    assert _doubted(text, given, known={"12,500"}) == []
    assert _doubted(text, given, known={"12,500", "12,800"}) == ["๑๒,๕๐๐"]


def test_sure_numbers_leave_out_the_doubtful_and_the_short():
    text = "๑๒,๕๐๐ กับ ๒๕๖๖ และ ๑๒"
    assert sure_numbers(text, [Doubt(0, 6, "๑๒,๘๐๐")]) == {"2566"}
