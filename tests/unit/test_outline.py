"""The section tree of a paper, from its marks and from its numbering."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.outline.tree import outline
from ingest.page import PageText, Table
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
        "บทเฉพาะกาล",
        "ตอนที่ ๒ เครื่องมือ",
        "พันธกิจที่ ๑ บริการ",
        "เป้าประสงค์ที่ ๒ ประชาชนเข้าถึง",
        "ตัวชี้วัดที่ ๑.๒ ร้อยละของบริการ",
        "กลยุทธ์ ๑.๒ เพิ่มทักษะ",
        "โครงการที่ ๓ ศูนย์ข้อมูล",
        "เอกสารแนบ ๒",
        "บัญชีท้ายประกาศกระทรวงดิจิทัล",
        "๑.บทนำ",
        "๑.๑บทนำ",
        "๑ . บทนำ",
        "ข้อ๓นิยาม",
        "ข้อ ๕/๒. ขอบเขต",
        "(๑)ศึกษา",
        "( ๑ ) ศึกษา",
        "(๑.๒) ศึกษา",
        "ยุทธศาสตร์ ที่ ๑ : โครงสร้าง",
        "ยุทธศาสตรที ๒ บริการ",
        "เปาหมายที่ 3 - คน",
        "มาตรการที่ ๑.๒ ส่งเสริม",
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
        "๑. ๐๐๐ บาท",
        "๑. มกราคม ๒๕๖๖",
        "๕. ม.ค. ๒๕๖๖",
        "๑๖.๓๐ น. ของทุกวัน",
        "๐๙.๐๐ นาฬิกา",
        "๘.๓๐ - ๑๖.๓๐ ทุกวัน",
        "๐.๕๐ เมตร",
        "๓. คน",
        "๑๒. ล้านบาท",
        "02-123-4567",
        "02. 123 4567 ต่อ 5",
        "มาตรา ๑๒ แห่งพระราชบัญญัติเทศบาล",
        "มาตรา ๗ (๓) และมาตรา ๙ ให้",
        "มาตรา ๕ วรรคสอง",
        "ข้อ ๓ และข้อ ๔ ให้นำมาใช้",
        "ข้อ ๑-๕ ให้ยกเลิก",
        "ยุทธศาสตร์ที่ ๑ และยุทธศาสตร์ที่ ๒ มุ่งเน้น",
        "ยุทธศาสตร์ ๕ ด้าน",
        "โครงการ ๑.๕ ล้านบาท",
        "ตารางที่ ๑ งบประมาณ",
        "รูปที่ ๒ ระบบ",
        "แผนภาพที่ ๓ ขั้นตอน",
        "- กำหนดผู้รับผิดชอบ",
        "• บริการ",
        "น. วันที่",
        "จ. เชียงใหม่",
        "เล่ม ๑๔๐ ตอนพิเศษ ๘๔ ง ราชกิจจานุเบกษา",
    ],
)
def test_other_beginnings_are_text(line):
    assert tree(line) == []


@pytest.mark.parametrize("before", ["ตามความใน", "ซึ่งกำหนดไว้ใน", "ทั้งนี้ โดยอาศัยอำนาจตาม", "ตามข้อ"])
def test_a_line_goes_on_with_an_unfinished_one(before):
    assert tree(f"{before}\nมาตรา ๑๒ กำหนดให้จัดทำแผน") == []


@pytest.mark.parametrize("before", ["การติดตาม", "การควบคุมภายใน", "รวม ๔ แห่ง", "ดังต่อไปนี้"])
def test_a_finished_line_may_end_like_an_unfinished_one(before):
    assert tree(f"{before}\nข้อ ๑ ชื่อ") == [(1, "ข้อ ๑ ชื่อ")]


def test_numbering_errors_change_nothing():
    text = "๑. ก\n๑.๑ ข\n๑.๓ ค\n๑.๑ ง\n1.2 จ\n๔. ฉ\n๔. ช\n๒. ซ\n"
    assert [level for level, _ in tree(text)] == [1, 2, 2, 2, 2, 1, 1, 1]


def test_parts_of_laws_close_by_rank():
    text = (
        "หมวด ๑ ก\nส่วนที่ ๑ ข\nมาตรา ๑ ค\n(๑) ง\nหมวด ๒ จ\nลักษณะ ๒ ฉ\nหมวด ๑ ช\nมาตรา ๒ ซ\n"
        "บทเฉพาะกาล\nมาตรา ๓ ฌ\nภาคผนวก ก ญ\nหมวด ๑ ฎ\n"
    )
    assert [level for level, _ in tree(text)] == [1, 2, 3, 4, 1, 1, 2, 3, 2, 3, 1, 2]


def test_parts_of_plans_close_by_rank():
    text = (
        "พันธกิจที่ ๑ ก\nยุทธศาสตร์ที่ ๑ ข\nเป้าหมายที่ ๑ ค\nตัวชี้วัดที่ ๑ ง\nมาตรการที่ ๑ จ\nโครงการที่ ๑ ฉ\n"
        "ตัวชี้วัดที่ ๑ ช\nมาตรการที่ ๒ ซ\nเป้าหมายที่ ๒ ฌ\nยุทธศาสตร์ที่ ๒ ญ\n"
    )
    assert [level for level, _ in tree(text)] == [1, 1, 2, 3, 3, 4, 5, 3, 2, 1]


def test_a_list_begins_again_inside_a_strategy():
    text = "๑. ก\n๒. ข\nยุทธศาสตร์ที่ ๑ ค\n๑. ง\n๒. จ\nยุทธศาสตร์ที่ ๒ ฉ\n๓. ช\n"
    assert [level for level, _ in tree(text)] == [1, 1, 2, 3, 3, 2, 1]


def test_a_bare_marker_has_its_name_on_the_next_line():
    text = "หมวด ๑\nบททั่วไป\nข้อ ๑ ก\nหมวด ๒\nข้อ ๒ ข"
    assert tree(text) == [
        (1, "หมวด ๑ บททั่วไป"),
        (2, "ข้อ ๑ ก"),
        (1, "หมวด ๒"),
        (2, "ข้อ ๒ ข"),
    ]


def test_rows_of_tables_are_no_headings():
    text = "ส่วนที่ ๑ ก\n๑. โครงการ\t๕\n๒. ระบบ\t๖\nส่วนที่ ๒ ข"
    start, end = text.index("๑. โครงการ"), text.index("ส่วนที่ ๒") - 1
    page = PageText(1, text, text, tables=(Table(start, end, start),))
    assert [heading.title for heading in outline([page])] == ["ส่วนที่ ๑ ก", "ส่วนที่ ๒ ข"]


def test_an_announcement_holds_its_clauses():
    text = "ประกาศเทศบาลเมือง\nเรื่อง การให้บริการ\nโดยที่เป็นการสมควร\nข้อ ๑ ชื่อ\nประกาศ ณ วันที่ ๑\n"
    assert tree(text) == [(1, "ประกาศเทศบาลเมือง เรื่อง การให้บริการ"), (2, "ข้อ ๑ ชื่อ")]


def test_an_announcement_in_one_line_begins_a_page():
    line = "ประกาศคณะกรรมการ เรื่อง แผน พ.ศ. ๒๕๖๖ โดยที่พระราชบัญญัติ"
    assert tree(line) == [(1, "ประกาศคณะกรรมการ เรื่อง แผน พ.ศ. ๒๕๖๖")]
    assert tree(f"ก\nข\nค\nง\n{line}") == []


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


def test_what_is_enclosed_with_a_letter_is_none():
    letter = "เรื่อง ส่งแผน\nเรียน ท่าน\nด้วยกรมจัดทำแผน\n(นายก ข)"
    text = f"{letter}\fทั้งนี้ แผนมี\nส่วนที่ ๑ บทนำ\nเพื่อให้เกิดผล\f{letter}"
    parts = [(1, "ภาคเหตุ"), (1, "การลงนาม")]
    assert tree(text) == [*parts, (1, "ส่วนที่ ๑ บทนำ"), *parts]


def test_other_papers_have_no_letter_parts():
    assert tree("เรื่อง แผน\nด้วยคณะรัฐมนตรี\nทั้งนี้\n") == []


@pytest.mark.parametrize("indent", ["", "  ", "\t"])
def test_a_heading_knows_its_page_and_line(indent):
    pages = [PageText(n, text, text) for n, text in enumerate(_three_pages(indent), start=1)]
    headings = list(outline(pages))
    assert [heading.page for heading in headings] == [1, 1, 3]
    for heading in headings:
        assert pages[heading.page - 1].text[heading.start :].startswith(heading.title)


MARKS = [
    "ภาค ๑",
    "หมวด ๑",
    "ส่วนที่ ๒",
    "ข้อ ๑",
    "ข้อ ๑.๒",
    "ยุทธศาสตร์ที่ ๑",
    "ตัวชี้วัดที่ ๑",
    "๑.",
    "๒.",
    "๑.๑",
    "๑.๑.๒",
]
LINES = st.tuples(
    st.sampled_from([*MARKS, "(๑)", "ก.", "ภาคผนวก", "", "สารบัญ"]), st.text("กข ๑.()", max_size=9)
)


@settings(deadline=None)
@given(st.lists(st.lists(LINES, max_size=9), max_size=4))
def test_any_outline_is_a_tree_in_the_order_of_the_text(sheets):
    texts = ["\n".join(" ".join(line) for line in sheet) for sheet in sheets]
    headings = list(outline([PageText(n, text, text) for n, text in enumerate(texts, 1)]))
    places = [(heading.page, heading.start) for heading in headings]
    assert places == sorted(set(places))
    open_titles = []
    for heading in headings:
        assert 1 <= heading.level <= len(open_titles) + 1
        open_titles = [*open_titles[: heading.level - 1], heading.title]
        assert heading.path == " › ".join(open_titles)


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
