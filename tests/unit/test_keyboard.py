"""What was typed in the other keyboard layout is read as it was meant; all else stays."""

import pytest
from pythainlp.util import eng_to_thai, thai_to_eng

from assistant.question.keyboard import as_meant

QUESTIONS = [
    "แผนพัฒนารัฐบาลดิจิทัลมีกี่ยุทธศาสตร์",
    "ใครเป็นผู้รับผิดชอบโครงการนี้",
    "งบประมาณของโครงการทั้งหมดเท่าไร",
    "สวัสดี",
]
ENGLISH = [
    "what is the digital government development plan",
    "who signed the memo",
    "open data",
    "cloud first policy",
    "hello",
]


@pytest.mark.parametrize("question", QUESTIONS)
def test_thai_typed_as_english(question):
    assert as_meant(thai_to_eng(question)) == question


@pytest.mark.parametrize("question", ENGLISH)
def test_english_typed_as_thai(question):
    assert as_meant(eng_to_thai(question)) == question


@pytest.mark.parametrize(
    "text",
    [
        *QUESTIONS,
        *ENGLISH,
        "API ของ GDX คืออะไร",
        "wifi TikTok PromptPay ThaiD e-Government",
        "https://www.dga.or.th/th/content/920/?a=b;c=d",
        "ลืม Password  ทำอย่างไร",
        "ฮันส์ ลูเธอร์ คือใคร",
        "สพร. ดศ. ก.พ.ร.",
        "พ.ศ. 2566-2570 (ฉบับที่ 2)",
        "",
        " \n",
    ],
)
def test_what_was_typed_right_stays(text):
    assert as_meant(text) == text


def test_only_the_wrong_stretch_changes():
    assert as_meant(f"ถามว่า {thai_to_eng('งบประมาณเท่าไร')}") == "ถามว่า งบประมาณเท่าไร"


def test_numbers_that_stand_alone_stay():
    typed = f"{thai_to_eng('แผนพัฒนาดิจิทัลปี')} 2566 {thai_to_eng('คืออะไร')}"
    assert as_meant(typed) == "แผนพัฒนาดิจิทัลปี 2566 คืออะไร"
