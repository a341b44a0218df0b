"""Settles what must not or need not be looked up: personal data, tampering, greetings."""

import re

from assistant import wording
from assistant.draft import Draft, Tools
from db.models import AnswerStatus
from db.thai import arabic_digits, squeeze

_ID = re.compile(r"(?<!\d)\d[\s-]?\d{4}[\s-]?\d{5}[\s-]?\d{2}[\s-]?\d(?!\d)")
_MOBILE = re.compile(r"(?<!\d)0[689]\d?[\s-]?\d{3,4}[\s-]?\d{4}(?!\d)")
_ACCOUNT = re.compile(r"เลข(?:ที่)?บัญชี\D{0,20}\d{3}[\s-]?\d[\s-]?\d{5}[\s-]?\d")
_TAMPERING = re.compile(
    r"systemprompt|พรอมต์ระบบ|คาสั่งระบบ|(?:ignore|disregard).{0,20}(?:previous|above|instruction)"
    r"|(?:ละเว้น|ลืม|เพิกเฉย|ไม่ต้องสนใจ)(?:ต่อ)?(?:คาสั่ง|กติกา|กฎ)"
    r"|(?:แสดง|เปิดเผย|บอก)(?:คาสั่ง|api|key|รหัสผ่าน|บทสนทนาของ)"
)
_GREETING = re.compile(r"^(?:สวัสดี|หวัดดี|ดีครับ|ดีค่ะ|hello|hi|ทักทาย)(?:ครับ|ค่ะ|คะ|จ้า|ค่า)*[!. ]*$")
_THANKS = re.compile(r"^ขอบ(?:คุณ|ใจ|พระคุณ)(?:มาก)?(?:ๆ)?(?:นะ)?(?:ครับ|ค่ะ|คะ|จ้า)*[!. ]*$")


def screen(draft: Draft, _tools: Tools) -> None:
    """Settle the draft when its question is no question to the documents."""
    text, key = arabic_digits(draft.question), squeeze(draft.question)
    if holds_personal_data(text):
        draft.settle(AnswerStatus.REFUSED_PERSONAL_DATA, wording.PERSONAL)
    elif _TAMPERING.search(key):
        draft.settle(AnswerStatus.REFUSED_UNSAFE, wording.UNSAFE)
    elif _GREETING.match(key):
        draft.settle(AnswerStatus.GREETING, wording.GREETING)
    elif _THANKS.match(key):
        draft.settle(AnswerStatus.GREETING, wording.THANKS)


def holds_personal_data(text: str) -> bool:
    """Whether Arabic-digit `text` holds a citizen id, a mobile number or a bank account."""
    ids = (re.sub(r"\D", "", match[0]) for match in _ID.finditer(text))
    return any(map(_is_citizen_id, ids)) or bool(_MOBILE.search(text) or _ACCOUNT.search(text))


def _is_citizen_id(digits: str) -> bool:
    """The thirteenth digit is a checksum of the twelve before it (weights 13 to 2)."""
    total = sum(int(digit) * (13 - at) for at, digit in enumerate(digits[:12]))
    return (11 - total % 11) % 10 == int(digits[12])
