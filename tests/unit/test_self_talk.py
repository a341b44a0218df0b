"""What a model says of itself is no statement; a clause about models is one."""

import pytest

from assistant.support.manners import is_plain


@pytest.mark.parametrize(
    "text",
    [
        "แนวทางการใช้ Large Language Model (LLM) ในหน่วยงานของรัฐ",
        "ให้หน่วยงานประเมินความเสี่ยงของ language models ก่อนใช้งาน",
    ],
)
def test_a_clause_about_language_models_is_plain(text):
    assert is_plain(text, text)


@pytest.mark.parametrize(
    "text",
    [
        "As a large language model, I cannot answer",
        "as an AI",
        "I am a language model",
        "ในฐานะโมเดลภาษา ไม่สามารถตอบได้",
    ],
)
def test_what_a_model_says_of_itself_is_not(text):
    assert not is_plain(text, text)
