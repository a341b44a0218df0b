"""Only what its quotes support comes through; nothing supported is a refusal."""

from dataclasses import replace
from datetime import date

import pytest
from sqlmodel import select

from assistant import wording
from assistant.draft import Composition, Draft, Evidence, Statement, Tools
from assistant.question.reading import read
from assistant.quoting import Shelf
from assistant.steps.caution import caution
from assistant.steps.verify import verify
from assistant.support import supported
from db.models import (
    Abbreviation,
    AnswerStatus,
    Confidence,
    DocumentKind,
    Page,
    PageSource,
)
from db.reads.documents import passages_of
from ingest.library import Text

PAPER = (
    "# แผนรัฐบาลดิจิทัล\nแผนมี ๓ ยุทธศาสตร์ วงเงิน ๑,๒๐๐ ล้านบาท\n"
    "๑. บริการประชาชน\n๒. ยกระดับธุรกิจ\n๓. เปิดข้อมูลภาครัฐ (ยังไม่ยืนยัน)\n"
)
ANSWERED, PARTIAL = AnswerStatus.ANSWERED, AnswerStatus.PARTIAL


@pytest.fixture
def tools(library, sqlite, live, trigrams):
    library.take(Text("แผน", PAPER.encode(), DocumentKind.PLAN))
    library.publish()
    return Tools(sqlite, live, trigrams)


@pytest.fixture
def line(tools):
    """line(words) is the quote of the paper's line that holds them."""
    with tools.database.reading() as session:
        shelf = Shelf(session, "แผน")
    return shelf.line_with


@pytest.fixture
def settle(tools):
    """settle(statements) is the draft that `verify` leaves."""

    def run(*statements, notices=()):
        draft = Draft("แผนมีกี่ยุทธศาสตร์", date(2026, 11, 23), "c")
        draft.asked, draft.index = read(draft.question, {}), tools.live.current()
        with tools.database.reading() as session:
            draft.evidence = [Evidence(row, 1.0, 0.9) for row in passages_of(session, "แผน")]
        draft.compositions = [Composition(statements, notices)]
        verify(draft, tools)
        caution(draft, tools)
        return draft

    return run


def kept(draft):
    return [statement.text for statement in draft.statements]


@pytest.mark.parametrize(
    "text",
    [
        "แผนมี ๓ ยุทธศาสตร์ วงเงิน ๑,๒๐๐ ล้านบาท",
        "แผนมี 3 ยุทธศาสตร์",
        "วงเงิน 1200 ล้านบาท",
        "1. แผนรัฐบาลดิจิทัลมี 3 ยุทธศาสตร์",
    ],
)
def test_what_the_quote_says_passes(settle, line, text):
    draft = settle(Statement(text, (line("วงเงิน"),)), notices=("ระวัง",))
    assert (draft.status, draft.text, draft.notices) == (ANSWERED, text, ["ระวัง"])


@pytest.mark.parametrize(
    "text",
    [
        "แผนมี 4 ยุทธศาสตร์",
        "แผนมี 3 ยุทธศาสตร์ วงเงิน 1,300 ล้านบาท",
        "แผนมี 3 ยุทธศาสตร์ ในปี 2570",
        "นายกรัฐมนตรีลงนามประกาศให้ยกเลิกโครงการรถไฟฟ้าทั้งหมด",
    ],
)
def test_what_the_quote_does_not_say_is_refused(settle, line, text):
    draft = settle(Statement(text, (line("วงเงิน"),)))
    assert draft.status is AnswerStatus.REFUSED_NOT_IN_DOCUMENTS
    assert draft.text == wording.NOT_FOUND
    assert kept(draft) == []
    assert [found.document for found in draft.nearest] == ["แผน"]


