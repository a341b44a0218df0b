"""How far a page's text can be trusted, from the text alone."""

import re
from dataclasses import dataclass

from ingest.mending.lexicon import share

_VISIBLE = re.compile(r"\S")
_THAI = re.compile("[ก-๛]")
_BAD = re.compile("[\ue000-\uf8ff\ufffd\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")
_GLYPH_NUMBER = re.compile(r"\(cid:\d+\)")
_LATIN_1 = re.compile("[\u00a1-\u024f]")
_ORPHAN = re.compile("(?:^|[^ก-๎])[ะ-ฺ็-๎]|[่-๋][่-๋]|[ิ-ื]{2}|[ุู]{2}|[เ-ไ][^ก-ฮ]", re.MULTILINE)
_GLUED = re.compile("[ก-๎][A-Za-z#@`~^|<>{}\\\\_=+\u00a1-\u024f][ก-๎]")
_SYMBOL = re.compile(r"[#@`~^|<>{}\\_=+!?\[\]$%&*;]")
_LITTLE_THAI = 0.1


@dataclass(frozen=True, slots=True)
class Quality:
    """`visible` characters, the share of Thai among them, the share of Thai letters in words.

    `dictionary_share` is None without Thai letters; `score` is from 0 (garbled) to 1 (sound).
    """

    visible: int
    thai_share: float
    dictionary_share: float | None
    score: float


def measure(text: str) -> Quality:
    """The quality of one page's text; an empty page scores 0."""
    visible = len(_VISIBLE.findall(text))
    if not visible:
        return Quality(0, 0.0, None, 0.0)
    thai = len(_THAI.findall(text))
    known = share(text)
    score = _words(thai / visible, known) - _damage(text, visible, thai)
    return Quality(visible, thai / visible, known, max(0.0, min(1.0, score)))


def _words(thai_share: float, known: float | None) -> float:
    if thai_share <= _LITTLE_THAI or known is None:
        return 1.0
    return max(0.0, min(1.0, (known - 0.5) / 0.4))


def _damage(text: str, visible: int, thai: int) -> float:
    bad = len(_BAD.findall(text)) + 6 * len(_GLYPH_NUMBER.findall(text))
    broken = len(_ORPHAN.findall(text)) + len(_GLUED.findall(text))
    latin = len(_LATIN_1.findall(text)) / visible
    damage = 5 * bad / visible + 8 * broken / max(thai, 20) + 4 * max(0.0, latin - 0.02)
    if thai / visible <= _LITTLE_THAI:
        damage += 6 * max(0.0, len(_SYMBOL.findall(text)) / visible - 0.08)
    return damage
