"""Whether words hold the kind of thing that is asked for."""

import pytest

from assistant.extraction import kinds
from assistant.question.reading import read
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


@pytest.mark.parametrize(
    ("question", "text", "answers"),
    [
        ("ปิดปรับปรุงตอนไหน", "ปิดปรับปรุงทุกวันเสาร์ เวลา ๒๒.๐๐-๒๔.๐๐ น.", True),
        ("ต้องรายงานปีละกี่ครั้ง", "ต้องรายงานทุกปี", True),
        ("ต้องรายงานปีละกี่ครั้ง", "ต้องรายงานต่อสภา", False),
        ("ยื่นคำขอได้ที่ไหน", "ยื่นคำขอต่อกองคลัง", True),
        ("ยื่นคำขอได้ที่ไหน", "ยื่นคำขอได้ทางอิเล็กทรอนิกส์", False),
    ],
)
def test_how_when_how_often_and_where_are_said(question, text, answers):
    assert kinds.holds(read(question, {}), fold(text)) is answers


def test_a_term_is_also_called_in_thai():
    called = kinds.terms(read("open data หมายถึงอะไร", {}))
    assert kinds.defines(called, squeeze("ข้อมูลเปิด หมายถึง ข้อมูลที่เผยแพร่ได้"))
    assert not kinds.defines(called, squeeze("ข้อมูลปิด หมายถึง ข้อมูลที่เผยแพร่ไม่ได้"))


@pytest.mark.parametrize(
    ("question", "text", "rules_out"),
    [
        ("หนังสือ ว ๙๓๕ ใครลงนาม", "อ้างถึง หนังสือกรม ว ๙๓๕", True),
        ("หนังสืออ้างถึงฉบับใด", "อ้างถึง หนังสือกรม ว ๙๓๕", False),
    ],
)
def test_a_line_of_references_tells_of_no_other_paper(question, text, rules_out):
    assert kinds.only_refers(read(question, {}), squeeze(text)) is rules_out


def test_a_deputy_is_not_the_post_asked_of():
    asked = squeeze("เลขานุการคือใคร")
    assert kinds.other_post(asked, squeeze("เป็นกรรมการและผู้ช่วยเลขานุการ"))
    assert not kinds.other_post(asked, squeeze("เป็นกรรมการและเลขานุการ"))


def test_the_number_and_the_years_of_a_paper_are_those_asked_of():
    order = read("คำสั่งที่ 214/2569 มีผลเมื่อใด", {})
    assert kinds.same_numbered(order, squeeze("คำสั่งเทศบาล ที่ ๒๑๔/๒๕๖๙"))
    assert not kinds.same_numbered(order, squeeze("คำสั่งเทศบาล ที่ ๑๘๗/๒๕๖๖"))
    plan = read("แผนพัฒนาท้องถิ่น พ.ศ. 2571–2575 มีกี่ยุทธศาสตร์", {})
    assert kinds.other_years(plan, squeeze("แผนพัฒนาท้องถิ่น (พ.ศ. 2566–2570)"))
    assert not kinds.other_years(plan, squeeze("แผนพัฒนาท้องถิ่น"))


def test_which_paper_is_answered_by_a_number():
    assert kinds.names_the_noun("ฉบับ", squeeze("ให้ยกเลิกคำสั่ง ที่ ๑๘๗/๒๕๖๖")) == 1.0
    assert kinds.names_the_noun("ฉบับ", squeeze("ให้ยกเลิกคำสั่ง")) == 0.0


def test_what_an_abbreviation_stands_for_is_nobody():
    packed = squeeze("สลน. ย่อมาจาก สำนักเลขาธิการนายกรัฐมนตรี")
    assert kinds.only_defines(read("นายกรัฐมนตรีคือใคร", {}), packed)
    assert not kinds.only_defines(read("สลน. คือหน่วยงานอะไร", {}), packed)


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        ("ระเบียบให้ความหมายของผู้ใช้ไว้ว่าอย่างไร", "ผู้ใช้"),
        ("คำว่า “ถนนสาธารณะ” ในระเบียบหมายถึงอะไร", "ถนนสาธารณะ"),
        ("นิยามของขยะอันตรายคืออะไร", "ขยะอันตราย"),
        ("ขยะอันตรายหมายถึงอะไร", "ขยะอันตราย"),
        ("ขยะอันตรายทิ้งที่ไหน", None),
    ],
)
def test_the_term_whose_meaning_is_asked(question, subject):
    assert kinds.defined_subject(read(question, {})) == subject


def test_the_owner_of_a_term_does_not_define_it():
    plan = squeeze("หมายเหตุของแผนพัฒนาถนนของจังหวัด: จัดทำตามกฎหมาย")
    assert not kinds.defines(("ถนน",), plan)
    assert kinds.defines(("ถนน",), squeeze("ถนนของเทศบาล หมายความว่า ทางสาธารณะ"))


@pytest.mark.parametrize(
    ("question", "bare"), [("ถนนคืออะไร", True), ("เป้าหมายของแผนคืออะไร", False)]
)
def test_a_bare_term_is_asked_of(question, bare):
    assert kinds.asks_of_a_term(read(question, {})) is bare
