"""Small talk is told from questions, whatever particles it ends in."""

import pytest

from assistant.question.courtesy import Talk, small_talk


@pytest.mark.parametrize(
    ("text", "talk"),
    [
        ("สวัสดีตอนเช้าค่ะ", Talk.GREETING),
        ("หวัดดีจ้า", Talk.GREETING),
        ("ขอบพระคุณมากครับ", Talk.THANKS),
        ("ขอบคุณสำหรับข้อมูลนะคะ", Talk.THANKS),
        ("บายครับ", Talk.GOODBYE),
        ("โอเคค่ะ", Talk.ASSENT),
        ("คุณคือใคร", Talk.WHO),
        ("เป็น AI ไหม", Talk.WHO),
        ("ทำอะไรได้บ้าง", Talk.ABILITIES),
        ("ใช้งานอย่างไร", Talk.ABILITIES),
        ("ข้อมูลถึงวันไหน", Talk.UP_TO_DATE),
        ("ตอบผิดอีกแล้ว", Talk.COMPLAINT),
        ("ใช้ไม่ได้เลย", Talk.COMPLAINT),
        ("โง่จัง", Talk.INSULT),
        ("ขอให้มีความสุขนะ", Talk.WISH),
        ("คุณคิดว่ารัฐบาลดีไหม", Talk.OPINION),
        ("แผนไหนดีที่สุด", Talk.OPINION),
    ],
)
def test_small_talk_is_known(text, talk):
    assert small_talk(text) is talk


@pytest.mark.parametrize(
    "text",
    [
        "เริ่มใช้งานอย่างไร",
        "ข้อมูลเปิดคืออะไร",
        "ปัจจุบันชื่ออะไร",
        "ใครเป็นเจ้าของแผน",
        "โชคดีมีชัยเป็นโครงการของใคร",
        "แผนใดใช้อยู่",
        "ระบบใช้ไม่ได้ต้องแจ้งใคร",
        "สวัสดิการประชาชนอยู่ด้านใด",
    ],
)
def test_a_question_is_no_small_talk(text):
    assert small_talk(text) is None


@pytest.mark.parametrize("filler", ["5", " !", "นะ", "ๆ"])
def test_a_long_tail_is_read_at_once(filler):
    assert small_talk("งบ " + filler * 900 + "ก") is None
