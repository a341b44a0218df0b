"""Lines know where their letters stand, and marks are no lines of their own."""

from ingest.ocr.rows import frame_of, rows_of
from ingest.ocr.tesseract import Glyph


def _line(text, baseline, height):
    return tuple(
        Glyph(each, (at * 10, baseline - height, at * 10 + 9, baseline), 0.9)
        for at, each in enumerate(text)
    )


def _texts(rows):
    return ["".join(glyph.text for glyph in row.line) for row in rows]


def test_the_frame_leaves_out_boxes_of_the_whole_line():
    tall = tuple(Glyph("น", (0, 5, 9, 50), 0.9) for _ in range(3))
    frame = frame_of(_line("กกกกกก", 37, 17) + tall)
    assert (frame.baseline, frame.height) == (37, 17)


def test_a_line_without_letters_has_no_frame():
    assert frame_of((Glyph("-", (0, 0, 5, 2), 0.9),)) is None


def test_a_line_of_digits_has_the_height_of_the_page():
    letters, digits = rows_of([_line("ประชาชน", 100, 17), _line("๑๐๐", 150, 11)])
    assert digits.frame.height == letters.frame.height == 17


def test_marks_above_and_below_letters_are_no_lines():
    lines = [
        _line("ve eto wy", 80, 7),
        _line("ประชาชนทุกคน", 100, 17),
        _line("ซ่ ๆ ง", 108, 6),
        _line("ประชาชนทุกคน", 150, 17),
    ]
    assert _texts(rows_of(lines)) == ["ประชาชนทุกคน"] * 2


def test_small_print_that_makes_words_is_kept():
    lines = [_line("ประชาชนทุกคน", 100, 17), _line("ประชาชน", 118, 9)]
    assert len(rows_of(lines)) == 2


def test_small_print_apart_from_letters_is_kept():
    lines = [_line("ประชาชนทุกคน", 100, 17), _line("ve eto", 300, 7)]
    assert len(rows_of(lines)) == 2
