"""Word and Excel files: what other programs find in them."""

import io
import zipfile
from decimal import Decimal
from xml.etree import ElementTree

import docx
import openpyxl
import pytest

from assistant.papers.paper import Column, Digits, Paper, Paragraph, Quote, Sentence, Sheet, Table
from assistant.papers.pdf.shaping import FONTS
from assistant.papers.sheet import render_xlsx
from assistant.papers.word import render_docx

TEXT = "จัดทำระบบน้ำท่วม ปี 2568"
PAPER = Paper(
    "คำชี้แจง",
    (
        Paragraph((Sentence(TEXT, (Quote("แผน", "ทำ"),)),)),
        Table(
            (Column("โครงการ"), Column("บาท", figures=True)), (("น้ำ", "5"),), None, (("รวม", "5"),)
        ),
    ),
    digits=Digits.ARABIC,
)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def word():
    return render_docx(PAPER)


def test_word_holds_the_text(word):
    document = docx.Document(io.BytesIO(word))
    assert [one.text for one in document.paragraphs] == [
        "คำชี้แจง", TEXT + "[1]", "เชิงอรรถ", "1. แผน: “ทำ”",
    ]  # fmt: skip
    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows] == [
        ["โครงการ", "บาท"], ["น้ำ", "5"], ["รวม", "5"],
    ]  # fmt: skip


def test_word_says_that_it_is_thai(word):
    style = docx.Document(io.BytesIO(word)).styles["Normal"].element
    assert style.find(f".//{W}rFonts").get(f"{W}cs") == "Sarabun"
    assert style.find(f".//{W}szCs").get(f"{W}val") == "24"
    assert style.find(f".//{W}lang").get(f"{W}bidi") == "th-TH"


def test_the_font_inside_is_ours_once_unmasked(word):
    with zipfile.ZipFile(io.BytesIO(word)) as file:
        table = ElementTree.fromstring(file.read("word/fontTable.xml"))
        masked = file.read("word/fonts/font1.odttf")
    key = table.find(f".//{W}embedRegular").get(f"{W}fontKey").strip("{}").replace("-", "")
    mask = bytes.fromhex(key)[::-1] * 2
    font = bytes(a ^ b for a, b in zip(masked[:32], mask, strict=True)) + masked[32:]
    assert font == (FONTS / "Sarabun-Regular.ttf").read_bytes()


def opened(*rows):
    made = render_xlsx([Sheet("ผ.02: ก/ข", ("แบบ ผ.02",), ("ก", "ข"), rows, (20, 20))])
    return openpyxl.load_workbook(io.BytesIO(made)).active


@pytest.mark.parametrize("text", ["=1+1", "+ก", "-5", "@SUM(A1)", "\t=1", '=HYPERLINK("x")'])
def test_a_text_is_never_a_formula(text):
    cell = opened((text, 1)).cell(3, 1)
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


def test_numbers_are_numbers():
    page = opened((1_250_000, Decimal("12.5")), (None, "5"))
    assert [page.cell(3, 1).value, page.cell(3, 2).value] == [1_250_000, 12.5]
    assert [page.cell(4, 1).value, page.cell(4, 2).value] == [None, "5"]
    assert page.title == "ผ.02  ก ข"


def test_what_excel_cannot_hold_is_left_out():
    page = opened(("ก\x00ข\x1f", "ก" * 40_000))
    assert page.cell(3, 1).value == "กข"
    assert page.cell(3, 2).value == "ก" * 32_766 + "…"
