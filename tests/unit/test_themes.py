"""What makes work digital by its words, and what only sounds so."""

import pytest

from assistant.alignment.themes import key_of, knowledge


def digital(text, *, is_title=True):
    return bool(knowledge().digital_words(key_of(text), is_title=is_title))


@pytest.mark.parametrize(
    "text",
    ["ระบบชำระภาษีออนไลน์", "ติดตั้งกล้องวงจรปิด", "พัฒนาฐานข้อมูลครัวเรือน", "แชทบอตตอบคำถาม",
     "จ้างพัฒนาระบบแจ้งซ่อม", "สอนใช้สมาร์ทโฟน", "ย้ายขึ้นคลาวด์", "ลงทะเบียนเบี้ยยังชีพออนไลน์"],
)  # fmt: skip
def test_digital_means_are_heard(text):
    assert digital(text)


@pytest.mark.parametrize(
    "text",
    ["จัดซื้อเครื่องวัดความดันดิจิทัล", "รณรงค์เก็บขยะอิเล็กทรอนิกส์", "รู้ทันบุหรี่อิเล็กทรอนิกส์",
     "จัดซื้อด้วยวิธีประกวดราคาอิเล็กทรอนิกส์ (e-bidding)", "ในยุคดิจิทัล", "ยุคไทยแลนด์ 4.0",
     "ก่อสร้างระบบระบายน้ำ", "จัดซื้อโต๊ะคอมพิวเตอร์"],
)  # fmt: skip
def test_what_only_sounds_digital_is_not(text):
    assert not digital(text)
    assert not digital(text, is_title=False)


def test_announcing_online_counts_in_a_title_alone():
    text = "ประชาสัมพันธ์กิจกรรมผ่านเพจเฟซบุ๊ก"
    assert digital(text)
    assert not digital(text, is_title=False)


def test_themes_tell_of_each_other_and_have_examples():
    themes = knowledge().themes
    codes = {theme.code for theme in themes}
    assert len(codes) == len(themes)
    for theme in themes:
        assert codes.issuperset(theme.also)
        assert len(theme.projects) >= 4
        assert theme.plan
        assert theme.terms


def test_most_examples_are_heard_by_the_words_of_their_theme():
    heard = [
        (theme, any(term.search(key_of(text)) for term in theme.terms))
        for theme in knowledge().themes
        for text in theme.projects
    ]
    assert sum(is_heard for _, is_heard in heard) >= 0.85 * len(heard)
