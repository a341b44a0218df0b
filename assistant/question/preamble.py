"""Finds the question in a pasted letter: what comes before "จึงขอทราบว่า" only leads up to it."""

import re

from assistant.question.wants import Wanted, wanted
from db.thai import squeeze, words

# So much must come before: a short beginning is no letter. So many words make a question whole.
_SHORTEST, _WHOLE = 24, 4
_LEADING_UP = re.compile(
    r"(?:ขอ|อยาก|ใคร่|ต้องการ|รบกวน|ประสงค์|สงสัย|ขออนุญาต)(?:จะ|ที่จะ)?(?:ขอ|รบกวน|เรียน|ช่วย)*"
    r"(?:สอบถาม|เรียนถาม|ถาม|ทราบ|รู้|หารือ)(?:เพิ่มเติม|ข้อมูล|รายละเอียด|หน่อย|ท่าน|ไป|มา|ครับ|ค่ะ|นะคะ|\s)*"
    r"(?:ว่า|ดังนี้|เรื่อง|:)\s*"
)
_CLOSING = re.compile(
    r"[\s,.!]*(?:จึง(?:เรียน)?มา\S*.*|(?:ขอ)?ขอบ(?:คุณ|พระคุณ|ใจ)(?:มาก|ล่วงหน้า|อย่างสูง|ๆ|\s|(?:มา\s*)?ณ\s*(?:โอกาส|ที่)นี้|"
    r"ครับ|ค่ะ|คะ|นะ)*)$"
)
_POINTING = re.compile(r"([ก-๎]{3,12}?)(?:ฉบับ|เรื่อง)?(?:ดังกล่าว|ข้างต้น|ที่กล่าวถึง)")
_ENDS = re.compile(r"\s+(?:และ|จะ|ซึ่ง|โดย|เพื่อ|จึง|แต่|แล้ว|นั้น)|[,\n]|$")


def without_preamble(text: str) -> str:
    """The question that a longer message leads up to; the message where it has none.

    What the question points at ("หนังสือดังกล่าว") is put in its place as the message names it.
    """
    found = list(_LEADING_UP.finditer(text))
    if not found or found[-1].start() < _SHORTEST:
        return text
    before, asked = text[: found[-1].start()], text[found[-1].end() :]
    asked = _CLOSING.sub("", asked).strip()
    if wanted(squeeze(asked)) == frozenset({Wanted.OTHER}):
        return text
    if (pointing := _POINTING.search(asked)) is not None:
        named = _named(before, pointing[1])
        return asked.replace(pointing[0], f"{named} ") if named else text
    return asked if len(words(asked)) >= _WHOLE else text


def _named(before: str, noun: str) -> str | None:
    """What a message calls by a noun: from there to the end of the phrase."""
    at = before.find(noun)
    if at < 0:
        return None
    end = _ENDS.search(before, at + len(noun))
    return before[at : end.start() if end else len(before)].strip()
