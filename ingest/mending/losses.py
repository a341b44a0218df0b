"""What a broken font does to a Thai word: which of its glyphs are lost, and which were kept.

Fonts keep several glyphs of one mark: over a bare letter, over a vowel, and moved to the left
over a tall letter. A font without the Unicode of a glyph loses all of that glyph and nothing
else, so losses are told apart by mark and place.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from ingest.mending.lexicon import prices

AM_LOST = "ำ as า"
AA_LOST = "า as ำ"
AM = (AM_LOST, AA_LOST)
ALL = (
    *AM,
    *(mark + place for mark in "่้๊๋์" for place in ("", " high", " tall", " high tall")),
    *(vowel + " tall" for vowel in "ัิีึื็"),
)

_LOSABLE = re.compile("[่-์]|(?<=[ปฝฟ])[ัิ-ื็]")
_UPPER = frozenset("ัิีึื็")
_TALL = frozenset("ปฝฟ")
_NAMED = {"ำ": AM_LOST, "า": AA_LOST}


@dataclass(frozen=True, slots=True)
class Source:
    """A word that may stand behind what is seen, its log-probability, its glyphs lost and kept."""

    word: str
    price: float
    lost: tuple[str, ...]
    kept: tuple[str, ...]


def skeleton(run: str) -> tuple[str, list[int]]:
    """What no font loses of a run (ำ counts as า), and where each character of it stands.

    The places are one more than the characters: the last is the run's length.
    """
    gone = {match.start() for match in _LOSABLE.finditer(run)}
    places = [place for place in range(len(run)) if place not in gone]
    return "".join(run[place] for place in places).replace("ำ", "า"), [*places, len(run)]


@lru_cache(maxsize=65_536)
def sources(seen: str) -> tuple[Source, ...]:
    """Every word that losses alone turn into `seen`, the sound word among them."""
    words = by_skeleton().get(skeleton(seen)[0], ())
    found = (_source(seen, word, price) for word, price in words)
    return tuple(source for source in found if source is not None)


@lru_cache(maxsize=1)
def by_skeleton() -> Mapping[str, tuple[tuple[str, float], ...]]:
    """Words and log-probabilities by their skeleton; a mere beginning of skeleton has none."""
    words: dict[str, tuple[tuple[str, float], ...]] = {}
    for word, price in prices().items():
        key = skeleton(word)[0]
        words[key] = (*words.get(key, ()), (word, price))
    return {key[:end]: () for key in words for end in range(1, len(key))} | words


@lru_cache(maxsize=16_384)
def glyphs(word: str) -> tuple[tuple[str, str | None], ...]:
    """The characters of a word, each with the name of its glyph where it is one to be lost."""
    return tuple((character, _glyph(word, place)) for place, character in enumerate(word))


def _glyph(word: str, place: int) -> str | None:
    character, before = word[place], word[place - 1 : place]
    if character in _NAMED:
        return _NAMED[character]
    if not "่" <= character <= "์":
        return character + " tall" if character in _UPPER and before in _TALL else None
    raised = before in _UPPER or word[place + 1 : place + 2] == "ำ"
    base = word[place - 2 : place - 1] if before in _UPPER or before in "ฺุู" else before
    return character + (" high" if raised else "") + (" tall" if base in _TALL else "")


def _source(seen: str, word: str, price: float) -> Source | None:
    """The word as source of what is seen, None where it would have to lose a glyph it cannot."""
    lost, kept = [], []
    at = 0
    for character, glyph in glyphs(word):
        here = seen[at : at + 1]
        if here == character:
            at += 1
            if glyph:
                kept.append(glyph)
        elif glyph is None:
            return None
        else:
            lost.append(glyph)
            at += character in _NAMED
    return Source(word, price, tuple(lost), tuple(kept)) if at == len(seen) else None
