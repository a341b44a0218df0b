"""Facts rendered as documents: statements that stand alone and say how sure they are."""

import pytest
from sqlalchemy.pool import StaticPool
from sqlmodel import Session, SQLModel, create_engine, select

from db.models import Abbreviation, Confidence, Kpi, PlanNode
from ingest.facts.loading import load_facts
from ingest.facts.text import SOURCES, render_facts

UNCONFIRMED = "(ยังไม่ยืนยัน)"


@pytest.fixture(scope="module")
def session():
    engine = create_engine("sqlite://", poolclass=StaticPool)
    SQLModel.metadata.create_all(engine)
    with Session(engine) as open_session:
        load_facts(open_session)
        yield open_session
    engine.dispose()


@pytest.fixture(scope="module")
def documents(session):
    return {document.slug: document for document in render_facts(session)}


def lines(documents, slug):
    return documents[slug].text.splitlines()


def test_one_document_an_edition_and_three_more(documents):
    assert list(documents) == [
        "facts-dgp2559",
        "facts-dgp2560",
        "facts-dgp2563",
        "facts-dgp2566",
        "facts-ndp2559",
        "facts-ndp2561",
        "facts-agencies",
        "facts-rules",
        "facts-notes",
    ]


def test_every_document_says_what_it_is(documents):
    for document in documents.values():
        head = document.text.split("\n\n")[:2]
        assert head == [f"# {document.title}", "สรุปข้อมูล ไม่ใช่ตัวบท"]
        assert document.title.startswith("สรุปข้อมูล: ")


def test_editions_are_labelled(documents):
    plan = documents["facts-ndp2559"]
    assert (plan.edition_code, plan.edition_label) == ("NDP2559", "พ.ศ. 2559–2579")
    assert documents["facts-rules"].edition_code is None


def test_the_same_tables_give_the_same_bytes(session, documents):
    assert render_facts(session) == list(documents.values())


@pytest.mark.parametrize(
    ("slug", "line"),
    [
        (
            "facts-ndp2559",
            "คณะรัฐมนตรีเห็นชอบแผนพัฒนาดิจิทัลเพื่อเศรษฐกิจและสังคมเมื่อวันที่ 5 เมษายน 2559",
        ),
        ("facts-ndp2559", "แผนพัฒนาดิจิทัลเพื่อเศรษฐกิจและสังคม มี 6 ยุทธศาสตร์"),
        ("facts-ndp2559", "ยุทธศาสตร์ที่ 4 ปรับเปลี่ยนภาครัฐสู่การเป็นรัฐบาลดิจิทัล"),
        ("facts-ndp2559", "แผนพัฒนาดิจิทัลเพื่อเศรษฐกิจและสังคมครอบคลุม พ.ศ. 2559–2579 (ยังไม่ยืนยัน)"),
        (
            "facts-dgp2559",
            "แผนพัฒนารัฐบาลดิจิทัลของประเทศไทย ระยะ 3 ปี (พ.ศ. 2559–2561) มี 4 ยุทธศาสตร์",
        ),
        ("facts-dgp2559", "ด้านการท่องเที่ยว"),
        ("facts-dgp2563", "แผนพัฒนารัฐบาลดิจิทัลของประเทศไทย พ.ศ. 2563–2565 มีโครงการรวม 41 โครงการ"),
        (
            "facts-dgp2566",
            "แผนพัฒนารัฐบาลดิจิทัลของประเทศไทย พ.ศ. 2566–2570 มีผลใช้บังคับตั้งแต่วันที่ 11 เมษายน 2566",
        ),
        ("facts-agencies", "สรอ. ย่อมาจาก สำนักงานรัฐบาลอิเล็กทรอนิกส์ (องค์การมหาชน)"),
        ("facts-notes", "อันดับ EGDI ของประเทศไทยในปี 2565 คืออันดับที่ 55"),
    ],
)
def test_lines_people_ask_for(documents, slug, line):
    assert any(found.startswith(line) for found in lines(documents, slug))


