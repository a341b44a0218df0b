"""The parts of Thai official letters, and where an announcement begins."""

import re
from collections.abc import Sequence

from ingest.page import PageText

PART = "letter part"
"""The kind of section that a part of a letter is."""


class LetterParts:
    """Finds the parts of the letters among the pages.

    A letter begins on the first page, or on any page with เรื่อง and เรียน, and ends with its
    signature: what follows is enclosed with it.
    """

    def __init__(self, pages: Sequence[PageText]) -> None:
        self._letters = frozenset(page.number for page in pages if _is_letter(page.text))
        self._signed: int | None = 0

    def find(self, page: int, line: str) -> str | None:
        """The part that a stripped line begins; ask for the lines in their order."""
        if self._signed is not None and page in self._letters and page > self._signed:
            self._signed = None
        if self._signed is not None:
            return None
        part = next((name for name, pattern in _PARTS if pattern.match(line)), None)
        if part == _SIGNATURE:
            self._signed = page
        return part


def announcement(lines: Sequence[str], begins_page: bool) -> str | None:
    """The title of the announcement that the first of the stripped lines begins, or None.

    It has its subject on one of the next two lines, or at the beginning of a page on its own.
    """
    first, *others = (line for line in lines if line)
    if not _ANNOUNCES.match(first):
        return None
    subject = next((line for line in others[:2] if _SUBJECT.match(line)), None)
    if subject and len(first) <= _NAME_LIMIT:
        return f"{first} {subject}"
    own = _OWN_SUBJECT.match(first) if begins_page else None
    return own[0].rstrip() if own else None


_SIGNATURE = "การลงนาม"
# Between the head and the signature, the three parts that the rules for official letters name.
_PARTS = (
    ("หัวหนังสือ", re.compile(r"บันทึกข้อความ$|ส่วนราชการ\s|ที่\s+\S+(?:\s\S+)?/")),
    ("ภาคเหตุ", re.compile(r"(?:ด้วย|ตามที่|ตามหนังสือ|ตามมติ|อนุสนธิ)")),
    ("ภาคความประสงค์", re.compile(r"(?:เพื่อเป็นการ|ในการนี้|เพื่อให้)")),
    ("ภาคสรุป", re.compile(r"(?:ทั้งนี้|จึงเรียนมา|จึงขอ)")),
    (_SIGNATURE, re.compile(r"\((?:นาย|นาง|นางสาว|ว่าที่|ดร\.|พล|ร้อย|พัน)")),
)
_IS_LETTER = (
    re.compile(r"^[ \t]*เรื่อง\s", re.MULTILINE),
    re.compile(r"^[ \t]*เรียน\s", re.MULTILINE),
)
_NAME_LIMIT = 100
_ANNOUNCES = re.compile(
    r"(?:ประกาศ|ระเบียบ|ข้อบังคับ|คำสั่ง|ข้อกำหนด|ข้อบัญญัติ|เทศบัญญัติ)"
    r"(?=[ก-ฮเ-ไ])(?!ณ|นี้|ฉบับ|ใน|ให้|ใช้|ไว้|ดังกล่าว|และ|หรือ|ที่)"
)
_SUBJECT = re.compile(r"(?:เรื่อง|ว่าด้วย)\s")
_OWN_SUBJECT = re.compile(r"\S.{,90}?\sเรื่อง\s.+?(?=\sโดยที่|\sอาศัย|\sด้วย|$)")


def _is_letter(text: str) -> bool:
    return all(pattern.search(text) for pattern in _IS_LETTER)
