"""What a question means where it says less: a body by its name alone, years of two digits, the
beginning of a title, a question under a pasted text, endings of speech."""

from datetime import date

import pytest

from assistant.extraction.gates import only_names
from assistant.extraction.layout import Role, lines
from assistant.question.courtesy import Talk, small_talk
from assistant.question.naming import with_full_years
from assistant.question.papers import (
    asks_of_standing,
    name_papers,
    owners_in,
    with_bodies,
    without_years,
)
from assistant.question.preamble import under_pasted
from assistant.question.reading import read
from assistant.question.synonyms import synonyms
from assistant.question.wants import Wanted
from db.reads.papers import PaperRow

NOW = date(2026, 11, 23)
PLAN = PaperRow("plan", "แผนปฏิบัติการดิจิทัลจังหวัดภูตะวัน (พ.ศ. 2570–2574)")
LOANS = PaperRow("loans", "หลักเกณฑ์การยืมกล้องถ่ายภาพ องค์การบริหารส่วนตำบลโคกสน ฉบับ พ.ศ. 2568")
OLDER = PaperRow("older", "หลักเกณฑ์การยืมกล้องถ่ายภาพ องค์การบริหารส่วนตำบลโคกสน ฉบับ พ.ศ. 2564")
HELD = [PLAN, LOANS, OLDER]


def test_a_body_is_known_by_its_name_alone():
    assert owners_in("แผนดิจิทัลภูตะวันมีกี่โครงการ", HELD) == {"จังหวัดภูตะวัน"}
    assert "จังหวัดภูตะวัน" in with_bodies("แผนดิจิทัลภูตะวัน", HELD)


def test_another_kind_of_body_of_that_name_is_another():
    assert owners_in("แผนของเทศบาลนครภูตะวัน", HELD) == set()
    assert with_bodies("เทศบาลนครภูตะวัน", HELD) == "เทศบาลนครภูตะวัน"


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("หลักเกณฑ์ยืมกล้องถ่ายภาพ ฉบับ พ.ศ. 2568 ยืมได้กี่วัน", ["loans"]),
        ("หลักเกณฑ์ยืมกล้องของ องค์การบริหารส่วนตำบลโคกสน ฉบับ 2564 ยืมได้กี่วัน", ["older"]),
        ("หลักเกณฑ์ยืมกล้องวงจรปิดของ องค์การบริหารส่วนตำบลโคกสน ฉบับ 2564", []),
        ("หลักเกณฑ์ยืมกล้องของเทศบาลอื่น ฉบับ 2564 ยืมได้กี่วัน", []),
    ],
)
def test_a_title_may_be_said_in_part_with_its_body(text, slugs):
    assert [paper.slug for paper in name_papers(text, HELD, NOW)] == slugs


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("แผนพัฒนา 66-70 มีกี่ข้อ", "แผนพัฒนา 2566-2570 มีกี่ข้อ"),
        ("ฉบับปี 59 ใช้อยู่ไหม", "ฉบับปี 2559 ใช้อยู่ไหม"),
        ("แผนนี้ข้อ 60-65 ว่าอย่างไร", "แผนนี้ข้อ 60-65 ว่าอย่างไร"),
        ("แผนรับคนอายุ 60-65 ปี", "แผนรับคนอายุ 60-65 ปี"),
        ("ระยะทาง 50-60", "ระยะทาง 50-60"),
    ],
)
def test_years_of_two_digits_are_written_in_full(text, full):
    assert with_full_years(text) == full


def test_a_title_without_its_years():
    assert without_years(PLAN.title) == "แผนปฏิบัติการดิจิทัลจังหวัดภูตะวัน"


PASTED = (
    "เรียน เจ้าหน้าที่ กองช่างกำลังเขียนหลักการและเหตุผลของโครงการติดตั้งเสาไฟ"
    " และจะอ้างแผนของจังหวัดภูตะวันในบทนำของโครงการ"
)


def test_the_question_under_a_pasted_text():
    asked = "แผนนี้ตั้งเป้าเสาไฟไว้กี่ต้น"
    assert under_pasted(f"{PASTED}\n\nรบกวนช่วยดูให้หน่อยค่ะ {asked}\nขอบคุณค่ะ") == (PASTED, asked)


@pytest.mark.parametrize(
    "text", ["สั้นๆ\nมีกี่ข้อของแผนนี้", PASTED, f"{PASTED} ทั้งหมดมีกี่ข้อ\nใครเป็นประธานคณะกรรมการชุดนี้"]
)
def test_a_message_that_is_no_pasted_text_is_left_whole(text):
    assert under_pasted(text) is None


@pytest.mark.parametrize("text", ["ยื่นออนไลน์ได้ปะ", "ยื่นออนไลน์ได้รึป่าว"])
def test_endings_of_speech_ask_whether(text):
    assert read(text, {}).wants(Wanted.WHETHER)


def test_what_is_said_of_numbers_asks_for_none():
    assert not read("โครงการที่ต่ำกว่าร้อยละ 50 ต้องทำอย่างไร", {}).wants(Wanted.NUMBER)
    assert not read("ต้องโทรถามหน่วยงานไหน", {}).wants(Wanted.NUMBER)
    assert read("ทำได้ร้อยละเท่าไร", {}).wants(Wanted.NUMBER)


def test_numerals_in_words_may_be_printed_as_digits():
    assert synonyms("สามชั้น") == ("3ชั้น",)


@pytest.mark.parametrize("text", ["นายสมาน ใจดี ทำงานเก่งไหม", "โครงการนี้คุ้มไหม", "ระบบจองคิวดีไหมคะ"])
def test_what_one_thinks_of_a_person_or_thing_is_opinion(text):
    assert small_talk(text) is Talk.OPINION


@pytest.mark.parametrize("text", ["ต้องวิเคราะห์ความคุ้มค่าหรือไม่", "เจ้าหน้าที่ยินดีไหม", "ยื่นได้ไหม"])
def test_what_a_paper_may_tell_is_no_opinion(text):
    assert small_talk(text) is not Talk.OPINION


def test_a_bare_name_answers_only_who():
    assert only_names(read("นายสมาน ใจดี ลาได้ไหม", {}), "(นายสมานใจดี)")
    assert not only_names(read("ใครลงนามในหนังสือ", {}), "(นายสมานใจดี)")
    assert not only_names(read("ประชุมได้ไหม", {}), "นายกเทศมนตรี")


@pytest.mark.parametrize(
    "line", ["ติดตามผลได้ทางไหน", "ใช้เวลาตรวจกี่วัน", "ร้านแบบใดยังจดทะเบียนไม่ได้", "ใครขอใบรับรองได้"]
)
def test_a_line_that_asks_heads_what_follows(line):
    page = f"{line}\nดูได้ที่หน้าเว็บของศูนย์บริการ"
    question, answer = lines(page, 0, len(page))
    assert question.role is Role.QUESTION
    assert answer.above == (question,)


@pytest.mark.parametrize("line", ["กรณีร้านแบบใดไม่ครบให้ยื่นใหม่", "ใครก็ตามที่ยื่นช้าต้องเสียค่าปรับ"])
def test_a_rule_that_says_any_asks_nothing(line):
    assert lines(line, 0, len(line))[0].role is Role.TEXT


def test_whether_an_edition_stands_may_be_told_by_another():
    assert asks_of_standing("ฉบับ พ.ศ. 2564 ยังใช้อยู่หรือเปล่า")
    assert not asks_of_standing("ฉบับ พ.ศ. 2564 ยืมได้กี่วัน")
