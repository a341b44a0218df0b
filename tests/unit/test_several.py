"""A message that asks for several things is searched by each; one question stays whole."""

import pytest

from assistant.question.several import MOST, questions_in


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        (
            "โครงการนี้ใครรับผิดชอบและใช้งบประมาณเท่าไร",
            ["โครงการนี้ใครรับผิดชอบ", "ใช้งบประมาณเท่าไร"],
        ),
        (
            "แผนมีกี่ยุทธศาสตร์? ประกาศใช้เมื่อใด",
            ["แผนมีกี่ยุทธศาสตร์", "ประกาศใช้เมื่อใด"],
        ),
        (
            "ผู้ยืมคือใครบ้าง แล้วต้องส่งคืนภายในกี่วัน",
            ["ผู้ยืมคือใครบ้าง", "แล้วต้องส่งคืนภายในกี่วัน"],
        ),
    ],
)
def test_questions_are_told_apart(text, questions):
    assert questions_in(text) == questions


@pytest.mark.parametrize(
    "text",
    [
        "แผนพัฒนาดิจิทัลเพื่อเศรษฐกิจและสังคมมีกี่ยุทธศาสตร์",
        "การยืมและการคืนครุภัณฑ์",
        "มีกี่ข้อและอะไรบ้าง",
        "โครงการแล้วเสร็จเมื่อใด",
        "",
    ],
)
def test_one_question_stays_whole(text):
    assert questions_in(text) == []


def test_no_more_than_four():
    assert len(questions_in(" ".join(["โครงการนี้ใครรับผิดชอบ"] * 9))) == MOST
