"""What rules a clause out as an answer, however much of the question it speaks of."""

import re
from collections.abc import Sequence

from assistant.extraction.kinds import paper_numbers
from assistant.question.reading import Asked
from assistant.question.wants import Wanted
from db.thai import squeeze

# The lines of a summary that say where its own headings come from.
_OF_SOURCES = re.compile(r"ที่มาของ|ที่มา:|อ้างอิง:")
_NOT_LAID_DOWN = re.compile(r"ไม่ได้(?:กาหนด|ระบุ)")
# What is asked for by its own name and is written in its own way.
_ADDRESSES: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (
        re.compile(r"(?:อีเมล|e-?mail|ไปรษณีย์อิเล็กทรอนิกส์)\S{0,80}(?:คือ|อะไร|ใด|ไหน)"),
        re.compile(r"\S@\S"),
    ),
    (
        re.compile(r"(?:เบอร์|โทรศัพท์|หมายเลขโทร)\S{0,80}(?:คือ|อะไร|ใด|ไหน|เท่า)"),
        re.compile(r"\d{2,}-?\d{3,}|\d{4}"),
    ),
    (re.compile(r"(?:เล่ม|ตอนพิเศษ)(?:ที่)?(?:เท่า|ใด|ไหน)"), re.compile(r"(?:เล่ม|ตอน)\S{0,8}\d")),
)


def speaks_of_itself(text: str, names: Sequence[str]) -> bool:
    """Whether a line only repeats a title or heading it stands under, or names its sources."""
    packed = squeeze(text).lstrip("#")
    return bool(_OF_SOURCES.match(packed)) or packed in {squeeze(name) for name in names}


def is_of_another_paper(asked: Asked, packed: str) -> bool:
    """Whether a date or a name stands beside the number of another paper than the one asked of."""
    if not asked.wants(Wanted.DAY, Wanted.DATE, Wanted.WHO):
        return False
    mine, given = set(paper_numbers(squeeze(asked.full))), set(paper_numbers(packed))
    return bool(mine and given) and mine.isdisjoint(given)


def lacks_address(asked: Asked, packed: str) -> bool:
    """Whether an address or a number of a certain form is asked for and none stands there."""
    key = squeeze(asked.full)
    return any(a.search(key) and not written.search(packed) for a, written in _ADDRESSES)


def denies_another(asked: Asked, packed: str) -> bool:
    """Whether it says that something is not laid down, but not what is counted in the question."""
    counted = bool(asked.counted) and asked.counted not in packed
    return counted and bool(_NOT_LAID_DOWN.search(packed))
