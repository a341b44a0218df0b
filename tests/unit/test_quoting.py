"""Quotes are the exact words of a page, under the heading they stand in."""

import pytest

from assistant.extraction.units import Unit
from assistant.quoting import Shelf, outlines, quote
from db.models import DocumentKind
from db.reads.documents import passages_of
from ingest.library import Text

PAPER = (
    "# แผนดิจิทัล\nคำนำของแผน ๓ ปี\n## เป้าหมาย\n๑. บริการดิจิทัล ร้อยละ ๘๐\n"
    "๒. บริการดิจิทัล ร้อยละ ๘๐ ภายในปี ๒๕๗๐\n\f## งบประมาณ\nวงเงิน ๑,๒๐๐ ล้านบาท\n"
)


@pytest.fixture
def session(library, sqlite):
    library.take(Text("แผน", PAPER.encode(), DocumentKind.PLAN, edition_label="พ.ศ. 2566–2570"))
    with sqlite.reading() as opened:
        yield opened


@pytest.fixture
def shelf(session):
    return Shelf(session, "แผน")


def test_a_quote_says_where_it_stands(session):
    passage = passages_of(session, "แผน")[-1]
    at = passage.page_text.index("วงเงิน")
    found = quote(passage, Unit(at, at + 6, "วงเงิน"), outlines(session, [passage]))
    assert (found.document, found.title, found.kind) == ("แผน", "แผนดิจิทัล", "plan")
    assert (found.edition, found.version, found.page) == ("พ.ศ. 2566–2570", 1, 2)
    assert (found.section, found.text) == ("งบประมาณ", "วงเงิน")
    assert passage.page_text[found.start : found.end] == found.text
    assert found.passage_digest == passage.digest


@pytest.mark.parametrize(
    ("needles", "line"),
    [
        (["บริการดิจิทัล"], "๑. บริการดิจิทัล ร้อยละ ๘๐"),
        (["ร้อยละ 80", "2570"], "๒. บริการดิจิทัล ร้อยละ ๘๐ ภายในปี ๒๕๗๐"),
        (["1200ล้านบาท"], "วงเงิน ๑,๒๐๐ ล้านบาท"),
        (["แผน 3 ปี"], "คำนำของแผน ๓ ปี"),
    ],
)
def test_the_shortest_line_that_holds_all(shelf, needles, line):
    assert shelf.line_with(*needles).text == line


def test_a_line_that_is_not_there(shelf):
    assert shelf.line_with("ร้อยละ 81") is None
    assert shelf.line_with("วงเงิน", "บริการ") is None


def test_the_section_is_that_of_the_line(shelf):
    assert shelf.line_with("ร้อยละ 80").section == "เป้าหมาย"
    assert shelf.line_with("คำนำ").section == ""


def test_words_are_found_to_the_letter(shelf):
    found = shelf.printed("ร้อยละ ๘๐")
    assert (found.text, found.page) == ("ร้อยละ ๘๐", 1)
    assert shelf.printed("ร้อยละ 80") is None


def test_words_are_found_after_others(shelf):
    first, second = shelf.printed("ร้อยละ ๘๐"), shelf.printed("ร้อยละ ๘๐", after="๒. ")
    assert first.start < second.start


def test_a_document_that_is_not_there_is_an_empty_shelf(session):
    shelf = Shelf(session, "ไม่มี")
    assert (shelf.passages, shelf.line_with("แผน"), shelf.printed("แผน")) == ([], None, None)


def test_only_the_current_version_is_on_the_shelf(session, library, sqlite):
    library.take(Text("แผน", "ฉบับใหม่".encode(), DocumentKind.PLAN))
    with sqlite.reading() as later:
        shelf = Shelf(later, "แผน")
        assert shelf.line_with("บริการดิจิทัล") is None
        assert shelf.line_with("ฉบับใหม่").version == 2
