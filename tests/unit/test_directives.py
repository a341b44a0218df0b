"""Reading official memos and letters, ours and others."""

from datetime import date
from pathlib import Path

import pytest

import ingest
from ingest.memo.directives import read_directive
from ingest.memo.titles import edition_of

MEMO = (Path(ingest.__file__).parent / "data" / "memo-2558.txt").read_text(encoding="utf-8")
TITLES = {
    "แผนพัฒนาดิจิทัลเพื่อเศรษฐกิจและสังคม": "NDP2559",
    "แผนพัฒนารัฐบาลดิจิทัลระยะ 3 ปี": "DGP2559",
    "แผนพัฒนารัฐบาลดิจิทัลของประเทศไทย พ.ศ. 2563–2565": "DGP2563",
    "แผนพัฒนารัฐบาลดิจิทัลของประเทศไทย พ.ศ. 2566–2570": "DGP2566",
}

LETTER = """ที่ กษ ๐๔๐๑.๒/ว ๙๑๒          สำนักงานปลัดกระทรวงเกษตรและสหกรณ์
ถนนราชดำเนินนอก กรุงเทพฯ ๑๐๒๐๐

                    ๗ มี.ค. ๒๕๖๖

เรื่อง ขอให้จัดเตรียมข้อมูลแหล่งน้ำของหน่วยงาน
       เพื่อเชื่อมโยงกับระบบกลาง
เรียน อธิบดีกรมชลประทาน
อ้างถึง หนังสือที่ กษ ๐๔๐๑.๒/ว ๓๐ ลงวันที่ ๙ มกราคม ๒๕๖๖
สิ่งที่ส่งมาด้วย ๑. แบบสำรวจข้อมูล จำนวน ๑ ชุด
                 ๒. ตารางกำหนดการ จำนวน ๑ แผ่น

      ตามหนังสือที่อ้างถึง ขอให้ดำเนินการ ดังนี้
      ๑) ปฏิบัติตามแผนพัฒนารัฐบาลดิจิทัลของประเทศไทย พ.ศ. ๒๕๖๖ - ๒๕๗๐ และคู่มือการจัดทำข้อมูลเปิด
ของสพร. โดยเคร่งครัด
      ๒) ส่งแบบสำรวจภายในวันที่ ๓๐ เมษายน ๒๕๖๖
         (๑) ส่วนกลาง
         (๒) ส่วนภูมิภาค

      จึงเรียนมาเพื่อโปรดดำเนินการ

                    ขอแสดงความนับถือ

                    (นางสาวมะลิ ใจงาม)
                    รองปลัดกระทรวง
                    ปฏิบัติราชการแทนปลัดกระทรวง

กองแผนงาน
โทร. ๐ ๒๑๒๓ ๔๕๖๗
"""

ARABIC = """บันทึกข้อความ
ส่วนราชการ: กองยุทธศาสตร์ เทศบาลเมืองตัวอย่าง โทรศัพท์ 0 4412 3456
ที่ นม 52001/77
วันที่ 15 พ.ย. 2567
เรื่อง: การทบทวนแผน
เรียน นายกเทศมนตรี
ด้วยเทศบาลจะทบทวนแผน จึงขอให้ 1. ทบทวนแผนพัฒนาดิจิทัลเพื่อเศรษฐกิจและสังคม\
และแผนพัฒนารัฐบาลดิจิทัล \
2. ติดตามคู่มือการจัดทำแผนของกระทรวงตัวอย่างซึ่งคาดว่าจะเผยแพร่ภายในเดือนมกราคม 2568
จึงเรียนมาเพื่อทราบ
(นายสมชาย ตัวอย่าง)
ปลัดเทศบาล
"""

UNNUMBERED = """บันทึกข้อความ
ส่วนราชการ  สำนักปลัด องค์การบริหารส่วนตำบลสมมุติ
ที่                         วันที่ 3 กุมภาพันธ์ 2566
เรื่อง  ขอเชิญประชุม
เรียน  สมาชิกสภาทุกท่าน

    ด้วยจะมีการประชุมสภา จึงขอเชิญเข้าร่วมประชุม
"""


def memo():
    record = read_directive(MEMO, TITLES)
    assert record is not None
    return record


def test_reads_the_head_of_the_memo():
    record = memo()
    assert record.number == "๘๙๐๖.๓/๑๘๖๖"
    assert record.dated_on == date(2015, 9, 19)
    assert record.dated_printed == "๑๙ กันยายน ๒๕๕๘"
    assert record.sender == "กรมส่งเสริมการปกครองท้องถิ่น (ศส.)"
    assert record.telephone == "๐-๒๒๔๑-๘๐๐๐ ต่อ ๑๑๐๕"
    assert record.recipient == "ผู้บริหารในสังกัด สส. และห้องถิ่นจังหวัดทุกจังหวัด"
    assert record.subject == "แผนปฏิบัติการดิจิทัลระยะ ๓ ปี (พ.ศ. ๒๕๕๘ - ๒๕๖๑)"


