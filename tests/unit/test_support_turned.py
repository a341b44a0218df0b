"""What hangs on a condition, is denied or is still to be done is not told as plain fact."""

import pytest

from assistant.answer import Quote
from assistant.support.judging import says

EXCEPTED = "ให้ทุกส่วนราชการส่งรายงาน ยกเว้นส่วนราชการที่ตั้งใหม่"
HANGING = "หากได้รับความเห็นชอบจากอธิบดี จึงจะจ้างที่ปรึกษาได้"
DENIED = "คณะทำงานไม่เห็นว่าการย้ายสำนักงานในปีนี้เหมาะสม"
ORDERED = "ให้กองคลังตรวจสอบบัญชีครุภัณฑ์ทั้งหมด"
APART = "สำนักปลัดจัดทำแผนกำลังคน และกองคลังจัดซื้อครุภัณฑ์"
SENT = "ให้เทศบาลส่งแผนพัฒนาภายในเดือนตุลาคม"
HALF = "ต้องมีกรรมการมาประชุมไม่น้อยกว่ากึ่งหนึ่ง"


def is_said(printed, text, title="หนังสือสำนักงบประมาณ"):
    quote = Quote("d", title, "memo", None, 1, 1, 1, None, "", 0, len(printed), printed, "x")
    return says((quote,), text)


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        (EXCEPTED, "ทุกส่วนราชการต้องส่งรายงาน ยกเว้นส่วนราชการที่ตั้งใหม่"),
        (HANGING, "จะจ้างที่ปรึกษาได้หากได้รับความเห็นชอบจากอธิบดี"),
        (DENIED, "คณะทำงานไม่เห็นว่าการย้ายสำนักงานเหมาะสม"),
        (ORDERED, "กองคลังต้องตรวจสอบบัญชีครุภัณฑ์ทั้งหมด"),
        (APART, "กองคลังจัดซื้อครุภัณฑ์"),
        (SENT, "เทศบาลต้องส่งแผนพัฒนาภายในเดือนตุลาคม"),
        (HALF, "กรรมการมาประชุมต้องไม่น้อยกว่ากึ่งหนึ่ง"),
    ],
)
def test_what_keeps_the_sense_passes(printed, text):
    assert is_said(printed, text)


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        (EXCEPTED, "ทุกส่วนราชการต้องส่งรายงาน"),
        (EXCEPTED, "ส่วนราชการที่ตั้งใหม่ต้องส่งรายงาน"),
        (HANGING, "จ้างที่ปรึกษาได้"),
        (DENIED, "การย้ายสำนักงานในปีนี้เหมาะสม"),
        (ORDERED, "กองคลังได้ตรวจสอบบัญชีครุภัณฑ์ทั้งหมดแล้ว"),
        (ORDERED, "กองคลังตรวจสอบบัญชีครุภัณฑ์แล้ว"),
        (APART, "สำนักปลัดและกองคลังจัดซื้อครุภัณฑ์"),
        (APART, "สำนักปลัดและกองคลังจัดทำแผนกำลังคน"),
        (SENT, "เทศบาลต้องส่งแผนพัฒนาต่อสำนักงบประมาณภายในเดือนตุลาคม"),
        (HALF, "ต้องมีกรรมการมาประชุมไม่เกินกึ่งหนึ่ง"),
    ],
)
def test_what_turns_the_sense_does_not(printed, text):
    assert not is_said(printed, text)
