"""Settles what must not or need not be looked up: personal data, tampering, greetings."""

import re
import unicodedata

from assistant import wording
from assistant.draft import Draft, Tools
from db.models import AnswerStatus
from db.thai import fold, squeeze

# Digits may stand apart, by what people write between them; folding makes all dashes one.
_GAP = r"[\s./()_-]{0,3}"
_ID = re.compile(rf"(?<!\d)\d(?:{_GAP}\d){{12}}(?!\d)")
_MOBILE = re.compile(rf"(?<!\d)(?:\+?66{_GAP}0?|0){_GAP}[689](?:{_GAP}\d){{8}}(?!\d)")
_ACCOUNT = re.compile(rf"บัญชี\D{{0,20}}\d(?:{_GAP}\d){{9,}}")
_TAMPERING = re.compile(
    r"systemprompt|พรอมต์ระบบ|(?:ignore|disregard|forget).{0,20}(?:previous|above|instruction|rule)"
    r"|(?:ละเว้น|ลืม|เพิกเฉย|ไม่ต้องสนใจ|ข้าม)(?:ต่อ)?(?:คาสั่ง|กติกา|กฎ)"
    r"|(?:แสดง|เปิดเผย|บอก|ขอดู)(?:คาสั่ง(?:ระบบ|ของ(?:คุณ|ระบบ))|apikey|รหัสผ่าน|บทสนทนาของ(?:คน|ผู้)อื่น)"
)
_GREETING = re.compile(r"^(?:สวัสดี|หวัดดี|ดีครับ|ดีค่ะ|hello|hi|ทักทาย)(?:ครับ|ค่ะ|คะ|จ้า|ค่า)*[!. ]*$")
_THANKS = re.compile(r"^ขอบ(?:คุณ|ใจ|พระคุณ)(?:มาก)?(?:ๆ)?(?:นะ)?(?:ครับ|ค่ะ|คะ|จ้า)*[!. ]*$")


def screen(draft: Draft, _tools: Tools) -> None:
    """Settle the draft when its question is no question to the documents."""
    key = squeeze(draft.question)
    if holds_personal_data(draft.question):
        draft.settle(AnswerStatus.REFUSED_PERSONAL_DATA, wording.PERSONAL)
    elif _TAMPERING.search(key):
        draft.settle(AnswerStatus.REFUSED_UNSAFE, wording.UNSAFE)
    elif _GREETING.match(key):
        draft.settle(AnswerStatus.GREETING, wording.GREETING)
    elif _THANKS.match(key):
        draft.settle(AnswerStatus.GREETING, wording.THANKS)
    elif len(key) > 3 and len(set(key)) <= 2:
        draft.settle(AnswerStatus.REFUSED_OFF_TOPIC, wording.OFF_TOPIC)


def holds_personal_data(text: str) -> bool:
    """Whether a text holds a citizen id, a mobile number or a bank account."""
    key = fold("".join(map(_ascii_digit, text)))
    ids = (re.sub(r"\D", "", match[0]) for match in _ID.finditer(key))
    return any(map(_is_citizen_id, ids)) or bool(_MOBILE.search(key) or _ACCOUNT.search(key))


def _ascii_digit(character: str) -> str:
    return str(unicodedata.digit(character)) if character.isdecimal() else character


def _is_citizen_id(digits: str) -> bool:
    """The thirteenth digit is a checksum of the twelve before it (weights 13 to 2)."""
    total = sum(int(digit) * (13 - at) for at, digit in enumerate(digits[:12]))
    return (11 - total % 11) % 10 == int(digits[12])
