"""What officials ask of plans, editions, agencies and rules, answered from the tables."""

import asyncio
from datetime import date

import pytest

from assistant.ask import Question, answer
from db.thai import squeeze

NOW = date(2026, 11, 23)
NEWEST, BEFORE = "แผนพัฒนารัฐบาลดิจิทัล 2566–2570", "แผนพัฒนารัฐบาลดิจิทัล 2563–2565"


def ask(services, text, on=NOW):
    return asyncio.run(answer(Question(text, on), services.tools))


@pytest.mark.parametrize(
    ("question", "holds"),
    [
        ("ยุทธศาตร์ที่ 2 ของแผนรัฐบาลดิจิตัลคืออะไร", "พัฒนาบริการที่สะดวกและเข้าถึงง่าย"),
        ("ยุทธศาสตร์สุดท้ายของแผนพัฒนาดิจิทัลเพื่อเศรษฐกิจและสังคม", "สร้างความเชื่อมั่น"),
        (f"มาตรการที่ 3 ของยุทธศาสตร์ที่ 1 {NEWEST} คืออะไร", "แลกเปลี่ยนข้อมูลกลาง"),
        ("โครงการอาสาสมัครดิจิทัล หน่วยงานใดรับผิดชอบ", "สดช., สำนักงานปลัดกระทรวง พม., สพร."),
        ("งบประมาณโครงการอาสาสมัครดิจิทัลเท่าไร", "9.4 ล้านบาท"),
        ("โครงการ Credit Bank อยู่ภายใต้ยุทธศาสตร์ใด", "ยุทธศาสตร์ที่ 2"),
        ("โครงการ GDCC ดำเนินการปีใด", "พ.ศ. 2566–2568"),
        ("สถ. รับผิดชอบโครงการใดบ้าง", "โครงการภาษีไปไหน"),
        (f"งบประมาณยุทธศาสตร์ที่ 1 ของ{BEFORE} เท่าไร", "4,879.87 ล้านบาท"),
        (f"{BEFORE} มีกี่โครงการ", "41 โครงการ"),
        (f"{NEWEST} เกี่ยวข้องกับท้องถิ่นอย่างไร", "กรมส่งเสริมการปกครองท้องถิ่นร่วมรับผิดชอบ"),
        ("วิสัยทัศน์ของแผนรัฐบาลดิจิทัลฉบับก่อนคืออะไร", "เปิดเผย เชื่อมโยง"),
        ("วิสัยทัศน์ของแผนรัฐบาลดิจิทัลฉบับปัจจุบันคืออะไร", "โปร่งใส ทันสมัย"),
        ("แผนใดใช้อยู่ในปี 2564", "พ.ศ. 2563–2565"),
        (f"แผนพัฒนารัฐบาลดิจิทัลฉบับไหนใช้แทนฉบับ {BEFORE[-9:]}", "พ.ศ. 2566–2570 ใช้แทน"),
        ("แผนพัฒนารัฐบาลดิจิทัลระยะ 3 ปี ยังใช้อยู่ไหม", "ถูกแทนด้วยฉบับใหม่แล้ว"),
        ("แผนพัฒนารัฐบาลดิจิทัล 2559–2561 ขยายความมาจากแผนใด", "ยุทธศาสตร์ที่ 4"),
        ("กระทรวงไอซีทีปัจจุบันชื่ออะไร", "ต่อมาคือกระทรวงดิจิทัลเพื่อเศรษฐกิจและสังคม"),
        ("สพร. เดิมชื่ออะไร", "เดิมคือสำนักงานรัฐบาลอิเล็กทรอนิกส์"),
        ("EGA กับ DGA คือหน่วยงานเดียวกันไหม", "ต่อมาคือสำนักงานพัฒนารัฐบาลดิจิทัล"),
        ("ปี 2559 สพร. ใช้ชื่อว่าอะไร", "สำนักงานรัฐบาลอิเล็กทรอนิกส์ (องค์การมหาชน) ใช้ชื่อนี้"),
        ("จัดซื้อคอมพิวเตอร์ 150 ล้านต้องเสนอใคร", "ไม่เกิน 200 ล้านบาท"),
        ("ปี 2560 จัดซื้อระบบคอมพิวเตอร์ 150 ล้านบาทต้องเสนอใคร", "เกิน 100 ล้านบาท"),
        ("เกณฑ์ 200 ล้านเริ่มใช้เมื่อใด", "11 มีนาคม 2568"),
        ("สพร. เป็นเจ้าของแผนอะไรบ้าง", f"หน่วยงานเจ้าของ{NEWEST[:20]}"),
        ("ใครรับผิดชอบแผนพัฒนารัฐบาลดิจิทัล", "คือสำนักงานพัฒนารัฐบาลดิจิทัล"),
        (f"{NEWEST} กับ {BEFORE} มีจำนวนยุทธศาสตร์ต่างกันไหม", "2570 มี 4 ยุทธศาสตร์"),
    ],
)
def test_the_tables_answer(services, question, holds):
    found = ask(services, question)
    assert found.status in {"ANSWERED", "PARTIAL"}
    assert squeeze(holds) in squeeze(found.text)


