"""Finds what is private in a text: citizen ids, private telephones, accounts, private e-mail."""

import re
import unicodedata

from db.thai import fold

# Digits may stand apart, by what people write between them; folding makes all dashes one.
_GAP = r"[\s./()_,=*~•·:-]{0,3}"
# What the checksum holds is no chance, whatever stands between.
_ID = re.compile(r"(?<!\d)\d(?:[^\w]{0,5}\d){12}(?!\d)")
_CALLED_ID = re.compile(rf"ประชาชน\D{{0,20}}\d(?:{_GAP}\d){{12}}(?!\d)")
_MOBILE = re.compile(rf"(?<!\d)(?:\+?66{_GAP}0?|0){_GAP}[689](?:{_GAP}\d){{8}}(?!\d)")
_ACCOUNT = re.compile(rf"(?:บัญชี|พร้อมเพย์|promptpay)\D{{0,20}}\d(?:{_GAP}\d){{9,}}")
_EMAIL = re.compile(r"[a-z0-9._%+-]+\s?@\s?([a-z0-9-]+(?:\.[a-z0-9-]+)+)")
# Addresses of offices are public.
_OFFICE = re.compile(r"\.(?:go|or|ac|mi)\.th$|\.gov$")


def holds_personal_data(text: str) -> bool:
    """Whether a text holds a citizen id, a mobile number, a bank account or a private e-mail.

    Landlines and addresses under .go.th, .or.th, .ac.th and .mi.th belong to offices and pass.
    """
    key = unicodedata.normalize("NFKC", fold("".join(map(_ascii_digit, text))))
    ids = (re.sub(r"\D", "", match[0]) for match in _ID.finditer(key))
    mail = (match[1] for match in _EMAIL.finditer(key))
    return (
        any(map(_is_citizen_id, ids))
        or any(pattern.search(key) for pattern in (_MOBILE, _ACCOUNT, _CALLED_ID))
        or any(not _OFFICE.search(domain) for domain in mail)
    )


def _ascii_digit(character: str) -> str:
    return str(unicodedata.digit(character)) if character.isdigit() else character


def _is_citizen_id(digits: str) -> bool:
    """The thirteenth digit is a checksum of the twelve before it (weights 13 to 2)."""
    total = sum(int(digit) * (13 - at) for at, digit in enumerate(digits[:12]))
    return (11 - total % 11) % 10 == int(digits[12])
