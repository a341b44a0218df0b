"""Who does what, and which number is whose: words must come from beside what they stand beside."""

import re
from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.support.alignment import Item, places_of
from assistant.support.figures import Figure, Kind
from assistant.support.ground import Ground, Key, clause_end, places
from assistant.support.limits import limit_of, move_of
from assistant.support.vocabulary import ACT, AGENT, OPPOSITE

_ERA_WORDS = re.compile(r"(?:ปีงบประมาณ|ปี|พศ|คศ)+$")
_LEADS = re.compile(r"(?:สาหรับ|เป็น|คือ|ของ|แก่|ให้|เพื่อ|ซึ่ง|ต้อง|ไม่ต้อง|ห้าม|ควร|ใน(?=ปี|เดือน|วัน|พศ))")
_COMPLEMENT = re.compile(r"(?:ต่อ|แก่|ของ|จาก|ถึง|ไปยัง|กับ|ใน|ร่วมกับ|แห่ง|เป็น|คือ)$")
_CONTRAST = re.compile(r"ส่วน|(?:ใน)?ขณะที่")
_VERB = re.compile(r"จะ|ต้อง|ให้|ได้|มี|เป็น|¦")
_ACT = re.compile(ACT)
_TOGETHER = 60
_TAKES = re.compile(r"(?:ได้รับ|ถูก)")
_CLOSE, _EDGE = 30, 4


def is_kept(key: Key, items: Sequence[Item], ground: Ground) -> bool:
    """Whether figures keep their labels, agents their acts, and opposites their sides."""
    return (
        _figures_kept(key.text, items, ground)
        and _agents_kept(key, items, ground)
        and _topics_kept(key, items, ground)
        and _sides_kept(items, ground)
    )


def _figures_kept(key: str, items: Sequence[Item], ground: Ground) -> bool:
    return all(
        _is_own(items, at, key, ground)
        for at, item in enumerate(items)
        if item.printed is not None and ground.cell_of(item.printed.start) is None
    )


def _rivals(figure: Figure, ground: Ground) -> list[Figure]:
    """The figures of a quote that could be mistaken for one of them, itself among them."""
    field = ground.field_of(figure.start)
    if field is None:
        return []
    return [
        other
        for other in ground.figures
        if field[0] <= other.start < field[1] and _alike(other, figure)
    ]


def _alike(one: Figure, other: Figure) -> bool:
    if one.kind is not other.kind:
        return False
    if one.kind is Kind.LABEL:
        return one.value[0] == other.value[0]
    return one.kind is not Kind.AMOUNT or one.unit == other.unit


def _around(items: Sequence[Item], at: int, leading: bool) -> list[Item]:
    """What a statement says beside a figure, nearest first: on its label's side, else the other."""
    figure = items[at].figure
    held = [
        other
        for other, item in enumerate(items)
        if item.figure is not None and figure is not None and _alike(item.figure, figure)
    ]
    start = max((other + 1 for other in held if other < at), default=0)
    end = min((other for other in held if other > at), default=len(items))
    before, after = list(reversed(items[start:at])), list(items[at + 1 : end])
    first, second = (after, before) if leading else (before, after)
    return first + second if len(held) == 1 else first or second


def _is_own(items: Sequence[Item], at: int, key: str, ground: Ground) -> bool:
    """Whether the words around a figure belong to it rather than to another of its kind."""
    printed = items[at].printed
    rivals = _rivals(printed, ground) if printed else []
    if printed is None or not _from_its_quote(items, at, printed, ground):
        return printed is None
    if _only_way(items[at], key, rivals, ground):
        return True
    if len({(f.value, limit_of(ground.text, f)) for f in rivals}) < 2:
        return True
    return any(
        _belongs(_around(items, at, leading), printed.start, ground, _territory(rivals, leading))
        for leading in _orientations(rivals, ground)
    )


