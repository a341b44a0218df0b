"""The document decides: damage seen in several words is mended, sound pages stay as they are."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ingest
from ingest.mending.document import mend

TEXTS = sorted((Path(ingest.__file__).parent / "data").rglob("*.*"))
SOUND = (
    "สำนักงานต้องจัดทำแผนงานและกำหนดเป้าหมายในการดำเนินงาน โดยคำนึงถึงความจำเป็นของประชาชน\n"
    "หน่วยงานของรัฐเปิดเผยข้อมูลผ่านเว็บไซต์ขององค์กร พร้อมทั้งรับฟังความคิดเห็น เป็นประจำทุกปี\n"
    "ให้เจ้าหน้าที่อำนวยความสะดวกแก่ผู้รับบริการ ตั้งแต่ยื่นคำขอจนถึงรับใบอนุญาตทางอิเล็กทรอนิกส์\n"
)
OTHER = (
    "คณะกรรมการมีอำนาจออกประกาศ กำหนดหลักเกณฑ์ และให้คำแนะนำในการปฏิบัติงานตามพระราชบัญญัตินี้\n"
    "การเชื่อมโยงและแลกเปลี่ยนข้อมูลระหว่างหน่วยงาน ต้องเป็นไปตามมาตรฐานที่สำนักงานกำหนด\n"
)


def without_low_marks(text):
    """As a font without Unicode for its low marks leaves it: those over a bare letter are gone."""
    return re.sub("(?<=[ก-ฮ])[่-์](?!ำ)", "", text)


@pytest.mark.parametrize(
    ("damage", "kind"),
    [
        (lambda text: text.replace("ำ", "า"), "sara-am"),
        (lambda text: text.replace("า", "ำ"), "sara-am"),
        (without_low_marks, "tone-marks"),
        (lambda text: text.replace("์", ""), "tone-marks"),
        (lambda text: re.sub("(?<=[ปฝฟ])[ัิ-ื็]", "", without_low_marks(text)), "vowels"),
        (lambda text: text.replace("ำ", "ํา"), "sara-am"),
        (lambda text: text.replace("ำ", " า"), "nikhahit"),
    ],
)
def test_a_damaged_document(damage, kind):
    sound = (SOUND * 2, OTHER * 2)
    mended = mend([damage(text) for text in sound])
    assert tuple(page.text for page in mended) == sound
    assert all(page.quality.score == 1.0 for page in mended)
    assert sum(page.repairs.get(kind, 0) for page in mended) > 3


def test_one_damaged_page_among_sound_ones():
    pages = [SOUND, OTHER] * 10
    *others, mended = (page.text for page in mend([*pages, without_low_marks(SOUND)]))
    assert others == pages
    assert "หน่วยงานของรัฐเปิดเผยข้อมูลผ่านเว็บไซต์ขององค์กร" in mended


def test_one_odd_word_is_no_evidence():
    odd = OTHER + "บริษัท คอมพิวเตอร ไทย จากัด\n"
    assert [page.text for page in mend([SOUND, odd])] == [SOUND, odd]


def test_words_that_differ_by_a_mark_stay():
    text = "เขาขี่ม้ามาขายข้าวขาว ไม่ใช่ไม้ใหม่ ปลาอยู่ในป่า ห้าคนหาของขวัญ\n" * 3
    assert [page.text for page in mend([text, SOUND])] == [text, SOUND]


def test_abbreviations_stay_in_a_damaged_document():
    text = without_low_marks(SOUND) + "พ.ร.บ. อบต. ก.พ.ร. และ ค.ร.ม.\n"
    assert mend([text])[0].text.endswith("พ.ร.บ. อบต. ก.พ.ร. และ ค.ร.ม.\n")


def test_foreign_names_get_no_am():
    names = "เทนทาเคิล และมานาคินทาว\n"
    assert mend([SOUND.replace("ำ", "า") * 2 + names])[0].text == SOUND * 2 + names


def test_no_pages():
    assert mend([]) == []
    assert mend([""])[0].text == ""


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_the_texts_of_the_project_stay(path):
    text = path.read_text(encoding="utf-8")
    (page,) = mend([text])
    assert page.text == text
    assert page.repairs == {}


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(st.sampled_from("กนปฟรส ะาำิีั่้์ุเแ\n\tA1")), max_size=4))
def test_any_document(texts):
    mended = mend(texts)
    assert [page.text.count("\n") for page in mended] == [text.count("\n") for text in texts]
    assert [page.text.count("\t") for page in mended] == [text.count("\t") for text in texts]
