"""Reads what was typed with the keyboard in the wrong layout: Thai as English, English as Thai."""

import re
from dataclasses import dataclass

from pythainlp.util import eng_to_thai, thai_to_eng

from db.thai import familiar, words


@dataclass(frozen=True, slots=True)
class _Sign:
    """What Thai letters must be to be meant: how many, how long their words, how many known."""

    letters: int
    word: float
    known: float


# English makes Thai words by chance: "wifi" would read ไร ดร, "TikTok" ธรา ธนา. Names are in no
# dictionary, so what cannot be English need not be all words.
_LOOKS_ENGLISH, _CANNOT_BE_ENGLISH = _Sign(8, 3.0, 0.95), _Sign(5, 2.5, 0.6)
_NO_THAI, _SHORTEST = 0.5, 5
_LATIN_KEYS = re.compile(r"[!-~]+(?:\s+[!-~]+)*")
_THAI_KEYS = re.compile(r"[ก-๛]\S*(?:\s+[ก-๛]\S*)*")
_GAP = re.compile(r"(\s+)")
_NUMBER = re.compile(r"(?<!\S)\d+(?:[.,-]\d+)*(?!\S)")
_NO_ENGLISH = re.compile(r"[a-z][\[\];=^]|[\[\];=^][a-z]")
_ENGLISH_WORD = r"(?:[A-Z]?[a-z]*[aeiouy][a-z]*|[A-Z]{2,}|\d+)[.,]?"
_ENGLISH = re.compile(rf"{_ENGLISH_WORD}(?:[ -]+{_ENGLISH_WORD})*")
_NO_WORD = re.compile(r"[bcdfghjklmnpqrstvwxz]{5}", re.IGNORECASE)


def as_meant(text: str) -> str:
    """The text with the stretches that were typed in the other layout read as they were meant.

    A stretch of Latin keys becomes Thai when that gives words of the dictionary, a stretch of
    Thai keys becomes English when it is no Thai and the other layout gives what English looks
    like. Everything else stays as it is.
    """
    return _THAI_KEYS.sub(_english_meant, _LATIN_KEYS.sub(_thai_meant, text))


def _thai_meant(match: re.Match[str]) -> str:
    """The whole stretch if it is all of one language, otherwise word by word."""
    whole = _as_thai(match[0])
    return whole if whole != match[0] else "".join(map(_as_thai, _GAP.split(match[0])))


def _as_thai(typed: str) -> str:
    meant = _converted(typed)
    letters = [word for word in words(meant) if "ก" <= word[0] <= "๎"]
    sign = _CANNOT_BE_ENGLISH if _NO_ENGLISH.search(typed) else _LOOKS_ENGLISH
    long_enough = sum(map(len, letters)) >= max(sign.letters, sign.word * len(letters))
    return meant if long_enough and familiar(meant) >= sign.known else typed


def _converted(typed: str) -> str:
    """In Thai letters, but for numbers that stand alone: they come from the number pad."""
    at, parts = 0, []
    for number in _NUMBER.finditer(typed):
        parts += [eng_to_thai(typed[at : number.start()]), number[0]]
        at = number.end()
    return "".join([*parts, eng_to_thai(typed[at:])])


def _english_meant(match: re.Match[str]) -> str:
    typed = match[0]
    meant = thai_to_eng(typed)
    is_english = _ENGLISH.fullmatch(meant) and not _NO_WORD.search(meant)
    return meant if is_english and len(meant) >= _SHORTEST and familiar(typed) < _NO_THAI else typed
