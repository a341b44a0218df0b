"""Negation, duty and permission: what a text forbids, exempts, demands, advises or allows."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.support.alignment import Item
from assistant.support.ground import Ground, Key


class Mode(StrEnum):
    """How a text binds its reader."""

    FORBIDDEN = "forbidden"
    EXEMPT = "exempt"
    MUST = "must"
    SHOULD = "should"
    MAY = "may"
    CAN = "can"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class _Scope:
    """A mode and the characters it governs; `verb` is where what it governs first begins."""

    mode: Mode
    verb: int
    end: int


_MARKS = re.compile(
    r"(?P<exempt>ไม่(?:จาเป็น)?ต้อง|มิต้อง|ไม่บังคับ)"
    r"|(?P<forbidden>ห้าม(?:มิให้)?|มิให้|ไม่ให้|ต้องไม่|ไม่อนุญาตให้|งดเว้น|ไม่ควร|ไม่พึง)(?!เกิน|น้อยกว่า|ต่ากว่า)"
    r"|(?P<should>ควร(?!ร)|พึง)"
    r"|(?P<may>อาจ(?!าร))"
    r"|(?P<must>ต้อง|จาเป็น|ขอให้|กาหนดให้|มอบหมายให้|มีหน้าที่)"
    r"|(?P<order>ให้)"
    r"|(?P<can>สามารถ)"
    r"|(?P<stop>เว้นแต่|ทั้งนี้|ซึ่ง|หาก|¦)"
    r"|(?P<pause>ยกเว้น|แต่|ส่วน|เมื่อ|โดย(?!อัตโนมัติ))"
)
_AFTER = re.compile(r"(?P<not>(?:มิ|ไม่)ได้)|(?P<can>(?:ก็)?ได้)")
_NEGATION = re.compile(
    r"(?:ยัง)?(?:ไม่|มิ)(?:ได้|มี)?(?!ต้อง|ให้|ควร|พึง|จาเป็น|(?:ให้)?เกิน|น้อยกว่า|ต่ากว่า|มากกว่า|สูงกว่า|ถึง\d|"
    r"ว่า(?:จะ|กรณี)|เพียงแต่|ถุนายน|ติ|เตอร์)|ปราศจาก|ไร้|(?<!หรือ)ไม่(?=มี)"
)
_DENIAL = re.compile(
    r"ไม่(?!(?:ให้)?เกิน|น้อยกว่า|ต่ากว่า|มากกว่า|สูงกว่า|ถึง\d|เพียงแต่)|มิ(?=ได้|ให้|ต้อง|ใช่)|ห้าม|ปราศจาก|ไร้|งดเว้น"
)
_SLACK = re.compile(
    r"(?:ได้รับ|ได้|รับ|ให้|มี|การ|ความ|จะ|เป็น|ถูก|ต้อง|ทา|จัด|ดาเนินการ|สามารถ|อาจ|เคย|ปรากฏ)*$"
)
_EXCEPTION = re.compile("เว้นแต่|ยกเว้นแต่|ยกเว้นกรณี|นอกจากกรณี")
_NEAR, _FAR = 16, 90
_CLASHES = {
    Mode.MUST: {Mode.SHOULD, Mode.MAY, Mode.CAN, Mode.EXEMPT, Mode.FORBIDDEN},
    Mode.SHOULD: {Mode.MUST, Mode.MAY, Mode.EXEMPT, Mode.FORBIDDEN, Mode.NONE, Mode.CAN},
    Mode.MAY: {Mode.MUST, Mode.SHOULD, Mode.EXEMPT, Mode.FORBIDDEN, Mode.NONE},
    Mode.CAN: {Mode.MUST, Mode.EXEMPT, Mode.FORBIDDEN},
    Mode.FORBIDDEN: set(Mode) - {Mode.FORBIDDEN},
    Mode.EXEMPT: set(Mode) - {Mode.EXEMPT},
    Mode.NONE: {Mode.FORBIDDEN, Mode.EXEMPT},
}
_MUST_BE_SAID = (Mode.FORBIDDEN, Mode.EXEMPT, Mode.SHOULD, Mode.MAY)


def is_kept(key: Key, items: Sequence[Item], ground: Ground) -> bool:
    """Whether a statement denies, demands and allows what its ground does, and nothing else."""
    placed = [item for item in items if item.place is not None and item.place < ground.body]
    said, printed = _scopes(key.text, key.breaks), _scopes(ground.text, ground.breaks)
    return (
        _denials_said(key.text) <= _denials_said(ground.text[: ground.body])
        and _excepts_as_printed(key.text, placed, ground)
        and all(_same_negation(item, key, ground) for item in placed)
        and all(_is_granted(scope, placed, printed) for scope in said)
        and all(_is_said(scope, placed, said) for scope in printed)
    )


def _denials_said(text: str) -> int:
    """How often a key denies: a "not" that governs no word of the quote must not be added."""
    return len(_DENIAL.findall(text))


def denials(text: str) -> frozenset[str]:
    """The words of a key that deny, forbid or exempt."""
    marks = (match for match in _MARKS.finditer(text) if match["exempt"] or match["forbidden"])
    return frozenset(match[0] for match in (*marks, *_NEGATION.finditer(text)))


def _excepts_as_printed(said: str, items: Sequence[Item], ground: Ground) -> bool:
    """A case and its exception may not be joined without saying that it is one."""
    if _EXCEPTION.search(said):
        return True
    for match in _EXCEPTION.finditer(ground.text, 0, ground.body):
        field = ground.field_of(match.start()) or (0, 0)
        held = [item.place or 0 for item in items if field[0] <= (item.place or 0) < field[1]]
        if held and min(held) < match.start() < max(held):
            return False
    return True


def _same_negation(item: Item, key: Key, ground: Ground) -> bool:
    place = item.place or 0
    return _is_negated(key.text, item.start) == _is_negated(ground.text, place)


def _is_negated(text: str, place: int) -> bool:
    """Whether a negation stands right before a place, function words apart."""
    before = text[max(0, place - _NEAR) : place]
    following = text[max(0, place - _NEAR) : place + 8]
    return any(
        match.end() <= len(before) and _SLACK.fullmatch(before, match.end())
        for match in _NEGATION.finditer(following)
    )


def _is_granted(scope: _Scope, items: Sequence[Item], printed: Sequence[_Scope]) -> bool:
    """Whether what a statement's scope governs first stands in the ground under a like mode."""
    governed = [item for item in items if scope.verb <= item.start < scope.end]
    if not governed:
        return True
    clashes = [_mode_at(item.place or 0, printed) in _CLASHES[scope.mode] for item in governed]
    return not clashes[0] and (scope.mode is not Mode.MUST or 2 * sum(clashes) < len(clashes))


