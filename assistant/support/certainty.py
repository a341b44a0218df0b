"""How sure a text is of what it tells: denied from afar, proposed, ordered, planned, or done."""

import re
from collections.abc import Iterator, Sequence

from assistant.support.alignment import Item, places_of
from assistant.support.ground import Ground, Key, clause_end
from assistant.support.vocabulary import ACT

_NOT = r"(?:ไม่|มิ)(?:ได้|อาจ|สามารถ|พึง|ควร)*"
# Verbs that deny what they govern, however far it goes; "ไม่เห็นว่า…" denies like "คัดค้าน".
_DENIED = re.compile(
    rf"(?P<verb>ปฏิเสธ|คัดค้าน|งดเว้น|ระงับ|ยกเลิก|เพิกถอน|ยับยั้ง|ชะลอ)"
    rf"|{_NOT}[ก-๎]{{0,24}}?(?<!ก)(?<!ผู้)ว่า(?!ด้วย|ง|จ้าง)"
    rf"|{_NOT}(?:เห็นด้วย|เห็นควร|เห็นชอบ|อนุมัติ|อนุญาต|ยินยอม|ประสงค์|ปรากฏ|รับรอง|ยืนยัน|มี)"
)
_DENIES = re.compile(r"ไม่|มิ(?=ได้|อาจ|ให้|ใช่)|ห้าม|ปราศจาก|ไร้")
_TENTATIVE = re.compile(
    rf"เห็นควร|คาดว่า|คาดการณ์|เสนอ(?:ให้|ขอ|เพื่อ)|มีแผน(?=(?:ที่)?จะ|{ACT})|เตรียม(?=การ|{ACT})|"
    rf"อยู่ระหว่าง|กาลัง(?={ACT})|"
    rf"ประสงค์|มีแนวคิด|อาจ(?!าร)|ควร(?!ร)|(?<!ที่)(?<!เพื่อ)(?<!จึง)(?<!หาก)จะ(?!ต้อง)"
)
_UNSURE = re.compile(
    r"เห็นควร|คาด|เสนอ|แผน|เตรียม|ระหว่าง|กาลัง|ประสงค์|แนวคิด|อาจ(?!าร)|ควร(?!ร)|จะ|เป้าหมาย|ขอ|"
    r"สามารถ|ไม่|ได้(?=$|¦)"
)
_ORDERED = re.compile(r"ขอให้|กาหนดให้|(?:มอบหมาย|แจ้ง|สั่ง|สั่งการ|กาชับ|เร่งรัด)(?:ให้)?|ต้อง|ให้")
_DONE = re.compile(r"แล้ว(?!เสร็จ|แต่|จึง|ให้|ต้อง|ก็)")
_AFTERWARDS = re.compile(r"เมื่อ|หลัง|ภายหลัง|หาก|ถ้า|กรณี")
_GOES_ON = re.compile(r"เมื่อ|ใน|ตั้งแต่|ก่อน|โดย|\d")
_PAST = re.compile(r"(?<!ไม่)(?<!มิ)(?<!ให้)ได้")
_FAR = 200


def is_kept(key: Key, items: Sequence[Item], ground: Ground) -> bool:
    """Whether nothing denied, proposed, ordered or planned is told as true or as done."""
    held = [item for item in items if places_of(item, ground)]
    return (
        _denials_kept(key, held, ground)
        and (bool(_UNSURE.search(key.text)) or _is_firm(held, ground))
        and _done_is_done(key, held, ground)
    )


def _denials_kept(key: Key, items: Sequence[Item], ground: Ground) -> bool:
    """What a denying verb governs may not be told without it."""
    for match in _DENIED.finditer(ground.text, 0, ground.body):
        verb = match["verb"]
        said = verb in key.text if verb else _DENIES.search(key.text)
        if not said and _is_most(items, [_reach(match, ground)], ground):
            return False
    return True


def _is_firm(items: Sequence[Item], ground: Ground) -> bool:
    """Whether what a statement tells outright is not only thought of in the quotes."""
    marks = _TENTATIVE.finditer(ground.text, 0, ground.body)
    return not _is_most(items, [_reach(match, ground) for match in marks], ground)


def _done_is_done(key: Key, items: Sequence[Item], ground: Ground) -> bool:
    """Whether nothing that is still to be done is told as done ("ได้…", "…แล้ว")."""
    undone = list(_undone(ground))
    for end in _told_done(key):
        if _is_most([item for item in items if item.start < end], undone, ground):
            return False
    past = {match.end() for match in _PAST.finditer(key.text)}
    return not any(
        item.start in past
        and re.match(ACT, item.text)
        and _all_within(item, undone, ground)
        and not ground.text[: item.place].endswith("ได้")
        for item in items
    )


def _told_done(key: Key) -> Iterator[int]:
    """Where a "แล้ว" says that all before it is done, not that something comes after it."""
    for match in _DONE.finditer(key.text):
        start = max((at for at in key.breaks if at < match.start()), default=0)
        ends = match.end() in {len(key.text), *key.breaks} or _GOES_ON.match(key.text, match.end())
        if ends and not _AFTERWARDS.match(key.text, start):
            yield match.start()


def _undone(ground: Ground) -> Iterator[tuple[int, int]]:
    """What is still to be done: ordered, planned, possible."""
    for match in _TENTATIVE.finditer(ground.text, 0, ground.body):
        yield _reach(match, ground)
    for match in _ORDERED.finditer(ground.text, 0, ground.body):
        if match[0] != "ให้" or match.start() in ground.breaks:
            yield _reach(match, ground)


def _reach(match: re.Match[str], ground: Ground) -> tuple[int, int]:
    end = clause_end(ground.text, ground.breaks, match.end())
    return match.end(), min(end, match.end() + _FAR)


def _is_most(items: Sequence[Item], scopes: Sequence[tuple[int, int]], ground: Ground) -> bool:
    """Whether most items of a statement come from within some stretches and from nowhere else."""
    taken = [item for item in items if _all_within(item, scopes, ground)]
    return bool(taken) and 2 * len(taken) >= len(items)


def _all_within(item: Item, scopes: Sequence[tuple[int, int]], ground: Ground) -> bool:
    return all(
        any(start <= place < end for start, end in scopes) for place in places_of(item, ground)
    )
