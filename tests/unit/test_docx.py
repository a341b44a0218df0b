"""A Word document is read as it is printed."""

from contextlib import suppress

import pytest
from docx_builder import docx, p, r, tbl, tc, tr
from hypothesis import given, settings
from hypothesis import strategies as st

from db.errors import UnreadableFile
from ingest.read.word.document import read_docx

STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{shown}"/></w:style>'
    for name, shown in [("T", "Title"), ("H1", "heading 1"), ("H2", "heading 2"), ("C", "toc 1")]
)
BREAK = '<w:r><w:br w:type="page"/></w:r>'
SEEN = "<w:r><w:lastRenderedPageBreak/></w:r>"


def read(body, **members):
    return read_docx(docx(body, styles=STYLES, **members))


def texts(body, **members):
    return [page.text for page in read(body, **members).pages]


def table_rows(page):
    (table,) = page.tables
    rows = [line.split("\t") for line in page.text[table.start : table.end].split("\n")]
    return rows, page.text[table.start : table.header_end].count("\n") + 1


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (f"<w:ins>{r('เพิ่ม')}</w:ins><w:del><w:r><w:delText>ลบ</w:delText></w:r></w:del>", "เพิ่ม"),
        (f"<w:moveTo>{r('ใหม่')}</w:moveTo><w:moveFrom>{r('เดิม')}</w:moveFrom>", "ใหม่"),
        (f"<w:hyperlink>{r('ลิงก์')}</w:hyperlink>", "ลิงก์"),
        ("<w:r><w:t>ก</w:t><w:br/><w:t>ข</w:t><w:tab/><w:t>ค</w:t></w:r>", "ก\nข\tค"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t> มี</w:t></w:r>', "☑ มี"),
        (f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>ซ่อน</w:t></w:r>{r('เห็น')}", "เห็น"),
        (f"<w:sdt><w:sdtContent>{r('ในช่อง')}</w:sdtContent></w:sdt>", "ในช่อง"),
        ("<w:r><w:t>e</w:t><w:noBreakHyphen/><w:t>Service</w:t></w:r>", "e-Service"),
    ],
)
def test_what_a_paragraph_shows(inside, text):
    assert texts(f"<w:p>{inside}</w:p>") == [text]


def test_a_text_box_is_read_once():
    box = "<w:txbxContent>{}</w:txbxContent>".format(p("วิสัยทัศน์"))
    twice = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    drawn = f"<w:r><mc:AlternateContent>{twice}</mc:AlternateContent></w:r>"
    assert texts(f"<w:p>{r('ก่อน')}{drawn}</w:p>{p('หลัง')}") == ["ก่อน\nวิสัยทัศน์\nหลัง"]


def test_a_deleted_paragraph_end_joins_two():
    mark = "<w:rPr><w:del/></w:rPr>"
    assert texts(p("ต้น", properties=mark) + p("ปลาย")) == ["ต้นปลาย"]


def test_fields_show_their_result_and_contents_are_skipped():
    def field(code, result):
        turns = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end")]
        apart = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        told = f"<w:r><w:instrText>{code}</w:instrText></w:r>"
        return f"<w:p>{turns[0]}{told}{apart}{r(result)}{turns[1]}</w:p>"

    body = field(" TOC \\o", "บทที่ ๑ ... ๕") + field("REF x", "ตารางที่ ๑") + p("สารบัญ ... ๒", "C")
    assert texts(body + p("เนื้อหา")) == ["ตารางที่ ๑\nเนื้อหา"]


def test_notes_follow_the_paragraph_that_cites_them():
    note = '<w:footnote w:id="2">{}</w:footnote>'.format(p("ที่มา: สศช."))
    cited = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    body = f"<w:p>{r('ร้อยละ ๘๐')}{cited}</w:p>" + p("ต่อไป")
    assert texts(body, footnotes=note) == ["ร้อยละ ๘๐\n[เชิงอรรถ ๑] ที่มา: สศช.\nต่อไป"]


def test_merged_cells_keep_their_columns():
    wide, tall, on = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = tbl(
        tr(tc("รายการ", tall), tc("งบประมาณ", wide)),
        tr(tc("", on), "๒๕๖๖", "๒๕๖๗"),
        tr("เครื่องแม่ข่าย", "๑,๒๐๐", "๓๐๐"),
    )
    (page,) = read(p("ตาราง") + body + p("จบ")).pages
    rows = [["รายการ", "งบประมาณ", ""], ["รายการ", "๒๕๖๖", "๒๕๖๗"], ["เครื่องแม่ข่าย", "๑,๒๐๐", "๓๐๐"]]
    assert table_rows(page) == (rows, 2)


