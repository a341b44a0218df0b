"""Finds where the title of a statement ends, and which of its copies is written best."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from db.models import DraftKind
from db.proposal import Quote
from db.skeleton import key, skeleton
from ingest.mending.lexicon import share
from ingest.proposal.marks import Mark, Sign
from ingest.proposal.sightings import Sighting
from ingest.proposal.text import RunningText, alike

_TELLS_ON = {DraftKind.MEASURE, DraftKind.FOCUS_AREA}  # a title, and then prose about it
_LONG_TITLE = 120
_SHORT_TITLE = 20
_SAME = 0.92
_STEM = 12
_GOES_ON = re.compile(
    skeleton(
        r"(?<=\))\s+(?=[ก-ๆ])|\s(?=(?:เพื่อ|โดย|เร่ง|จัดให้มี|ซึ่ง|มุ่ง|เน้น|ทั้งนี้|นอกจากนี้|รวมถึง|ดังนี้"
        r"|พร้อม|ด้วยการ|ผ่าน|หน่วยงาน|ภาครัฐยก|พัฒนา/|จาก))"
    )
)
_INNER_SPACE = re.compile("(?<=[ก-\u0e4e]) (?=[ก-\u0e4e])")


@dataclass(frozen=True, slots=True)
class Title:
    """The title chosen, its best copy and all copies; `sure` where a copy certainly ends there."""

    text: str
    quote: Quote
    copies: tuple[Quote, ...]
    sure: bool


class TitleChooser:
    """Chooses titles by what the copies of a statement have in common."""

    def __init__(self, text: RunningText, marks: Sequence[Mark]) -> None:
        self._text = text
        self._statements = _statements(text, marks)

    def choose(self, sightings: Sequence[Sighting]) -> Title:
        """The title on whose end most copies agree; the shorter one where they do not."""
        spans = [span for sighting in sightings for span in self._suggested(sighting)]
        spans += self._echoes(sightings)
        keys = [key(self._text.words(start, end)) for start, end, _ in spans]
        weights: dict[str, float] = {}
        for title, (_, _, weight) in zip(keys, spans, strict=True):
            weights[title] = weights.get(title, 0.0) + weight
        votes = {
            one: sum(weights[other] for other in weights if _same(one, other)) for one in weights
        }
        best = max(votes, key=lambda one: (round(votes[one], 2), -len(one)))
        copies = dict(self._copy(one, best) for one in sightings)
        copies |= {
            span[0]: span[1] for title, span in zip(keys, spans, strict=True) if _same(title, best)
        }
        fitting = [span for span in copies.items() if _same(key(self._text.words(*span)), best)]
        chosen = max(fitting, key=lambda span: _neatness(self._text.words(*span)))
        return Title(
            text=" ".join(self._text.words(*chosen).split()),
            quote=self._text.quote(*chosen),
            copies=tuple(self._text.quote(*span) for span in sorted(copies.items())),
            sure=votes[best] >= 1,
        )

    def _copy(self, one: Sighting, title: str) -> tuple[int, int]:
        """The span of a copy: as far as the title goes, or whole where it has other words."""
        end = self._text.reach(one.start, one.limit, len(title))
        differs = key(self._text.words(one.start, end)) != title
        short = len(key(self._text.words(one.start, one.limit))) <= 1.3 * len(title)
        return one.start, one.limit if differs and one.closed and short else end

    def _suggested(self, sighting: Sighting) -> list[tuple[int, int, float]]:
        """Where a copy may end, and how much that weighs."""
        words = self._text.skeleton[sighting.start : sighting.limit]
        limit = sighting.limit
        tells_on = sighting.kind in _TELLS_ON
        doubtful = not sighting.closed or (tells_on and limit - sighting.start > _LONG_TITLE)
        found = [(sighting.start, limit, 0.3 if doubtful else 1.0)]
        goes_on = _GOES_ON.search(words, 1 if tells_on else _SHORT_TITLE)
        if goes_on and (tells_on or not sighting.closed):
            found.append((sighting.start, sighting.start + goes_on.start(), 0.4))
        return found

    def _echoes(self, sightings: Sequence[Sighting]) -> list[tuple[int, int, float]]:
        """Statements after bullets that some copy begins with, or is word for word."""
        found: dict[int, tuple[int, int, float]] = {}
        for one in sightings:
            whole = key(self._text.words(one.start, one.limit))
            may_go_on = one.kind in _TELLS_ON or not one.closed
            for statement, start, end in self._statements.get(whole[:_STEM], ()):
                if whole == statement or (may_go_on and whole.startswith(statement)):
                    found[start] = (start, end, 1.0)
        return list(found.values())


def _statements(
    text: RunningText, marks: Sequence[Mark]
) -> Mapping[str, list[tuple[str, int, int]]]:
    """The key and the span of statements that stand after bullets, by how the key begins."""
    found: dict[str, list[tuple[str, int, int]]] = {}
    for mark, following in zip_longest(marks, marks[1:]):
        if mark and mark.sign is Sign.BULLET:
            line = text.skeleton.find("\n", mark.end)
            ends = (following.start if following else len(text.skeleton), line)
            end = max(mark.end, min(end for end in ends if end >= 0))
            statement = key(text.words(mark.end, end))
            if len(statement) >= _STEM:
                found.setdefault(statement[:_STEM], []).append((statement, mark.end, end))
    return found


def _same(one: str, other: str) -> bool:
    """Whether two keys are the same title, a misprint aside."""
    near = abs(len(one) - len(other)) <= 0.05 * max(len(one), len(other))
    return one == other or (near and alike(one, other) >= _SAME)


def _neatness(words: str) -> tuple[float, int]:
    """How well a copy is written: words in the dictionary, few spaces within Thai."""
    return round(share(words) or 0.0, 2), -len(_INNER_SPACE.findall(words))
