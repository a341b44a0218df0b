"""Finds what a document says to the program that reads it: orders, roles, and what to answer.

Such words are no matter of the document. Papers speak of assistants, models, systems and orders
all the time; only what speaks *to* one is meant: an order to it, or to tell its user something.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.extraction.links import is_of_office, links
from assistant.question.disguise import heard, packed, thai_pattern
from assistant.question.tampering import DROPPING, drops_in_english

# So many printed lines one order may run over.
_RUN = 3
_AI = (
    r"(?:เอไอ|(?<![a-z])ai(?![a-z])|แช[ทต]บอ[ทต]|chatbot|บอ[ทต]"
    r"|(?<![a-z])(?:llm|gpt|chatgpt)(?![a-z]))"
)
_HELPER = rf"ผู้ช่วย_(?:{_AI}|อัจฉริยะ|เสมือน|ดิจิทัล|ตอบคำถาม|ถามตอบ)"
_PROGRAM = rf"ระบบ_(?:ถามตอบ|ตอบคำถาม|ผู้ช่วย|{_AI})"
_MACHINE = (
    rf"(?:{_HELPER}|{_AI}|{_PROGRAM}|ผู้ช่วย|assistant|โมเดล_(?:ภาษา)?|แบบจำลอง_ภาษา|ปัญญาประดิษฐ์|ระบบ)"
)
_BIDS = r"(?:จง|โปรด|กรุณา|ช่วย|ให้|ต้อง|ห้าม|อย่า|ขอให้|ควร)"
_BEGS = r"(?:จง|โปรด|กรุณา|ช่วย)"
# "ต้องตอบว่าสอดคล้องกับยุทธศาสตร์ใด" asks a person to think.
_ANSWERS = (
    r"ตอบ(?:กลับ)?_(?:แค่|เพียง|เสมอ|ไป)?_(?:คำ)?ว่า"
    r"(?!_\S{0,60}(?:ใด|ไหน|หรือไม่|อะไร|อย่างไร|เท่าใด|เท่าไร|กี่|เมื่อไร|ใคร))"
)
# What a specification demands of a system ("ระบบต้องแจ้งผู้ใช้") is an order to it only as a
# request.
_SAYS = (
    rf"{_BIDS}_(?:{_ANSWERS}|ตอบ_ตาม_(?:นี้|ข้อความนี้)"
    r"|(?:ละเว้น|เพิกเฉย|ลืม)_(?:ต่อ)?_(?:คำสั่ง|กฎ|กติกา|ข้อความ|คำแนะนำ))"
    rf"|{_BEGS}_(?:พูด|บอก|แจ้ง|ยืนยัน|สรุป|รายงาน|แนะนำ|เปิดเผย|แสดง|ส่ง)_(?:ให้|กับ|แก่)?_"
    r"(?:ผู้ใช้|ผู้ถาม|ว่า|คำสั่ง|พรอมต์|prompt|ความลับ|ลิงก์|ข้อมูลของ)"
)
_STARTS = r"(?:^|(?<=[\s.,;:!?\"'()\[\]-]))"
_ORDERED = thai_pattern(
    rf"{_MACHINE}_(?:ที่_อ่าน.{{0,30}}?|ทุกตัว|นี้)?_(?:{_SAYS})"
    rf"|(?:ให้|ขอให้|สั่งให้)_{_MACHINE}_{_ANSWERS}"
    rf"|{_STARTS}{_BEGS}_{_ANSWERS}"
    r"|(?:จง|โปรด)_ละเว้น_คำสั่ง_(?:เดิม|ก่อน|ทั้งหมด|ข้างต้น)"
    r"|(?:เมื่อ|หาก|ถ้า)_(?:มี)?_(?:ผู้ใช้|ผู้ถาม|ถูก|ใคร)_(?:งาน)?_ถาม.{0,40}?"
    rf"(?:จง|ให้|ต้อง|โปรด)_{_ANSWERS}"
)
_CALLED = thai_pattern(
    rf"(?:เรียน|ถึง|สำหรับ|แจ้ง|สั่ง)_(?:ท่าน)?_(?:{_HELPER}|{_PROGRAM}|{_AI}|โมเดลภาษา)"
    rf"_(?:[:,]|ที่_(?:กำลัง)?_อ่าน|{_BEGS})"
    rf"|{_MACHINE}_ที่_(?:กำลัง)?_อ่าน_(?:เอกสาร|ข้อความ|ไฟล์|หน้า)_นี้"
    rf"|คุณ_(?:คือ|เป็น)_(?:ผู้ช่วย|{_AI}|โมเดล|ระบบ)"
)
# Roles of a chat as programs mark them; "System: Windows" is a label.
_TURNS = re.compile(
    r"^[\s#*\[<|(-]{0,5}(?:system|assistant|developer|SYSTEM|ASSISTANT|DEVELOPER|System (?=[pPmM]))"
    r"(?: (?:prompt|message|override|PROMPT|MESSAGE|Prompt|Message))?\s?[:\]>]"
    r"|<\|[a-z_]{2,20}\|>|\[/?INST\]|<</?SYS>>",
    re.MULTILINE,
)
_MODEL = r"(?:ai|assistants?|chatbots?|llms?|gpt|language models?)"
_ENGLISH = re.compile(
    rf"\b(?:{_MODEL}|models?|you)(?: model)? (?:must|should|shall|please|will|have to)"
    r"(?: always| only| now){0,2} (?:answer|say|reply|respond|tell|state|claim)"
    r" (?:that|with|only|exactly|the user|users|[\"':])"
    r"|\b(?:note|message|instructions?|attention) (?:to|for) (?:the |any |all )?"
    rf"{_MODEL}\b|\btell the users? (?:to|that)\b|\bif you are an? {_MODEL}\b"
    r"|\bwhen(?:ever)? (?:you are )?asked\b.{0,60}\b(?:answer|say|reply|respond)\b"
)
# An order to send the reader somewhere is one to a machine only with a strange address.
_SENDING = thai_pattern(
    r"(?:โปรด|จง|กรุณา|ช่วย|ต้อง|ให้)_(?:แจ้ง|บอก|แนะนำ|เชิญ|ชวน)_(?:ให้)?_"
    r"(?:ผู้ใช้|ผู้ถาม|ผู้อ่าน|คนถาม)"
)
_THEN = thai_pattern(
    r"ลืม|สนใจ|ใส่ใจ|แล้ว_(?:จง|บอก|ตอบ|แสดง|พิมพ์|เล่า|ทำ)|(?:จง|โปรด|ให้|ต้อง)_(?:ตอบ|บอก|แสดง|พิมพ์)"
)
# A line that ends so goes on in the next.
_GOES_ON = re.compile(r"(?:ว่า|คือ|ดังนี้|ให้|แล้ว|และ|ที่|[:,“\"'-])$")


@lru_cache(maxsize=8_192)
def speaks_to_machine(text: str) -> bool:
    """Whether a text addresses the program that reads it, or orders what is to be answered."""
    said = heard(text)
    forms = (said, packed(said))
    return (
        any(p.search(form) for form in forms for p in (_ORDERED, _CALLED))
        or _TURNS.search(text) is not None
        or _ENGLISH.search(said) is not None
        or _is_turning(said)
        or drops_in_english(said)
        or (_SENDING.search(said) is not None and _is_strange(text))
    )


def barred(page: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """The lines of a page between `start` and `end` that speak to a machine, as characters.

    An order may be broken over lines, and what it ends on ("ตอบว่า") goes on in the next.
    """
    return _barred(page[start:end], start) if start < end else ()


def is_barred(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether characters `start` to `end` touch one of some spans."""
    return any(start < until and begin < end for begin, until in spans)


