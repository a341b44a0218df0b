"""A reply picks a choice by its place or its words, an item by its number, or the rest."""

import pytest

from assistant.replies import item, pick, wants_rest

OFFERED = "โปรดเลือก\n1. แผนกลาง พ.ศ. 2566–2570 มีกี่ข้อ\n2. แผนชาติ พ.ศ. 2561–2580 มีกี่ข้อ"
OWNERS = {"แผนกลาง พ.ศ. 2566–2570": "สำนักงานทะเบียนกลาง", "แผนชาติ": "กระทรวงน้ำ"}


@pytest.mark.parametrize(
    ("reply", "number"),
    [
        ("ข้อ 2", 2),
        ("2", 2),
        ("ฉบับแรก", 1),
        ("อันสุดท้าย", 2),
        ("ข้อสอง", 2),
        ("2566", 1),
        ("แผนชาติ", 2),
        ("ของ กระทรวงน้ำ", 2),
    ],
)
def test_a_reply_picks_a_choice(reply, number):
    assert pick(reply, OFFERED, OWNERS) == OFFERED.split("\n")[number].partition(". ")[2]


@pytest.mark.parametrize("reply", ["ข้อ 9", "ใครลงนามในหนังสือ", "มีกี่ข้อ", "", "ของ"])
def test_a_reply_that_fits_none_picks_none(reply):
    assert pick(reply, OFFERED, OWNERS) is None


def test_an_item_is_named_without_what_is_said_of_it():
    answer = "มี 3 ข้อ ได้แก่\nข้อหนึ่ง\nโครงการสอง ผู้รับผิดชอบ: กรม\nข้อสาม"
    assert item("ขยายความข้อ 2", answer) == "โครงการสอง"
    assert item("ขยายความข้อ 7", answer) is None
    assert item("ใครรับผิดชอบ", answer) is None


@pytest.mark.parametrize("reply", ["ขอดูที่เหลือ", "ทั้งหมดมีอะไรบ้าง", "ดูเพิ่มเติม", "มีอะไรอีกบ้าง"])
def test_the_rest_is_asked_for(reply):
    assert wants_rest(reply)


@pytest.mark.parametrize("reply", ["แผนทั้งหมดมีกี่ฉบับ", "ใครรับผิดชอบ", "เหลืองบเท่าไร"])
def test_other_questions_ask_for_no_rest(reply):
    assert not wants_rest(reply)
