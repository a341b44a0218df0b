"""Papers that somebody added: their parts, their editions, letters that are only referred to."""

from datetime import date

import pytest

from assistant import wording
from assistant.ask import work
from assistant.draft import Draft, Tools, Turn
from assistant.question.followup import Reader, resolve
from assistant.question.routes import Route
from db.models import AnswerStatus, DocumentKind
from ingest.library import Text

NOW = date(2026, 11, 23)
PLAN = """# แผนพัฒนาท้องถิ่น ({years}) เทศบาลเมืองดอยงาม

## ส่วนที่ 1 ข้อมูลทั่วไป

เทศบาลเมืองดอยงามมีพื้นที่ 12 ตารางกิโลเมตร

## ส่วนที่ 2 ทิศทาง

วิสัยทัศน์ของแผนพัฒนาท้องถิ่น ({years}) คือ {vision}

{parts}

## ส่วนที่ 3 การติดตาม

คณะกรรมการติดตามต้องรายงานผลต่อนายกเทศมนตรีปีละ {times} ครั้ง
"""
OLD = PLAN.format(
    years="พ.ศ. 2566–2570",
    vision="ดอยงามน่าอยู่ ผู้คนยิ้มแย้ม",
    parts="ยุทธศาสตร์ที่ 1 ถนนและสะพาน\nยุทธศาสตร์ที่ 2 ป่าต้นน้ำ",
    times=1,
)
NEW = PLAN.format(
    years="พ.ศ. 2571–2575",
    vision="เมืองอัจฉริยะกลางหุบเขา",
    parts="ยุทธศาสตร์ที่ 1 ระบบน้ำ\nยุทธศาสตร์ที่ 2 ตลาดชุมชน\nยุทธศาสตร์ที่ 3 ผู้สูงวัย",
    times=2,
)
GAP = """# แผนแม่บทตลาดชุมชน (พ.ศ. 2570–2574)

ยุทธศาสตร์ที่ 1 แผงค้า
ยุทธศาสตร์ที่ 3 ที่จอดรถ
"""
ORDER = """คำสั่งเทศบาลเมืองดอยงาม
ที่ ๔๔/๒๕๖๙

เรื่อง แต่งตั้งคณะทำงานระบบน้ำ

๑. ให้ยกเลิกคำสั่งเทศบาลเมืองดอยงาม ที่ ๓๑/๒๕๖๖ ลงวันที่ ๒ พฤษภาคม ๒๕๖๖
๒. ให้คณะทำงานสำรวจท่อประปาทุกหมู่บ้าน
"""
SLUGS = {"old": OLD, "new": NEW, "gap": GAP, "order": ORDER}


@pytest.fixture
def told(library, sqlite, live, trigrams):
    """told(question) is the draft after all steps over these papers."""
    for slug, text in SLUGS.items():
        title = text.splitlines()[0].removeprefix("# ")
        library.take(Text(slug, text.encode(), DocumentKind.OTHER, title))
    library.publish()

    def run(question):
        draft = Draft(question, NOW, "c")
        work(draft, Tools(sqlite, live, trigrams))
        return draft

    return run


def quoted(draft):
    return {quote.document for statement in draft.statements for quote in statement.quotes}


def test_the_parts_of_a_paper_are_counted_and_quoted(told):
    draft = told("แผนพัฒนาท้องถิ่น พ.ศ. 2571–2575 ของเทศบาลเมืองดอยงามมีกี่ยุทธศาสตร์")
    assert (draft.status, draft.route) == (AnswerStatus.ANSWERED, Route.PAPER)
    first, *parts = draft.text.split("\n")
    assert "3 ยุทธศาสตร์" in first
    assert [line.split()[0] for line in parts] == ["ยุทธศาสตร์ที่"] * 3
    assert quoted(draft) == {"new"}


def test_one_part_of_a_paper_is_quoted_by_its_number(told):
    draft = told("ยุทธศาสตร์ที่ 2 ของแผนพัฒนาท้องถิ่น พ.ศ. 2571–2575 คืออะไร")
    assert draft.text == "ยุทธศาสตร์ที่ 2 ตลาดชุมชน"
    assert quoted(draft) == {"new"}