@lru_cache(maxsize=4_096)
def _barred(text: str, offset: int) -> tuple[tuple[int, int], ...]:
    if not speaks_to_machine(text):
        return ()
    lines = _lines(text)
    found: set[int] = set()
    for first in range(len(lines)):
        found |= _order_from(text, lines, first)
    for at in sorted(found):
        while at in found and at + 1 < len(lines) and _GOES_ON.search(_line(text, lines[at])):
            at += 1
            found.add(at)
    return tuple((lines[at][0] + offset, lines[at][1] + offset) for at in sorted(found))


def _order_from(text: str, lines: Sequence[tuple[int, int]], first: int) -> set[int]:
    """The lines of the shortest order that begins on a line, where none begins on a later one."""
    for count in range(1, _RUN + 1):
        last = first + count - 1
        if last >= len(lines):
            break
        if speaks_to_machine(text[lines[first][0] : lines[last][1]]):
            later = count > 1 and speaks_to_machine(text[lines[first + 1][0] : lines[last][1]])
            return set() if later else set(range(first, last + 1))
    return set()


def _lines(text: str) -> list[tuple[int, int]]:
    ends = [match.start() for match in re.finditer("\n", text)] + [len(text)]
    begins = [0, *(end + 1 for end in ends[:-1])]
    return [(b, e) for b, e in zip(begins, ends, strict=True) if text[b:e].strip()]


def _line(text: str, span: tuple[int, int]) -> str:
    return text[span[0] : span[1]].rstrip()


def _is_turning(said: str) -> bool:
    """Whether it drops orders and tells what to do instead: to drop one is an office's right."""
    if not _THEN.search(said):
        return False
    found = DROPPING.search(said)
    return found is not None and _THEN.search(said, found.start(), found.end() + 80) is not None


def _is_strange(text: str) -> bool:
    return any(not is_of_office(link.text) for link in links(text))
