"""Finds letters and orders that the library only refers to: what they say is not in it."""

import re
from collections.abc import Sequence

from sqlmodel import Session

from assistant.answer import Quote
from assistant.draft import Draft
from assistant.extraction.units import Unit, units
from assistant.quoting import outlines, quote
from db.reads.directives import directives
from db.reads.documents import PassageRow
from db.thai import squeeze

# The number of a letter or an order, as a key: กท0808.2/ว935, 187/2566.
_NUMBER = re.compile(r"\d[\d.]*/ว?\d+")
_LETTER = re.compile(r"หนังสือ|คาสั่ง|บันทึก|ประกาศ|ว่าด้วย")
# What only the letter itself tells; its date and that it was repealed others may tell.
_OWN = re.compile(
    r"ลงนาม|ลงชื่อ|ผู้ลงนาม|ทาอะไร|(?:เรื่อง|กาหนด|ระบุ|แจ้ง|สั่ง)(?:ให้)?(?:อะไร|ว่าอย่างไร|ว่าอะไร)|(?<!คา)สั่ง(?:การ|ให้)|ขอให้"
    r"|สาระ|เนื้อหา|รายละเอียด|กี่ข้อ|ถึงใคร|เรียนใคร|เรียนถึง|ใครเป็น|ใครบ้าง"
)


def only_referred(session: Session, draft: Draft) -> Quote | None:
    """The line that refers to the letter asked of, when the library holds no more of it."""
    said = squeeze(draft.understood().text)
    number = _NUMBER.search(said)
    if not (number and _LETTER.search(said) and _OWN.search(said)):
        return None
    if any(squeeze(one.number or "").endswith(number[0]) for one in directives(session)):
        return None
    passages = [evidence.passage for evidence in draft.evidence]
    printed = _printed(passages, number[0])
    if not printed or any(_is_own(unit.text, number[0]) for _, unit in printed):
        return None
    passage, unit = printed[0]
    return quote(passage, unit, outlines(session, [passage]))


def _printed(passages: Sequence[PassageRow], number: str) -> list[tuple[PassageRow, Unit]]:
    whole = re.compile(rf"(?<![\d.]){re.escape(number)}(?!\d)")
    return [
        (passage, unit)
        for passage in passages
        for unit in units(passage.page_text, passage.start, passage.end)
        if whole.search(squeeze(unit.text))
    ]


def _is_own(text: str, number: str) -> bool:
    """Whether a line gives its paper's own number: "ที่ กท 0808.2/ว 1482", or a title with it."""
    key = squeeze(text)
    return bool(re.match(rf"[#*]*(?:เลข)?ที่[ก-ฮ.]*{re.escape(number)}$", key)) or bool(
        re.match(rf"[#*]*(?:คาสั่ง|ประกาศ|รายงานการประชุม)\S*(?:ที่){re.escape(number)}$", key)
    )