def test_a_nested_table_stands_in_its_cell_and_a_frame_is_no_table():
    inner = tbl(tr("ก", "ข"), tr("ค", "ง"))
    (page,) = read(tbl(tr(tc(inner + p("จ")), "ฉ"), tr("๑", "๒"))).pages
    assert table_rows(page)[0] == [["ก ข ค ง จ", "ฉ"], ["๑", "๒"]]
    (page,) = read(tbl(tr("กรอบข้อความ"))).pages
    assert (page.text, page.tables) == ("กรอบข้อความ", ())


def test_a_table_cut_by_a_page_repeats_its_header():
    heading = tr("ปี", "งบ", properties="<w:tblHeader/>")
    later = tc(f"<w:p>{SEEN}{r('๒๕๖๗')}</w:p>")
    first, second = read(tbl(heading, tr("๒๕๖๖", "๑"), tr(later, "๒"))).pages
    assert (first.text, second.text) == ("ปี\tงบ\n๒๕๖๖\t๑", "ปี\tงบ\n๒๕๖๗\t๒")
    assert table_rows(second)[1] == 1


def test_pages_end_where_word_ended_them():
    section = '<w:sectPr><w:type w:val="{}"/></w:sectPr>'
    body = f"<w:p>{r('๑')}{BREAK}</w:p><w:p>{SEEN}{r('๒ ')}{SEEN}{r('๓')}</w:p>"
    body += p("๓ ต่อ", properties=section.format("nextPage")) + p("๔", properties="<w:sectPr/>")
    assert texts(body + p("๔ ต่อ") + section.format("continuous")) == [
        "๑", "๒", "๓\n๓ ต่อ", "๔\n๔ ต่อ",
    ]  # fmt: skip


def test_a_document_without_breaks_is_cut_between_paragraphs():
    pages = texts("".join(p("ก" * 999) for _ in range(45)))
    assert [len(page) for page in pages] == [19_999, 19_999, 4_999]


def test_headings_nest_and_numbered_text_stands_under_them():
    body = p("แผนดิจิทัล", "T") + p("ส่วนที่ ๑ บทนำ", "H1") + p("ความเป็นมา", "H2") + p("ข้อ ๑ ก")
    reading = read(body + p("ส่วนที่ ๒ งบประมาณ", "H1"))
    assert reading.title == "แผนดิจิทัล"
    assert [(each.level, each.path) for each in reading.headings] == [
        (1, "ส่วนที่ ๑ บทนำ"),
        (2, "ส่วนที่ ๑ บทนำ › ความเป็นมา"),
        (3, "ส่วนที่ ๑ บทนำ › ความเป็นมา › ข้อ ๑ ก"),
        (1, "ส่วนที่ ๒ งบประมาณ"),
    ]
    text = reading.pages[0].text
    assert all(text.startswith(each.title, each.start) for each in reading.headings)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (docx(p("")), "ว่าง"),
        (docx("<w:p>"), "เสียหาย"),
        (docx(p(""), **{"word/media/a.png": b"x"}), "รูปภาพ"),
        (docx("<w:sdt><w:sdtContent>" * 400 + "</w:sdtContent></w:sdt>" * 400), "ใหญ่หรือซับซ้อน"),
        (docx(p("ก" * 4_000_000)), "ใหญ่หรือซับซ้อน"),
    ],
    ids=["empty", "broken", "pictures", "deep", "huge-text"],
)
def test_what_cannot_be_read_is_refused(data, said):
    with pytest.raises(UnreadableFile, match=said):
        read_docx(data)


NAMES = (
    "p",
    "r",
    "t",
    "tbl",
    "tr",
    "tc",
    "sdt",
    "sdtContent",
    "pPr",
    "numPr",
    "ins",
    "fldChar",
    "br",
    "txbxContent",
    "sectPr",
    "vMerge",
    "gridSpan",
    "tcPr",
    "footnoteReference",
)
ELEMENTS = st.recursive(
    st.sampled_from(["", "ข้อ ๑", "<w:t>ก</w:t>", '<w:br w:type="page"/>']),
    lambda inner: st.builds(
        lambda name, value, parts: f'<w:{name} w:val="{value}">{"".join(parts)}</w:{name}>',
        st.sampled_from(NAMES),
        st.sampled_from(["", "1", "-5", "restart", "99999999999", "ก"]),
        st.lists(inner, max_size=4),
    ),
    max_leaves=20,
)


@settings(max_examples=60, deadline=None)
@given(body=ELEMENTS, numbering=ELEMENTS)
def test_any_arrangement_of_elements_is_read_or_refused(body, numbering):
    with suppress(UnreadableFile):
        assert read_docx(docx(body + p("ก"), numbering=numbering, footnotes=body)).pages


@settings(max_examples=60, deadline=None)
@given(at=st.integers(0, 1_400), written=st.binary(min_size=1, max_size=8))
def test_damaged_files_are_read_or_refused(at, written):
    data = docx(p("แผน", "H1") + tbl(tr("ก", "ข"), tr("ค", "ง")))
    with suppress(UnreadableFile):
        assert read_docx(data[:at] + written + data[at + len(written) :]).pages
