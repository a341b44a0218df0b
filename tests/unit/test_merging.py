"""Two readings of a line become one."""

import pytest

from ingest.ocr.digits import Sign
from ingest.ocr.merging import DOUBTING, SURE, SURE_OF_UNKNOWN, merge, numbers_of
from ingest.ocr.tesseract import Glyph

WIDE = 10


def _line(text):
    """Glyphs of `text`, each WIDE pixels wide; spaces have no box."""
    return tuple(
        Glyph(each, (at * WIDE, 20, at * WIDE + WIDE, 37) if each != " " else None, 0.9)
        for at, each in enumerate(text)
    )


def _number(text, start, confidence=0.99, pitch=WIDE):
    """A number seen where the line has its characters from `start` on."""
    signs = [
        Sign(each, start * WIDE + at * pitch + 3, start * WIDE + at * pitch + 7, confidence)
        for at, each in enumerate(text)
    ]
    (number,) = numbers_of(signs)
    return number


def _text(merged):
    return "".join(glyph.text for glyph in merged.glyphs)


@pytest.mark.parametrize(
    ("read", "number", "start", "text"),
    [
        ("พ.ศ. ๒๕๐๑", "๒๕๖๑", 5, "พ.ศ. ๒๕๖๑"),
        ("พ.ศ. ๒๕๖๑ จึง", "๒๕๖๑", 5, "พ.ศ. ๒๕๖๑ จึง"),
        ("(ข้อ ๕)", "๔", 5, "(ข้อ ๔)"),
        ("เงิน ๑,๒๐๕ บาท", "๑,๒๗๘", 5, "เงิน ๑,๒๗๘ บาท"),
        ("ที่ «๐", "๙๐", 4, "ที่ ๙๐"),
        ("ละ do ใน", "๘๐", 3, "ละ ๘๐ ใน"),
        ("สมัย MCom", "๑๓", 7, "สมัย MC๑๓"),
        ("๒๐-๒๕ ก", "๒๖", 0, "๒๖-๒๕ ก"),
        ("๑๒๐๐,๐๐๐ บาท", "๑,๒๐๐,๐๐๐", 0, "๑,๒๐๐,๐๐๐ บาท"),
    ],
)
def test_a_sure_number_goes_where_it_stands(read, number, start, text):
    merged = merge(_line(read), [_number(number, start)])
    assert _text(merged) == text
    assert merged.doubts == ()


def test_an_unsure_number_is_a_doubt():
    merged = merge(_line("พ.ศ. ๒๕๐๑"), [_number("๒๕๑๑", 5, SURE - 0.1)])
    assert _text(merged) == "พ.ศ. ๒๕๐๑"
    assert merged.doubts == ((5, 9, "๒๕๑๑"),)


def test_a_digit_tesseract_lacks_needs_less():
    merged = merge(_line("พ.ศ. ๒๕๐๑"), [_number("๒๕๖๑", 5, SURE_OF_UNKNOWN + 0.05)])
    assert _text(merged) == "พ.ศ. ๒๕๖๑"


def test_a_digit_of_the_same_value_needs_no_more_than_a_doubt():
    merged = merge(_line("ปี ๒๕๐0"), [_number("๒๕๐๐", 3, DOUBTING + 0.05)])
    assert _text(merged) == "ปี ๒๕๐๐"
    assert merged.doubts == ()


def test_a_guess_is_not_even_a_doubt():
    merged = merge(_line("พ.ศ. ๒๕๐๑"), [_number("๒๕๑๑", 5, DOUBTING - 0.1)])
    assert merged.doubts == ()


@pytest.mark.parametrize(
    ("read", "start"), [("องค์กร", 0), ("World", 1), ("ข้อ (ก)", 5), ("ที่ - นี้", 4)]
)
def test_words_and_marks_are_no_numbers(read, start):
    merged = merge(_line(read), [_number("๐", start)])
    assert _text(merged) == read


def test_only_the_sure_digits_of_a_number_are_exchanged():
    signs = [
        *_number("๒๕", 0).signs,
        *_number("๐", 2, SURE - 0.2).signs,
        *_number("๖", 3).signs,
    ]
    (number,) = numbers_of(signs)
    merged = merge(_line("๒๐๒๐"), [number])
    assert _text(merged) == "๒๕๒๖"
    assert merged.doubts == ((0, 4, "๒๕๐๖"),)


def test_a_number_of_more_digits_is_taken_whole_or_not_at_all():
    line = _line("ปี ๒๕๒๒๐")
    assert _text(merge(line, [_number("๒๕๖๐", 3, pitch=13)])) == "ปี ๒๕๖๐"
    unsure = merge(line, [_number("๒๕๖๐", 3, SURE - 0.05, pitch=13)])
    assert _text(unsure) == "ปี ๒๕๒๒๐"
    assert unsure.doubts == ((3, 8, "๒๕๖๐"),)


def test_new_digits_have_boxes_of_their_own():
    merged = merge(_line("ปี ๒๕๒๐๑"), [_number("๒๕๖๑", 3, pitch=13)])
    assert [glyph.box[0] for glyph in merged.glyphs[3:]] == [33, 46, 59, 72]


def test_letters_and_gaps_part_numbers():
    signs = [
        Sign("๑", 0, 4, 0.9),
        Sign(",", 8, 10, 0.9),
        Sign("x", 12, 30, 0.9),
        Sign("๒", 34, 38, 0.9),
        Sign("๓", 60, 64, 0.9),
    ]
    assert [number.text for number in numbers_of(signs)] == ["๑", "๒", "๓"]
