"""Finds, for each word and figure of a statement, the place in its quotes that it comes from."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.support.figures import Figure, same
from assistant.support.ground import Ground, Key, key_of, places, words_in
from assistant.support.limits import agree, limit_of, limit_words, move_of
from assistant.support.vocabulary import LIGHT, forms

_FORWARD, _BACKWARD, _FAR, _HEADING = 0.5, 0.8, 300, 0.6
_SHORTEST_PART = 2


@dataclass(frozen=True, slots=True)
class Item:
    """A telling word or a figure of a statement: at `start` of its key, `length` characters;
    `place` is where its ground prints it (None: nowhere)."""

    text: str
    figure: Figure | None
    start: int
    length: int
    place: int | None = None
    printed: Figure | None = None


@dataclass(frozen=True, slots=True)
class _Spot:
    start: int
    end: int
    figure: Figure | None


def align(text: str, figures: Sequence[Figure], ground: Ground) -> list[Item]:
    """The items of a statement in order, each at its place.

    Among the places a word has in the ground, the path that jumps least is taken (Viterbi), so
    that words come from where their neighbours come from.
    """
    items = _items(text, figures, ground)
    spots = [_spots(item, text, ground) for item in items]
    path = _path([held for held in spots if held], ground.body)
    taken = iter(path)
    return [
        _placed(item, next(taken)) if held else item
        for item, held in zip(items, spots, strict=True)
    ]


def places_of(item: Item, ground: Ground) -> list[int]:
    """Everywhere that the quotes print an item, in order; nowhere if only headings hold it."""
    if item.place is None or item.place >= ground.body:
        return []
    if item.printed is not None:
        return [item.printed.start]
    return places(item.text, ground.text[: ground.body]) or [item.place]


def _items(text: str, figures: Sequence[Figure], ground: Ground) -> list[Item]:
    key = key_of(text).text
    found = [Item(key[f.start : f.end], f, f.start, f.end - f.start) for f in figures]
    taken = [limit_words(key, figure) for figure in figures]
    for word, start in words_in(text, key):
        inside = any(begin < start + len(word) and start < end for begin, end in taken)
        if not inside and word not in LIGHT and (len(word) > 1 or not word.isdigit()):
            found += _parts(word, start, ground)
    return sorted(found, key=lambda item: item.start)


def _parts(word: str, start: int, ground: Ground) -> list[Item]:
    """The word, or its two halves where the ground's words are cut otherwise."""
    whole = [Item(word, None, start, len(word))]
    if any(places(form, ground.text, 1) for form in forms(word)):
        return whole
    for cut in range(len(word) - _SHORTEST_PART, _SHORTEST_PART - 1, -1):
        parts = (word[:cut], word[cut:])
        if all(_is_held(part, ground) for part in parts):
            kept = [(part, at) for part, at in zip(parts, (0, cut), strict=True)]
            return [Item(p, None, start + at, len(p)) for p, at in kept if p not in LIGHT]
    return whole


def _is_held(part: str, ground: Ground) -> bool:
    return part in LIGHT or any(places(form, ground.text, 1) for form in forms(part))


def _spots(item: Item, text: str, ground: Ground) -> list[_Spot]:
    if item.figure is not None:
        key = key_of(text).text
        return [
            _Spot(printed.start, printed.end, printed)
            for printed in ground.figures
            if _means(item.figure, key, printed, ground)
        ]
    spots = [
        _Spot(place, place + len(form), None)
        for form in forms(item.text)
        for place in places(form, ground.text)
    ]
    if item.length > 1 or not _stands_apart(item.start, key_of(text)):
        return spots
    # A letter that names something ("กลุ่ม ก") is found in any word.
    return [spot for spot in spots if _stands_apart(spot.start, ground)]


def _stands_apart(start: int, text: Key | Ground) -> bool:
    ends = {0, len(text.text), *text.breaks}
    return start in ends and start + 1 in ends


def _means(said: Figure, key: str, printed: Figure, ground: Ground) -> bool:
    """The same number, counting the same, on the same side of a limit, going the same way."""
    return (
        same(said, printed)
        and agree(limit_of(key, said), limit_of(ground.text, printed))
        and _goes(said, key, printed, ground)
    )


def _goes(said: Figure, key: str, printed: Figure, ground: Ground) -> bool:
    """The first year of a span is where things go from, whether a word or a dash says so."""
    one, other = move_of(key, said), move_of(ground.text, printed)
    spans = ground.text[printed.end : printed.end + 3].startswith(("-", "ถึง"))
    return (
        one == other
        or (one == "from" and spans)
        or (one != "from" and (other != "from" or not one))
    )


def _path(columns: Sequence[Sequence[_Spot]], body: int) -> list[_Spot]:
    if not columns:
        return []
    costs = [_own(spot, body) for spot in columns[0]]
    steps: list[list[int]] = []
    for before, column in pairwise(columns):
        best = [_cheapest(costs, before, spot) for spot in column]
        costs = [
            costs[at] + _jump(before[at], spot) + _own(spot, body)
            for at, spot in zip(best, column, strict=True)
        ]
        steps.append(best)
    at = min(range(len(costs)), key=costs.__getitem__)
    path = [columns[-1][at]]
    for best, column in zip(reversed(steps), reversed(columns[:-1]), strict=True):
        at = best[at]
        path.append(column[at])
    return path[::-1]


def _cheapest(costs: Sequence[float], before: Sequence[_Spot], spot: _Spot) -> int:
    """From which of the places before a spot is best reached."""
    total = [cost + _jump(other, spot) for cost, other in zip(costs, before, strict=True)]
    return total.index(min(total))


def _own(spot: _Spot, body: int) -> float:
    return _HEADING if spot.start >= body else 0.0


def _jump(before: _Spot, spot: _Spot) -> float:
    gap = spot.start - before.end
    if 0 <= gap <= 1:
        return 0.0
    if gap > 0:
        return _FORWARD + min(gap, _FAR) / _FAR
    return _BACKWARD + min(-gap, _FAR) / _FAR


def _placed(item: Item, spot: _Spot) -> Item:
    return Item(item.text, item.figure, item.start, item.length, spot.start, spot.figure)
