"""Which way of answering a question is sent, by its signs."""

import pytest

from assistant.question.reading import read
from assistant.question.routes import choose, compares


@pytest.mark.parametrize(
    ("text", "route"),
    [
        ("โครงการขุดคลองสอดคล้องกับยุทธศาสตร์ใด", "alignment"),
        ("ซื้อคอมพิวเตอร์ 3 ล้านบาทต้องเสนอใคร", "rule"),
        ("วงเงินเท่าใดต้องเสนอคณะกรรมการ", "rule"),
        ("กรมนี้เดิมชื่ออะไร", "agency"),
        ("ทก. ย่อมาจากอะไร", "agency"),
        ("ปี 2564 ใช้แผนใด", "edition"),
        ("แผนนี้ยังใช้อยู่ไหม", "edition"),
        ("มีกี่ยุทธศาสตร์", "plan"),
        ("ตัวชี้วัดมีอะไรบ้าง", "plan"),
        ("ใครลงนามในหนังสือ", "who"),
        ("ประกาศเมื่อใด", "date"),
        ("ต้องทำอย่างไร", "procedure"),
        ("คำของบประมาณต้องสอดคล้องกับเรื่องใด", "lookup"),
    ],
)
def test_a_question_goes_its_way(text, route):
    assert choose(read(text, {}), []) == route


@pytest.mark.parametrize("text", ["สองฉบับต่างกันอย่างไร", "เทียบวิสัยทัศน์", "มีอะไรเปลี่ยนไป"])
def test_comparing_is_seen(text):
    assert compares(text)


@pytest.mark.parametrize("text", ["เปลี่ยนชื่อเมื่อใด", "หน่วยงานต่าง ๆ มีกี่แห่ง", "เทียบเท่าระดับใด"])
def test_other_questions_compare_nothing(text):
    assert not compares(text)