def _from_its_quote(items: Sequence[Item], at: int, printed: Figure, ground: Ground) -> bool:
    """Whether what is said beside a figure is from its quote, not from one with a like figure."""
    own = ground.field_of(printed.start)
    others = {ground.field_of(f.start) for f in ground.figures if _alike(f, printed)} - {own, None}
    if own is None or not others:
        return True
    share, rank = 0.0, 1
    for item in _around(items, at, False):
        fields = {ground.field_of(place) for place in places_of(item, ground)}
        if len(fields) == 1 and fields <= {own, *others}:
            share += (1 if fields == {own} else -1) / rank
            rank += 1
    return share >= 0


def _only_way(item: Item, key: str, rivals: Sequence[Figure], ground: Ground) -> bool:
    """Whether the figure is the one that things change from, or the one that they come to."""
    if item.figure is None or item.printed is None:
        return False
    way = move_of(ground.text, item.printed)
    same = [figure for figure in rivals if move_of(ground.text, figure) == way]
    return bool(way) and way == move_of(key, item.figure) and len(same) == 1


@dataclass(frozen=True, slots=True)
class _Territory:
    """Whose a place is among rivals: of the next of them, or `leading` of the one before.

    What stands outside of all of them may be said of each.
    """

    starts: tuple[int, ...]
    leading: bool

    def owner(self, place: int) -> int:
        if self.leading:
            return max((s for s in self.starts if s <= place), default=self.starts[0])
        return next((s for s in self.starts if s >= place), self.starts[-1])

    def is_between(self, place: int) -> bool:
        return self.starts[0] < place <= self.starts[-1]


def _territory(rivals: Sequence[Figure], leading: bool) -> _Territory:
    return _Territory(tuple(figure.start for figure in rivals), leading)


def _belongs(around: Sequence[Item], place: int, ground: Ground, whose: _Territory) -> bool:
    """By what stands between the rivals; by what stands before or after all of them if nothing."""
    field = ground.field_of(place) or (0, 0)
    between, outside, rank = 0.0, 0.0, 1
    for item in around:
        found = places_of(item, ground)
        owners = {whose.owner(one) for one in found if field[0] <= one < field[1]}
        if len(owners) != 1 or (whose.leading and found[0] < whose.starts[0]):
            continue
        share = (1 if owners == {place} else -1) / rank
        if all(whose.is_between(one) for one in found):
            between += share
        else:
            outside += share
        rank += 1
    return (between or outside) >= 0


def _orientations(rivals: Sequence[Figure], ground: Ground) -> list[bool]:
    """Whether figures lead what is theirs ("ปี 2567 ได้…") or follow it ("วงเงิน 5 ล้านบาท")."""
    field = ground.field_of(rivals[0].start) or (0, ground.body)
    lead, trail = rivals[0].start - field[0] <= _EDGE, field[1] - rivals[-1].end > _EDGE
    if lead or not trail:
        return [lead and trail]
    led = sum(_leads(figure, ground) for figure in rivals)
    return [2 * led > len(rivals)]


def _leads(figure: Figure, ground: Ground) -> bool:
    """A year that opens a clause, a figure that a preposition follows."""
    if figure.kind is not Kind.YEAR:
        return bool(_LEADS.match(ground.text, figure.end))
    before = _ERA_WORDS.sub("", ground.text[: figure.start]).removesuffix("และ")
    return len(before) in ground.breaks and not before.endswith("ใน")


def _agents_kept(key: Key, items: Sequence[Item], ground: Ground) -> bool:
    """Whether what follows an agent in the statement follows it in the ground as well."""
    printed = _anchors(ground.text[: ground.body], ground.breaks)
    actors = [start for start in printed if _may_act(start, ground.text, ground.breaks)]
    acting = [
        start for start in _anchors(key.text, key.breaks) if _may_act(start, key.text, key.breaks)
    ]
    for start, end in pairwise([*acting, len(key.text)]):
        said = [item for item in items if start <= item.start < end and item.place is not None]
        if actors and said and not _acts(said, key.text, printed, actors, ground):
            return False
    return True


def _may_act(start: int, text: str, breaks: frozenset[int]) -> bool:
    """Whether an agent may act: not one that something is sent to, of which nothing follows."""
    if _COMPLEMENT.search(text[:start]):
        return False
    given = text[:start].endswith("ให้") and not {start, start - len("ให้")} & {0, *breaks}
    return not given or bool(_ACT.search(text, start, clause_end(text, breaks, start + 1)))


