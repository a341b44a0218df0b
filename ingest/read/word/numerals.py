"""Writes the number of a list item the way its list says."""

from collections.abc import Callable

_THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
# The letters Word counts with: neither ฃ nor ฅ, nor ฆ.
_THAI_LETTERS = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
_LATIN_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_WORDS = ("", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า")
_PLACES = ("", "สิบ", "ร้อย", "พัน", "หมื่น", "แสน")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LONGEST_COUNT = 9_999


def write_number(value: int, form: str) -> str:
    """The number in a form of ST_NumberFormat (ECMA-376 part 1, 17.18.59); forms without Thai use
    and numbers past 9,999 come in Arabic digits.
    """
    write = _FORMS.get(form, str)
    return write(value) if 0 < value <= _LONGEST_COUNT else str(value)


def _thai_words(value: int) -> str:
    digits = str(value)
    words = []
    for place, digit in zip(range(len(digits) - 1, -1, -1), map(int, digits), strict=True):
        if digit:
            words.append(_thai_word(digit, place, alone=len(digits) == 1) + _PLACES[place])
    return "".join(words)


def _thai_word(digit: int, place: int, *, alone: bool) -> str:
    if place == 1 and digit < 3:
        return ("", "", "ยี่")[digit]
    return "เอ็ด" if place == 0 and digit == 1 and not alone else _WORDS[digit]


def _letters(alphabet: str) -> Callable[[int], str]:
    def write(value: int) -> str:
        rounds, at = divmod(value - 1, len(alphabet))
        return alphabet[at] * (rounds + 1)

    return write


def _roman(value: int) -> str:
    written = ""
    for worth, sign in _ROMAN:
        while value >= worth:
            written, value = written + sign, value - worth
    return written


_FORMS: dict[str, Callable[[int], str]] = {
    "thaiNumbers": lambda value: str(value).translate(_THAI_DIGITS),
    "thaiLetters": _letters(_THAI_LETTERS),
    "thaiCounting": _thai_words,
    "lowerLetter": _letters(_LATIN_LETTERS),
    "upperLetter": _letters(_LATIN_LETTERS.upper()),
    "lowerRoman": _roman,
    "upperRoman": lambda value: _roman(value).upper(),
    "decimalZero": lambda value: f"{value:02d}",
    "decimalEnclosedParen": lambda value: f"({value})",
    "none": lambda _: "",
}
