"""Answers what a clause, a part or a page says that a question asks for by its number."""

import re
from collections.abc import Iterator, Sequence

from sqlmodel import Session

from assistant import wording
from assistant.composers.meant import Leaf, Paper, meant
from assistant.draft import Composition, Draft, Statement
from assistant.extraction.kinds import signs
from assistant.extraction.layout import Role
from assistant.question.reading import Asked
from assistant.question.wants import Wanted
from db.thai import fold, squeeze

MOST = 10
_CLAUSE = "ข้อ|มาตรา"
_PART = "หมวด|บท|ส่วน|ระเบียบวาระ|วาระ|หัวข้อ|ภาคผนวก|ตอน"
_NUMBERED = re.compile(rf"(?<!หัว)({_CLAUSE}|{_PART}|หน้า)(?:ที่)?(\d{{1,3}}(?:\.\d+)*)(?!\d|/)")
_WHOLE = re.compile(
    r"(?:ว่า|กาหนด|ระบุ|เขียน|คือ|เป็น|มี|กล่าว|บอก|เรื่อง|เนื้อหา|พูด|เกี่ยวกับ)\S{0,12}(?:อย่างไร|ยังไง|อะไร|ไว้|ไง|ใด)"
)
_WORDS = """
    ข้อ มาตรา หมวด บท บทที่ ส่วน ส่วนที่ วาระ ระเบียบวาระ หัวข้อ ภาคผนวก ตอน หน้า หน้าที่ ว่า กาหนด ระบุ เขียน
    คือ กล่าว บอก เรื่อง เนื้อหา พูด พูดถึง กล่าวถึง เกี่ยวกับ ข้อความ ไว้ บ้าง ขอ ดู แสดง ตรง อ่าน สรุป รายละเอียด
"""
_KNOWN = frozenset(_WORDS.split())
_ENDS = re.compile(r"(?:ประกาศ|สั่ง|ให้ไว้)ณวันที่|จึงเรียนมา|ทั้งนี้ตั้งแต่")


def compose(session: Session, draft: Draft) -> Composition | None:
    """The lines of what a question numbers in the one paper it is about; None without either."""
    asked = draft.understood()
    found = _NUMBERED.search(squeeze(asked.text))
    if found is None or not _asks_whole(asked):
        return None
    paper = meant(session, draft, {*_KNOWN, found[2]})
    if paper is None:
        return None
    lines = list(_of(paper, found[1], found[2]))
    return _composition(draft, paper, lines) if lines else None


def _asks_whole(asked: Asked) -> bool:
    """Whether it is asked what the part says, not something that it may tell."""
    aside = asked.wants(Wanted.COUNT, Wanted.MONEY, Wanted.DAY, Wanted.DATE, Wanted.PLACE)
    return not aside and _WHOLE.search(squeeze(asked.text)) is not None


def _of(paper: Paper, kind: str, number: str) -> Iterator[Leaf]:
    if kind == "หน้า":
        yield from (leaf for leaf in paper.leaves if _is_on(leaf, number))
        return
    at = _begin(paper.leaves, kind, number)
    if at is None:
        return
    clause = re.match(_CLAUSE, kind) is not None
    yield paper.leaves[at]
    for leaf in paper.leaves[at + 1 :]:
        if _is_over(leaf, paper.leaves[at], clause=clause):
            return
        yield leaf


def _is_on(leaf: Leaf, number: str) -> bool:
    """By the printed number of the page where there is one."""
    printed = fold(leaf.passage.printed_page or "")
    return printed == number if printed else str(leaf.passage.page_number) == number


def _begin(leaves: Sequence[Leaf], kind: str, number: str) -> int | None:
    marked = rf"[#*]*{kind}(?:ที่)?{re.escape(number)}(?![\d/]|\.\d)"
    bare = rf"#+(?:{kind})?{re.escape(number)}\.?(?!\d)" if kind in _PART.split("|") else "$^"
    pattern = re.compile(rf"{marked}|{bare}")
    found = [i for i, leaf in enumerate(leaves) if pattern.match(squeeze(leaf.line.unit.text))]
    return found[0] if len(found) == 1 else None


def _is_over(leaf: Leaf, first: Leaf, *, clause: bool) -> bool:
    text = squeeze(leaf.line.unit.text)
    if clause:
        begun = re.match(rf"(?:{_CLAUSE})\d|{_ENDS.pattern}", text)
        return bool(begun) or leaf.line.role is Role.HEADING or signs(fold(leaf.line.unit.text))
    return leaf.line.role in {Role.HEADING, Role.QUESTION} and first.line not in leaf.line.above


def _composition(draft: Draft, paper: Paper, lines: Sequence[Leaf]) -> Composition:
    rest = list(lines)[draft.skip :] or list(lines)
    left = len(rest) - MOST
    notices = (wording.MORE.format(count=left),) if left > 0 else ()
    if left > 0:
        draft.suggestions.append(wording.REST)
    said: list[Statement] = [paper.say(leaf) for leaf in rest[:MOST]]
    return Composition(tuple(dict.fromkeys(said)), notices)
