"""Where lines of a paper may break: between Thai words, at spaces, never before a full stop."""

import re
from collections.abc import Iterator

from db.thai import pieces

_LEANS_BACK = re.compile(r"[\s)\]}”’%,.:;!?/\-–—]+$")
_LEANS_ON = ("(", "[", "{", "“", "‘", "-", "–", "/")
_DIGIT = re.compile(r"[๐-๙0-9]")
_STOP = re.compile(r"[ก-ฮ]\.$")
_NUMBERED = ("พ.ศ.", "ที่", "หน้า", "ข้อ", "มาตรา")


def unbroken(text: str) -> Iterator[str]:
    """The stretches that stay on one line; a stretch ends with the spaces after it."""
    held = ""
    for piece in pieces(text):
        if held and not _belongs(held, piece):
            yield held
            held = ""
        held += piece
    if held:
        yield held


def _belongs(held: str, piece: str) -> bool:
    """Whether a piece must not begin a line after what is held."""
    if piece.isspace() or _LEANS_BACK.fullmatch(piece):
        return True
    if held[-1].isspace():
        numbered = held.rstrip().endswith(_NUMBERED) and _DIGIT.match(piece)
        return piece[0] in "ๆฯ" or bool(numbered)
    if _STOP.search(held):  # พ.ศ. is one word
        return True
    return held.endswith(_LEANS_ON) or bool(_DIGIT.match(held[-1]) and _DIGIT.match(piece))