def _is_said(scope: _Scope, items: Sequence[Item], said: Sequence[_Scope]) -> bool:
    """A prohibition, exemption, advice or option of the ground may not go unsaid."""
    if scope.mode not in _MUST_BE_SAID:
        return True
    taken = [item for item in items if scope.verb <= (item.place or 0) < scope.end]
    near = [item for item in taken if (item.place or 0) < scope.verb + _NEAR]
    enough = 2 if scope.mode in (Mode.SHOULD, Mode.MAY) else len(items) // 2 + 1
    if not near and len(taken) < enough:
        return True
    first = min(near or taken, key=lambda item: item.place or 0)
    modes = {found.mode for found in said}
    own = _mode_at(first.start, said)
    return own is scope.mode or (scope.mode in modes and own is Mode.NONE) or _weaker(scope, own)


def _weaker(scope: _Scope, own: Mode) -> bool:
    return scope.mode is Mode.MAY and own is Mode.CAN


def _mode_at(place: int, scopes: Iterable[_Scope]) -> Mode:
    held = [scope for scope in scopes if scope.verb <= place < scope.end]
    return max(held, key=lambda scope: scope.verb).mode if held else Mode.NONE


def _scopes(text: str, breaks: frozenset[int]) -> list[_Scope]:
    """The scope of each mark: to the next mark, or to what ends a clause."""
    marks = [match for match in _MARKS.finditer(text) if _counts(match, breaks)]
    ends = [match.start() for match in marks[1:]] + [len(text)]
    scopes = [
        _Scope(
            Mode.MUST if match.lastgroup == "order" else Mode(str(match.lastgroup)),
            match.end(),
            end,
        )
        for match, end in zip(marks, ends, strict=False)
        if match.lastgroup not in ("stop", "pause")
    ]
    return [*scopes, *_scopes_behind(text, breaks)]


def _counts(match: re.Match[str], breaks: frozenset[int]) -> bool:
    if match.lastgroup in ("order", "pause"):
        return match.start() == 0 or match.start() in breaks
    return True


def _scopes_behind(text: str, breaks: frozenset[int]) -> Iterable[_Scope]:
    """ "จะปฏิเสธคำขอมิได้" forbids, "จะยื่นทางใดก็ได้" allows: what ends a clause governs it."""
    for match in _AFTER.finditer(text):
        end = match.end()
        if end < len(text) and end not in breaks and text[end] != "¦":
            continue
        back = max(text.rfind("¦", 0, match.start()) + 1, match.start() - _FAR)
        begin = text.rfind("จะ", back, match.start())
        verb = begin + 2 if begin >= 0 else max(back, match.start() - _FAR // 3)
        if begin >= 0 or match[0] != "ได้":
            yield _Scope(Mode.FORBIDDEN if match["not"] else Mode.CAN, verb, match.start())
