"""Mends the text of one page by rule: what no Thai text can hold is put right and counted.

The rules answer damage measured in Thai government files: fonts whose raised marks have no
Unicode, ำ in two parts, marks parted from their letters, legacy codes.
"""

import re
from collections import Counter

from db.thai import canonical
from ingest.mending import codes
from ingest.mending.strays import gather

_RULES = tuple(
    (kind, re.compile(pattern), replacement)
    for kind, pattern, replacement in (
        # InDesign leaves the stroke of ำ unmapped.
        ("nikhahit", "(?<=ำ)\ufffd ?(?=[ก-ฮเ-ไ])|(?<=ำ)\ufffd", ""),
        ("nikhahit", "(?<=[ก-ฮ]) *\ufffd *([่-๋]?) *า|(?<=[ก-ฮ])([่-๋]) *\ufffd *า", r"\1\2ำ"),
        # Word writes the ring of ำ as a space; no Thai word begins with า.
        ("nikhahit", "(?<=[ก-ฮ]) +า|(?<=[ก-ฮ][่-๋]) +า", "ำ"),
        ("spaces", "(?<=[ก-ฮ่-๋]) +(?=ำ)|(?<=ํ) +(?=[่-๋]?า)", ""),
        ("spaces", "(?<=[เ-ไ]) +(?=[ก-ฮ])", ""),
        ("marks-doubled", "ำำ+", "ำ"),
    )
)
_LATIN_MARK = re.compile("(?<=[ก-ฮัิ-ฺ็])[É-Í]")
_LATIN_MARKS = dict(zip("ÉÊËÌÍ", "่้๊๋์", strict=True))
_CLUSTER = re.compile("เเ|[ัิ-ฺ็-๎][ัาิ-ฺ็-๎]+|ำ[่-๋]")
_PASSES = 8


def repair(text: str) -> tuple[str, Counter[str]]:
    """The text mended, and how many places of each kind were.

    Line ends ("\\n") and tabs are neither added nor removed; sound text comes back as it is, but
    for invisible characters and unusual spaces.
    """
    counts: Counter[str] = Counter()
    for _ in range(_PASSES):
        before = text
        text = _mended(text, counts)
        if text == before:
            break
    return text, +counts


def _mended(text: str, counts: Counter[str]) -> str:
    text, found = codes.thai(text)
    counts["8-bit"] += found
    text, found = codes.plain(text)
    counts["private-use"] += found
    text = _visible(text, counts)
    text, found = _LATIN_MARK.subn(lambda match: _LATIN_MARKS[match[0]], text)
    counts["latin-marks"] += found
    for kind, pattern, replacement in _RULES:
        text, found = pattern.subn(replacement, text)
        counts[kind] += found
    text = gather(text, counts)
    return _CLUSTER.sub(lambda match: _in_order(match[0], counts), text)


def _visible(text: str, counts: Counter[str]) -> str:
    """Without invisible characters; every space a plain one, line ends other than "\\n" too."""
    seen = {character: canonical(character) for character in set(text)}
    odd = {
        ord(character): " " if made.isspace() else made
        for character, made in seen.items()
        if made in ("", " ", "\n") and made != character
    }
    if not odd:
        return text
    counts["invisible"] += sum(text.count(chr(code)) for code in odd)
    return text.translate(odd)


def _in_order(cluster: str, counts: Counter[str]) -> str:
    made = canonical(cluster)
    if made != cluster:
        counts[_kind(cluster, made)] += 1
    return made


def _kind(cluster: str, made: str) -> str:
    if "เ" in cluster:
        return "sara-ae"
    if "ำ" in made:
        return "sara-am"
    return "marks-reordered" if len(made) == len(cluster) else "marks-doubled"
