"""Lines that speak of something beside what is asked of."""

import pytest

from assistant.extraction.mismatches import (
    bodies_named,
    dates_another,
    does_instead,
    lacks_contrast,
    opposite_kind,
    other_body,
    other_stage,
    other_years,
    pays_instead,
    tells_when_instead,
)
from assistant.question.reading import read
from db.thai import squeeze


def asked(text):
    return read(text, {})


@pytest.mark.parametrize(
    ("question", "title", "other"),
    [
        ("งบของเทศบาลเมืองท่าสน ปี 2570 เท่าไร", "งบประมาณ เทศบาลเมืองลานมะขาม", True),
        ("งบของเทศบาลเมืองลานมะขาม ปี 2570 เท่าไร", "งบประมาณ เทศบาลเมืองลานมะขาม", False),
        ("งบของเทศบาลเมืองลานมะขามมีเท่าไร", "งบประมาณ เทศบาลเมืองลานมะขาม", False),
        ("คืนเครื่องของ อบต.บ้านดอนช้าเกินกี่วัน", "แนวทาง องค์การบริหารส่วนตำบลบ้านดอน", False),
        ("แผนของเทศบาลเมืองต้องทำกี่ปี", "แผน เทศบาลเมืองลานมะขาม", False),
        ("งบของเทศบาลเมืองท่าสน เท่าไร", "แผนพัฒนารัฐบาลดิจิทัล", False),
    ],
)
def test_another_body(question, title, other):
    assert other_body(bodies_named(question), title, "") is other


@pytest.mark.parametrize(
    ("question", "other"),
    [("งบอบรมปี 2569 จ่ายจริงเท่าไร", True), ("งบอบรมปี 2568 จ่ายจริงเท่าไร", False),
     ("งบอบรมปี 2569 อนุมัติเท่าไร", False), ("งบอบรมปี 2569 เท่าไร", False)],
)  # fmt: skip
def test_another_stage_of_a_sum(question, other):
    heads = ["รายการ", "2568 (จ่ายจริง)", "2569 (อนุมัติ)", "2571 (ประมาณการ)"]
    assert other_stage(asked(question), heads) is other


def test_the_opposite_kind():
    assert opposite_kind(asked("ได้เงินอุดหนุนเฉพาะกิจเท่าไร"), "เงินอุดหนุนทั่วไป")
    assert not opposite_kind(asked("ได้เงินอุดหนุนทั่วไปเท่าไร"), "เงินอุดหนุนทั่วไป")
    assert not opposite_kind(asked("ได้เงินอุดหนุนเท่าไร"), "เงินอุดหนุนทั่วไป")


def test_money_where_things_are_counted():
    money, both = "จัดซื้อเครื่องพิมพ์ 2570 2,430 พันบาท", "จัดซื้อ 12 เครื่อง 2,430 พันบาท"
    assert pays_instead(asked("ปี 2570 ซื้อได้กี่เครื่อง"), money)
    assert not pays_instead(asked("ปี 2570 ซื้อได้กี่เครื่อง"), both)
    assert not pays_instead(asked("ปี 2570 ใช้เงินกี่บาท"), money)


@pytest.mark.parametrize(
    ("line", "above", "other"),
    [("อันดับที่ 40 ภายในปี 2570", "", True), ("อันดับที่ 55 ในปี 2566", "", False),
     ("อันดับที่ 40 ภายในปี 2570", "ปี 2566", False), ("อันดับที่ 40", "", False)],
)  # fmt: skip
def test_figures_of_other_years(line, above, other):
    assert other_years(asked("อันดับของไทยปี 2566 เท่าไร"), squeeze(line), above) is other


def test_the_day_of_a_paper():
    question = asked("หนังสือฉบับนี้ลงวันที่เท่าไร")
    assert dates_another(question, squeeze("มติเมื่อวันที่ ๕ เมษายน ๒๕๕๘ เห็นชอบแผน"))
    assert not dates_another(question, squeeze("ที่ มท ๐๘๑๐/ว ๑ ลงวันที่ ๕ เมษายน ๒๕๕๘"))
    assert not dates_another(asked("เห็นชอบเมื่อวันที่เท่าไร"), squeeze("เห็นชอบเมื่อ ๕ เมษายน"))


def test_those_who_do_not():
    question = asked("ใครไม่มาประชุม")
    assert does_instead(question, squeeze("นายสมชาย ประธาน"))
    assert does_instead(question, squeeze("รับรองโดยไม่มีการแก้ไข"))
    assert not does_instead(question, squeeze("ผู้ไม่มาประชุม นายสมชาย"))
    assert not does_instead(asked("ใครมาประชุม"), squeeze("นายสมชาย ประธาน"))


def test_a_time_is_nobody():
    assert tells_when_instead(squeeze("วันพุธที่ 28 ตุลาคม 2569 ณ ห้องประชุม"))
    assert not tells_when_instead(squeeze("ประธานเปิดประชุมวันพุธที่ 28"))


def test_differences_need_a_contrast():
    question = asked("สำรองเต็มชุดกับสำรองส่วนเพิ่มต่างกันอย่างไร")
    assert lacks_contrast(question, squeeze("ให้สำรองส่วนเพิ่มทุกวัน และสำรองเต็มชุดทุกอาทิตย์"))
    assert not lacks_contrast(question, squeeze("เต็มชุดคือทั้งหมด ขณะที่ส่วนเพิ่มคือที่เปลี่ยน"))


def test_what_is_not_taken_is_no_list_of_what_is():
    question = asked("เรื่องแบบไหนที่ระบบไม่รับ")
    assert does_instead(question, squeeze("ระบบรับเรื่องร้องทุกข์และข้อเสนอแนะ"))
    assert not does_instead(question, squeeze("ไม่รับเรื่องที่อยู่ระหว่างพิจารณาของศาล"))
    assert not does_instead(asked("ต้องแนบเอกสารใดหรือไม่"), squeeze("แนบสำเนาบัตร"))