def test_reads_the_signature_of_the_memo():
    assert memo().signer == "นายดุษฎี สุวัฒนิตยากร"
    posts = "รองอธิบดี ปฏิบัติราชการแทน\nอธิบดีกรมส่งเสริมการปกครองท้องถิ่น"
    assert memo().signer_post == posts


def test_the_memo_orders_two_things():
    numbers = [instruction.number for instruction in memo().instructions]
    assert numbers == ["๑", "๒"]
    assert all(instruction.text in MEMO for instruction in memo().instructions)
    assert memo().instructions[1].text.endswith("ให้มีความสอดคล้องกัน")


def test_the_first_instruction_names_three_documents():
    named = memo().instructions[0].documents
    assert [(one.printed, one.edition_code) for one in named] == [
        ("แผนพัฒนาดิจิทัลเพื่อเศรษฐกิจและสังคม", "NDP2559"),
        (
            "แนวทางการจัดทำแผนปฏิบัติการเพื่อขับเคลื่อนการพัฒนารายยุทธศาสตร์และแผนปฏิบัติการดิจิทัลของหน่วยงาน",
            None,
        ),
        ("แผนพัฒนารัฐบาลดิจิทัลระยะ ๓ ปี (พ.ศ. ๒๕๕๘ - ๒๕๖๑)", "DGP2559"),
    ]
    assert [one.publisher_printed for one in named] == [
        None,
        "กระทรวงเทคโนโลยีสารสนเทศและการสื่อสาร",
        "สำนักงานรัฐบาลอิเล็กทรอนิกส์ (องค์การมหาชน)",
    ]


def test_the_second_instruction_announces_one_document():
    (awaited,) = memo().instructions[1].awaited
    assert memo().instructions[1].documents == ()
    assert awaited.title == "แผนปฏิบัติการรายยุทธศาสตร์"
    assert awaited.publisher == "กระทรวงเทคโนโลยีสารสนเทศและการสื่อสาร"
    assert awaited.expected_printed == "สิงหาคม ๒๕๕๘"
    assert awaited.expected_on == date(2015, 8, 31)


def test_reads_a_letter_of_another_ministry():
    record = read_directive(LETTER, TITLES)
    assert record is not None
    assert record.number == "กษ ๐๔๐๑.๒/ว ๙๑๒"
    assert record.sender == "สำนักงานปลัดกระทรวงเกษตรและสหกรณ์"
    assert (record.dated_on, record.dated_printed) == (date(2023, 3, 7), "๗ มี.ค. ๒๕๖๖")
    assert record.recipient == "อธิบดีกรมชลประทาน"
    assert record.telephone == "๐ ๒๑๒๓ ๔๕๖๗"
    assert record.signer == "นางสาวมะลิ ใจงาม"
    assert record.signer_post == "รองปลัดกระทรวง\nปฏิบัติราชการแทนปลัดกระทรวง"


def test_a_subject_of_two_lines_is_one_subject():
    record = read_directive(LETTER)
    assert record is not None
    wanted = "ขอให้จัดเตรียมข้อมูลแหล่งน้ำของหน่วยงาน เพื่อเชื่อมโยงกับระบบกลาง"
    assert record.subject == wanted
    assert record.subject_printed in LETTER
    assert record.subject_printed.count("\n") == 1


def test_enclosures_are_not_instructions():
    record = read_directive(LETTER)
    assert record is not None
    assert record.enclosures is not None
    assert record.enclosures.startswith("๑. แบบสำรวจข้อมูล")
    assert record.references == "หนังสือที่ กษ ๐๔๐๑.๒/ว ๓๐ ลงวันที่ ๙ มกราคม ๒๕๖๖"
    assert [instruction.number for instruction in record.instructions] == ["๑", "๒"]


def test_an_instruction_keeps_its_wrapped_lines_and_subitems():
    record = read_directive(LETTER, TITLES)
    assert record is not None
    first, second = record.instructions
    assert [one.edition_code for one in first.documents] == ["DGP2566", None]
    assert [one.publisher_printed for one in first.documents] == [None, "สพร."]
    assert first.text in LETTER
    assert second.text.endswith("(๒) ส่วนภูมิภาค")


def test_reads_arabic_digits_and_run_on_instructions():
    record = read_directive(ARABIC, TITLES)
    assert record is not None
    assert record.number == "นม 52001/77"
    assert record.sender == "กองยุทธศาสตร์ เทศบาลเมืองตัวอย่าง"
    assert record.telephone == "0 4412 3456"
    assert record.dated_on == date(2024, 11, 15)
    assert [instruction.number for instruction in record.instructions] == ["1", "2"]


def test_titles_joined_without_a_space_part_where_the_first_is_known():
    record = read_directive(ARABIC, TITLES)
    assert record is not None
    printed = [one.printed for one in record.instructions[0].documents]
    assert printed == ["แผนพัฒนาดิจิทัลเพื่อเศรษฐกิจและสังคม", "แผนพัฒนารัฐบาลดิจิทัล"]
    (awaited,) = record.instructions[1].awaited
    assert (awaited.title, awaited.publisher) == ("คู่มือการจัดทำแผน", "กระทรวงตัวอย่าง")
    assert awaited.expected_on == date(2025, 1, 31)


