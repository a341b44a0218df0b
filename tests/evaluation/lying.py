"""Turns an honest sentence into lies: each changes one thing that a reader would act on."""

import re
from collections.abc import Iterator, Mapping, Sequence

_MONTHS = (
    *("มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน"),
    *("กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม"),
)
_LIMITS = (
    ("ไม่เกิน", "ไม่น้อยกว่า"),
    ("ไม่น้อยกว่า", "ไม่เกิน"),
    ("ไม่ต่ำกว่า", "ไม่เกิน"),
    ("อย่างน้อย", "ไม่เกิน"),
    ("เกิน", "ไม่เกิน"),
)
_DUTIES = (
    ("ไม่ต้อง", "ต้อง"),
    ("ต้อง", "ไม่ต้อง"),
    ("ต้อง", "อาจ"),
    ("ควร", "ต้อง"),
    ("อาจ", "ต้อง"),
    ("ห้าม", "ให้"),
    ("ไม่", ""),
)
_UNITS = (
    (" ล้านบาท", " พันล้านบาท"),
    (" บาท", " ล้านบาท"),
    (" วัน", " เดือน"),
    (" ชั่วโมง", " วัน"),
    ("ร้อยละ ", "จำนวน "),
    (" แห่ง", " จังหวัด"),
    (" โครงการ", " ตัวชี้วัด"),
    (" ยุทธศาสตร์", " เป้าหมาย"),
    (" ครั้ง", " คน"),
)
_AGENCIES = (
    "กระทรวงกลาโหม",
    "กรมธนารักษ์",
    "สำนักงานศาลปกครอง",
    "จังหวัดภูเก็ต",
)
_AGENCY = re.compile(r"(?:กระทรวง|กรม|สำนักงาน|คณะรัฐมนตรี|จังหวัด|เทศบาล|กอง|สำนัก)[ก-๎]{0,14}")
_ADDED = (
    " และต้องรายงานนายกรัฐมนตรีทุกไตรมาส",
    " โดยมีโทษปรับไม่เกินห้าพันบาท",
    " ซึ่งได้รับรางวัลระดับนานาชาติ",
)
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")


def lies_of(honest: str) -> Iterator[tuple[str, str]]:
    """The lies that can be made of a sentence, each with its kind."""
    yield from _numbers(honest)
    yield from _replaced("limit", honest, _LIMITS, ("ไม่",))
    yield from _replaced("duty", honest, _DUTIES, ("ไม่", "สม"))
    yield from _replaced("unit", honest, _UNITS)
    for at, month in enumerate(_MONTHS):
        if month in honest:
            yield "month", honest.replace(month, _MONTHS[(at + 5) % 12])
    for at, match in enumerate(_AGENCY.finditer(honest)):
        other = _AGENCIES[at % len(_AGENCIES)]
        yield "agency", honest[: match.start()] + other + honest[match.end() :]
    yield "added", honest + _ADDED[len(honest) % len(_ADDED)]


def wrong_quotes(cases: Sequence[Mapping[str, object]]) -> Iterator[tuple[int, int]]:
    """Pairs of cases: what the first says, cited to the second."""
    for at in range(len(cases)):
        yield at, (at + 7) % len(cases)


def _numbers(honest: str) -> Iterator[tuple[str, str]]:
    """Each number one more, and two numbers changed for one another."""
    found = list(_DIGITS.finditer(honest))
    for match in found:
        digits = match[0]
        last = str((int(digits[-1]) + 1) % 10)
        yield "number", honest[: match.end() - 1] + last + honest[match.end() :]
    if len({match[0] for match in found}) > 1:
        one, other = found[0], next(m for m in found if m[0] != found[0][0])
        between = honest[one.end() : other.start()]
        yield (
            "swap",
            honest[: one.start()] + other[0] + between + one[0] + honest[other.end() :],
        )


def _replaced(
    kind: str, honest: str, pairs: Sequence[tuple[str, str]], never_after: tuple[str, ...] = ()
) -> Iterator[tuple[str, str]]:
    for old, new in pairs:
        place = honest.find(old)
        if place >= 0 and not honest[:place].endswith(never_after):
            yield kind, honest[:place] + new + honest[place + len(old) :]