@pytest.mark.parametrize(
    "question",
    [
        "จัดซื้อรถดับเพลิง 150 ล้านต้องเสนอใคร",
        "โครงการรถไฟฟ้าอยู่ในยุทธศาสตร์ใด",
        "โครงการขุดลอกคูคลองสอดคล้องกับยุทธศาสตร์ใด",
        "กรมการปกครองเป็นเจ้าของแผนอะไร",
        "ต้องทำทุก อปท. ไหม",
        "งบประมาณโครงการ Amazing Thailand Metaverse เท่าไร",
        "ยุทธศาสตร์ที่ 7 ของแผนพัฒนาดิจิทัลเพื่อเศรษฐกิจและสังคมคืออะไร",
        "กรมการปกครองเดิมชื่ออะไร",
    ],
)
def test_what_the_tables_do_not_hold_is_refused(services, question):
    assert ask(services, question).status.startswith("REFUSED")


def test_a_comparison_quotes_both_editions_and_says_what_is_missing(services):
    found = ask(services, "แผนรัฐบาลดิจิทัลฉบับ 2566–2570 ต่างจากฉบับ 2559–2561 อย่างไร")
    assert {quote.document for quote in found.quotes} == {"facts-dgp2566", "facts-dgp2559"}
    assert all(words in found.text for words in ("โปร่งใส ทันสมัย", "ใน 3 ปีข้างหน้า"))
    assert any("เป้าหมาย" in notice and "เทียบข้อนี้ไม่ได้" in notice for notice in found.notices)


def test_the_rule_of_the_asked_day_holds(services):
    question = "จัดซื้อคอมพิวเตอร์ 150 ล้านต้องเสนอใคร"
    assert "คณะกรรมการจัดหาระบบคอมพิวเตอร์ของรัฐ" in ask(services, question, date(2024, 1, 1)).text
    assert "วันที่ 23 พฤศจิกายน 2569" in " ".join(ask(services, question).notices)


def test_a_project_is_held_against_the_plans(services):
    found = ask(services, "โครงการอบรมทักษะดิจิทัลให้บุคลากร อบต. สอดคล้องกับยุทธศาสตร์ใด")
    assert "ทักษะ" in found.text
    assert any("ยืนยันความสอดคล้อง" in notice for notice in found.notices)


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("แผนดิจิทัลชาติฉบับปัจจุบันใช้ถึงปีใด", "2561–2580"),
        ("แผนดิจิทัลแห่งชาติสิ้นสุดเมื่อไร", "2561–2580"),
        ("แผนรัฐบาลดิจิทัลหมดอายุเมื่อไร", "2566–2570"),
        ("แผนรัฐบาลดิจิทัลใช้ถึงเมื่อไหร่", "2566–2570"),
    ],
)
def test_how_long_a_plan_runs_is_its_years(services, question, years):
    assert ask(services, question).text.endswith(f"ครอบคลุม พ.ศ. {years}")


def test_a_road_is_told_that_it_need_not_align(services):
    found = ask(services, "โครงการปูถนนคอนกรีตสอดคล้องกับยุทธศาสตร์ใด")
    assert found.status.startswith("REFUSED")
    assert "ไม่จำเป็นต้องสอดคล้อง" in found.text


def test_two_plans_that_fit_are_offered(services):
    found = ask(services, "มีกี่ยุทธศาสตร์")
    assert found.status == "CLARIFY"
    assert len(found.suggestions) == 2
    for choice in found.suggestions:
        assert ask(services, choice).status == "ANSWERED"


def test_a_question_of_nothing_asks_of_what(services):
    found = ask(services, "ใครรับผิดชอบ")
    assert found.status == "CLARIFY"
    assert all(ask(services, question).status == "ANSWERED" for question in found.suggestions)


def test_several_questions_are_answered_together(services):
    found = ask(services, "แผนพัฒนารัฐบาลดิจิทัลมีกี่ยุทธศาสตร์ และมีกี่กลไก")
    assert all(said in found.text for said in ("4 ยุทธศาสตร์", "7 กลไก"))
