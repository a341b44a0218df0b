"""What a PDF prints, glyph by glyph, and which of the glyphs are Thai marks."""

from collections.abc import Iterable, Sequence
from statistics import median
from typing import NamedTuple

UPPER = frozenset("ัิีึืํ็\uf701\uf702\uf703\uf704\uf710\uf711\uf712")
TONES = frozenset("่้๊๋์๎") | frozenset(map(chr, [*range(0xF705, 0xF70F), *range(0xF713, 0xF718)]))
LOWER = frozenset("ฺุู\uf718\uf719\uf71a")
MARKS = UPPER | TONES | LOWER
"""Thai marks, the private-use glyphs that Windows fonts have for them among them."""
CARRIERS = frozenset(map(chr, range(0x0E01, 0x0E2F))) | frozenset("\uf700\uf70f\uf71b\uf71c\uf71d")
"""What a mark can stand on: the consonants."""

CONSONANT_HEIGHT = 0.45
"""How high a Thai consonant is, in em."""
_TALL_HEIGHT = 0.62
_TALL = frozenset("ฎฏฐญปฝฟฤฦฬ\uf700\uf70f")
"""Consonants that reach above or below the others."""
_PLAIN = CARRIERS - _TALL
_CAPITAL_HEIGHT = 0.68
DEFAULT_EM = 12.0
_LETTER_WIDTH = 0.75
_CAPITALS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789bdfhkl")
_PLAIN_ABOVE = frozenset("\"'“”‘’`´^~*°-–—•·…ฯ®™²³¹\u2070\u00aa\u00ba")
_PLAIN_BELOW = frozenset(",._;-–—…·•،‚„")


class Glyph(NamedTuple):
    """One character as printed; a named tuple because a page makes thousands.

    Places are in points in the direction of reading, y upward from the lower edge: `x`, `y` is the
    pen position, the four sides are the ink. Glyphs of one text object share `run`, those that one
    /ActualText stands for share `span` (0: none). `spaced`: a gap before it was taken for a space.
    """

    text: str
    x: float
    y: float
    left: float
    bottom: float
    right: float
    top: float
    run: int
    font: str
    span: int = 0
    spaced: bool = False

    @property
    def height(self) -> float:
        """The ink's height in points; 0 for what leaves no ink."""
        return self.top - self.bottom

    @property
    def width(self) -> float:
        """The ink's width in points."""
        return self.right - self.left


def without_repeats(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """The glyphs with every /ActualText said once.

    PDFium says it again for each text object of its span (Chromium and InDesign print the marks as
    objects of their own). The first saying is kept, its last letter widened over what follows.
    """
    if not any(glyph.span for glyph in glyphs):
        return list(glyphs)
    kept: list[Glyph] = []
    letters: dict[int, int] = {}
    spaced = False
    for glyph in glyphs:
        at = letters.get(glyph.span) if glyph.span else None
        if at is not None:
            kept[at] = kept[at]._replace(right=max(kept[at].right, glyph.right))
            if kept[at].run != glyph.run:
                spaced |= glyph.spaced
                continue
        if glyph.text not in MARKS:
            letters[glyph.span] = len(kept)
        kept.append(glyph._replace(spaced=True) if spaced else glyph)
        spaced = False
    return kept


def em_of(glyphs: Iterable[Glyph], otherwise: float = DEFAULT_EM) -> float:
    """The size of the type in points, from the height of Thai consonants or else of capitals."""
    glyphs = [glyph for glyph in glyphs if glyph.top > glyph.bottom]
    for letters, share in (
        (_PLAIN, CONSONANT_HEIGHT),
        (_TALL, _TALL_HEIGHT),
        (_CAPITALS, _CAPITAL_HEIGHT),
    ):
        heights = [glyph.top - glyph.bottom for glyph in glyphs if glyph.text in letters]
        if heights:
            return median(heights) / share
    return otherwise


def is_thai(text: str) -> bool:
    """Whether a character is of the Thai block."""
    return "\u0e00" <= text <= "\u0e7f"


def stands_above(glyph: Glyph, em: float) -> bool:
    """Whether the ink is where only marks over a consonant are: raised, low and narrow."""
    return (
        glyph.bottom > glyph.y + 0.30 * em
        and 0 < glyph.height < 0.34 * em
        and glyph.width < 0.55 * em
    )


def stands_below(glyph: Glyph, em: float) -> bool:
    """Whether the ink is where only marks under a consonant are."""
    return (
        glyph.top < glyph.y - 0.02 * em and 0 < glyph.height < 0.34 * em and glyph.width < 0.55 * em
    )


def is_symbol(glyph: Glyph, em: float) -> bool:
    """Whether a character that is no Thai mark is printed where a mark is: the font maps it wrong.

    Word maps the ring of ำ to a space, macOS marks to Latin letters, Distiller to É and Ê.
    """
    if is_thai(glyph.text) or glyph.text in MARKS:
        return False
    if stands_above(glyph, em):
        return glyph.text not in _PLAIN_ABOVE
    return stands_below(glyph, em) and glyph.text not in _PLAIN_BELOW


def with_whole_am(glyph: Glyph, em: float) -> Glyph:
    """A ำ whose stroke has no ink of its own, widened over it.

    InDesign and Chromium leave the stroke unmapped: the ink is the ring or the letter before.
    """
    if glyph.text != "ำ":
        return glyph
    if stands_above(glyph, em):
        return glyph._replace(right=glyph.right + 0.38 * em)
    if glyph.span and glyph.width < _LETTER_WIDTH * em:
        return glyph._replace(right=glyph.right + 0.45 * em)
    return glyph
