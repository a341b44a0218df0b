"""The question that a pasted letter leads up to."""

import pytest

from assistant.question.preamble import without_preamble
from assistant.question.reading import read
from assistant.question.wants import Wanted

LETTER = "ด้วยเทศบาลกำลังจัดทำรายงานประจำปีเสนอสภา "


@pytest.mark.parametrize("leading", ["จึงขอสอบถามว่า", "อยากรบกวนเรียนถามว่า", "ใคร่ขอทราบว่า"])
def test_the_question_stands_without_what_leads_up_to_it(leading):
    question = "องค์ประชุมของคณะกรรมการต้องมีกี่คน"
    assert without_preamble(f"{LETTER}{leading}{question}") == question


def test_what_it_points_at_is_named():
    text = "ได้รับหนังสือเรื่องการสำรวจบ่อน้ำ และจะตอบกลับ จึงขอทราบว่าหนังสือดังกล่าวเลขที่เท่าใด"
    assert without_preamble(text) == "หนังสือเรื่องการสำรวจบ่อน้ำ เลขที่เท่าใด"


@pytest.mark.parametrize(
    "text", ["ขอสอบถามว่ามีกี่ข้อ", f"{LETTER}อยากทราบว่ากี่วัน", f"{LETTER}จึงขอทราบว่าเรื่องดังกล่าวนี้"]
)
def test_a_short_message_is_left_whole(text):
    assert without_preamble(text) == text


def test_a_pasted_letter_is_read_by_its_question():
    asked = read(f"สวัสดีค่ะ {LETTER}ขอสอบถามว่าใครเป็นประธานคณะกรรมการติดตามแผนคะ ขอบคุณค่ะ", {})
    assert asked.wants(Wanted.WHO)
    assert "รายงาน" not in asked.words
