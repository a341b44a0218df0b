"""What a paper says of itself, of a clause, a page, a step or a term that a question asks for."""

from datetime import date

import pytest

from assistant.ask import work
from assistant.draft import Draft, Tools
from db.models import AnswerStatus, DocumentKind
from ingest.library import Text

NOW = date(2026, 11, 23)
RULE = """ระเบียบเทศบาลตำบลปากน้ำ
ว่าด้วยการใช้ห้องสมุดดิจิทัล พ.ศ. ๒๕๖๙

เพื่อให้การใช้ห้องสมุดดิจิทัลเป็นไปด้วยความเรียบร้อย จึงกำหนดไว้ดังนี้

ข้อ ๑ ระเบียบนี้ใช้บังคับตั้งแต่วันที่ ๑ มิถุนายน ๒๕๖๙
ข้อ ๒ ในระเบียบนี้
“สมาชิก” หมายความว่า ผู้ที่ลงทะเบียนกับห้องสมุดแล้ว
“บรรณารักษ์” หมายความว่า พนักงานเทศบาลที่ดูแลห้องสมุด
ข้อ ๓ ห้ามสมาชิกกระทำการ ดังต่อไปนี้
(๑) ให้ผู้อื่นใช้บัญชีแทน
(๒) คัดลอกหนังสือเพื่อการค้า

ประกาศ ณ วันที่ ๙ เมษายน พ.ศ. ๒๕๖๙

(นายวีระ ศรีสุข)
นายกเทศมนตรีตำบลปากน้ำ
"""
MANUAL = """# คู่มือการคัดแยกขยะ เทศบาลตำบลปากน้ำ

จัดทำโดยกองสาธารณสุข

## 1. ขั้นตอนการรับถัง

1. กรอกแบบคำขอถัง
2. แจ้งเลขที่บ้าน
3. รับถังที่กองสาธารณสุข

## 2. ขั้นตอนการทิ้งขยะ

1. ล้างภาชนะให้สะอาด
2. แยกใส่ถุงตามสี
3. วางหน้าบ้านก่อนเวลาเก็บ
"""


@pytest.fixture
def told(library, sqlite, live, trigrams):
    """told(question) is the draft after all steps over these papers."""
    titles = {"rule": "ระเบียบเทศบาลตำบลปากน้ำ", "manual": "คู่มือการคัดแยกขยะ เทศบาลตำบลปากน้ำ"}
    for slug, text in {"rule": RULE, "manual": MANUAL}.items():
        library.take(Text(slug, text.encode(), DocumentKind.OTHER, titles[slug]))
    library.publish()

    def run(question):
        draft = Draft(question, NOW, "c")
        work(draft, Tools(sqlite, live, trigrams))
        return draft

    return run


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("ระเบียบการใช้ห้องสมุดดิจิทัลประกาศเมื่อใด", "ประกาศ ณ วันที่ ๙ เมษายน พ.ศ. ๒๕๖๙"),
        ("ใครลงนามในระเบียบการใช้ห้องสมุดดิจิทัล", "(นายวีระ ศรีสุข)\nนายกเทศมนตรีตำบลปากน้ำ"),
        ("คู่มือการคัดแยกขยะใครจัดทำ", "จัดทำโดยกองสาธารณสุข"),
        ("ข้อ ๑ ของระเบียบการใช้ห้องสมุดดิจิทัลว่าอย่างไร", RULE.split("\n")[5]),
        ("ระเบียบการใช้ห้องสมุดดิจิทัลให้ความหมายของบรรณารักษ์ไว้ว่าอย่างไร", RULE.split("\n")[8]),
    ],
)
def test_a_paper_tells_of_itself_in_its_own_words(told, question, text):
    draft = told(question)
    assert (draft.status, draft.text) == (AnswerStatus.ANSWERED, text)


def test_a_clause_comes_with_its_items(told):
    draft = told("ข้อ 3 ของระเบียบการใช้ห้องสมุดดิจิทัลกำหนดไว้ว่าอย่างไร")
    assert [line[:4] for line in draft.text.split("\n")] == ["ข้อ ", "(๑) ", "(๒) "]


def test_a_page_is_quoted_line_by_line(told):
    draft = told("หน้า 1 ของคู่มือการคัดแยกขยะเขียนว่าอะไร")
    assert "จัดทำโดยกองสาธารณสุข" in draft.text


@pytest.mark.parametrize(
    "question", ["ข้อ 9 ของระเบียบการใช้ห้องสมุดดิจิทัลว่าอย่างไร", "ข้อ 1 ของระเบียบการเลี้ยงช้างว่าอย่างไร"]
)
def test_what_is_not_printed_is_not_quoted(told, question):
    assert told(question).statements == ()


def test_what_a_paper_is_about_is_told_by_its_headings(told):
    draft = told("คู่มือการคัดแยกขยะเกี่ยวกับอะไร")
    assert "1. ขั้นตอนการรับถัง\n2. ขั้นตอนการทิ้งขยะ" in draft.text
    assert len(draft.notices) >= 1


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("ขั้นตอนแรกของการทิ้งขยะคืออะไร", "1. ล้างภาชนะให้สะอาด"),
        ("ขั้นตอนที่ 2 ของการรับถังคืออะไร", "2. แจ้งเลขที่บ้าน"),
        ("หลังล้างภาชนะแล้วต้องทำอะไรต่อ", "1. ล้างภาชนะให้สะอาด\n2. แยกใส่ถุงตามสี"),
    ],
)
def test_a_step_is_known_by_its_place(told, question, text):
    assert told(question).text == text


def test_steps_are_counted(told):
    first, *steps = told("ขั้นตอนการรับถังมีกี่ขั้นตอน").text.split("\n")
    assert ("3 ขั้นตอน" in first, len(steps)) == (True, 3)


def test_there_is_no_step_after_the_last(told):
    assert "RECORDS" not in {c.author for c in told("ขั้นตอนที่ 4 ของการรับถังคืออะไร").compositions}


def test_an_item_that_is_forbidden_comes_with_the_line_that_forbids_it(told):
    draft = told("สมาชิกให้ผู้อื่นใช้บัญชีห้องสมุดดิจิทัลแทนได้ไหม")
    assert draft.text.startswith("ข้อ ๓ ห้ามสมาชิก")
    assert "(๑) ให้ผู้อื่นใช้บัญชีแทน" in draft.text
