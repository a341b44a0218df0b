"""The score of a page: sound text high, every kind of damage lower."""

import pytest

from ingest.mending.quality import Quality, measure

SOUND = (
    "หน่วยงานของรัฐต้องจัดทำข้อมูลและบริการในรูปแบบดิจิทัล เพื่ออำนวยความสะดวกให้แก่ประชาชน\n"
    "ทั้งนี้ ให้คณะกรรมการกำหนดมาตรฐานและหลักเกณฑ์ พร้อมทั้งติดตามผลการดำเนินงานทุกปี\n"
)


def test_an_empty_page():
    assert measure(" \n\t") == Quality(0, 0.0, None, 0.0)


def test_a_sound_page():
    quality = measure(SOUND)
    assert quality.visible == sum(not letter.isspace() for letter in SOUND)
    assert quality.thai_share == 1.0
    assert quality.score == 1.0
    assert quality.dictionary_share is not None
    assert quality.dictionary_share > 0.95


def test_an_english_page():
    quality = measure("The plan covers five years, from 2023 to 2027.")
    assert (quality.thai_share, quality.dictionary_share, quality.score) == (0.0, None, 1.0)


@pytest.mark.parametrize(
    "damaged",
    [
        SOUND.replace("่", "\uf70a").replace("้", "\uf70b"),
        SOUND.replace("ำ", "\ufffdา"),
        SOUND.replace("้", "F"),
        SOUND.replace("่", " ่ ").replace("้", " ้ "),
        SOUND.replace("า", "(cid:12)"),
        SOUND.encode("cp874").decode("latin-1"),
        "@#QO>#@O ?#%& @QHO# >#@O *#@!" * 4,
    ],
)
def test_a_damaged_page(damaged):
    assert measure(damaged).score < 0.8


def test_more_damage_is_worse():
    some, more = SOUND.replace("ำ", "\ufffdา", 2), SOUND.replace("ำ", "\ufffdา")
    assert 1.0 > measure(some).score > measure(more).score
