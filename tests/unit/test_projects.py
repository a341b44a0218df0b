"""A project as it is pasted or sent, and what of it is read."""

import pytest

from assistant.alignment.components import ComponentKind, components
from assistant.alignment.project import MAX_LENGTH, Project
from db.errors import InvalidInput

PASTED = """โครงการจัดทำระบบ e-Service
๑. หลักการและเหตุผล
   ประชาชนต้องเดินทางมายื่นคำร้องที่สำนักงาน
๒. วัตถุประสงค์
   ๒.๑ เพื่อให้ยื่นคำร้องออนไลน์
   ๒.๒ เพื่อลดการใช้กระดาษ
๓. เป้าหมาย: ประชาชน 5,000 คน
๔. วิธีดำเนินการ
   - จ้างพัฒนาระบบ
๕. ตัวชี้วัด (KPI) ร้อยละ 80 ภายในปี 2570
๖. งบประมาณ ๑,๕๐๐,๐๐๐ บาท
๗. ระยะเวลาดำเนินการ ปีงบประมาณ 2570
๘. หน่วยงานที่รับผิดชอบ สำนักปลัด
"""


def test_a_paper_is_split_by_its_headings():
    found = Project.from_text(PASTED)
    assert found == Project(
        title="โครงการจัดทำระบบ e-Service",
        rationale="ประชาชนต้องเดินทางมายื่นคำร้องที่สำนักงาน",
        objectives=("เพื่อให้ยื่นคำร้องออนไลน์", "เพื่อลดการใช้กระดาษ"),
        activities=("จ้างพัฒนาระบบ",),
        outputs=("ประชาชน 5,000 คน",),
        kpis=("ร้อยละ 80 ภายในปี 2570",),
        budget="๑,๕๐๐,๐๐๐ บาท",
        agency="สำนักปลัด",
        years="ปีงบประมาณ 2570",
    )


def test_money_of_a_budget_year_is_the_budget():
    written = (
        "๖. งบประมาณ\n   ปีงบประมาณ ๒๕๗๐ จำนวน ๑,๕๐๐,๐๐๐ บาท\n๗. ระยะเวลาดำเนินการ ปีงบประมาณ ๒๕๗๐"
    )
    found = Project.from_text(f"โครงการระบบคิว\n๑. หลักการและเหตุผล\n   รอนาน\n{written}")
    assert "๑,๕๐๐,๐๐๐ บาท" in found.budget
    assert "๒๕๗๐" in found.years


def test_without_headings_the_first_line_is_the_title():
    found = Project.from_text("ติดกล้องวงจรปิด\nเกิดเหตุบ่อย\nจึงติดกล้อง")
    assert (found.title, found.rationale) == ("ติดกล้องวงจรปิด", "เกิดเหตุบ่อย\nจึงติดกล้อง")


def test_a_title_under_its_heading():
    found = Project.from_text("ชื่อโครงการ : ระบบคิว\nเหตุผลและความจำเป็น รอนาน")
    assert (found.title, found.rationale) == ("ระบบคิว", "รอนาน")


def test_json_is_read_leniently():
    found = Project.from_json({"name": "ระบบคิว", "kpis": "ร้อยละ 80\nร้อยละ 90", "budget": 5e5})
    assert found == Project("ระบบคิว", kpis=("ร้อยละ 80", "ร้อยละ 90"), budget="500,000 บาท")
    assert Project.from_json({"title": "คิว", "objectives": ["ก", " ", "ข"]}).objectives == (
        "ก",
        "ข",
    )


@pytest.mark.parametrize(
    "given", [None, [], 5, {}, {"title": " "}, {"title": True}, {"title": "ก", "kpis": ["ก"] * 61}]
)
def test_what_is_no_project_is_said_to_be_none(given):
    with pytest.raises(InvalidInput, match=r"[ก-๎]"):
        Project.from_json(given)


@pytest.mark.parametrize("text", ["", "  \n", "....", "ก" * 200_001])
def test_a_text_that_is_no_project(text):
    with pytest.raises(InvalidInput):
        Project.from_text(text)


def test_components_are_words_of_the_project():
    project = Project.from_text(PASTED + "\nหลักการ " + "คำยาวมาก " * 200)
    for component in components(project):
        assert component.text in project.whole()
        assert len(component.text) <= 400
    kinds = [component.kind for component in components(project)]
    assert kinds[0] is ComponentKind.TITLE
    assert ComponentKind.KPI in kinds


def test_of_fifty_pages_the_beginnings_are_read():
    long = Project.from_text(PASTED + "\nหลักการและเหตุผล " + "ยาวมาก " * 20_000)
    short = long.shortened()
    assert long.is_long()
    assert len(short.whole()) <= MAX_LENGTH
    assert (short.title, short.objectives) == (long.title, long.objectives)
