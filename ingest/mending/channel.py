"""Reads a run of damaged Thai as the words most likely meant: a noisy channel over single words.

Each glyph is lost at a rate; a word is changed where that is clearly likelier than that it
stands there as meant. Rates come from the text itself.
"""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from ingest.mending.lexicon import UNKNOWN, dictionary
from ingest.mending.losses import AM_LOST, Source, by_skeleton, skeleton, sources

# Runs of Thai, without the letters of abbreviations: พ.ร.บ. is not to become พ.ร.บ่.
RUN = re.compile(r"(?<![ก-ฺเ-๎])(?!(?<=\.)[ก-ฮ]{1,3}(?![ก-ฺเ-๎])|[ก-ฮ]{1,4}\.)[ก-ฺเ-๎]+")

# Nats a change must gain beyond what the rates say, the more the less sure they are.
_CAUTION = 1.5
_LEAST_CAUTION = 0.6
# A glyph lost "always" may still be kept once.
_MOST = 0.98
_LONG = 4
_RARE = -11.0
_REMEMBERED = 50_000

Step = tuple[str, Source | None]


@dataclass(frozen=True, slots=True)
class Channel:
    """`rates`: how often each glyph is lost (0 to 1); a glyph not named is never lost.

    Remembers the best word of what it has seen and its readings of whole runs.
    """

    rates: Mapping[str, float]
    prices: dict[str, tuple[float, Source | None]] = field(default_factory=dict)
    readings: dict[str, list[Step]] = field(default_factory=dict)

    def best(self, seen: str) -> tuple[float, Source | None]:
        """The likeliest word behind what is seen, with its price: minus infinity for none."""
        priced = ((self._price(source), source) for source in sources(seen))
        best = max(priced, key=lambda pair: pair[0], default=(-math.inf, None))
        self.prices[seen] = best
        return best

    def _price(self, source: Source) -> float:
        price = source.price
        for glyph in source.lost:
            rate = self.rates.get(glyph, 0.0)
            if not rate:
                return -math.inf
            price += math.log(rate) - _CAUTION * (1.0 - rate)
        if source.lost:
            price -= _LEAST_CAUTION
        for glyph in source.kept:
            price += math.log1p(-min(_MOST, self.rates.get(glyph, 0.0)))
        return price


def channel(rates: Mapping[str, float]) -> Channel:
    """The channel of these rates; pages of one font share theirs."""
    return _channel(frozenset(rates.items()))


@lru_cache(maxsize=8)
def _channel(rates: frozenset[tuple[str, float]]) -> Channel:
    return Channel(dict(rates))


def read(run: str, channel: Channel) -> list[Step]:
    """The run cut into what is seen and the word meant there, None for what is in no word."""
    if len(channel.readings) >= _REMEMBERED:
        channel.readings.clear()
        channel.prices.clear()
    if run not in channel.readings:
        channel.readings[run] = _read(run, channel)
    return channel.readings[run]


def _read(run: str, channel: Channel) -> list[Step]:
    """A Viterbi over the places between the skeleton of the run."""
    key, places = skeleton(run)
    words, prices = by_skeleton(), channel.prices
    steps: list[tuple[float, int, Source | None]] = [(0.0, 0, None)]
    steps += [(-math.inf, 0, None)] * len(key)
    for start in range(len(key)):
        price = steps[start][0]
        unknown = price + UNKNOWN * (places[start + 1] - places[start])
        if unknown > steps[start + 1][0]:
            steps[start + 1] = (unknown, start, None)
        for end in range(start + 1, len(key) + 1):
            known = words.get(key[start:end])
            if known is None:
                break
            if known:
                seen = run[places[start] : places[end]]
                found, source = prices.get(seen) or channel.best(seen)
                if price + found > steps[end][0]:
                    steps[end] = (price + found, start, source)
    return _path(run, places, steps)


def _path(run: str, places: list[int], steps: list[tuple[float, int, Source | None]]) -> list[Step]:
    found: list[Step] = []
    end = len(steps) - 1
    while end:
        _, start, source = steps[end]
        found.append((run[places[start] : places[end]], source))
        end = start
    return _but_names([(run[: places[0]], None), *reversed(found)])


def _but_names(steps: list[Step]) -> list[Step]:
    """The steps without ำ and tone marks put into short words beside what is no common word.

    Those are parts of names, and foreign names have neither.
    """
    strange = [bool(seen) and not _common(source) for seen, source in steps]
    return [
        (seen, None if any(strange[max(0, at - 1) : at + 2]) and _foreign(seen, source) else source)
        for at, (seen, source) in enumerate(steps)
    ]


def _common(source: Source | None) -> bool:
    return source is not None and (source.price > _RARE or source.word in dictionary())


def _foreign(seen: str, source: Source | None) -> bool:
    if source is None or len(seen) >= _LONG:
        return False
    return any(glyph == AM_LOST or glyph[0] in "่้๊๋" for glyph in source.lost)
