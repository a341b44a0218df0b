"""The section tree of a paper, from its marks and from its numbering."""

import pytest

from ingest.outline import outline
from ingest.page import PageText
from ingest.read.text import read_text


def tree(text):
    """(level, title) of each heading."""
    return [(heading.level, heading.title) for heading in read_text(text).headings]


def test_markdown_levels_nest_as_written():
    text = "# ก\n## ข\n### ค\n## ง\n# จ\n#### ฉ\n## ช ##\n"
    assert tree(text) == [(1, "ก"), (2, "ข"), (3, "ค"), (2, "ง"), (1, "จ"), (2, "ฉ"), (2, "ช")]


def test_a_path_holds_the_headings_above():
    paths = [heading.path for heading in read_text("# ก\n## ข\n### ค\n## ง\n").headings]
    assert paths == ["ก", "ก › ข", "ก › ข › ค", "ก › ง"]


@pytest.mark.parametrize("line", ["#แฮชแท็ก", "####### เจ็ด", "#", "ข้อความ # ก"])
def test_other_hashes_are_text(line):
    assert tree(f"{line}\nเนื้อความ") == []


def test_numbered_lines_are_content_where_headings_are_marked():
    assert tree("# แผน\n๑. ศึกษา\nหมวด ๑ ทั่วไป\n(๒) ติดตาม\n") == [(1, "แผน")]


def test_thai_markers_nest_dynamically():
    text = "หมวด ๑ ทั่วไป\nข้อ ๑ ชื่อ\n(๑) ก\n(๒) ข\nข้อ ๒ นิยาม\nหมวด ๒ อื่น\nข้อ ๓ ให้\n"
    assert [level for level, _ in tree(text)] == [1, 2, 3, 3, 2, 1, 2]


def test_decimals_nest_by_their_dots():
    text = "๑. หนึ่ง\n๑.๑ ข\n๑.๑.๑ ค\n๑.๒ ง\nก. จ\nข. ฉ\n๒. สอง\n๒.๑ ช\n"
    assert [level for level, _ in tree(text)] == [1, 2, 3, 2, 3, 3, 1, 2]


@pytest.mark.parametrize(
    "line",
    [
        "ภาค ๓ เหนือ",
        "ส่วนที่ ๑ บทนำ",
        "ส่วนที่ ก",
        "บทที่ 2 แนวคิด",
        "หมวด ๑",
        "ลักษณะ ๒ การบริหาร",
        "ภาคผนวก ก รายชื่อ",
        "ประเด็นยุทธศาสตร์ที่ ๔ ปรับเปลี่ยนภาครัฐ",
        "ยุทธศาสตร์ที่ ๔.๑ บริการ",
        "แผนงานที่ ๒ โครงข่าย",
        "มาตรา ๕/๑ ให้มี",
        "มาตรา ๔๔",
        "ข้อ ๑",
        "ข้อ๓ นิยาม",
        "ข้อ ๔.๑ ขอบเขต",
        "๑. บทนำ",
        "๑) บทนำ",
        "๑.๑ บทนำ",
        "10.2.1 Scope",
        "(๑) ศึกษา",
        "ก. ภาพรวม",
        "(ก) ภาพรวม",
    ],
)
def test_a_marker_begins_a_section(line):
    assert tree(line) == [(1, line)]


@pytest.mark.parametrize(
    "line",
    [
        "๒๕๕๘ เป็นปีแรก",
        "๒๕๕๘. เป็นปีแรก",
        "๕ เมษายน ๒๕๕๙",
        "๑๒.๕ ล้านบาท",
        "๑.๕ เท่าของปีก่อน",
        "๒.๕ พันล้านบาท",
        "10.5 percent",
        "1.234",
        "หมวดหมู่ ๑ และ ๒",
        "ข้อเสนอ ๑ ประการ",
        "มาตราส่วน ๑:๕๐๐",
        "กรม. ส่งเสริม",
        "(พ.ศ. ๒๕๕๙) เป็นต้นไป",
    ],
)
def test_other_beginnings_are_text(line):
    assert tree(line) == []


@pytest.mark.parametrize(
    ("marker", "title"),
    [("๑.", "ข้อ ๑"), ("๑.๑", "ข้อ ๑.๑"), ("ข้อ ๕", "ข้อ ๕"), ("(๒)", "(๒)"), ("หมวด ๑", "หมวด ๑")],
)
def test_a_long_paragraph_is_called_after_its_marker(marker, title):
    assert tree(f"{marker} {'ก' * 200}") == [(1, title)]


def test_a_long_marked_heading_is_cut():
    assert tree("# " + "ก" * 200) == [(1, "ก" * 120)]


def test_a_letter_has_its_parts():
    text = (
        "บันทึกข้อความ\nส่วนราชการ กรม\nเรื่อง แผน\nเรียน ท่าน\nด้วยคณะรัฐมนตรี\n๑. ศึกษา\n"
        "๒. ติดตาม\nในการนี้\nทั้งนี้\nจึงเรียนมา\n(นายก ข)\n"
    )
    assert tree(text) == [
        (1, "หัวหนังสือ"),
        (1, "ภาคเหตุ"),
        (2, "๑. ศึกษา"),
        (2, "๒. ติดตาม"),
        (1, "ภาคความประสงค์"),
        (1, "ภาคสรุป"),
        (1, "การลงนาม"),
    ]


def test_other_papers_have_no_letter_parts():
    assert tree("เรื่อง แผน\nด้วยคณะรัฐมนตรี\nทั้งนี้\n") == []


@pytest.mark.parametrize("indent", ["", "  ", "\t"])
def test_a_heading_knows_its_page_and_line(indent):
    pages = [PageText(n, text, text) for n, text in enumerate(_three_pages(indent), start=1)]
    headings = list(outline(pages))
    assert [heading.page for heading in headings] == [1, 1, 3]
    for heading in headings:
        assert pages[heading.page - 1].text[heading.start :].startswith(heading.title)


def _three_pages(indent):
    return [f"คำนำ\n\n{indent}หมวด ๑ ก\n{indent}ข้อ ๑ ข\n", "ไม่มีหัวข้อ", f"ต่อ\n{indent}ข้อ ๒ ค"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("คำนำ\n# แผนดิจิทัล\n## สรุป", "แผนดิจิทัล"),
        ("\n\n  ระเบียบว่าด้วยข้อมูล\nหมวด ๑ ทั่วไป", "ระเบียบว่าด้วยข้อมูล"),
        ("\f\fหมวด ๑ ทั่วไป", "หมวด ๑ ทั่วไป"),
        ("ย่อหน้ายาว " * 30, None),
    ],
)
def test_the_title_of_a_paper(text, title):
    assert read_text(text).title == title
