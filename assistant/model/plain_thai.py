"""Whether a sentence that a machine wrote is plain Thai, fit to be shown."""

import re
import unicodedata

LONGEST = 600
# Thai as it is typed, ASCII, and the punctuation of printed papers: digits of other scripts,
# marks laid over others and what cannot be seen may show another number than was checked.
_FOREIGN = re.compile("[^\u0e01-\u0e3a\u0e3f-\u0e5b -~“”‘’–—…·×°]")
_PILED = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]{4}")
_THAI = re.compile("[\u0e01-\u0e4e]")
_LATIN = re.compile("[A-Za-z]")
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
    if _FOREIGN.search(text) or _PILED.search(text):
        return False
    return (
        len(_THAI.findall(text)) > len(_LATIN.findall(text))
        and not _MARKUP.search(text)
        and not _ADDRESS.search(unicodedata.normalize("NFKC", text))
    )
