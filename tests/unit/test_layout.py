"""What each line of a page is, and what it stands under."""

import pytest

from assistant.extraction.layout import Role, cells, children, lines, opens

RULE = (
    "หมวด ๒ การขอใช้\n"
    "ข้อ ๕ การขอใช้บริการให้ดำเนินการตามขั้นตอน ดังต่อไปนี้\n"
    "(๑) ยื่นแบบ คลด.๑\n(๒) หัวหน้าภาควิชาให้ความเห็นชอบ\n"
    "ข้อ ๖ คำขอที่เกิน ๘ หน่วยต้องได้รับอนุมัติ\n"
)
TABLE = "ตารางที่ ๑ (หน่วย: บาท)\nโครงการ\tปี ๒๕๖๙\nคลังข้อมูล\t๑๒๐\nแอป\t๖๔\n"


def found(page, **kept):
    return lines(page, 0, len(page), **kept)


def test_items_stand_under_the_line_that_opens_them():
    _, opening, first, second, after = found(RULE)
    assert children(opening, found(RULE)) == []
    assert first.above[-1] is opening
    assert second.above[-1] is opening
    assert opening not in after.above


def test_everything_stands_under_its_heading():
    heading, *rest = found(RULE)
    assert heading.role is Role.HEADING
    assert all(heading in line.above for line in rest)


def test_a_row_has_its_head_and_caption():
    caption, head, first, second = found(TABLE)
    assert (caption.role, head.role, first.role) == (Role.CAPTION, Role.HEAD, Role.ROW)
    assert (first.head, second.head, second.caption) == (head, head, caption)


def test_a_table_that_goes_on_has_the_head_of_the_page_before():
    rows = found("แอป\t๖๔\nเว็บ\t๓๒\n", header="โครงการ\tปี ๒๕๖๙")
    assert [row.role for row in rows] == [Role.ROW, Role.ROW]
    assert {(row.head.unit.start, row.head.unit.text) for row in rows} == {(-1, "โครงการ\tปี ๒๕๖๙")}


def test_a_printed_question_heads_what_follows():
    question, answer = found("ยกเลิกคิวได้หรือไม่\nยกเลิกได้ก่อนเวลานัด ๒ ชั่วโมง\n")
    assert (question.role, answer.above) == (Role.QUESTION, (question,))


def test_lines_are_stretches_of_the_page():
    for page in (RULE, TABLE):
        assert all(page[line.unit.start : line.unit.end] == line.unit.text for line in found(page))


@pytest.mark.parametrize(
    ("text", "announces"),
    [("เป้าหมายมี ๓ ข้อ ได้แก่", True), ("ดังต่อไปนี้", True), ("แผนนี้มีเป้าหมาย ๓ ข้อ", False)],
)
def test_a_line_that_only_announces(text, announces):
    assert opens(text) is announces


def test_empty_cells_are_cells():
    assert cells("รวม\t\t๔๐\t") == ["รวม", "", "๔๐", ""]
