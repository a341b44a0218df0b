"""What an answer warns of, over the product's own corpus."""

from datetime import date, timedelta

import pytest

from assistant import notices, wording
from assistant.draft import Draft, Statement
from assistant.quoting import Shelf
from assistant.steps.caution import MOST, caution, published_on
from db.reads import agencies, directives, facts, plans
from db.reads.agencies import AgencyRow, NameRow
from db.reads.directives import AwaitedRow

ON = date(2026, 11, 23)
LONGEST = 200


@pytest.fixture
def reading(services):
    with services.database.reading() as session:
        yield session


@pytest.fixture
def said(reading):
    """said(slug, *needles) is the statement that repeats the line that holds them."""

    def quote(slug, *needles):
        found = Shelf(reading, slug).line_with(*needles)
        return [Statement(found.text, (found,))]

    return quote


@pytest.fixture
def warned(services, reading):
    """warned(statements, on) is the notices that `caution` adds."""

    def run(statements, on=ON):
        draft = Draft("ถาม", on, "c", statements=tuple(statements))
        draft.editions = plans.editions(reading)
        caution(draft, services.tools)
        return draft.notices

    return run


def stated(text):
    return [Statement(text, ())]


def test_both_readings_of_a_date_are_told(said, reading):
    kept = said("memo-2558", "๕ เมษายน ๒๕๕๘", "เห็นชอบ")
    found = list(notices.of_conflicts(kept, facts.conflicts(reading)))
    assert any("“๕ เมษายน ๒๕๕๘”" in one and "“5 เมษายน 2559”" in one for one in found)
    assert max(map(len, found)) <= LONGEST


def test_mere_wording_comes_after_what_matters(said, reading):
    rows = facts.conflicts(reading)
    found = list(notices.of_conflicts(said("memo-2558", "คำขอของบประมาณ", "เห็นชอบ"), rows))
    wordings = [row.printed_text for row in rows if row.field == "wording"]
    assert [any(text in one for text in wordings) for one in found][:1] == [False]
    assert any("คำขอของบประมาณ" in one for one in found)


def test_a_reading_without_a_source_is_said_to_be_unconfirmed(said, reading):
    kept = said("memo-2558", "๐-๒๒๔๑-๘๐๐๐")
    found = list(notices.of_conflicts(kept, facts.conflicts(reading)))
    assert any("0-2241-9000" in one and wording.UNCONFIRMED in one for one in found)


def test_a_date_that_cannot_be_is_told_with_its_reason(said, reading):
    kept = said("memo-2558", "วันที่ ๑๙ กันยายน")
    found = list(notices.of_conflicts(kept, facts.conflicts(reading)))
    assert any("อาจคลาดเคลื่อน เพราะ" in one for one in found)


def test_every_known_conflict_is_told_shortly(reading):
    rows = facts.conflicts(reading)
    told = [notices._conflict(row) for row in rows]
    assert all(row.printed_text in text for row, text in zip(rows, told, strict=True))
    assert max(map(len, told)) <= LONGEST


def test_what_a_later_edition_replaced_is_told(said, reading):
    editions = plans.editions(reading)
    kept = said("facts-dgp2563", "วิสัยทัศน์")
    (found,) = notices.of_editions(kept, editions, ON)
    assert "2566" in found
    assert list(notices.of_editions(kept, editions, date(2021, 6, 1))) == []


def test_a_summary_and_what_is_unconfirmed_are_told(said):
    assert list(notices.of_summaries(said("facts-dgp2566", "วิสัยทัศน์"))) == [wording.SUMMARY_NOTICE]
    assert list(notices.of_summaries(said("memo-2558", "เรียน"))) == []
    kept = said("facts-agencies", wording.UNCONFIRMED)
    assert list(notices.of_unconfirmed(kept)) == [wording.UNCONFIRMED_NOTICE]


def test_a_document_the_library_lacks_is_told(said, reading):
    rows = directives.awaited(reading)
    (found,) = notices.of_awaited(said("memo-2558", "ติดตามการจัดทำ"), rows)
    assert "“แผนปฏิบัติการรายยุทธศาสตร์”" in found
    assert list(notices.of_awaited(said("memo-2558", "เรียน"), rows)) == []


def test_a_document_nobody_published_is_told_apart():
    rows = [AwaitedRow("คู่มือ ก", "กรม ก", False), AwaitedRow("คู่มือ ก ฉบับย่อ (ร่าง)", None, False)]
    assert list(notices.of_awaited(stated("ตามคู่มือ ก ฉบับย่อ"), rows)) == [
        wording.UNPUBLISHED_NOTICE.format(titles="“คู่มือ ก ฉบับย่อ”")
    ]


def test_a_renamed_agency_is_told_by_its_name_of_the_date(said, reading):
    rows = agencies.agencies(reading)
    kept = said("memo-2558", "ติดตามการจัดทำ")
    (found,) = notices.of_renamed(kept, rows, ON)
    assert found.startswith(
        "กระทรวงเทคโนโลยีสารสนเทศและการสื่อสาร ปัจจุบันคือ กระทรวงดิจิทัลเพื่อเศรษฐกิจและสังคม"
    )
    assert list(notices.of_renamed(kept, rows, date(2015, 9, 19))) == []


def test_who_says_the_new_name_need_not_be_told_it():
    names = (NameRow("กรม ก", None, date(2018, 1, 1)), NameRow("กรม ข", date(2018, 1, 2), None))
    rows = [AgencyRow(1, names, ())]
    assert list(notices.of_renamed(stated("กรม ก ปัจจุบันคือ กรม ข"), rows, ON)) == []
    assert len(list(notices.of_renamed(stated("กรม ก"), rows, ON))) == 1


def test_an_old_library_says_its_day():
    day = date(2026, 4, 5)
    (found,) = notices.of_age(day, ON)
    assert "5 เมษายน 2569" in found
    assert list(notices.of_age(ON - timedelta(days=1), ON)) == []
    assert list(notices.of_age(None, ON)) == []


def test_the_day_of_the_library_is_known(reading):
    assert published_on(reading) is not None


def test_a_few_are_told_and_the_rest_are_counted(said, warned):
    found = warned(said("memo-2558", "คำขอของบประมาณ", "เห็นชอบ"))
    assert 1 < len(found) <= MOST + 1
    assert found[-1].startswith("ยังมีข้อควรระวังอีก")
    assert len(set(found)) == len(found)


def test_nothing_to_beware_of_is_no_notice(warned, reading):
    assert warned(stated("หน่วยงานจัดทำแผน"), published_on(reading)) == []
