"""The font inside a PDF: one glyph for every character as it is drawn. Only module with fontTools.

A mark that HarfBuzz moved becomes a glyph of its own, moved within the font. So a line is plain
text on one base line, which every program reads back in order; text positioned mark by mark is
read back with broken lines and marks in the wrong order.
"""

from io import BytesIO
from typing import Any

from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphComponent

from assistant.papers.pdf.shaping import UNITS, Drawn, Face

_KEPT = {"GlyphOrder", "head", "hhea", "maxp", "hmtx", "loca", "glyf", "post"}
_OFFSETS = 0x0002  # the arguments of a component are its offset
_ROUND = 0x0004
_MOST_GLYPHS = 65_000


class Subset:
    """Collects what is drawn with a face; gives codes to write and the font that goes with them."""

    def __init__(self, face: Face) -> None:
        self.face = face
        self._font: Any = TTFont(face.path)
        self.first = len(self._font.getGlyphOrder())
        self._codes: dict[Drawn, int] = {}

    def codes(self, drawn: tuple[Drawn, ...]) -> list[int]:
        """The code of each character; one kind of drawing is one code."""
        return [self._codes.setdefault(one, self.first + len(self._codes)) for one in drawn]

    @property
    def widths(self) -> list[int]:
        """Advances from the first code on, in thousandths of the size."""
        return [one.advance for one in self._codes]

    @property
    def characters(self) -> dict[int, str]:
        """The text of each code."""
        return {code: one.character for one, code in self._codes.items()}

    @property
    def metrics(self) -> tuple[list[int], int, int]:
        """The box around all glyphs, the ascent and the descent, in thousandths."""
        head, hhea = self._font["head"], self._font["hhea"]
        return [head.xMin, head.yMin, head.xMax, head.yMax], hhea.ascent, hhea.descent

    def file(self) -> bytes:
        """The TrueType file to embed; raises ValueError beyond what a font can hold."""
        if self.first + len(self._codes) > _MOST_GLYPHS:
            raise ValueError("more ways to draw a character than a font has room for")
        names = self._font.getGlyphOrder()
        for drawn, code in self._codes.items():
            self._add(f"drawn{code}", drawn, names[: self.first])
        for tag in set(self._font.keys()) - _KEPT:
            del self._font[tag]
        self._font["post"].formatType = 3.0
        buffer = BytesIO()
        self._font.save(buffer)
        return buffer.getvalue()

    def _add(self, name: str, drawn: Drawn, names: list[str]) -> None:
        glyph = Glyph()
        if drawn.parts:
            glyph.numberOfContours = -1
            glyph.components = [_component(names[one.glyph], one.right, one.up)
                                for one in drawn.parts]  # fmt: skip
        table = self._font["glyf"]
        table[name] = glyph
        glyph.recalcBounds(table)
        bearing = glyph.xMin if drawn.parts and hasattr(glyph, "xMin") else 0
        self._font["hmtx"][name] = (min(drawn.advance, 8 * UNITS), bearing)


def _component(name: str, right: int, up: int) -> Any:  # noqa: ANN401 (fontTools has no types)
    component = GlyphComponent()
    component.glyphName, component.x, component.y = name, right, up
    component.flags = _OFFSETS | _ROUND
    return component
