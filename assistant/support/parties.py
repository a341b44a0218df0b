"""Who acts together and who receives: subjects may not be joined, nor receivers be made up."""

import re
from collections.abc import Sequence

from assistant.support.alignment import Item, places_of
from assistant.support.ground import Ground, Key, clause_end, places
from assistant.support.vocabulary import ACT, AGENT

_AND = re.compile(r"และ(?:ของ|โดย)?|กับ|รวมทั้ง|ตลอดจน|,")
_HEADS = re.compile(
    r"โครงการ|กลุ่ม|ยุทธศาสตร์|แผนงาน|กลยุทธ์|มาตรการ|ฝ่าย|งาน|ระบบ|หลักสูตร|ครู|นักเรียน|ผู้|บริษัท|ร้าน"
)
_VERB = re.compile(ACT)
_TO = re.compile(r"(?:ต่อ|แก่|ไปยัง|ถึง|ให้|เสนอ|รายงาน|แจ้ง|ส่ง|ยื่น)$")
_TO_PRINTED = re.compile(
    r"(?:ต่อ|แก่|ไปยัง|ยัง|ถึง|ให้|เสนอ|รายงาน|แจ้ง|ส่ง|ยื่น|เวียน|หารือ|มอบ|มอบหมาย|โอน|คืน|เรียน|กับ|ผ่าน|"
    r"ต่อที่ประชุม|และ|หรือ|,|แด่)$"
)
_FROM = re.compile(r"จาก$")
_FROM_PRINTED = re.compile(r"(?:ต่อ|แก่|ไปยัง|ให้|ส่ง|เสนอ|รายงาน|แจ้ง)$")
_NO_ACT = re.compile(
    r"$|ภายใน|ก่อน|หลัง|ใน|โดย|ตาม|เพื่อ|ทุก|และ|หรือ|จานวน|\d|[ก-๎]{1,8}ละ|ทราบ|ณ|เมื่อ|ตั้งแต่"
)
_GAP = 3


def are_kept(key: Key, items: Sequence[Item], ground: Ground) -> bool:
    """Whether only those are joined who act together, and only those receive who do in print."""
    return _joined_as_printed(key, items, ground) and _receivers_kept(key, items, ground)


def _joined_as_printed(key: Key, items: Sequence[Item], ground: Ground) -> bool:
    for match in _AND.finditer(key.text):
        before = [i for i in items if 0 <= match.start() - (i.start + i.length) <= _GAP]
        after = [i for i in items if 0 <= i.start - match.end() <= _GAP]
        named = before and after and _is_name(key.text, match.start(), after[0].start)
        if named and not _are_joined(before[-1], after[0], key, items, ground):
            return False
    return True


def _is_name(key: str, end: int, second: int) -> bool:
    """Whether names stand on both sides of a joining word, rather than clauses."""
    kind = _HEADS.match(key, second) or AGENT.match(key, second)
    if kind is None:
        return False
    heads = (*AGENT.finditer(key, 0, end), *_HEADS.finditer(key, 0, end))
    last = max((head.end() for head in heads), default=None)
    if last is None:
        return False
    named = _VERB.match(key, last)  # "กองตรวจสอบภายใน"
    return not _VERB.search(key, named.end() if named else last, end)


def _are_joined(one: Item, other: Item, key: Key, items: Sequence[Item], ground: Ground) -> bool:
    """Whether the quotes join two names, or say of both what the statement says of both."""
    if one.place is None or other.place is None or max(one.place, other.place) >= ground.body:
        return True
    first, second = sorted((one, other), key=lambda item: item.place or 0)
    gap = (_end(first), second.place or 0)
    between = ground.text[gap[0] : gap[1]]
    if not (_VERB.search(between) or "¦" in between or re.search(r"\d", between)):
        return True
    end = clause_end(key.text, key.breaks, other.start + other.length)
    said = [item for item in items if other.start < item.start < end and places_of(item, ground)]
    return all(
        any(gap[0] <= at < gap[1] for at in spots) and any(at > gap[1] for at in spots)
        for spots in (places_of(item, ground) for item in _after_name(other, said))
    )


def _after_name(name: Item, said: Sequence[Item]) -> Sequence[Item]:
    """What is said of a name: the items after those that are still part of it."""
    for at, item in enumerate(said):
        if item.place != _end(name) or _VERB.match(item.text):
            return said[at:]
        name = item
    return ()


def _end(item: Item) -> int:
    if item.printed is not None:
        return item.printed.end
    return (item.place or 0) + item.length


def _receivers_kept(key: Key, items: Sequence[Item], ground: Ground) -> bool:
    starts = {match.start() for match in AGENT.finditer(key.text)}
    named = [item for item in items if item.start in starts and item.place is not None]
    return all(_is_where_printed(item, key, items, ground) for item in named)


def _is_where_printed(agent: Item, key: Key, items: Sequence[Item], ground: Ground) -> bool:
    """Whether who is told to receive something receives in print, and no receiver gives."""
    name = _name(agent, items, key.text)
    before = [ground.text[:at] for at in _printed(name, agent, ground)]
    marker = _TO.search(key.text[: agent.start])
    if marker and _receives(marker, agent.start + len(name), key):
        return any(_TO_PRINTED.search(text) for text in before)
    gives = _FROM.search(key.text[: agent.start])
    return not (gives and before and all(_FROM_PRINTED.search(text) for text in before))


def _receives(marker: re.Match[str], end: int, key: Key) -> bool:
    """Whether an agent after "ให้" receives rather than has to act."""
    if marker[0] != "ให้":
        return marker.start() > 0
    if marker.start() == 0 or marker.start() in key.breaks:
        return False
    return end in key.breaks or bool(_NO_ACT.match(key.text, end))


def _name(first: Item, items: Sequence[Item], key: str) -> str:
    """The name of an agent, as far as statement and quote write it alike."""
    last = first
    for item in items:
        if item.start == last.start + last.length and item.place == _end(last):
            if _VERB.match(item.text):
                break
            last = item
    return key[first.start : last.start + last.length]


def _printed(name: str, first: Item, ground: Ground) -> list[int]:
    body = ground.text[: ground.body]
    return places(name, body) or places_of(first, ground)
