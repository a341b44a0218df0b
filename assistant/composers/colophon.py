"""Answers what a paper says of itself: its day, who signed or made it, its number, its subject."""

import re
from collections.abc import Callable, Sequence

from sqlmodel import Session

from assistant import wording
from assistant.composers.meant import Leaf, Paper, meant
from assistant.draft import Composition, Draft, Statement
from assistant.extraction.kinds import signs
from assistant.extraction.layout import Role
from assistant.question.wants import Wanted
from db.thai import fold, squeeze

_MONTH = "มกราคม|กุมภาพันธ์|มีนาคม|เมษายน|พฤษภาคม|มิถุนายน|กรกฎาคม|สิงหาคม|กันยายน|ตุลาคม|พฤศจิกายน|ธันวาคม"
_WHEN = r"(?:เมื่อ(?:ใด|ไร|ไหร่)|(?:ณ)?วันที่(?:เท่า|ใด|ไหน|อะไร)|วัน(?:ใด|ไหน))"
_WHO = "(?:ใคร|ผู้ใด|หน่วยงาน(?:ใด|ไหน|อะไร)|กอง(?:ใด|ไหน)|ส่วนราชการใด)"
_WORDS = """
    ประกาศ ออก ออกเมื่อ สั่ง ลง ลงวันที่ ลงนาม ผู้ลงนาม ลงชื่อ เซ็น วัน วันที่ ณ เมื่อ ใคร ผู้ จัดทา ทา โดย
    หน่วยงาน เลขที่ เลข ที่ ถึง เรียน ส่ง ส่งถึง แจ้ง เรื่อง เกี่ยวกับ เกี่ยว สรุป สาระ สาระสาคัญ สาคัญ เนื้อหา
    พูดถึง กล่าวถึง ใจความ หัวข้อ สารบัญ บท หมวด มีอะไร อะไร ว่าด้วย โดยสรุป ย่อ คร่าว คร่าวๆ ภาพรวม
    วัตถุประสงค์ จุดประสงค์ จุดมุ่งหมาย เพื่อ จัดทาขึ้น ขึ้น ทั้งหมด ประกอบ ประกอบด้วย แบ่ง ออกเป็น
    เจ้าของ ผู้จัดทา ผู้เขียน เขียน เป็นผู้ ส่วน เรื่องใด เรื่องอะไร เป็นเรื่อง พูด กล่าว สั้น สั้นๆ ให้หน่อย
"""
_KNOWN = frozenset(_WORDS.split())
_DATED = re.compile(rf"(?:ประกาศ|สั่ง|ให้ไว้|ตรา(?:ไว้)?)ณวันที่\d|\d{{1,2}}(?:{_MONTH})(?:พศ)?\d{{4}}$")
_NUMBER = re.compile(r"(?:เลข)?ที่(?:[ก-ฮ]{1,6}[\d.]*/?ว?\d+|\d+/\d{4})$")
_MADE = re.compile(r".*(?:จัดทาโดย|ผู้จัดทา)")
_PURPOSE = re.compile(r".{0,60}(?:จัดทาขึ้น(?:เพื่อ|โดย)|มีวัตถุประสงค์)|โดยที่เป็นการสมควร|เพื่อให้")
_SUBJECT = re.compile("เรื่อง(?!ที่|อื่น)")
_HEADS, _POST = 10, 3


def compose(session: Session, draft: Draft) -> Composition | None:
    """What the one paper asked of prints of itself; None when more is asked or nothing printed."""
    asked = draft.understood()
    key = squeeze(asked.text)
    answer = next((answer for tells, answer in _ANSWERS if tells.search(key)), None)
    if answer is None or asked.wants(Wanted.MONEY, Wanted.COUNT, Wanted.PLACE):
        return None
    paper = meant(session, draft, _KNOWN)
    return answer(paper) if paper is not None else None


def _dated(paper: Paper) -> Composition | None:
    return _first(paper, _DATED)


def _number(paper: Paper) -> Composition | None:
    return _first(paper, _NUMBER)


def _recipient(paper: Paper) -> Composition | None:
    return _first(paper, re.compile("เรียน"))


def _maker(paper: Paper) -> Composition | None:
    return _first(paper, _MADE)


