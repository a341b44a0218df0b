"""Stamps, signatures and scrawl are no text; small and short print is."""

import pytest

from ingest.ocr.noise import SOUND, is_noise
from ingest.ocr.tesseract import Glyph

FAINT = SOUND - 0.3


def _line(*parts):
    """Glyphs of texts, each with its confidence; spaces have no box."""
    return tuple(
        Glyph(each, None if each == " " else (0, 0, 9, 20), confidence)
        for text, confidence in parts
        for each in text
    )


@pytest.mark.parametrize(
    "parts",
    [
        [("ป", FAINT)],
        [("2 2, เซ vy,", FAINT)],
        [("ชั", FAINT), ("บที่", 0.9), (" เลข", 0.0)],
        [("~ - = |", 0.95)],
        [("a ๒ wa", FAINT), ("ง", 0.9)],
    ],
)
def test_what_is_read_with_little_confidence_and_has_no_word_is_noise(parts):
    assert is_noise(_line(*parts))


@pytest.mark.parametrize(
    "parts",
    [
        [("ไป", 0.96)],
        [("๕", 0.9)],
        [("- ๒ -", 0.9)],
        [("a wa yoyo eto ", FAINT), ("ตุลาคม", 0.9)],
        [("a wa yoyo eto ", FAINT), ("สํานักงาน", 0.9)],
        [("«c | wa ", FAINT), ("๔๗", 0.95)],
        [("Smart Card", 0.95)],
    ],
)
def test_print_is_kept(parts):
    assert not is_noise(_line(*parts))
