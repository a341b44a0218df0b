"""Brings back what a space has parted: marks to their letters, ำ to the rest of its word.

Extractors set a space beside a mark that is drawn on its own, and some draw it before its
word. Where it belongs, the words say: of all places the likeliest reading is taken.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.mending.lexicon import UNKNOWN, score, share

_STRAY = re.compile(
    "(?:(?<=[ก-ฮัิ-ฺ็-๎]) +|(?<![ก-๎])(?<![ก-๎] )(?=[่-์] ))([ัิ-ฺ็-๎]+)(?:( *)([ก-ฮะาเ-ๆ][ก-๎]{0,11}))?"
)
_BEFORE = re.compile(r"[ก-๎]{0,12}\Z")
_AM_SPACE = re.compile("(?<=[ก-ฮ่-๋]ำ) (?=[ก-ฮเ-ไ])")
_AFTER = re.compile("[ก-๎]{0,12}")
# Nats a joined word must gain; two words that merely stand side by side gain none. Where a text
# has parted words beyond doubt, a little is enough.
_CLEAR = 10.0
_LIKELY = 1.0
_ENOUGH = 3


@dataclass(frozen=True, slots=True)
class _Reading:
    """What may be meant: the text after `before`, and the kind of the repair."""

    text: str
    kind: str


def gather(text: str, counts: Counter[str]) -> str:
    """The text with stray marks and parted words together; counts what was done by kind."""
    text = _STRAY.sub(lambda match: _settled(match, counts), text)
    gains = {match.start(): _gain(match) for match in _AM_SPACE.finditer(text)}
    clear = sum(gain >= _CLEAR for gain in gains.values())
    needed = _LIKELY if clear >= _ENOUGH else _CLEAR
    joined = {place for place, gain in gains.items() if gain >= needed}
    counts["spaces"] += len(joined)
    return _AM_SPACE.sub(lambda match: "" if match.start() in joined else " ", text)


def _settled(match: re.Match[str], counts: Counter[str]) -> str:
    before = _before(match)
    readings = list(_readings(before, match[1], match[2] or "", match[3] or ""))
    if not readings:
        return match[0]
    best = max(readings, key=lambda reading: _likelihood(before + reading.text))
    if _quoted(before, match[3] or "", best):
        return match[0]
    counts[best.kind] += 1
    return best.text


def _readings(before: str, marks: str, gap: str, after: str) -> Iterator[_Reading]:
    if before:
        yield _Reading(marks + after, "spaces")
        if after.startswith("า") and marks in "่้๊๋":
            yield _Reading(marks + "ำ" + after[1:], "nikhahit")
    if before and gap:
        yield _Reading(marks + gap + after, "spaces")
    if gap:
        for place in re.finditer("[ก-ฮ][ัิ-ฺ็]?", after[:6]):
            rest = after[: place.end()] + marks + after[place.end() :]
            yield _Reading((gap if before else "") + rest, "marks-reordered")


def _quoted(before: str, after: str, best: _Reading) -> bool:
    """Whether the mark is written for itself: it makes no sense with the words about it."""
    gain = _likelihood(before + best.text) - _likelihood(f"{before} {after}")
    if best.kind == "marks-reordered":
        return gain < 0.0
    return share(before) == 1.0 and gain < 0.8 * UNKNOWN


def _gain(match: re.Match[str]) -> float:
    """How much likelier what InDesign writes as จำ นวน is as one word than as two."""
    before, found = _before(match), _AFTER.match(match.string, match.end())
    after = found[0] if found else ""
    return score(before + after) - score(before) - score(after)


def _before(match: re.Match[str]) -> str:
    found = _BEFORE.search(match.string[max(0, match.start() - 12) : match.start()])
    return found[0] if found else ""


def _likelihood(text: str) -> float:
    return sum(map(score, text.split()))