def test_a_kpi_says_its_target_and_its_year(documents):
    wanted = (
        "ตัวชี้วัด อันดับดัชนีรัฐบาลอิเล็กทรอนิกส์ (EGDI) ของไทย ค่าเป้าหมาย: "
        "ไม่เกินอันดับที่ 40 ภายในปี 2570 (ตัวบทพิมพ์ว่า “ไม่ต่ำกว่าอันดับที่ 40”) "
        "(ค่าฐานอันดับที่ 55 ในปี 2565)"
    )
    assert wanted in lines(documents, "facts-dgp2566")


def test_a_project_says_who_what_and_when(documents):
    found = [line for line in lines(documents, "facts-dgp2566") if line.startswith("โครงการ 1.6 ")]
    wanted = (
        "โครงการ 1.6 ของยุทธศาสตร์ที่ 1: โครงการการพัฒนาเครือข่ายอาสาสมัครดิจิทัล (อสด.) "
        "ผู้รับผิดชอบ: สดช., สำนักงานปลัดกระทรวง พม., สพร. งบประมาณ 9.4 ล้านบาท "
        "ดำเนินการ พ.ศ. 2566–2569"
    )
    assert found == [wanted]


def test_every_recalled_fact_is_marked(session, documents):
    texts = "\n".join(document.text for document in documents.values()).splitlines()
    for model, column in ((PlanNode, "title"), (Kpi, "title"), (Abbreviation, "expansion")):
        recalled = session.exec(select(model).where(model.confidence == Confidence.RECALLED))
        for row in recalled:
            found = [line for line in texts if getattr(row, column) in line]
            assert any(line.endswith(UNCONFIRMED) for line in found), row


def test_measures_from_memory_are_marked_and_not_counted(documents):
    text = documents["facts-ndp2559"].text
    measures = [line for line in text.splitlines() if line.startswith("แผนงาน ")]
    assert len(measures) == 22
    assert all(line.endswith(UNCONFIRMED) for line in measures)
    assert "แผนงาน\n" not in text


def test_every_section_names_its_sources(documents):
    for document in documents.values():
        for section in document.text.split("\n## ")[1:]:
            heading = section.splitlines()[0]
            assert heading == SOURCES or f"ที่มาของหัวข้อ “{heading}”: " in document.text


def test_the_owner_bears_the_name_of_its_time_and_of_today(documents):
    wanted = (
        "หน่วยงานเจ้าของแผนพัฒนาดิจิทัลเพื่อเศรษฐกิจและสังคมคือ"
        "กระทรวงเทคโนโลยีสารสนเทศและการสื่อสาร ปัจจุบันคือกระทรวงดิจิทัลเพื่อเศรษฐกิจและสังคม"
    )
    assert wanted in lines(documents, "facts-ndp2559")


def test_both_thresholds_stand_with_their_dates(documents):
    text = documents["facts-rules"].text
    assert "วงเงินเกิน 100 ล้านบาท ต้องเสนอคณะกรรมการจัดหาระบบคอมพิวเตอร์ของรัฐพิจารณา" in text
    assert "ตั้งแต่วันที่ 28 มกราคม 2558 ถึงวันที่ 10 มีนาคม 2568" in text
    assert "วงเงินเกิน 200 ล้านบาท ต้องเสนอคณะกรรมการจัดหาระบบคอมพิวเตอร์ของรัฐพิจารณา" in text


def test_conflicts_are_told_where_they_belong(documents):
    assert "5 มีนาคม 2559" in documents["facts-ndp2559"].text
    assert "200 บาท" in documents["facts-rules"].text


def test_numbers_are_arabic_in_our_own_words(documents):
    own = [
        line
        for document in documents.values()
        for line in document.text.splitlines()
        if not line.startswith(("หนังสือระบุ", "ที่มา", "คลังเอกสาร"))
    ]
    assert [line for line in own if set(line) & set("๐๑๒๓๔๕๖๗๘๙")] == []
