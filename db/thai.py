"""Thai text as search keys: the same at index time and at query time.

Stored text stays as it is; keys are derived from it. A change of any rule here changes
KEY_VERSION, which is kept with every index and checked before one is read.
"""

import os
import re
import unicodedata
from functools import lru_cache

os.environ.setdefault("PYTHAINLP_OFFLINE", "1")
# Else it makes a folder in the home of whoever runs us, which may take no writing.
os.environ.setdefault("PYTHAINLP_READ_ONLY", "1")

from pythainlp.corpus import thai_words
from pythainlp.tokenize.newmm import segment
from pythainlp.util import Trie

KEY_VERSION = "thai-1"

# Whole passages and pages come back within a question, not between many: few of them are kept.
_SHORT, _MOST_LONG = 300, 256

_LINE_ENDS = re.compile("[\u2028\u2029\x85]")
_INVISIBLE = re.compile(
    "[\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\u00ad\u034f\u061c\u180e\ufe00-\ufe0f\U000e0000-\U000e007f]"
)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u3000 ]+")
_REPEATED_MARK = re.compile("([\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])\\1+")
_TONE_BEFORE_VOWEL = re.compile("([\u0e48-\u0e4c])([\u0e31\u0e34-\u0e3a\u0e47])")
_SPLIT_AM = re.compile("\u0e4d([\u0e48-\u0e4b]?)\u0e32|([\u0e48-\u0e4b])\u0e4d\u0e32")
_AM_BEFORE_TONE = re.compile("\u0e33([\u0e48-\u0e4b])")
_ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_PUNCTUATION = str.maketrans("–—−“”„‘’", '---"""\'\'')
_ABBREVIATION = re.compile(r"(?<![ก-๎])(?:[ก-ฮ]{1,4}\.\s?)+(?:[ก-ฮ]{1,3}(?![ก-๎]))?")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_REPEATER = re.compile(r"(?<!\s)\s+(?=ๆ)")
_RUN = re.compile(r"[ก-๎]+|[a-z]+(?:-[a-z]+)*|\d+(?:\.\d+)*")
_WRITTEN = re.compile(r"[ก-๎]+|[^ก-๎\s]+|\s+")
_LEANS_BACK = re.compile("[\u0e2f\u0e30-\u0e3a\u0e45-\u0e4e]")  # marks, ๆ and ฯ begin no line
_LEANS_ON = "เแโใไ"
_COMMON_ERA = re.compile(r"(?<!\d)(?<!\d[,.])(?:19|20)\d\d(?!\d|[.,]\d)")


def canonical(text: str) -> str:
    """The text as a reader sees it: composed ำ, marks in order, nothing invisible.

    NFC only: NFKC would split ำ in two.
    """
    text = _CONTROL.sub(" ", _INVISIBLE.sub("", _LINE_ENDS.sub("\n", text)))
    text = _SPACES.sub(" ", text).replace("เเ", "แ")
    text = _TONE_BEFORE_VOWEL.sub(r"\2\1", text)
    text = _REPEATED_MARK.sub(r"\1", text)
    text = _SPLIT_AM.sub(lambda match: (match[1] or match[2] or "") + "ำ", text)
    return unicodedata.normalize("NFC", _AM_BEFORE_TONE.sub(r"\1ำ", text))


def arabic_digits(text: str) -> str:
    """The text with Thai digits written as Arabic ones; length is kept."""
    return text.translate(_ARABIC)


def fold(text: str) -> str:
    """The text as a key: what different hands write differently becomes the same.

    ำ becomes า because most official PDFs lose every ำ (design: 3.4 nDCG points otherwise).
    """
    text = arabic_digits(canonical(text)).translate(_PUNCTUATION).casefold().replace("ำ", "า")
    text = _REPEATER.sub("", _THOUSANDS.sub("", text))
    return _ABBREVIATION.sub(_join_abbreviation, text)


def squeeze(text: str) -> str:
    """The key without any white space: for asking whether one text holds another."""
    return _squeeze_short(text) if len(text) <= _SHORT else _squeeze_long(text)


def words(text: str) -> tuple[str, ...]:
    """Key words in order: Thai words, Latin words, numbers; a C.E. year adds its B.E. year."""
    return _words_short(text) if len(text) <= _SHORT else _words_long(text)


def tokens(text: str) -> list[str]:
    """What the keyword index holds: the words, and character trigrams of each run.

    Trigrams keep typing errors and damaged text findable (hit@1 .905 against .733).
    """
    runs = _RUN.findall(fold(text))
    return [*words(text), *(gram for run in runs for gram in _trigrams(run))]


def pieces(text: str) -> list[str]:
    """The raw text in pieces between which a line may break; joined they are the text again.

    Words as they are keyed, cut where the marks of a letter stay with it.
    """
    found = [part for run in _WRITTEN.findall(text) for part in _split_written(run)]
    return [part for part in found if part]


def familiar(text: str) -> float:
    """The share of Thai letters that stand in words of the dictionary, 0 to 1; 0 without any."""
    thai = [word for word in words(text) if _is_thai(word)]
    known = sum(len(word) for word in thai if len(word) > 1 and word in _dictionary())
    return known / max(1, sum(map(len, thai)))


def _squeeze(text: str) -> str:
    return re.sub(r"\s+", "", fold(text))


def _words(text: str) -> tuple[str, ...]:
    key = fold(text)
    found = [word for run in _RUN.findall(key) for word in _split(run)]
    # Years are looked for before thousands lose their commas.
    years = _COMMON_ERA.findall(arabic_digits(text))
    return (*found, *(str(int(year) + 543) for year in years))


_squeeze_short = lru_cache(maxsize=16_384)(_squeeze)
_words_short = lru_cache(maxsize=16_384)(_words)
_squeeze_long = lru_cache(maxsize=_MOST_LONG)(_squeeze)
_words_long = lru_cache(maxsize=_MOST_LONG)(_words)


def _join_abbreviation(match: re.Match[str]) -> str:
    joined = re.sub(r"[.\s]", "", match[0])
    return f" {joined} "


def _split(run: str) -> list[str]:
    if not _is_thai(run):
        return [run]
    return [str(word) for word in segment(run, _dictionary(), safe_mode=True)]


def _split_written(run: str) -> list[str]:
    if not _is_thai(run):
        return [run]
    # Folding ำ to า keeps the length, so that words found in the key are stretches of the text.
    parts: list[str] = []
    at = 0
    for word in _split(run.replace("ำ", "า")):
        part, at = run[at : at + len(word)], at + len(word)
        if parts and (_LEANS_BACK.match(part) or parts[-1][-1] in _LEANS_ON):
            part = parts.pop() + part
        parts.append(part)
    return parts


def _is_thai(run: str) -> bool:
    return "ก" <= run[0] <= "๎"


def _trigrams(run: str) -> list[str]:
    return ["~" + run[start : start + 3] for start in range(len(run) - 2)]


@lru_cache(maxsize=1)
def _dictionary() -> Trie:
    """Words folded like the text they are matched against, so that a lost ำ splits the same."""
    return Trie({word.replace("ำ", "า") for word in thai_words()})
