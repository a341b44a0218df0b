"""What no Thai text can hold is put right; sound text comes through as it is."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ingest
from ingest.mending.repair import repair

TEXTS = sorted((Path(ingest.__file__).parent / "data").rglob("*.*"))
THAI = st.text(st.sampled_from("กนปฟรสญ ะาำิีัํ็่้๊๋์ุเแ\u200b\xa0\ufffd\uf70a\uf711ÉÊ\n\tA1"))


@pytest.mark.parametrize(
    ("damaged", "sound", "kind"),
    [
        ("ก\u0e4d\u0e32หนด", "กำหนด", "sara-am"),
        ("น\u0e33\u0e49", "น้ำ", "sara-am"),
        ("เเผนงาน", "แผนงาน", "sara-ae"),
        ("ท\u0e48\u0e35นี่", "ที่นี่", "marks-reordered"),
        ("พััฒนา", "พัฒนา", "marks-doubled"),
        ("ทำำงาน", "ทำงาน", "marks-doubled"),
        ("ข\uf70bอมูล", "ข้อมูล", "private-use"),
        ("ป\uf701ด", "ปิด", "private-use"),
        ("ท\uf884\uf88eง", "ทั้ง", "private-use"),
        ("แผน\u200bงาน\u00adใหม่", "แผนงานใหม่", "invisible"),
        ("ปี\u00a02566", "ปี 2566", "invisible"),
        ("ส านักงาน", "สำนักงาน", "nikhahit"),
        ("แม่น ้าโขง", "แม่น้ำโขง", "nikhahit"),
        ("ด\ufffdาเนินงาน", "ดำเนินงาน", "nikhahit"),
        ("จำ\ufffdนวน", "จำนวน", "nikhahit"),
        ("ทัÊงสิÊน", "ทั้งสิ้น", "latin-marks"),
        ("อืÉน", "อื่น", "latin-marks"),
        ("ก ำหนด", "กำหนด", "spaces"),
        ("เ ป็นไป", "เป็นไป", "spaces"),
        ("สิ ่ งแวดล้อม", "สิ่งแวดล้อม", "spaces"),
        ("ก ้าวหน้า", "ก้าวหน้า", "spaces"),
        ("จำ นวนทั้งหมด", "จำนวนทั้งหมด", "spaces"),
        ("่ เลม 140", "เล่ม 140", "marks-reordered"),
    ],
)
def test_repair(damaged, sound, kind):
    text, counts = repair(damaged)
    assert text == sound
    assert counts[kind] >= 1


@pytest.mark.parametrize("code", ["latin-1", "cp1252"])
def test_eight_bit_thai(code):
    sound = "หน่วยงานของรัฐให้บริการประชาชน ปี ๒๕๖๖"
    text, counts = repair(sound.encode("cp874").decode(code))
    assert text == sound
    assert counts["8-bit"] > 20


def test_eight_bit_thai_of_the_mac():
    sound = "ให้บริการแก่ประชาชน"
    low = {"้": "\x89", "่": "\x88"}
    damaged = "".join(low.get(c) or c.encode("cp874").decode("latin-1") for c in sound)
    assert repair(damaged)[0] == sound


@pytest.mark.parametrize(
    "sound",
    [
        "การกระทำ ความผิด และการดำเนินคดี",
        "เครื่องหมาย ่ เรียกว่าไม้เอก",
        "déjà vu, ÀÉÊ, naïve café",
        "แผน  พ.ศ. ๒๕๖๖ - ๒๕๗๐\tงบ\t1,200\r\n\nข้อ ๑ ฯลฯ ต่าง ๆ",
        "น้ำ ค่ำ ช้ำ กำลัง ฎีกา ฤๅษี",
    ],
)
def test_sound_text_stays(sound):
    assert repair(sound) == (sound, {})


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_the_texts_of_the_project_stay(path):
    text = path.read_text(encoding="utf-8")
    assert repair(text) == (text, {})


@settings(deadline=None)
@given(st.one_of(st.text(), THAI))
def test_any_text(text):
    repaired, counts = repair(text)
    assert repaired.count("\n") == text.count("\n")
    assert repaired.count("\t") == text.count("\t")
    assert repair(repaired) == (repaired, {})
    assert (repaired == text) == (not counts)
