"""What is never an answer, however much of the question it speaks of."""

import pytest

from assistant.extraction.gates import (
    asks_of_a_whole,
    demands_instead,
    denies_another,
    is_a_subject_line,
    is_contents,
    is_of_another_issue,
    is_of_another_paper,
    lacks_address,
    lacks_calendar,
    lacks_consequence,
    lacks_listed_noun,
    lacks_owned,
    lacks_recipient,
    names_another_code,
    only_names_a_year,
    speaks_of_itself,
    spends_instead,
    tells_too_little,
)
from assistant.question.reading import read
from db.thai import squeeze


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("ที่มาของหัวข้อ “ข้อมูลของแผน”: ราชกิจจานุเบกษา", []),
        ("# แนวปฏิบัติการใช้ข้อมูล", ["แนวปฏิบัติการใช้ข้อมูล"]),
    ],
)
def test_a_title_or_a_source_tells_nothing(text, names):
    assert speaks_of_itself(text, names)


def test_a_clause_under_a_title_may_tell():
    assert not speaks_of_itself("แนวปฏิบัติการใช้ข้อมูลมี ๕ ข้อ", ["แนวปฏิบัติการใช้ข้อมูล"])


def test_the_date_of_another_order_is_not_the_date_of_this_one():
    other = squeeze("ให้ยกเลิกคำสั่งที่ ๑๘๗/๒๕๖๖ ลงวันที่ ๓ กรกฎาคม ๒๕๖๖")
    assert is_of_another_paper(read("คำสั่งที่ 214/2569 ลงวันที่เท่าไร", {}), other)
    assert not is_of_another_paper(read("คำสั่งที่ 187/2566 ลงวันที่เท่าไร", {}), other)
    assert not is_of_another_paper(read("คำสั่งที่ 214/2569 ยกเลิกคำสั่งฉบับไหน", {}), other)


@pytest.mark.parametrize(
    ("question", "without", "with_it"),
    [
        ("อีเมลของกองช่างคืออะไร", "ส่งทางอีเมลของกองช่าง", "อีเมลกองช่าง works@town.go.th"),
        ("เบอร์โทรของกองคลังคืออะไร", "ติดต่อกองคลัง", "กองคลัง โทร. 02-241-9000"),
        ("ประกาศในราชกิจจานุเบกษาเล่มที่เท่าไร", "ประกาศในราชกิจจานุเบกษา", "เล่ม ๑๓๕ ตอนพิเศษ ๒๔๖ ง"),
    ],
)
def test_an_address_must_be_written_there(question, without, with_it):
    asked = read(question, {})
    assert lacks_address(asked, squeeze(without))
    assert not lacks_address(asked, squeeze(with_it))


def test_when_something_happens_needs_no_volume():
    assert not lacks_address(read("ระบบปิดปรับปรุงตอนไหน", {}), squeeze("ปิดทุกวันเสาร์"))


def test_what_is_not_laid_down_must_be_what_is_counted():
    silent = squeeze("หนังสือไม่ได้กำหนดวันส่งแผน")
    assert denies_another(read("แผนต้องมีกี่หน้า", {}), silent)
    assert not denies_another(read("ต้องส่งแผนภายในกี่วัน", {}), silent)


@pytest.mark.parametrize(
    ("gate", "question", "other", "answer"),
    [
        (lacks_consequence, "ถ้าไม่ส่งรายงานจะเป็นอย่างไร", "ให้ส่งรายงานทุกเดือน", "ผู้ไม่ส่งให้ระงับสิทธิ"),
        (lacks_recipient, "ต้องรายงานผลต่อใคร", "ผู้ไม่รายงานผลติดต่อกันสองรอบ", "รายงานผลต่อปลัดเทศบาล"),
        (demands_instead, "ยืมได้กี่วัน", "ยื่นก่อนไม่น้อยกว่า ๓ วัน", "ยืมได้ไม่เกิน ๗ วัน"),
        (lacks_calendar, "คู่มือออกเมื่อใด", "แจ้งภายใน ๑ วันทำการ", "ออกเมื่อเดือนมีนาคม ๒๕๖๙"),
        (only_names_a_year, "ออกเมื่อใด", "เรื่อง การยืม พ.ศ. ๒๕๖๙", "ประกาศ ณ วันที่ ๑ มีนาคม ๒๕๖๙"),
    ],
)
def test_what_is_not_of_the_kind_asked_for_is_barred(gate, question, other, answer):
    asked = read(question, {})
    assert (gate(asked, squeeze(other)), gate(asked, squeeze(answer))) == (True, False)


def test_a_gate_leaves_other_questions_alone():
    asked = read("ส่งรายงานอย่างไร", {})
    gates = (lacks_consequence, lacks_recipient, demands_instead, only_names_a_year)
    assert not any(gate(asked, squeeze("เรื่อง ให้ส่งรายงานไม่น้อยกว่าปีละครั้ง")) for gate in gates)


@pytest.mark.parametrize(
    ("question", "whole"), [("คู่มือนี้เกี่ยวกับอะไร", True), ("ข้อ ๓ เกี่ยวกับอะไร", False)]
)
def test_no_line_tells_what_a_paper_is_about(question, whole):
    assert asks_of_a_whole(read(question, {})) is whole


