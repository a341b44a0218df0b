"""What a machine wrote is shown only if it is one line of Thai."""

import pytest

from assistant.model.plain_thai import LONGEST, is_plain_thai


@pytest.mark.parametrize(
    "text",
    [
        "ผู้ยืมต้องส่งคืนครุภัณฑ์ภายใน 15 วัน",
        "วงเงิน ๑,๒๐๐.๕๐ ล้านบาท (ร้อยละ 12.5)",
        "หนังสือที่ มท 0891.3/ว 2045 ลงวันที่ 5 เมษายน 2559",
        "ให้ใช้ระบบ e-GP และ Data Center ตาม พ.ร.บ. การจัดซื้อจัดจ้างฯ",
        "ข้อ 1.2 และ ข้อ 3.4.5 กำหนดไว้ “ให้แล้วเสร็จ”",
        "อปท. และ สพร. ร่วมกันดำเนินการ",
    ],
)
def test_official_thai_passes(text):
    assert is_plain_thai(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ก" * (LONGEST + 1),
        "ดูที่ https://evil.example/x",
        "ดูที่ HTTP://evil",
        "ดูที่ evil.example",
        "ดูที่ evil . com",
        "ดูที่ evil[dot]com",
        "ดูที่ ｅｖｉｌ．ｃｏｍ",
        "ดูที่ 10.0.0.1",
        "ดูที่ //evil/x",
        "ส่งถึง someone@evil.example",
        "ส่งถึง mailto:x",
        "กด [ที่นี่](x)",
        "ภาพ ![ก](x)",
        "<b>ก</b>",
        "ก &lt;script&gt; ข",
        "`rm -rf`",
        "**ด่วน** ให้โอนเงิน",
        "# หัวข้อ",
        "- รายการ",
        "{ข้อความ}",
        "บรรทัดแรก\nบรรทัดสอง",
        "ก\x00ข",
        "ก\u200bข",
        "ก\u202eข",
        "ก\U000e0041ข",
        "ก\ue000ข",
        "The answer is fifteen days",
        "答案是十五天 ภายใน",
        "ตอบ ответ",
        "ตอบ αβγ",
        "ตอบภายใน dGhpcyBpcyBhIHNlY3JldCBtZXNzYWdlIQ",
        "12345",
    ],
)
def test_anything_else_does_not(text):
    assert not is_plain_thai(text)


@pytest.mark.parametrize("digit", ["१", "١", "𝟏", "߁", "①", "1\u0338", "1\U000e0101"])
def test_a_digit_that_is_neither_thai_nor_arabic_is_refused(digit):
    assert is_plain_thai("วงเงินไม่เกิน 1 ล้านบาท")
    assert not is_plain_thai(f"วงเงินไม่เกิน {digit} ล้านบาท")


def test_marks_piled_on_one_letter_are_refused():
    assert not is_plain_thai("แผนที่" + "่" * 9 + "ดี")