def test_numbers_with_a_gap_are_not_counted(told):
    draft = told("แผนแม่บทตลาดชุมชนมีกี่ยุทธศาสตร์")
    assert "2 ยุทธศาสตร์" not in draft.text
    assert "3 ยุทธศาสตร์" not in draft.text


def test_an_edition_the_library_lacks_is_not_answered_by_another(told):
    draft = told("แผนพัฒนาท้องถิ่น พ.ศ. 2561–2565 ของเทศบาลเมืองดอยงามมีกี่ยุทธศาสตร์")
    assert draft.status is AnswerStatus.REFUSED_NOT_IN_DOCUMENTS
    assert {evidence.passage.slug for evidence in draft.evidence}.isdisjoint({"old", "new"})


@pytest.mark.parametrize(("age", "slug"), [("ใหม่", "new"), ("เดิม", "old")])
def test_words_of_age_choose_the_edition(told, age, slug):
    draft = told(f"แผนพัฒนาท้องถิ่นฉบับ{age}มียุทธศาสตร์อะไรบ้าง")
    assert quoted(draft) == {slug}


def test_a_comparison_asks_each_edition(told):
    draft = told("วิสัยทัศน์ของแผนพัฒนาท้องถิ่นเทศบาลเมืองดอยงามสองฉบับต่างกันอย่างไร")
    assert [asked.text[:33] for asked, _ in draft.parts] == [
        "แผนพัฒนาท้องถิ่น (พ.ศ. 2566–2570)",
        "แผนพัฒนาท้องถิ่น (พ.ศ. 2571–2575)",
    ]


def test_editions_that_differ_are_told_side_by_side(told):
    draft = told("แผนพัฒนาท้องถิ่นเทศบาลเมืองดอยงามมียุทธศาสตร์อะไรบ้าง")
    assert quoted(draft) == {"old", "new"}
    assert draft.text.index("2566") < draft.text.index("2571")
    assert [text[:36] for text in draft.suggestions[:2]] == [
        "ตามแผนพัฒนาท้องถิ่น (พ.ศ. 2566–2570)",
        "ตามแผนพัฒนาท้องถิ่น (พ.ศ. 2571–2575)",
    ]


@pytest.mark.parametrize("asked", ["ใครลงนาม", "สั่งให้ทำอะไร"])
def test_a_paper_that_is_only_referred_to_is_refused(told, asked):
    draft = told(f"คำสั่งที่ 31/2566 {asked}")
    assert draft.text == wording.ONLY_REFERRED
    assert "๓๑/๒๕๖๖" in draft.nearest[0].text


def test_a_paper_that_is_held_is_not_called_referred_to(told):
    assert told("คำสั่งที่ 44/2569 สั่งให้ทำอะไร").text != wording.ONLY_REFERRED


def test_a_part_without_an_answer_makes_the_whole_partial(told):
    draft = told("แผนพัฒนาท้องถิ่น พ.ศ. 2571–2575 มีกี่ยุทธศาสตร์ และค่าเช่าสนามกีฬาชั่วโมงละเท่าไร")
    assert draft.status is AnswerStatus.PARTIAL
    assert any("ค่าเช่าสนามกีฬา" in notice for notice in draft.notices)


@pytest.mark.parametrize("asked", ["แล้วฉบับใหม่ล่ะ", "แล้ว 2571–2575 ล่ะ"])
def test_a_follow_up_by_age_or_years_asks_the_other_edition(asked):
    reader = Reader({}, [], NOW)
    turn = Turn("แผนพัฒนาท้องถิ่นดอยงาม 2566–2570 มีกี่ยุทธศาสตร์", AnswerStatus.ANSWERED, "")
    understood = resolve(asked, [turn], reader).text
    assert "2566" not in understood
    assert understood.startswith("แผนพัฒนาท้องถิ่นดอยงาม")
    assert understood.endswith("มีกี่ยุทธศาสตร์")
