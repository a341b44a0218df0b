"""Automatic numbers come out as Word prints them."""

import pytest
from docx_builder import docx, item, level, lists, p

from ingest.read.word.document import read_docx
from ingest.read.word.numerals import write_number


def lines(body, numbering, styles=""):
    reading = read_docx(docx(body, styles=styles, numbering=numbering))
    return [line for page in reading.pages for line in page.text.split("\n")]


@pytest.mark.parametrize(
    ("value", "form", "written"),
    [
        (12, "thaiNumbers", "๑๒"),
        (5, "thaiLetters", "จ"),
        (41, "thaiLetters", "ฮ"),
        (42, "thaiLetters", "กก"),
        (1, "thaiCounting", "หนึ่ง"),
        (21, "thaiCounting", "ยี่สิบเอ็ด"),
        (110, "thaiCounting", "หนึ่งร้อยสิบ"),
        (14, "upperRoman", "XIV"),
        (28, "lowerLetter", "bb"),
        (7, "decimalZero", "07"),
        (7, "chicago", "7"),
        (10**6, "upperRoman", "1000000"),
    ],
)
def test_every_form_of_number(value, form, written):
    assert write_number(value, form) == written


def test_levels_count_within_each_other():
    numbering = lists(
        level(0, "thaiNumbers", "ข้อ %1"),
        level(1, "thaiNumbers", "%1.%2"),
        level(2, "thaiLetters", "(%3)"),
    )
    body = "".join(item("ก", each) for each in (0, 1, 1, 2, 2, 0, 1, 2))
    found = [line.removesuffix(" ก") for line in lines(body, numbering)]
    assert found == ["ข้อ ๑", "๑.๑", "๑.๒", "(ก)", "(ข)", "ข้อ ๒", "๒.๑", "(ก)"]


def test_legal_numbers_are_arabic_at_every_level():
    numbering = lists(
        level(0, "thaiNumbers", "%1."), level(1, "thaiLetters", "%1.%2", "<w:isLgl/>")
    )
    assert lines(item("ก") + item("ข", 1), numbering) == ["๑. ก", "1.1 ข"]


@pytest.mark.parametrize(("restart", "last"), [("0", "๓"), ("1", "๑")])
def test_a_level_may_count_on(restart, last):
    more = f'<w:lvlRestart w:val="{restart}"/>'
    numbering = lists(level(0, "decimal", "%1"), level(1, "thaiNumbers", "%2", more))
    body = "".join(item("ก", each) for each in (0, 1, 1, 0, 1))
    assert lines(body, numbering)[-1] == f"{last} ก"


def test_a_second_list_goes_on_unless_it_starts_anew():
    more = '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>' + (
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="7"/></w:lvlOverride></w:num>'
    )
    numbering = lists(level(0, "thaiNumbers", "%1."), more=more)
    body = item("ก") + item("ข", of=2) + item("ค", of=3) + item("ง", of=3)
    assert lines(body, numbering) == ["๑. ก", "๒. ข", "๗. ค", "๘. ง"]


def test_styles_number_by_their_own_level_and_those_they_are_based_on():
    numbering = lists(
        level(0, "thaiNumbers", "บทที่ %1", '<w:pStyle w:val="H1"/>'),
        level(1, "thaiNumbers", "%1.%2", '<w:pStyle w:val="H2"/>'),
    )
    number = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = (
        f'<w:style w:type="paragraph" w:styleId="H1">{number}</w:style>'
        f'<w:style w:type="paragraph" w:styleId="H2">{number}</w:style>'
        '<w:style w:type="paragraph" w:styleId="Mine"><w:basedOn w:val="H2"/></w:style>'
    )
    none = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    body = p("ก", "H1") + p("ข", "H2") + p("ค", "Mine") + p("ง", "H1", none)
    assert lines(body, numbering, styles) == ["บทที่ ๑ ก", "๑.๑ ข", "๑.๒ ค", "ง"]


def test_bullets_and_gaps():
    more = '<w:suff w:val="nothing"/>'
    numbering = lists(level(0, "bullet", "\uf0b7"), level(1, "decimal", "(%2)", more))
    assert lines(item("ก") + item("ข", 1) + item("ค", 5), numbering) == ["- ก", "(1)ข", "ค"]


def test_a_list_may_belong_to_a_list_style():
    linked = '<w:abstractNum w:abstractNumId="5"><w:numStyleLink w:val="ข้อ"/></w:abstractNum>'
    more = linked + '<w:num w:numId="2"><w:abstractNumId w:val="5"/></w:num>'
    numbering = lists('<w:styleLink w:val="ข้อ"/>', level(0, "thaiNumbers", "ข้อ %1"), more=more)
    assert lines(item("ก", of=2) + item("ข"), numbering) == ["ข้อ ๑ ก", "ข้อ ๒ ข"]
