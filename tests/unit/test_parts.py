"""One message may ask several things; one thing asked twice stays one."""

import pytest

from assistant.question.parts import MOST, sides, split


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("แผนมีกี่ยุทธศาสตร์ และมีกี่กลไก", ["แผนมีกี่ยุทธศาสตร์", "มีกี่กลไก"]),
        ("ใครลงนาม? ลงวันที่เท่าไร", ["ใครลงนาม", "ลงวันที่เท่าไร"]),
        ("ใครลงนาม\nเลขที่เท่าไร", ["ใครลงนาม", "เลขที่เท่าไร"]),
        ("แผนมีกี่ข้อ และอะไรบ้าง", ["แผนมีกี่ข้อ และอะไรบ้าง"]),
        ("กระทรวงและกรมใดรับผิดชอบ", ["กระทรวงและกรมใดรับผิดชอบ"]),
        ("", [""]),
    ],
)
def test_questions_are_told_apart(text, parts):
    assert split(text) == parts


def test_there_are_never_more_than_a_few():
    assert len(split(" และ ".join(["มีกี่ข้อ ใครทำ"] * 9))) == MOST


def test_the_sides_of_a_comparison_ask_the_same_of_each_span():
    asked = sides("เปรียบเทียบงบประมาณของแผนพัฒนาท้องถิ่น 2566–2570 และ 2571–2575")
    assert asked == [
        "งบประมาณของแผนพัฒนาท้องถิ่น 2566–2570",
        "งบประมาณของแผนพัฒนาท้องถิ่น 2571–2575",
    ]


@pytest.mark.parametrize("text", ["ต่างกันอย่างไร", "ปี 2566 ต่างจากเดิมอย่างไร"])
def test_without_two_spans_there_are_no_sides(text):
    assert sides(text) == []