def _signer(paper: Paper) -> Composition | None:
    """The last name in brackets, with the post printed under it."""
    at = [at for at, leaf in enumerate(paper.leaves) if signs(fold(leaf.line.unit.text))]
    if not at:
        return None
    told = [paper.leaves[at[-1]]]
    for leaf in paper.leaves[at[-1] + 1 : at[-1] + _POST]:
        if leaf.line.role is not Role.TEXT or re.search(r"\d", fold(leaf.line.unit.text)):
            break
        told.append(leaf)
    return Composition(tuple(paper.say(leaf) for leaf in told))


def _about(paper: Paper) -> Composition | None:
    """Its subject, its purpose and its headings, as it prints them."""
    subject = _matching(paper, _SUBJECT)[:1]
    purpose = _matching(paper, _PURPOSE)[:1]
    opening = [paper.say(leaf) for leaf in dict.fromkeys([*subject, *purpose])]
    statements = [*opening, *_headings(paper)]
    return Composition(tuple(statements), (wording.ABOUT_PAPER,)) if statements else None


def _contents(paper: Paper) -> Composition | None:
    found = _headings(paper)
    return Composition(tuple(found)) if found else None


def _headings(paper: Paper) -> list[Statement]:
    heads = [leaf for leaf in paper.leaves if _is_heading(leaf, paper.title)][:_HEADS]
    if len(heads) < 2:
        return []
    quotes = tuple(paper.quote(leaf) for leaf in heads)
    opening = Statement(wording.HEADINGS.format(title=paper.title), quotes, frame=True)
    return [opening, *(paper.say(leaf) for leaf in heads)]


def _is_heading(leaf: Leaf, title: str) -> bool:
    text = leaf.line.unit.text
    level = len(text) - len(text.lstrip("#"))
    own = leaf.line.role in {Role.HEADING, Role.QUESTION} and level <= 2
    return own and squeeze(text).lstrip("#") != squeeze(title)


def _first(paper: Paper, pattern: re.Pattern[str]) -> Composition | None:
    """The first line that matches; None where several say different things."""
    found = _matching(paper, pattern)
    if len({squeeze(leaf.line.unit.text) for leaf in found}) != 1:
        return None
    return Composition((paper.say(found[0]),))


def _matching(paper: Paper, pattern: re.Pattern[str]) -> Sequence[Leaf]:
    return [leaf for leaf in paper.leaves if pattern.match(squeeze(leaf.line.unit.text))]


_Answer = Callable[[Paper], Composition | None]
_ANSWERS: tuple[tuple[re.Pattern[str], _Answer], ...] = (
    (
        re.compile(rf"(?:{_WHO}\S*(?:ลงนาม|ลงชื่อ|เซ็น)|(?:ลงนาม|ลงชื่อ|เซ็น)(?:โดย)?{_WHO}|ผู้ลงนาม)"),
        _signer,
    ),
    (re.compile(rf"(?:ประกาศ|ออก|สั่ง|ลงนาม|ลง)(?:ไว้)?{_WHEN}|ลงวันที่"), _dated),
    (re.compile("เลขที่(?:เท่า|ใด|ไหน|อะไร|คือ|$)"), _number),
    (re.compile("(?:ส่ง|เรียน|แจ้ง|มี)ถึง(?:ใคร|หน่วยงาน|ผู้ใด)|เรียนใคร"), _recipient),
    (re.compile(rf"{_WHO}(?:เป็น)?(?:ผู้)?(?:จัดทา|ทา|เขียน)(?:ขึ้น)?$|(?:จัดทา|เขียน)โดย{_WHO}"), _maker),
    (re.compile("(?:หัวข้อ|บท|หมวด|เนื้อหา)(?:อะไร|ใด)(?:บ้าง)?$|สารบัญ"), _contents),
    (
        re.compile(
            r"(?:เกี่ยวกับ|พูดถึง|กล่าวถึง|เป็น|ว่าด้วย)(?:เรื่อง)?(?:อะไร|ใด)(?:บ้าง)?$|^(?:ช่วย)?สรุป|สรุป(?:ให้|สาระ|เนื้อหา|ย่อ|ใจความ|คร่าว)"
            r"|(?:มี)?(?:เนื้อหา|สาระสาคัญ|ใจความ)\S*(?:อะไร|อย่างไร)(?:บ้าง)?$|เรื่องอะไร$"
        ),
        _about,
    ),
)
