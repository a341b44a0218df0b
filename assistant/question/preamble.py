"""Finds the question in a pasted letter: what comes before "จึงขอทราบว่า" only leads up to it."""

import re

from assistant.question.wants import Wanted, wanted
from db.thai import squeeze, words

# So much must come before: a short beginning is no letter. So many words make a question whole.
_SHORTEST, _WHOLE = 24, 4
# A text as long as this is pasted; a line as short as this that does not ask only signs off; what
# a line asks stands at its end.
_PASTED, _SIGN_OFF, _LINE_END = 100, 40, 30
_REQUEST = re.compile(
    r"^(?:ขอ)?(?:รบกวน|ช่วย|กรุณา|โปรด)+(?:ดู|เช็ค|เช็ก|ตรวจ|ค้น|หา)?(?:ให้)?(?:หน่อย|ที|ด้วย)?(?:นะ)?(?:ครับ|คับ|ค่ะ|คะ)?\s+"
)
_POLITE = re.compile(r"(?:นะ)?(?:ครับ|คับ|ค่ะ|คะ)(?=\s|$)")
# "ถามมาว่า…เท่าไร" tells of a question, it does not ask one.
_TOLD = re.compile("ถาม(?:มา)?ว่า|แจ้งว่า|สงสัยว่า")
_LEADING_UP = re.compile(
    r"(?:ขอ|อยาก|ใคร่|ต้องการ|รบกวน|ประสงค์|สงสัย|ขออนุญาต)(?:จะ|ที่จะ)?(?:ขอ|รบกวน|เรียน|ช่วย)*"
    r"(?:สอบถาม|เรียนถาม|ถาม|ทราบ|รู้|หารือ)(?:เพิ่มเติม|ข้อมูล|รายละเอียด|หน่อย|ท่าน|ไป|มา|ครับ|ค่ะ|นะคะ|\s)*"
    r"(?:ว่า|ดังนี้|เรื่อง|:)\s*"
)
_CLOSING = re.compile(
    r"(?<![\s,.!])[\s,.!]*+(?:จึง(?:เรียน)?มา\S*.*|(?:ขอ)?ขอบ(?:คุณ|พระคุณ|ใจ)(?:มาก|ล่วงหน้า|อย่างสูง|ๆ|\s|(?:มา\s*)?ณ\s*(?:โอกาส|ที่)นี้|"
    r"ครับ|ค่ะ|คะ|นะ)*+)$"
)
_POINTING = re.compile(r"([ก-๎]{3,12}?)(?:ฉบับ|เรื่อง)?(?:ดังกล่าว|ข้างต้น|ที่กล่าวถึง)")
_ENDS = re.compile(r"(?<!\s)\s++(?:และ|จะ|ซึ่ง|โดย|เพื่อ|จึง|แต่|แล้ว|นั้น)|[,\n]|$")


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


def under_pasted(text: str) -> tuple[str, str] | None:
    """A pasted text and the question on the last line, under it; None when a message is no such.

    Where lines of the text ask for themselves, the message asks several things.
    """
    lines = [line.strip() for line in text.strip().split("\n") if line.strip()]
    while len(lines) > 1 and not _asks(lines[-1]) and len(lines[-1]) <= _SIGN_OFF:
        lines.pop()
    *before, asked = lines or [""]
    if sum(map(len, before)) < _PASTED or not _asks(asked) or len(words(asked)) < _WHOLE:
        return None
    if any(_asks(line[-_LINE_END:]) and not _TOLD.search(line) for line in before):
        return None
    return " ".join(before), _REQUEST.sub("", asked)


def _asks(text: str) -> bool:
    return wanted(squeeze(_POLITE.sub("", text))) != frozenset({Wanted.OTHER})


def _named(before: str, noun: str) -> str | None:
    """What a message calls by a noun: from there to the end of the phrase."""
    at = before.find(noun)
    if at < 0:
        return None
    end = _ENDS.search(before, at + len(noun))
    return before[at : end.start() if end else len(before)].strip()
