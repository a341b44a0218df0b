"""Symbols of a document become the marks that make words, if that is clear."""

from ingest.read.pdf.layer import FIRST_SYMBOL, Symbol
from ingest.read.pdf.marks import solve

A, B = chr(FIRST_SYMBOL), chr(FIRST_SYMBOL + 1)
TONE, OTHER = Symbol("Regular", "F"), Symbol("Bold", "N")


def with_symbol(text, mark, character):
    return text.replace(mark, character)


def test_a_symbol_becomes_the_mark_that_makes_words():
    text = with_symbol("ข้อมูลของผู้ใช้ต้องให้ผู้อื่นได้รู้", "้", A)
    assert solve([text], [TONE]) == {TONE: "้"}


def test_two_symbols_are_told_apart():
    text = with_symbol(with_symbol("ที่นี่มีข้อมูลให้ผู้ใช้ที่ต้องการ", "้", A), "่", B)
    assert solve([text], [TONE, OTHER]) == {TONE: "้", OTHER: "่"}


def test_the_pages_of_a_document_are_one_question():
    pages = ["ข" + A + "อมูล", "ผู" + A + "ใช", "ต" + A + "องการ"]
    assert solve(pages, [TONE]) == {TONE: "้"}


def test_a_known_mark_is_taken_as_it_is():
    ring = Symbol("Regular", " ", mark="ํ")
    assert solve(["ส" + A + "านัก"], [ring]) == {ring: "ํ"}


def test_what_makes_no_words_stays_open():
    assert solve(["ฐ" + A + "ฑฬ" + A + "ฌ"], [TONE]) == {}


def test_the_number_of_a_footnote_is_no_mark():
    note = Symbol("Regular", "1")
    assert solve(["การพัฒนา" + A + " และแผนงาน" + A + " ของประชาชน" + A], [note]) == {}


def test_a_mark_below_is_sought_among_those_below():
    low = Symbol("Regular", "G", below=True)
    assert solve(["ข้อม" + A + "ลของผ" + A + "้ใช้ทุกคนร" + A + "้"], [low]) == {low: "ู"}
