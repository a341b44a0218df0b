"""On which side of a limit a figure stands, and whether something goes from it or comes to it."""

import re
from enum import StrEnum

from assistant.support.figures import Figure


class Limit(StrEnum):
    """What is said of a figure besides its value."""

    EXACT = "exact"
    AT_MOST = "at most"
    AT_LEAST = "at least"
    OVER = "over"
    UNDER = "under"
    WITHIN = "within"
    ABOUT = "about"
    UP_TO = "up to"
    BEFORE = "before"
    AFTER = "after"


_BEFORE = (
    (Limit.AT_MOST, r"ไม่(?:ให้)?เกิน(?:กว่า)?|ไม่มากกว่า|ไม่สูงกว่า|อย่างมาก|สูงสุด"),
    (Limit.AT_LEAST, r"(?:ไม่|มิ)(?:ให้)?(?:น้อย|ต่า)กว่า|อย่างน้อย|อย่างต่า|ขั้นต่า"),
    (Limit.OVER, r"(?<!ไม่)(?<!ไม่ให้)เกิน(?:กว่า)?|(?<!ไม่)(?:มาก|สูง)กว่า"),
    (Limit.UNDER, r"(?<!ไม่)(?<!มิ)(?:น้อย|ต่า)กว่า|ไม่ถึง"),
    (Limit.WITHIN, r"ภายใน"),
    (Limit.ABOUT, r"(?<!งบ)ประมาณ|(?<!ค)ราว|เกือบ|กว่า(?=ร้อยละ|$)"),
    (Limit.UP_TO, r"ถึง"),
    (Limit.BEFORE, r"ก่อน"),
    (Limit.AFTER, r"หลัง(?:จาก)?|พ้น(?:จาก)?"),
)
# What may stand between a limit and its number.
_BETWEEN = (
    r"(?:ร้อยละ|(?:ปี|เดือน|วัน|คน|ครั้ง|ราย|หน้า|ฉบับ|สัปดาห์|แห่ง|เครื่อง)ละ|จานวน|วงเงิน|ปีงบประมาณ|ปี|"
    r"พศ|คศ|วันที่|เดือน|อันดับ(?:ที่)?|ที่|กาหนด|ระยะเวลา)*$"
)
_LIMITS = [(limit, re.compile(rf"(?:{words}){_BETWEEN}")) for limit, words in _BEFORE]
_AT_LEAST_AFTER = re.compile(r"(?:ขึ้นไป|เป็นอย่างน้อย)")
_AT_MOST_AFTER = re.compile(r"(?:ลงมา|เป็นอย่างมาก)")
_AFTER = re.compile(f"{_AT_LEAST_AFTER.pattern}|{_AT_MOST_AFTER.pattern}")
_MOVES = (
    ("from", re.compile(rf"(?:จาก|ตั้งแต่|ระหว่าง){_BETWEEN}")),
    ("to", re.compile(rf"(?:เป็น|เหลือ|ถึง|จนถึง){_BETWEEN}")),
)
_ALIKE = (
    {Limit.EXACT, Limit.WITHIN},
    {Limit.AT_MOST, Limit.WITHIN},
    {Limit.AT_MOST, Limit.UP_TO},
    {Limit.EXACT, Limit.UP_TO},
    {Limit.WITHIN, Limit.UP_TO},
)
_REACH = 40


def limit_of(key: str, figure: Figure) -> Limit:
    """What stands around a figure of a key about its limit."""
    after = key[figure.end : figure.end + 16]
    if _AT_LEAST_AFTER.match(after):
        return Limit.AT_LEAST
    if _AT_MOST_AFTER.match(after):
        return Limit.AT_MOST
    before = key[max(0, figure.start - _REACH) : figure.start]
    return next((limit for limit, pattern in _LIMITS if pattern.search(before)), Limit.EXACT)


def limit_words(key: str, figure: Figure) -> tuple[int, int]:
    """The characters of a key that say the limit of a figure, from the limit to what follows it."""
    back = max(0, figure.start - _REACH)
    held = (pattern.search(key, back, figure.start) for _, pattern in _LIMITS)
    start = next((match.start() for match in held if match), figure.start)
    after = _AFTER.match(key, figure.end)
    return start, after.end() if after else figure.end


def move_of(key: str, figure: Figure) -> str:
    """ "from" or "to" where something changes from or to the figure, else ""."""
    before = key[max(0, figure.start - _REACH) : figure.start]
    return next((name for name, pattern in _MOVES if pattern.search(before)), "")


def agree(said: Limit, printed: Limit) -> bool:
    """Whether one may stand for the other: a term may be given as a day, no bound be turned."""
    return said is printed or {said, printed} in _ALIKE
