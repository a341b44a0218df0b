"""Tells the questions of one message apart."""

import re
from collections.abc import Sequence

from assistant.question.wants import Wanted, wanted
from db.thai import squeeze

MOST = 4
_JOINT = re.compile(r"\?\s+|\n+|\s*(?:และ(?:ก็)?|แล้วก็|แล้ว(?!เสร็จ))\s*")
_YEARS = re.compile(r"(?:พ\.ศ\.\s*|ปี\s*|ฉบับ\s*)*(?:25\d\d)(?:\s*[-–]\s*25\d\d)?")
_COMPARING = re.compile(
    r"ช่วย|เปรียบเทียบ|เทียบ|(?:มี)?(?:ความ)?(?:แตก)?ต่าง(?:จาก|กับ|กัน)?(?:อย่างไร|ยังไง|ตรงไหน)?(?:บ้าง)?|เปลี่ยนไปอย่างไร|ระหว่าง"
)
_BOTH = re.compile(r"(?:ทั้ง)?(?:สอง|2|๒)\s*ฉบับ(?:นี้)?|ทั้งสอง|(?:อย่างไร|ยังไง|ตรงไหน)(?:บ้าง)?$")
_ASKS = re.compile("อะไร|(?<!หน่วยงาน)ใด(?!ๆ)|ไหน|ใคร|เท่าไร|เท่าใด")
_HERE = "\N{OBJECT REPLACEMENT CHARACTER}"
# "มีกี่ข้อ และอะไรบ้าง" asks one thing twice.
_SAME = re.compile(r"^(?:มี|คือ|ได้แก่)?(?:อะไร|ใด|ไหน|ใคร)(?:บ้าง)?$")


def split(text: str) -> list[str]:
    """The questions of a text in order, the text alone when it asks one; at most four.

    It is cut only between two stretches that both ask for something of their own.
    """
    found: list[str] = []
    begin = 0
    for joint in _JOINT.finditer(text):
        left, right = text[begin : joint.start()].strip(), text[joint.end() :].strip()
        if len(found) < MOST - 1 and _asks(left) and _asks(right) and not _again(right):
            found.append(left)
            begin = joint.end()
    return [*found, text[begin:].strip()]


def sides(text: str) -> list[str]:
    """A comparison of two spans of years as a question of each; nothing when it has other sides."""
    spans = list(_YEARS.finditer(text))
    if len(spans) != 2:
        return []
    both = f"{text[: spans[0].start()]}{_HERE}{text[spans[1].end() :]}"
    bare = " ".join(_COMPARING.sub(" ", both).split())
    return [bare.replace(_HERE, span[0]) for span in spans]


def of_titles(text: str, titles: Sequence[str]) -> list[str]:
    """A comparison of two editions as a question of each by its title; nothing of fewer."""
    bare = " ".join(_BOTH.sub(" ", _COMPARING.sub(" ", text)).split())
    asks = "" if _asks(bare) else " คืออะไร"
    return [f"{title} {bare}{asks}" for title in titles] if len(titles) == 2 else []


def _asks(text: str) -> bool:
    key = squeeze(text)
    return wanted(key) != frozenset({Wanted.OTHER}) or _ASKS.search(key) is not None


def _again(text: str) -> bool:
    first = _JOINT.split(text)[0]
    return _SAME.match(squeeze(first)) is not None
