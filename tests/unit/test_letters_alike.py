"""Two letters in the library: a question that fits both is asked back, one that tells is not."""

from datetime import date

import pytest

from assistant.ask import work
from assistant.draft import Draft, Tools
from db.models import AnswerStatus
from ingest.library import Description

LETTER = """ที่ {number}          {sender}
                    {day}

เรื่อง {subject}
เรียน ผู้ว่าราชการจังหวัดทุกจังหวัด

      ด้วยกรมมีนโยบายใหม่ จึงขอให้ดำเนินการ ดังนี้
      ๑. {order}

      จึงเรียนมาเพื่อโปรดดำเนินการ

                    ขอแสดงความนับถือ

                    ({signer})
                    อธิบดี
"""
LETTERS = {
    "water.txt": LETTER.format(
        number="กษ ๐๔๐๑.๒/ว ๙๑๒",
        sender="กรมชลประทาน",
        day="๗ มีนาคม ๒๕๖๖",
        subject="ขอให้จัดเตรียมข้อมูลแหล่งน้ำ",
        order="สำรวจแหล่งน้ำทุกตำบล",
        signer="นายธาร ริมน้ำ",
    ),
    "road.txt": LETTER.format(
        number="คค ๐๒๐๑.๓/ว ๔๔",
        sender="กรมทางหลวงชนบท",
        day="๑๒ เมษายน ๒๕๖๗",
        subject="การตรวจสภาพสะพานไม้",
        order="ตรวจสะพานไม้ทุกแห่ง",
        signer="นางสาวถนอม ทางดี",
    ),
}


@pytest.fixture
def told(library, sqlite, live, trigrams, inbox):
    """told(question) is the draft after all steps over the two letters."""
    library.add([inbox(name, text) for name, text in LETTERS.items()], Description())

    def run(question):
        draft = Draft(question, date(2026, 11, 23), "c")
        work(draft, Tools(sqlite, live, trigrams))
        return draft

    return run


@pytest.mark.parametrize("question", ["ใครลงนามในหนังสือ", "หนังสือเลขที่เท่าไร"])
def test_a_question_that_fits_both_is_asked_back(told, question):
    draft = told(question)
    assert draft.status is AnswerStatus.CLARIFY
    assert {choice.split()[1] for choice in draft.suggestions} == {
        "ขอให้จัดเตรียมข้อมูลแหล่งน้ำ",
        "การตรวจสภาพสะพานไม้",
    }


def test_a_choice_is_answered_by_its_letter(told):
    chosen = told("ใครลงนามในหนังสือ").suggestions
    names = {told(choice).statements[0].text for choice in chosen}
    assert {"ธาร ริมน้ำ" in name for name in names} == {True, False}


def test_a_question_that_tells_the_letter_is_answered(told):
    draft = told("หนังสือเรื่องการตรวจสภาพสะพานไม้ ใครลงนาม")
    assert "ถนอม ทางดี" in draft.text
    assert "ธาร ริมน้ำ" not in draft.text
