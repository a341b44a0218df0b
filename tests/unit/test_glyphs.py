"""Printed glyphs become lines: each mark on its letter, each space where a gap is."""

import pytest

from db.boxes import NOWHERE
from ingest.read.pdf.glyphs import MARKS, Glyph, em_of, is_symbol, without_repeats
from ingest.read.pdf.layer import FIRST_SYMBOL
from ingest.read.pdf.lines import SymbolTable, lines_of

EM = 20.0
ADVANCE = 10.0


def glyph(text, x, y=100.0, **changes):
    if text in MARKS:
        ink = (x - 5, y + 11, x - 1, y + 14)
    else:
        ink = (x + 1, y, x + 9, y + 0.45 * EM) if text != " " else (x, y, x, y)
    return Glyph(text, x, y, *ink, run=1, font="F")._replace(**changes)


def printed(text, x=0.0, y=100.0, **changes):
    glyphs = []
    for letter in text:
        glyphs.append(glyph(letter, x, y, **changes))
        x += 0 if letter in MARKS else ADVANCE
    return glyphs


def read(glyphs, table=None):
    place = lambda *sides: tuple(round(side) for side in sides)  # noqa: E731
    return lines_of(glyphs, place, table or SymbolTable())


def texts(glyphs):
    return [line.text for line in read(glyphs)]


def test_the_size_of_type_is_told_from_consonants():
    assert em_of(printed("ที่นี่")) == pytest.approx(EM)
    assert em_of([]) > 0


def test_a_line_ends_where_the_baseline_moves():
    assert texts([*printed("บน", y=200), *printed("ล่าง", y=170)]) == ["บน", "ล่าง"]


def test_parts_printed_on_one_baseline_are_one_line():
    assert texts([*printed("ชื่อ"), *printed("บาท", x=80, run=2)]) == ["ชื่อ บาท"]


def test_marks_printed_after_the_bases_find_their_letters():
    bases = printed("ทีนัน".replace("ี", "").replace("ั", ""))
    marks = [glyph("ี", 10, run=2), glyph("่", 10, run=3), glyph("ั", 20, run=4)]
    assert texts([*bases, *marks]) == ["ที่นัน"]


def test_marks_come_in_the_order_of_thai():
    assert texts(printed("ท่ี")) == ["ที่"]


def test_a_small_gap_is_a_space_only_where_one_was_seen():
    close, seen = glyph("ข", 14), glyph("ข", 14, spaced=True)
    assert texts([glyph("ก", 0), close]) == ["กข"]
    assert texts([glyph("ก", 0), seen]) == ["ก ข"]


def test_an_actual_text_is_said_once():
    said = [glyph("ข", 0, span=7), glyph("้", 10, span=7)]
    again = [each._replace(run=2, left=12.0, right=14.0) for each in said]
    assert texts(without_repeats([*said, *again, *printed("อ", x=10, run=3)])) == ["ข้อ"]


def test_what_is_said_without_a_span_stays():
    assert texts(without_repeats([*printed("ต่าง"), *printed("ต่าง", x=30, run=2)])) == ["ต่างต่าง"]


def test_a_space_with_ink_above_is_the_lost_ring():
    ring = glyph("ํ", 10)._replace(text=" ")
    table = SymbolTable()
    (line,) = read([glyph("ส", 0), ring, glyph("า", 10)], table)
    assert line.text == "ส" + chr(FIRST_SYMBOL) + "า"
    assert [(symbol.code, symbol.mark) for symbol in table.symbols()] == [(" ", "ํ")]


@pytest.mark.parametrize("letter", ["F", "É", "\ufffd"])
def test_a_letter_printed_as_a_mark_is_a_symbol(letter):
    assert is_symbol(glyph("้", 10)._replace(text=letter), EM)
    assert not is_symbol(glyph(letter, 10), EM)


def test_quotes_and_commas_are_no_symbols():
    assert not is_symbol(glyph("้", 10)._replace(text="”"), EM)
    assert not is_symbol(glyph("้", 10)._replace(text=",", bottom=94.0, top=98.0), EM)


def test_the_ring_alone_of_am_leaves_room_for_its_stroke():
    ring = glyph("ำ", 10)._replace(left=5.0, bottom=111.0, right=9.0, top=114.0)
    after = glyph("น", 17)
    assert texts([glyph("จ", 0), ring, after]) == ["จำน"]


def test_spaces_are_single_and_have_no_box():
    (line,) = read(printed("ก  ข "))
    assert line.text == "ก ข"
    assert line.boxes[1] == NOWHERE
    assert line.spaced


def test_a_tall_letter_alone_does_not_make_the_type_larger():
    tall = glyph("ป", 0)._replace(top=100.0 + 0.62 * EM)
    assert em_of([tall]) == pytest.approx(EM)
    assert em_of([tall, *printed("กน", x=10)]) == pytest.approx(EM)


def test_a_tone_over_a_vowel_stays_there_though_the_next_letter_begins_under_it():
    vowel = glyph("ั", 10, run=2)._replace(left=4.0, right=9.5)
    tone = glyph("่", 10, run=3)._replace(left=9.0, right=9.4, bottom=115.0, top=118.0)
    following = glyph("น", 8.5, run=4)._replace(left=8.8)
    assert texts([glyph("ม", 0), vowel, tone, following]) == ["มั่น"]


def test_a_gap_where_the_script_changes_is_a_space():
    latin = glyph("G", 13, run=2)
    assert texts([glyph("ก", 0), latin]) == ["ก G"]
    assert texts([glyph("ก", 0), latin._replace(run=1)]) == ["กG"]
    assert texts([glyph("ก", 0), glyph(")", 13, run=2)]) == ["ก)"]
