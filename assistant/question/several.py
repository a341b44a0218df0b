"""Finds the questions in a message that asks for several things, for searching each."""

import re

MOST, _SHORTEST = 4, 12
_JOINT = re.compile(
    r"(?<![^\S\n])[^\S\n]*+[?\n]\s*+|(?<!\s)\s++(?=[ก-๎])"
    r"|(?<=[ก-๎])(?:และ|แล้ว(?!เสร็จ)|รวมทั้ง|ตลอดจน|อีกทั้ง)(?=[ก-๎ ])"
)
_ASKS = re.compile(
    r"อะไร|ใคร|เมื่อ(?:ไร|ใด|ไหร่)|เท่า(?:ไร|ใด|ไหร่)|อย่างไร|ยังไง|กี่|ใด|ไหน|ไหม|มั้ย|หรือไม่|หรือเปล่า|ทำไม|เหตุใด"
)


def questions_in(text: str) -> list[str]:
    """The questions of a text in order, at most four; none when it asks for one thing.

    It is cut where both sides ask and are long enough to stand alone. Searching each beside the
    whole can only add, so this cuts sooner than what an answer is composed of may be.
    """
    found: list[str] = []
    begin = 0
    for joint in _JOINT.finditer(text):
        left, right = text[begin : joint.start()].strip(), text[joint.end() :].strip()
        if len(found) < MOST - 1 and _stands_alone(left) and _stands_alone(right):
            found.append(left)
            begin = joint.end()
    return [*found, text[begin:].strip()] if found else []


def _stands_alone(text: str) -> bool:
    return len(text) >= _SHORTEST and _ASKS.search(text) is not None