def _anchors(key: str, breaks: frozenset[int]) -> list[int]:
    """Where agents are named; "หัวหน้าหน่วยงาน" is one."""
    found: list[int] = []
    last = -1
    for match in AGENT.finditer(key):
        if match.start() != last or last in breaks:
            found.append(match.start())
        last = match.end()
    return found


def _acts(
    said: Sequence[Item], key: str, printed: Sequence[int], actors: Sequence[int], ground: Ground
) -> bool:
    name, place = said[0], said[0].place or 0
    own = max((start for start in printed if start <= place), default=None)
    if place >= ground.body or own is None:
        return True
    acts, mine = _own_acts(said, key), _joined(own, ground)
    share, rank = 0.0, 1
    for item in acts:
        if item.place == (name.place or 0) + name.length:
            name = item  # still the agent's own name
            continue
        owned = {_actor(found, own, actors, ground) for found in places_of(item, ground)} - {None}
        if len(owned) == 1 and item.figure is None:
            share += (1 if owned == {mine} else -1) / rank
            rank += 1
    return share >= 0


def _own_acts(said: Sequence[Item], key: str) -> Sequence[Item]:
    """What the agent does: of "ได้รับมอบหมายให้จัดทำ" only what comes after "ให้"."""
    taken = _TAKES.search(key, said[0].start, said[-1].start)
    if taken is None:
        return said[1:]
    begin = key.find("ให้", taken.end())
    return [item for item in said[1:] if begin >= 0 and item.start > begin]


def _actor(place: int, asked: int, actors: Sequence[int], ground: Ground) -> int | None:
    field = ground.field_of(place)
    if field is None:
        return None
    if ground.field_of(asked) != field and any(field[0] <= start < field[1] for start in actors):
        return -1
    own = max((start for start in actors if field[0] <= start <= place), default=None)
    return own if own is None else _joined(own, ground)


def _joined(start: int, ground: Ground) -> int:
    """The first of agents that act together ("กรม ก และกรม ข จัดทำ") or are one ("ก เป็นประธาน")."""
    before = ground.text[:start]
    if not before.endswith(("และ", "หรือ", "เป็น", "คือ")):
        return start
    earlier = [at for at in _anchors(before, ground.breaks) if start - at <= _TOGETHER]
    between = before[earlier[-1] : -len("เป็น")] if earlier else ""
    return start if not earlier or _VERB.search(between) else _joined(earlier[-1], ground)


def _topics_kept(key: Key, items: Sequence[Item], ground: Ground) -> bool:
    """ "ก ได้ 3 ส่วน ข ได้ 5" does not support "ข ได้ 3": after a contrast another is spoken of."""
    begins = {field[0] for field in ground.fields}
    topics = sorted(begins.union(_contrasts(ground.text[: ground.body], ground.breaks)))
    for start, end in pairwise([0, *_contrasts(key.text, key.breaks), len(key.text)]):
        said = [item for item in items if start <= item.start < end]
        drawn = {
            topic
            for item in said
            if len(own := {bisect(topics, one) for one in places_of(item, ground)}) == 1
            for topic in own
        }
        if len(drawn) > len({ground.field_of(topics[topic - 1]) for topic in drawn}):
            return False
    return True


def _contrasts(text: str, breaks: frozenset[int]) -> list[int]:
    return [match.start() for match in _CONTRAST.finditer(text) if match.start() in breaks]


def _sides_kept(items: Sequence[Item], ground: Ground) -> bool:
    """ "เพิ่มรายได้ ลดต้นทุน" does not support "ลดรายได้"."""
    for item, following in pairwise(items):
        for pair in OPPOSITE:
            side = next((word for word in pair if item.text.startswith(word)), None)
            if side and following.place is not None and not _on_side(side, pair, following, ground):
                return False
    return True


def _on_side(side: str, pair: tuple[str, ...], following: Item, ground: Ground) -> bool:
    place = following.place or 0
    before = ground.text[max(0, place - _CLOSE) : place]
    last = {word: max(places(word, before), default=-1) for word in pair}
    return max(last.values()) < 0 or max(last, key=last.__getitem__) == side
