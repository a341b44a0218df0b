"""Thai text without its fragile marks, to find words again whose marks were lost or moved."""

import re
from functools import lru_cache

_LOST = re.compile("[\u0e47-\u0e4e\uf705-\uf70e\uf711-\uf717\u200b-\u200f\u2060\ufeff\u00ad]")
_SAME = str.maketrans(
    "ำ๐๑๒๓๔๕๖๗๘๙–—−\u00a0\uf700\uf701\uf702\uf703\uf704\uf70f\uf710\uf718\uf719\uf71a",
    "า0123456789--- \u0e10\u0e34\u0e35\u0e36\u0e37\u0e0d\u0e31\u0e38\u0e39\u0e3a",
)
_VOWEL_MARKS = frozenset("ัิีึืฺุู")
_NO_KEY = re.compile(r"[^0-9a-zก-ๆ]+")


def skeleton(text: str) -> str:
    """A text, or a pattern that is written in sound Thai, without its fragile marks.

    Thai digits become Arabic, ำ becomes า, and ็ ่ ้ ๊ ๋ ์ ํ are left out, also where a font has
    characters of its own for them.
    """
    return placed_skeleton(text)[0]


def placed_skeleton(text: str) -> tuple[str, list[int]]:
    """The skeleton of a text, and for each character its place in the text, and the text's end."""
    kept: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        character = character.translate(_SAME)
        doubled = character in _VOWEL_MARKS and kept and kept[-1] == character
        if not doubled and not _LOST.match(character):
            kept.append(character)
            places.append(place)
    return "".join(kept), [*places, len(text)]


@lru_cache(maxsize=65_536)
def key(text: str) -> str:
    """A text to compare by: its skeleton without spaces and punctuation."""
    return _NO_KEY.sub("", skeleton(text).casefold())


def in_key(character: str) -> bool:
    """Whether a character of the skeleton is part of a key."""
    return not _NO_KEY.fullmatch(character.casefold())


def find_again(words: str, text: str) -> str | None:
    """The stretch of a damaged text that holds the same words; None where it does not."""
    kept, places = placed_skeleton(text)
    spots = [at for at, character in enumerate(kept) if not character.isspace()]
    wanted = "".join(skeleton(words).split())
    found = "".join(kept[at] for at in spots).find(wanted) if wanted else -1
    if found < 0:
        return None
    last = spots[found + len(wanted) - 1]
    return text[places[spots[found]] : places[last + 1]].strip()
