"""Numbers written in Thai words."""

import re
from decimal import Decimal

_DIGITS = {
    "หนึ่ง": 1,
    "เอ็ด": 1,
    "สอง": 2,
    "ยี่": 2,
    "สาม": 3,
    "สี่": 4,
    "ห้า": 5,
    "หก": 6,
    "เจ็ด": 7,
    "แปด": 8,
    "เก้า": 9,
}
_PLACES = {"สิบ": 10, "ร้อย": 100, "พัน": 1_000, "หมื่น": 10_000, "แสน": 100_000}
NUMERAL_WORD = rf"(?:{'|'.join((*_DIGITS, *_PLACES))})+"
_PART = re.compile("|".join((*_DIGITS, *_PLACES)))


def value_of(number: str) -> Decimal:
    """The value of digits, or of a number below a million in words ("เจ็ดสิบสอง")."""
    if number[0].isdigit():
        return Decimal(number)
    total, digit = 0, 0
    for part in _PART.findall(number):
        if part in _DIGITS:
            digit = _DIGITS[part]
        else:
            total, digit = total + (digit or 1) * _PLACES[part], 0
    return Decimal(total + digit)
