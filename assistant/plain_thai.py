"""Whether a sentence that a machine wrote is plain Thai, fit to be shown."""

import re
import unicodedata

LONGEST = 600
_UNSEEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})
_THAI = re.compile("[\u0e01-\u0e4e]")
_LETTER = re.compile(r"[^\W\d_]")
_OWN_LETTER = re.compile("[\u0e01-\u0e4eA-Za-z]")
_MARKUP = re.compile(r"[<>{}\[\]`|\\]|\*\*|__|&#?\w+;|^\s*(?:#+|[-*+])\s")
_ADDRESS = re.compile(
    r"[a-z][a-z0-9+.-]*:/|www\.|(?:javascript|data|mailto|tel):"
    r"|[a-z0-9_-]{2,}\s?(?:\.|\(dot\)|\[dot\])\s?[a-z]{2,}|\S@\S"
    r"|\d{1,3}(?:\.\d{1,3}){3}|%[0-9a-f]{2}|[a-z0-9+/=_-]{25,}",
    re.IGNORECASE,
)


def is_plain_thai(text: str) -> bool:
    """Whether a text is one line of Thai, with Latin words at most here and there.

    What could be a link, an address, markup or code is not, nor what holds characters that cannot
    be seen or letters of a third script: links in answers come from citations only.
    """
    if not text or len(text) > LONGEST:
        return False
    if any(unicodedata.category(character) in _UNSEEN for character in text):
        return False
    letters = _LETTER.findall(text)
    thai = len(_THAI.findall(text))
    latin = sum(letter.isascii() for letter in letters)
    return (
        thai > latin
        and all(_OWN_LETTER.match(letter) for letter in letters)
        and not _MARKUP.search(text)
        and not _ADDRESS.search(unicodedata.normalize("NFKC", text))
    )
