"""Old codes for Thai glyphs: fonts that keep Thai letters where Unicode has none.

Sources: the positional glyphs of Windows Thai fonts (U+F700 on) and of the Mac's (U+F880 on), as
the fonts' own character maps give them; Apple's THAI.TXT for the eight-bit codes of the Mac.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from ingest.mending.lexicon import share

_WINDOWS = "ฐิีึื่้๊๋์่้๊๋์ญัํ็่้๊๋์ฺุูฎฏฬ"
_MAC = "ััิีึื่่่้้้๊๊๊๋๋๋์์์ํํ"
_PRIVATE = str.maketrans(
    {chr(0xF700 + place): glyph for place, glyph in enumerate(_WINDOWS)}
    | {chr(0xF884 + place): glyph for place, glyph in enumerate(_MAC)}
    | {"\uf880": "๏", "\uf881": "ฤๅ", "\uf882": "ฦๅ", "\uf873": "", "\uf874": "", "\uf875": ""}
)
_PRIVATE_CODE = re.compile("[\uf700-\uf71d\uf873-\uf875\uf880-\uf882\uf884-\uf89a]")
# What the Mac keeps at 0x80 to 0x9F; a space stands for nothing.
_MAC_LOW = "«»…่้๊๋์่้๊๋์“”ํ •ั็ิีึื่้๊๋์‘’ "
_HIGH = re.compile("[\u00a1-\u00ff]")
_HIGH_SHARE = 0.4
_FEWEST = 8
_WORD_SHARE = 0.8


def plain(text: str) -> tuple[str, int]:
    """The text with positional glyphs as the letters they are, and how many there were."""
    found = len(_PRIVATE_CODE.findall(text))
    return (text.translate(_PRIVATE), found) if found else (text, 0)


def thai(text: str) -> tuple[str, int]:
    """Eight-bit Thai that was read as Latin, read as Thai; and how many characters changed.

    Only where most of a text's visible characters are high ones and they make Thai words.
    """
    high = len(_HIGH.findall(text))
    if high < _FEWEST or high < _HIGH_SHARE * len("".join(text.split())):
        return text, 0
    best = max((text.translate(table) for table in _eight_bit()), key=lambda made: share(made) or 0)
    if (share(best) or 0) <= _WORD_SHARE:
        return text, 0
    return best, sum(map(str.__ne__, text, best))


@lru_cache(maxsize=1)
def _eight_bit() -> tuple[dict[int, str], dict[int, str]]:
    """Windows' and the Mac's table, from what readers of Latin make of a byte."""
    codes = [bytes([code]) for code in range(0x80, 0x100)]
    windows = [code.decode("cp874", "replace").replace("\ufffd", " ") for code in codes]
    return _from_latin(windows), _from_latin([*_MAC_LOW, *windows[len(_MAC_LOW) :]])


def _from_latin(page: Sequence[str]) -> dict[int, str]:
    """The table for text read as ISO 8859-1 or as Windows' Latin."""
    table = {0x80 + place: made for place, made in enumerate(page)}
    for place, made in enumerate(page):
        table[ord(bytes([0x80 + place]).decode("cp1252", "replace"))] = made
    return {code: made for code, made in table.items() if code != 0xFFFD}