def test_the_foot_of_a_page_is_no_part_of_an_instruction():
    record = read_directive(LETTER.replace("      ๒) ส่ง", "/๒. ส่งแบบสำรวจ ...\n      ๒) ส่ง"))
    assert record is not None
    assert [instruction.number for instruction in record.instructions] == ["๑", "๒"]
    assert record.instructions[0].text.endswith("โดยเคร่งครัด")


def test_white_space_without_end_is_read_in_no_time():
    body = "\nด้วย\n1. ศึกษาแผน" + "\n" * 50_000 + "2. ส่ง" + "แผนของกรม " * 5_000
    record = read_directive("ที่ มท 0001/1\nเรื่อง ก\nเรียน ข" + body, TITLES)
    assert record is not None
    assert len(record.instructions) == 2


def test_a_memo_may_lack_number_instructions_and_signature():
    record = read_directive(UNNUMBERED)
    assert record is not None
    assert (record.number, record.signer, record.instructions) == (None, None, ())
    assert record.dated_on == date(2023, 2, 3)
    assert record.sender == "สำนักปลัด องค์การบริหารส่วนตำบลสมมุติ"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ประกาศผลการประกวดราคา\n๑. ผู้ชนะ\n๒. ราคา",
        "เรื่อง สั้น\n\nวันหนึ่งเมื่อ ๕ เมษายน ๒๕๕๙",
        "เรียน ทุกท่าน\nขอบคุณ",
        "# ยุทธศาสตร์ที่ 1\n\nที่ 1/2 ของแผน",
    ],
)
def test_other_texts_are_no_memos(text):
    assert read_directive(text, TITLES) is None


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("แผนพัฒนารัฐบาลดิจิทัลประเทศไทย ระยะ ๓ ปี (พ.ศ. ๒๕๕๘ - ๒๕๖๑)", "DGP2559"),
        ("แผนพัฒนารัฐบาลดิจิทัล พ.ศ. ๒๕๖๓-๒๕๖๕", "DGP2563"),
        ("แผนพัฒนารัฐบาลดิจิทัล", None),
        ("แผนพัฒนาเศรษฐกิจและสังคม", None),
    ],
)
def test_a_title_means_an_edition_or_none(printed, code):
    assert edition_of(printed, TITLES) == code


@pytest.mark.parametrize(
    "text",
    [
        "เรื่อง แผน\nเรียน ผู้ว่าฯ\nที่ x" + "111." * 30_000 + "\nวันที่ ๑ มกราคม ๒๕๖๐\n\nตามที่",
        "เรื่อง แ" + " " * 100_000 + "ผน\nเรียน ผู้ว่าฯ\nวันที่ ๑ มกราคม ๒๕๖๐\n\nตามที่",
        "๑ มกราคม" + " " * 100_000 + "x\nเรื่อง แผน\nเรียน ผู้ว่าฯ\nที่ มท ๐๑๒๓/๔\n\nตามที่",
        LETTER + "๑. ให้ศึกษาแผน" + "\n" * 1_900 + "x\n",
    ],
)
def test_a_text_made_to_be_slow_is_read_to_its_end(text):
    """A pattern of more than linear cost would hang here for minutes."""
    assert read_directive(text) is not None


@pytest.mark.parametrize(
    "before",
    [
        "ข้อ ๑ ที่ประชุมรับทราบหนังสือดังนี้",
        "๒. ระเบียบวาระที่สอง",
        "ด้วยคณะกรรมการได้พิจารณา",
        "รายงาน" + "การประชุมคณะกรรมการ" * 12,
        "\n".join(f"บรรทัด {number}" for number in range(20)),
    ],
)
def test_a_letter_printed_in_running_text_is_none(before):
    head = "ส่วนราชการ กรมสมมติ\nที่ ดศ ๐๑๐๐/ว ๑ วันที่ ๑ มกราคม ๒๕๖๙\nเรื่อง ให้ศึกษาแผน\nเรียน อธิบดี\n"
    body = "\nตามที่กรมได้แจ้งแล้วนั้น\n"
    assert read_directive(head + body) is not None
    assert read_directive(f"{before}\n{head}{body}") is None


def test_a_telephone_in_the_text_is_not_the_senders():
    head = "ที่ ดศ ๐๑๐๐/ว ๑\nกรมสมมติ\n๙๙ ถนนสมมติ\n๑ มกราคม ๒๕๖๙\nเรื่อง แผน\nเรียน อธิบดี\n"
    body = "ตามที่บริษัท โทร. ๐ ๒๙๙๙ ๙๙๙๙ แจ้ง\n\n(นายสม สมมติ)\nอธิบดี\n\nโทร. ๐ ๒๑๑๑ ๑๑๑๑\n"
    assert read_directive(head + body).telephone == "๐ ๒๑๑๑ ๑๑๑๑"
