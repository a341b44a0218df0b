"""Words that decide the way of answering are put right; other words stay as they are."""

import pytest

from assistant.question.spelling import LONGEST, TERMS, mend

KNOWN = [*TERMS, "ดิจิทัล"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ยุทธศาตร์ที่ 2", "ยุทธศาสตร์ที่ 2"),
        ("ยุทศาสตร์ 2 คือ", "ยุทธศาสตร์ 2 คือ"),
        ("งบประมานเท่าไร", "งบประมาณเท่าไร"),
        ("ตัวชี้วัตของ", "ตัวชี้วัดของ"),
        ("รัฐบาลดิจิตัล", "รัฐบาลดิจิทัล"),
        ("ใครรับผิชอบ", "ใครรับผิดชอบ"),
    ],
)
def test_a_near_miss_becomes_the_word(typed, meant):
    assert mend(typed, KNOWN) == meant


@pytest.mark.parametrize("text", ["มาตรฐานอะไร", "โครงข่ายใด", "สำนักงาน", "ทำอะไร", "", "GDCC"])
def test_another_word_stays(text):
    assert mend(text, KNOWN) == text


def test_a_long_text_is_left_alone():
    text = "ยุทธศาตร์" + "ก" * LONGEST
    assert mend(text, KNOWN) == text
