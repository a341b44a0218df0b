"""Papers: how they are set, and that what a PDF prints can be read out of it again."""

import re

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.papers.breaking import unbroken
from assistant.papers.paper import (
    Column,
    Digits,
    Heading,
    Paper,
    Paragraph,
    Quote,
    Sentence,
    Table,
)
from assistant.papers.pdf.rendering import render_pdf
from assistant.papers.pdf.shaping import Face
from assistant.papers.typeset import Grid, Line, Style, in_digits, typeset
from db.thai import pieces

MARKS = (
    "โครงการแจ้งเตือนน้ำท่วม ค่ำคืน ปี่ ปั๊ม ฝ้าย ฟ้า ป้ำเป๋อ ญี่ปุ่น กตัญญู ฐานุกรม ฎุ ชี้วัด ที่ตั้ง ใช้ "
    "เกี๊ยว ก๋วยเตี๋ยว ผู้ทำ จัดทำแผน ต่าง ๆ กรุงเทพฯ"
)
QUOTE = Quote("แผนพัฒนาดิจิทัล", "ข้อ 5 ทำให้", "พ.ศ. 2561 – 2580", "12")


def paper(*blocks, **more):
    return Paper("คำชี้แจง", blocks, **more)


def said(text, *quotes):
    return Paragraph((Sentence(text, quotes),))


def printed(made):
    """The text of the pages as PDFium reads it, without what lines add."""
    with pypdfium2.PdfDocument(render_pdf(made)) as file:
        pages = [page.get_textpage().get_text_range() for page in file]
    return squeezed("".join(pages))


def squeezed(text):
    return re.sub(r"\s+", "", text)


def test_every_mark_comes_out_again_in_order():
    assert squeezed(MARKS) in printed(paper(said(MARKS), digits=Digits.ARABIC))


def test_nothing_is_added_to_the_text():
    made = paper(Heading("หลักการ"), said(MARKS))
    assert printed(made) == squeezed("คำชี้แจงหลักการ" + MARKS)


@settings(max_examples=30, deadline=None)
@given(st.text(st.characters(min_codepoint=0xE01, max_codepoint=0xE3A), min_size=1, max_size=12))
def test_each_character_is_drawn_once(text):
    drawn = Face("Regular").shape(text)
    assert "".join(one.character for one in drawn) == text


def test_a_tone_mark_stands_above_the_vowel():
    vowel, tone = Face("Regular").shape("ที่")[1:]
    assert (vowel.advance, tone.advance) == (0, 0)
    plain = Face("Regular").shape("ท่")[1]
    assert tone.parts[0].glyph != plain.parts[0].glyph or tone.parts[0].up > plain.parts[0].up


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("ในปี พ.ศ. ๒๕๖๘ นี้", "พ.ศ. ๒๕๖๘ "),
        ("ประเด็นต่าง ๆ ของแผน", "ต่าง ๆ "),
        ("จำนวน ๑๒,๕๐๐,๐๐๐ บาท", "๑๒,๕๐๐,๐๐๐ "),
        ("(ฉบับที่ ๒)", "ที่ ๒)"),
    ],
)
def test_what_stays_on_one_line(text, held):
    found = list(unbroken(text))
    assert "".join(found) == text
    assert any(one.endswith(held) for one in found)


@given(st.text("กขงนมทปาิีุูเแโไำ่้์ๆฯ 12๑.()a", max_size=40))
def test_pieces_are_the_text(text):
    assert "".join(pieces(text)) == text
    assert "".join(unbroken(text)) == text


def test_a_line_never_begins_with_a_mark():
    found = pieces("กำหนดให้หน่วยงานจัดทำแผนปฏิบัติการดิจิทัล")
    assert len(found) > 5
    assert not any(re.match("[\u0e30-\u0e3a\u0e45-\u0e4e]", one) for one in found)


@pytest.mark.parametrize(
    ("text", "thai"),
    [
        ("ปี 2568 งบ 1,250 บาท", "ปี ๒๕๖๘ งบ ๑,๒๕๐ บาท"),
        ("ตาม ISO 27001 และ IPv6 ข้อ 5", "ตาม ISO 27001 และ IPv6 ข้อ ๕"),
        ("https://example.go.th/2560/1 หน้า 2", "https://example.go.th/2560/1 หน้า ๒"),
    ],
)
def test_digits_by_choice(text, thai):
    assert in_digits(text, Digits.THAI) == thai
    assert in_digits(text, Digits.ARABIC) == text


def test_footnotes_are_numbered_once_and_quote_as_it_stands():
    lines = typeset(paper(said("หนึ่ง", QUOTE), said("สอง", QUOTE, Quote("หนังสือ", "ก"))))
    notes = [line.runs[0].text for line in lines if line.style is Style.NOTE]
    assert notes == [
        "๑. แผนพัฒนาดิจิทัล พ.ศ. ๒๕๖๑ – ๒๕๘๐ หน้า ๑๒: “ข้อ 5 ทำให้”",
        "๒. หนังสือ: “ก”",
    ]
    raised = [run.text for line in lines for run in line.runs if run.raised]
    assert raised == ["[๑]", "[๑,๒]"]


def test_a_long_table_repeats_its_head():
    rows = tuple((str(number), MARKS) for number in range(1, 40))
    made = paper(Table((Column("ลำดับ", 0.3), Column("ชื่อโครงการ")), rows))
    text = printed(made)
    assert text.count("ชื่อโครงการ") > 1
    assert text.count(squeezed(MARKS)) == len(rows)


def test_a_row_taller_than_a_page_goes_on():
    made = paper(Table((Column("ที่", 0.2), Column("เรื่อง")), (("1", MARKS * 60),)))
    assert printed(made).count("ก๋วยเตี๋ยว") >= 59


def test_a_word_without_end_is_cut():
    assert "ก" * 1_000 in printed(paper(said("ก" * 1_000)))


def test_a_grid_is_a_grid():
    grid = typeset(paper(Table((Column("ก"),), (("1",),), "ตาราง", (("2",),))))[2]
    assert isinstance(grid, Grid)
    assert (grid.rows, grid.totals) == ((("๑",),), (("๒",),))
    assert isinstance(typeset(paper())[0], Line)


def test_a_footnote_tells_the_years_once():
    in_title = Quote("แผนดิจิทัล พ.ศ. 2566–2570", "ข้อ 1", "พ.ศ. 2566–2570", "3")
    lines = typeset(paper(said("หนึ่ง", in_title)))
    told = "".join(run.text for line in lines if isinstance(line, Line) for run in line.runs)
    assert told.count("๒๕๖๖") == 1
    assert "หน้า ๓" in told
