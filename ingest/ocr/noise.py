"""Which lines of a page are no text: stamps, signatures, scrawl, rules and the marks of letters.

Tesseract makes letters of all of them, but with little confidence and no words among them.
"""

import re
from typing import Final

from db.thai import canonical
from ingest.mending.lexicon import dictionary, split
from ingest.ocr.tesseract import Line

SOUND: Final = 0.8
"""The least confidence of what counts as read: of sound print 98 in 100 letters have more."""

_MOST: Final = 0.5
_WORD: Final = 4
_NUMBER: Final = re.compile("[0-9๐-๙]{2}")


def is_noise(line: Line) -> bool:
    """Whether a line, its numbers read twice, is nothing but noise.

    A line without a letter or digit is; so is one most of which was read with little confidence,
    unless what was read well holds a dictionary word of four letters or a number of two digits.
    """
    inked = [glyph for glyph in line if glyph.box]
    if not any(glyph.text.isalnum() for glyph in inked):
        return True
    sound = "".join(glyph.text if glyph.confidence >= SOUND else " " for glyph in inked)
    if len(sound.replace(" ", "")) > _MOST * len(inked) or _NUMBER.search(sound):
        return False
    return not any(len(word) >= _WORD and word in dictionary() for word in split(canonical(sound)))
