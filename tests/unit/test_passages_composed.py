"""Papers just taken in answer by their own words, or not at all."""

from datetime import date

import pytest

from assistant import wording
from assistant.composers.passages import compose
from assistant.draft import Draft, Evidence, Tools
from assistant.extraction.confidence import THRESHOLD
from assistant.question.reading import read
from assistant.refusal import refuse
from db.models import AnswerStatus, DocumentKind
from db.reads.documents import passages_of
from ingest.library import Text

PAPER = (
    "ระเบียบว่าด้วยการให้บริการคลาวด์\n"
    "ข้อ ๑ ในระเบียบนี้\n"
    "“ผู้ดูแลข้อมูล” หมายความว่า หัวหน้าโครงการวิจัย\n"
    "“ข้อมูลวิจัย” หมายความว่า ข้อมูลดิบจากโครงการวิจัย\n"
    "ข้อ ๒ การขอใช้บริการคลาวด์ให้ดำเนินการตามขั้นตอน ดังต่อไปนี้\n"
    "(๑) ผู้ดูแลข้อมูลยื่นแบบ คลด.๑\n"
    "(๒) หัวหน้าภาควิชาให้ความเห็นชอบ\n"
    "(๓) ผู้อำนวยการสำนักคอมพิวเตอร์อนุมัติ\n"
    "ข้อ ๓ ผู้ใช้บริการคลาวด์ต้องชำระค่าบริการคลาวด์ภายใน ๔๕ วันนับแต่วันที่ได้รับใบแจ้งหนี้\n"
)
FAQ = (
    "# คำถามที่พบบ่อย ระบบยื่นคำขอ เทศบาลเมืองนาใน\n\n"
    "### ชำระผ่านบัตรเครดิตได้หรือไม่\n\n"
    "ยังไม่รับบัตรเครดิต เนื่องจากอยู่ระหว่างทำข้อตกลงกับธนาคาร\n\n"
    "### ระบบปิดปรับปรุงเมื่อใด\n\n"
    "ทุกวันอังคารแรกของเดือน เวลา 21.00–23.00 น.\n"
)
PLANS = {
    "ฉบับก่อน": "แผนพัฒนาท้องถิ่น (พ.ศ. 2566–2570)\nคณะกรรมการติดตามแผนต้องรายงานผลปีละ 1 ครั้ง\n",
    "ฉบับหลัง": "แผนพัฒนาท้องถิ่น (พ.ศ. 2571–2575)\nคณะกรรมการติดตามแผนต้องรายงานผลปีละ 2 ครั้ง\n",
}
OTHERS = ("แผนพัฒนาการท่องเที่ยวชุมชนริมน้ำ", "คู่มือการเพาะเห็ดในโรงเรือน", "รายงานการประชุมสภาตำบล")


@pytest.fixture
def tools(library, sqlite, live, trigrams):
    library.take(Text("คลาวด์", PAPER.encode(), DocumentKind.OTHER))
    library.take(Text("ถามตอบ", FAQ.encode(), DocumentKind.OTHER))
    for name, text in PLANS.items():
        library.take(Text(name, text.encode(), DocumentKind.OTHER))
    for number, text in enumerate(OTHERS):
        library.take(Text(f"อื่น-{number}", text.encode(), DocumentKind.OTHER))
    library.publish()
    return Tools(sqlite, live, trigrams)


@pytest.fixture
def draft(tools):
    """draft(question) has found the paper, or those named."""

    def found(question, *names):
        made = Draft(question, date(2026, 11, 23), "c")
        made.asked, made.index = read(question, {}), tools.live.current()
        with tools.database.reading() as session:
            rows = [row for name in names or ["คลาวด์"] for row in passages_of(session, name)]
        made.evidence = [Evidence(row, 1.0, 0.9) for row in rows]
        return made

    return found


@pytest.fixture
def said(tools, draft):
    """said(question) is what is proposed, one line a statement; None for nothing."""

    def run(question, *names):
        with tools.database.reading() as session:
            found = compose(session, draft(question, *names))
        return found and [statement.text for statement in found.statements]

    return run


def test_a_time_limit_is_answered_by_its_clause(said):
    assert "๔๕ วัน" in said("ต้องชำระค่าบริการคลาวด์ภายในกี่วัน")[0]


def test_a_term_is_answered_by_its_own_definition(said):
    assert said("ข้อมูลวิจัยหมายความว่าอะไร") == ["“ข้อมูลวิจัย” หมายความว่า ข้อมูลดิบจากโครงการวิจัย"]


def test_a_term_that_is_not_defined_has_no_answer(said):
    assert said("ใบแจ้งหนี้หมายความว่าอะไร") is None


def test_steps_come_whole_and_in_order(said):
    steps = said("ขั้นตอนการขอใช้บริการคลาวด์มีอะไรบ้าง")
    assert [step[:3] for step in steps[1:]] == ["(๑)", "(๒)", "(๓)"]


@pytest.mark.parametrize(
    "question", ["ค่าปรับกรณีทำข้อมูลรั่วไหลกี่บาท", "ต้องอุทธรณ์คำสั่งภายในกี่วัน", "ใครเป็นอธิการบดี"]
)
def test_what_the_paper_does_not_say_is_not_answered(said, question):
    assert said(question) is None


def test_the_confidence_is_told(tools, draft):
    with tools.database.reading() as session:
        found = compose(session, draft("ต้องชำระค่าบริการคลาวด์ภายในกี่วัน"))
    assert THRESHOLD <= found.confidence <= 1


def test_a_refusal_shows_clauses_not_pages(tools, draft):
    made = draft("ค่าบริการคลาวด์ต้องชำระที่ธนาคารสาขาใด")
    refuse(made, tools)
    assert made.status is AnswerStatus.REFUSED_NOT_IN_DOCUMENTS
    assert "ค่าบริการคลาวด์" in made.nearest[0].text
    assert len(made.nearest[0].text) < len(PAPER) / 2


def test_nothing_found_is_off_topic(tools, draft):
    made = draft("ฟุตบอลโลก")
    made.evidence = []
    refuse(made, tools)
    assert (made.status, made.text) == (AnswerStatus.REFUSED_OFF_TOPIC, wording.OFF_TOPIC)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("จ่ายด้วยบัตรเครดิตได้ไหม", "ยังไม่รับบัตรเครดิต เนื่องจากอยู่ระหว่างทำข้อตกลงกับธนาคาร"),
        ("ระบบยื่นคำขอปิดปรับปรุงตอนไหน", "ทุกวันอังคารแรกของเดือน เวลา 21.00–23.00 น."),
    ],
)
def test_what_stands_under_the_printed_question_answers_it(said, question, answer):
    assert said(question, "ถามตอบ") == [answer]


def test_where_two_papers_say_otherwise_both_are_quoted(said):
    answers = said("คณะกรรมการติดตามแผนพัฒนาท้องถิ่นต้องรายงานปีละกี่ครั้ง", *PLANS)
    assert [text[-7:] for text in sorted(answers)] == ["1 ครั้ง", "2 ครั้ง"]
    assert len(said("แผนพัฒนาท้องถิ่น พ.ศ. 2571-2575 ต้องรายงานผลปีละกี่ครั้ง", *PLANS)) == 1
