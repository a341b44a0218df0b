"""What every text passes before an engine sees it."""

import re

MAX_CHARACTERS = 8_000
"""Characters kept of one text: more than any window of 512 tokens can hold."""

_SPACES = re.compile(r"\s+")
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # controls other than ends of lines and tabs
    "\u00ad\u200b\u200e\u200f\u2060\ufeff"  # soft hyphen, zero-width space, marks of direction
    "\ud800-\udfff\ufffe\uffff]"  # lone surrogates and non-characters
)
_ARABIC_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")


def clean(text: str) -> str:
    """The text without unseen characters, single spaced, Thai digits as Arabic (fewer tokens)."""
    visible = _UNSEEN.sub("", text)
    return _SPACES.sub(" ", visible).strip().translate(_ARABIC_DIGITS)


def guard(text: str) -> str:
    """The cleaned text cut at MAX_CHARACTERS: safe for any engine, possibly empty."""
    # Cutting first bounds the work; eight times over leaves room for what cleaning removes.
    return clean(text[: 8 * MAX_CHARACTERS])[:MAX_CHARACTERS].rstrip()