@pytest.mark.parametrize(
    ("question", "little"), [("ต้องทำทุกเทศบาลไหม", True), ("เทศบาลต้องทำแผนแม่บทไหม", False)]
)
def test_a_yes_or_no_needs_something_said_of_something(question, little):
    assert tells_too_little(read(question, {})) is little


def test_a_sum_is_no_target():
    sum_, target = squeeze("ระบบคำขอ ปี 2569 1,200 พันบาท"), squeeze("คำขอ ปี 2569 ร้อยละ 40")
    assert spends_instead(read("เป้าหมายคำขอออนไลน์ปี 2569 เท่าไร", {}), sum_)
    assert not spends_instead(read("เป้าหมายคำขอออนไลน์ปี 2569 เท่าไร", {}), target)
    assert not spends_instead(read("งบของเป้าหมายนี้เท่าไร", {}), sum_)


@pytest.mark.parametrize(
    ("question", "texts", "barred"),
    [
        ("ตัวชี้วัด ด1 คำนวณอย่างไร", ["สูตรคำนวณ", "ตัวชี้วัด ด2 ร้อยละของงานบริการ"], True),
        ("ตัวชี้วัด ด1 คำนวณอย่างไร", ["สูตรคำนวณ", "ตัวชี้วัด ด1 ร้อยละของชุดข้อมูล"], False),
        ("แบบ บข.3 ส่งวันไหน", ["ส่งแบบ บข.๒ ภายในวันที่ ๒๐ พฤศจิกายน"], True),
        ("แบบ บข.2 ส่งวันไหน", ["ส่งแบบ บข.๑ และ บข.๒ ภายในวันที่ ๒๐ พฤศจิกายน"], False),
        ("ใช้เวลากี่วัน", ["ตัวชี้วัด ด2"], False),
        ("งบปี 2570 เท่าไร", ["งบ ปี 2569"], False),
    ],
)
def test_what_is_of_another_code_is_no_answer(question, texts, barred):
    assert names_another_code(read(question, {}), texts) is barred


def test_the_subject_of_a_paper_answers_only_what_it_is_called():
    line = squeeze("เรื่อง แต่งตั้งผู้รับผิดชอบด้านข้อมูลและคณะทำงาน")
    assert is_a_subject_line(read("คณะทำงานมีใครบ้าง", {}), line)
    assert not is_a_subject_line(read("ประกาศนี้เป็นเรื่องอะไร", {}), line)


def test_a_list_is_of_the_things_asked_for():
    asked = read("ผู้ให้บริการต้องมีคุณสมบัติอะไรบ้าง", {})
    assert lacks_listed_noun(asked, ["5.1 สัญญา"], ["ข้อ 5 สัญญาเช่าใช้"])
    assert not lacks_listed_noun(asked, ["(ก) มาตรฐาน"], ["ผู้ให้บริการต้องมีคุณสมบัติดังนี้"])
    assert not lacks_listed_noun(asked, [], ["ข้อ 5 สัญญาเช่าใช้"])


def test_another_issue_of_a_paper_does_not_answer():
    asked = read("แนวปฏิบัติ ฉบับที่ 1 ให้ทำสัญญากี่ปี", {})
    assert is_of_another_issue(asked, "แนวปฏิบัติ ฉบับที่ 2 (พ.ศ. 2569)", "สัญญาไม่เกิน3ปี")
    assert not is_of_another_issue(asked, "แนวปฏิบัติ ฉบับที่ 2", "ให้ยกเลิกฉบับที่1")
    assert not is_of_another_issue(asked, "แนวปฏิบัติ", "สัญญาไม่เกิน3ปี")


@pytest.mark.parametrize(
    ("lines", "contents"),
    [
        (["1. วิสัยทัศน์ 5", "2. พันธกิจ 5", "3. ผลสัมฤทธิ์ของงาน 6", "จำแนกตามประเภท"], True),
        (["บทนำ ........ ๑", "แผนงาน ........ ๙", "ภาคผนวก ๔๑ ถึง ๔๕"], True),
        (["ระดับ 1 ร้อยละ 80", "ระดับ 2 ร้อยละ 60", "ระดับ 3 ร้อยละ 40"], False),
        (["(ก) มาตรฐานที่ยังไม่หมดอายุ", "(ข) พร้อมใช้ร้อยละ 99.5 ต่อเดือน", "(ค) มีศูนย์รับแจ้ง"], False),
        (["วิสัยทัศน์ 5"], False),
    ],
)
def test_a_table_of_contents_is_no_list(lines, contents):
    assert is_contents(lines) is contents


def test_things_of_something_are_named_as_such():
    asked = read("พันธกิจของสำนักงานการแข่งขันทางการค้ามีอะไรบ้าง", {})
    assert lacks_owned(asked, ["(1) โครงการเพิ่มประสิทธิภาพ สำนักงานการแข่งขันทางการค้า"])
    assert not lacks_owned(asked, ["1. กำกับดูแลการแข่งขัน", "2. พันธกิจ"])
    assert not lacks_owned(read("รายละเอียดของโครงการนำร่องมีอะไรบ้าง", {}), ["โครงการนำร่อง"])
