"""Dates as official Thai says them, with Buddhist years."""

from datetime import date

BUDDHIST = 543
_MONTHS = (
    *("มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน"),
    *("กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม"),
)


def say_date(on: date) -> str:
    """A date in words: 5 เมษายน 2559."""
    return f"{on.day} {_MONTHS[on.month - 1]} {on.year + BUDDHIST}"
