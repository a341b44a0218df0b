"""Undoes what hides words from a screen: spaces, marks, look-alike letters, digits for letters."""

import re
import unicodedata
from functools import lru_cache

from db.thai import fold

# A letter of another script between Latin ones stands for the one it looks like, whichever.
ANY_LETTER = "¤"
_LEET = str.maketrans("0134578@$!|", "oieastbasil")
_TONES = re.compile("[\u0e48-\u0e4c]")
_NAMED = re.compile(r"(?:LATIN|SYMBOL)\b.*\b([A-Z])(?: WITH .*)?$")
_SHOWN = re.compile(r"[^ก-๎a-z0-9]+")
_BETWEEN = re.compile(r"[\W_]+")
_FOREIGN = re.compile(r"[^\W\da-zก-๎]")
_LATIN = re.compile("[a-z]")
_UNREADABLE = re.compile(rf"{ANY_LETTER}{{4,}}")
_GAPS = re.compile(r"[^\S\n]+")


def heard(text: str) -> str:
    """A text as it sounds in a pattern of `thai_pattern`: folded, without tone marks, which are
    left out or doubled to hide a word; white space becomes one space, ends of lines stay."""
    return _GAPS.sub(" ", _TONES.sub("", fold(_as_latin(text)))).strip()


def packed(said: str) -> str:
    """What was `heard`, without anything between the letters."""
    return _SHOWN.sub("", said)


def letters(said: str) -> tuple[str, ...]:
    """What was `heard` for a pattern of `latin_pattern`: its letters alone, without and with
    digits and signs read as the letters they look like; nothing where none are Latin."""
    if not _LATIN.search(said):
        return ()
    return tuple(dict.fromkeys((_spelt(said), _spelt(said.translate(_LEET)))))


def thai_pattern(source: str) -> re.Pattern[str]:
    """A pattern for texts of `heard` and `packed`, written as Thai is; "_" is a gap or none."""
    plain = _TONES.sub("", source.replace("ำ", "า")).replace("_", r"\s?")
    return re.compile(plain, re.MULTILINE)


def latin_pattern(source: str) -> re.Pattern[str]:
    """A pattern for texts of `letters`: small letters, groups and counts, no escapes."""
    return re.compile(re.sub("[a-z]", rf"[\g<0>{ANY_LETTER}]", source))


def _spelt(said: str) -> str:
    """Letters and digits; others than Thai and Latin as ANY_LETTER, but none of a whole word."""
    return _UNREADABLE.sub(" ", _FOREIGN.sub(ANY_LETTER, _BETWEEN.sub("", said)))


def _as_latin(text: str) -> str:
    return text if text.isascii() else "".join(map(_plain, text))


@lru_cache(maxsize=4_096)
def _plain(character: str) -> str:
    """The Latin letter or the digit that a character is a shape of; others stay.

    By its compatibility form or by its name ("LATIN LETTER SMALL CAPITAL I"): no list.
    """
    if character.isascii() or "\u0e00" <= character <= "\u0e7f":
        return character
    form = unicodedata.normalize("NFKD", character)
    bare = "".join(part for part in form if not unicodedata.combining(part))
    if bare.isascii() and bare.isalnum():
        return bare
    named = _NAMED.search(unicodedata.name(character, ""))
    return named[1].lower() if named else character