@pytest.mark.parametrize(
    "change",
    [
        {"text": "แผนมี ๔ ยุทธศาสตร์ วงเงิน ๑,๒๐๐ ล้านบาท"},
        {"text": ""},
        {"start": 0},
        {"end": 10},
        {"page": 2},
        {"version": 2},
        {"document": "อื่น"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_an_altered_quote_supports_nothing(settle, line, change):
    altered = replace(line("วงเงิน"), **change)
    draft = settle(Statement("แผนมี 3 ยุทธศาสตร์", (altered,)))
    assert draft.status is AnswerStatus.REFUSED_NOT_IN_DOCUMENTS


def test_one_altered_quote_among_good_ones_is_enough(settle, line):
    good = line("วงเงิน")
    draft = settle(Statement("แผนมี 3 ยุทธศาสตร์", (good, replace(good, start=0))))
    assert draft.status is AnswerStatus.REFUSED_NOT_IN_DOCUMENTS


@pytest.mark.parametrize(
    ("printed", "cut"),
    [
        ("หน่วยงานไม่ต้องส่งรายงาน", "ต้องส่งรายงาน"),
        ("ไม่ เกินสามแห่ง", "เกินสามแห่ง"),
        ("ห้าม ส่งรายงาน", "ส่งรายงาน"),
        ("วงเงิน ๑๒,๕๐๐ บาท", "๕๐๐ บาท"),
        ("วงเงิน ๑๒,๕๐๐", "๑๒"),
        ("ส่งรายงานที่นี่", "ส่งรายงานที"),
    ],
)
def test_a_quote_may_not_be_cut_off_from_what_turns_it(line, tools, printed, cut):
    found = line("บริการประชาชน")
    with tools.database.writing() as session:
        row = session.exec(select(Page)).one()
        row.text = f"{printed}\n"
        session.add(row)
    start = printed.index(cut)
    quote = replace(found, start=start, end=start + len(cut), text=cut)
    whole = replace(found, start=0, end=len(printed), text=printed)
    with tools.database.reading() as session:
        assert supported(session, [Statement(cut, (quote,))]) == ()
        assert supported(session, [Statement(printed, (whole,))]) != ()


MEMO = (
    "บันทึกข้อความ\nส่วนราชการ กรมตัวอย่าง โทร. ๐-๒๑๑๑-๒๒๒๒\nที่ มท ๐๑/๕ วันที่ ๑ มีนาคม ๒๕๖๘\n"
    "เรื่อง การจัดทำแผน\nเรียน ผู้บริหาร\nขอให้ดำเนินการดังนี้\n๑. ศึกษาแผนแม่บท\n"
    "จึงเรียนมาเพื่อพิจารณา\n(นายสมชาย ใจดี)\nอธิบดีกรมตัวอย่าง\n"
)


@pytest.mark.parametrize(
    ("field", "value", "right"),
    [
        ("signer", "นายสมชาย ใจดี", True),
        ("sender", "นายสมชาย ใจดี", False),
        ("dated", "๑ มีนาคม ๒๕๖๘", True),
        ("number", "๑ มีนาคม ๒๕๖๘", False),
    ],
)
def test_a_field_of_a_memo_is_what_its_record_holds(library, tools, field, value, right):
    library.take(Text("หนังสือ", MEMO.encode(), DocumentKind.MEMO))
    with tools.database.reading() as session:
        found = Shelf(session, "หนังสือ").printed(value)
        told = Statement(wording.FIELDS[field].format(value=value), (found,))
        assert (supported(session, [told]) == (told,)) is right


def test_a_short_form_stands_for_what_it_means(settle, line, tools):
    with tools.database.writing() as session:
        session.add(Abbreviation(short="ปชช.", expansion="ประชาชน", confidence=Confidence.OFFICIAL))
    draft = settle(Statement("บริการ ปชช.", (line("บริการประชาชน"),)))
    assert draft.status is ANSWERED


def test_without_a_quote_nothing_passes(settle):
    assert settle(Statement("แผนมี 3 ยุทธศาสตร์", ())).status is not ANSWERED


def test_nothing_proposed_is_a_refusal(settle):
    assert settle().status is AnswerStatus.REFUSED_NOT_IN_DOCUMENTS


def test_what_is_supported_stays_when_the_rest_goes(settle, line):
    good = Statement("บริการประชาชน", (line("บริการประชาชน"),))
    bad = Statement("บริการประชาชน 99 แห่ง", (line("บริการประชาชน"),))
    draft = settle(good, bad)
    assert (draft.status, kept(draft)) == (PARTIAL, ["บริการประชาชน"])


@pytest.mark.parametrize(
    ("count", "items", "opening"),
    [(2, 2, True), (4, 2, False), (3, 2, False), (1, 1, True)],
)
def test_a_frame_says_how_many_follow(settle, line, count, items, opening):
    lines = [line(words) for words in ("บริการประชาชน", "ยกระดับธุรกิจ")][:items]
    frame = Statement(f"มี {count} ข้อ ได้แก่", tuple(lines), frame=True)
    draft = settle(frame, *(Statement(found.text, (found,)) for found in lines))
    assert (frame.text in kept(draft)) is opening
    assert draft.status is (ANSWERED if opening else PARTIAL)


def test_a_frame_counts_only_what_is_kept(settle, line):
    good, other = line("บริการประชาชน"), line("วงเงิน")
    frame = Statement("มี 2 ข้อ ได้แก่", (good, other), frame=True)
    draft = settle(frame, Statement(good.text, (good,)), Statement("รถไฟ 77 ขบวน", (other,)))
    assert kept(draft) == ["๑. บริการประชาชน"]


def test_a_frame_alone_is_no_answer(settle, line):
    frame = Statement("ได้แก่", (line("วงเงิน"),), frame=True)
    assert settle(frame).status is AnswerStatus.REFUSED_NOT_IN_DOCUMENTS


def test_what_is_unconfirmed_is_said_to_be(settle, line):
    found = line("เปิดข้อมูล")
    assert settle(Statement(found.text, (found,))).notices == [wording.UNCONFIRMED_NOTICE]


def test_a_summary_is_said_to_be_one(settle, library, tools):
    library.take(
        Text("facts-x", PAPER.encode(), DocumentKind.FACTS, edition_label="พ.ศ. 2566–2570")
    )
    with tools.database.reading() as session:
        found = Shelf(session, "facts-x").line_with("วงเงิน")
    assert settle(Statement(found.text, (found,))).notices == [wording.SUMMARY_NOTICE]


@pytest.fixture
def scanned(tools):
    """scanned(*numbers) makes the paper a scan on which these numbers are doubtful."""

    def make(*numbers):
        with tools.database.writing() as session:
            row = session.exec(select(Page)).one()
            row.source = PageSource.OCR
            places = [(row.text.index(number), len(number)) for number in numbers]
            row.doubts = [[at, at + length, None] for at, length in places]
            session.add(row)

    return make


def test_numbers_off_a_scan_are_to_be_checked(settle, line, scanned):
    scanned()
    draft = settle(Statement("แผนมี 3 ยุทธศาสตร์", (line("วงเงิน"),)))
    assert draft.notices == [wording.SCAN_NOTICE.format(title="แผนรัฐบาลดิจิทัล", page=1)]


def test_doubtful_numbers_in_a_quote_are_named(settle, line, scanned):
    scanned("๑,๒๐๐", "๓. เปิด")
    (notice,) = settle(Statement("แผนมี 3 ยุทธศาสตร์", (line("วงเงิน"),))).notices
    assert "“๑,๒๐๐”" in notice
    assert "เปิด" not in notice
