"""Parts that a paper numbers by a word of its own, and clauses beside one that ends in "ไม่ได้"."""

from datetime import date

import pytest

from assistant.ask import work
from assistant.draft import Draft, Tools
from db.models import AnswerStatus, DocumentKind
from ingest.library import Text

TITLE = "แผนจัดการน้ำอำเภอธารใส (พ.ศ. 2570–2572)"
PAGE = f"""# {TITLE}

## บทที่ 1 ทิศทาง

แนวทางการพัฒนาที่ 1 ขุดลอกคลองสายหลัก
หน่วยรับผิดชอบ: กองช่าง

แนวทางการพัฒนาที่ 2 ซ่อมประตูระบายน้ำ
หน่วยรับผิดชอบ: กองสาธารณูปโภค

## บทที่ 2 ข้อปฏิบัติ

ผู้ใช้น้ำนอกเขตขอรับน้ำไม่ได้

เกษตรกรขอรับน้ำได้ครั้งละไม่เกิน 12 ชั่วโมง
"""


@pytest.fixture
def told(library, sqlite, live, trigrams):
    """told(question) is the draft after all steps over this plan."""
    library.take(Text("water", PAGE.encode(), DocumentKind.OTHER, TITLE))
    library.publish()

    def run(question):
        draft = Draft(question, date(2026, 11, 23), "c")
        work(draft, Tools(sqlite, live, trigrams))
        return draft

    return run


def test_numbered_headings_of_any_word_are_listed(told):
    draft = told("แผนจัดการน้ำอำเภอธารใส 2570-2572 มีแนวทางการพัฒนาอะไรบ้าง")
    assert draft.status is AnswerStatus.ANSWERED
    assert draft.text.split("\n")[1:] == [
        "แนวทางการพัฒนาที่ 1 ขุดลอกคลองสายหลัก",
        "แนวทางการพัฒนาที่ 2 ซ่อมประตูระบายน้ำ",
    ]


def test_a_clause_after_one_that_ends_in_a_denial_is_whole(told):
    draft = told("ตามแผนจัดการน้ำอำเภอธารใส เกษตรกรขอรับน้ำได้ครั้งละกี่ชั่วโมง")
    assert draft.text == "เกษตรกรขอรับน้ำได้ครั้งละไม่เกิน 12 ชั่วโมง"
