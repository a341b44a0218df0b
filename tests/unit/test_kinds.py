"""Whether words hold the kind of thing that is asked for."""

import pytest

from assistant import kinds
from assistant.question import read
from db.thai import fold, squeeze


@pytest.mark.parametrize(
    ("question", "text", "answers"),
    [
        ("ต้องชำระภายในกี่วัน", "ชำระภายใน ๔๕ วัน", True),
        ("ต้องชำระภายในกี่วัน", "ชำระภายใน ๒ เดือน", False),
        ("ประกาศเมื่อวันที่เท่าไร", "ประกาศ ณ วันที่ ๑๙ สิงหาคม ๒๕๖๗", True),
        ("ประกาศเมื่อวันที่เท่าไร", "ประกาศในราชกิจจานุเบกษา", False),
        ("เลิกประชุมกี่โมง", "เลิกประชุมเวลา ๑๒.๑๐ น.", True),
        ("ต้องสำรองข้อมูลบ่อยแค่ไหน", "สำรองข้อมูลสัปดาห์ละหนึ่งครั้ง", True),
        ("ใครอนุมัติ", "คณบดีอนุมัติ", True),
        ("ใครอนุมัติ", "อนุมัติแล้ว", False),
        ("งบประมาณปี 2570 เท่าไร", "ปี ๒๕๗๐", False),
    ],
)
def test_holds(question, text, answers):
    assert kinds.holds(read(question, {}), fold(text)) is answers


@pytest.mark.parametrize(
    ("question", "noun"),
    [("กองไหนรับผิดชอบ", "กอง"), ("เผยแพร่ที่เว็บไซต์ใด", "เว็บไซต์"), ("จัดวันไหน", None)],
)
def test_the_noun_that_is_asked_for(question, noun):
    assert kinds.asked_noun(read(question, {})) == noun


def test_what_is_asked_of_the_subject():
    assert "ค่าปรับ" in kinds.asked_of(read("ค่าปรับเท่าไร", {}))
    assert "อนุมัติ" in kinds.asked_of(read("คลาวด์ต้องให้ใครอนุมัติ", {}))


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("“ข้อมูลวิจัย” หมายความว่า ข้อมูลดิบ", True),
        ("“ชั้นความลับ” หมายความว่า ระดับการเปิดเผยของข้อมูลวิจัย แบ่งเป็นสี่ชั้น", False),
    ],
)
def test_a_definition_is_that_of_the_term(text, means):
    called = kinds.terms(read("ข้อมูลวิจัยหมายความว่าอะไร", {}))
    assert kinds.defines(called, squeeze(text)) is means
    assert kinds.defines_another(called, squeeze(text)) is not means


@pytest.mark.parametrize(
    ("one", "other", "opposed"),
    [("เกิน ๘ หน่วย", "ไม่เกิน ๘ หน่วย", True), ("เกิน ๘ หน่วย", "มากกว่า ๘ หน่วย", False)],
)
def test_the_two_sides_of_a_limit(one, other, opposed):
    assert kinds.opposed(squeeze(one), squeeze(other)) is opposed


def test_a_numbered_thing_is_the_same():
    asked = read("ยุทธศาสตร์ที่ 4 คืออะไร", {})
    assert kinds.same_numbered(asked, squeeze("ยุทธศาสตร์ ๔ เปิดข้อมูล"))
    assert not kinds.same_numbered(asked, squeeze("ยุทธศาสตร์ที่ ๔๐ เปิดข้อมูล"))


def test_a_name_under_a_paper_is_its_signature():
    assert kinds.signs(fold("(นายวิโรจน์ กิ่งแก้ว)"))
    assert not kinds.signs(fold("(ยกเลิกมติเมื่อวันที่ ๙ มิถุนายน ๒๕๕๑)"))
