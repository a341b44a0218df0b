"""Where HarfBuzz puts the glyphs of a text. The only module that knows HarfBuzz."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Final

import uharfbuzz as harfbuzz

FONTS: Final = Path(__file__).parent.parent / "fonts"
UNITS: Final = 1000
"""Font units of an em; advances and offsets are in them."""


@dataclass(frozen=True, slots=True)
class Part:
    """A glyph of the font, so far right of and above where its character begins."""

    glyph: int
    right: int = 0
    up: int = 0


@dataclass(frozen=True, slots=True)
class Drawn:
    """A character as it is drawn in its place: none, one or several glyphs."""

    character: str
    parts: tuple[Part, ...]
    advance: int


@dataclass(frozen=True, slots=True)
class _Glyph:
    """What HarfBuzz says of a glyph; `at` is the character it belongs to."""

    at: int
    number: int
    advance: int
    right: int
    up: int


class Face:
    """One of the fonts that come with the product."""

    def __init__(self, name: str) -> None:
        self.path = FONTS / f"Sarabun-{name}.ttf"
        blob = harfbuzz.Blob.from_file_path(str(self.path))
        self._font = harfbuzz.Font(harfbuzz.Face(blob))
        self.shape = lru_cache(maxsize=4_096)(self._shape)

    def _shape(self, text: str) -> tuple[Drawn, ...]:
        """The characters of `text` as they are drawn, in the order of the text.

        Each becomes one thing to draw, whatever HarfBuzz makes of it: ำ is two glyphs that belong
        together, a tone mark that grew into the mark below it draws nothing of its own.
        """
        glyphs = self._glyphs(text) if text else []
        groups = [(at, list(group)) for at, group in groupby(glyphs, lambda glyph: glyph.at)]
        return tuple(_drawn(text, groups))

    def _glyphs(self, text: str) -> list[_Glyph]:
        buffer = harfbuzz.Buffer()
        buffer.add_str(text)
        buffer.cluster_level = harfbuzz.BufferClusterLevel.CHARACTERS
        buffer.script, buffer.language, buffer.direction = "Thai", "th", "ltr"
        harfbuzz.shape(self._font, buffer, {"liga": False})
        found = zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
        glyphs, pen = [], 0
        for info, position in found:
            right = pen + position.x_offset
            glyph = _Glyph(
                info.cluster, info.codepoint, position.x_advance, right, position.y_offset
            )
            glyphs.append(glyph)
            pen += position.x_advance
        return sorted(glyphs, key=lambda glyph: glyph.at)


def _drawn(text: str, groups: Sequence[tuple[int, list[_Glyph]]]) -> Iterator[Drawn]:
    """Each character with its glyphs. Where characters have none, those of the character after
    them that has some are dealt out: น้ำ is shaped as น, a mark for ํ and ้ in one, and า."""
    pen = begun = 0
    for place, (at, glyphs) in enumerate(groups):
        end = len(text) if place == len(groups) - 1 else at + 1
        for number, character in enumerate(text[begun:end]):
            last = begun + number == end - 1
            own, glyphs = (glyphs, []) if last else (glyphs[:1], glyphs[1:])
            parts = tuple(Part(one.number, one.right - pen, one.up) for one in own)
            advance = sum(one.advance for one in own)
            pen += advance
            yield Drawn(character, parts, advance)
        begun = end
