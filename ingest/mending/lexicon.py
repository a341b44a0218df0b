"""Thai words and how often they are met: what tells damaged text from sound text.

The words are PyThaiNLP's dictionary, the counts those of the Thai National Corpus (TNC) that
PyThaiNLP carries. Both are read once, at the first question.
"""

import math
import os
import re
from functools import lru_cache

os.environ.setdefault("PYTHAINLP_OFFLINE", "1")

from pythainlp.corpus import thai_words
from pythainlp.corpus.tnc import unigram_word_freqs
from pythainlp.tokenize.newmm import segment
from pythainlp.util import Trie

UNKNOWN = -14.0
RUN = re.compile("[ก-ฺเ-๎]+")

_WORD = re.compile("[ก-ฺเ-๎]{1,24}")
_LETTER = re.compile("[ก-ฺเ-๎]")
_ALONE = frozenset("ณๆ")


def score(run: str) -> float:
    """Log-probability (natural) of the most likely split of a run of Thai characters into words.

    A unigram Viterbi; a character in no word costs UNKNOWN.
    """
    known, starts = prices(), beginnings()
    best = [0.0] + [-math.inf] * len(run)
    for start in range(len(run)):
        best[start + 1] = max(best[start + 1], best[start] + UNKNOWN)
        for end in range(start + 1, len(run) + 1):
            word = run[start:end]
            if word not in starts:
                break
            price = known.get(word)
            if price is not None and best[start] + price > best[end]:
                best[end] = best[start] + price
    return best[-1]


def share(text: str) -> float | None:
    """The share of a text's Thai letters that stand in dictionary words of two letters or more.

    None where the text has no Thai letter.
    """
    letters = sum(map(len, RUN.findall(text)))
    if not letters:
        return None
    known = dictionary()
    return sum(len(word) for word in split(text) if len(word) > 1 and word in known) / letters


def split(text: str) -> list[str]:
    """The Thai runs of a text as dictionary words and what is left between them (newmm)."""
    found: list[str] = []
    for run in RUN.findall(text):
        found += segment(run, _trie(), safe_mode=True)
    return found


@lru_cache(maxsize=1)
def dictionary() -> frozenset[str]:
    """The words of the dictionary."""
    return frozenset(thai_words())


@lru_cache(maxsize=1)
def prices() -> dict[str, float]:
    """The log-probability of every Thai word; single letters are no words, but for two."""
    counts = {word: float(count) for word, count in unigram_word_freqs().items()}
    for word in dictionary():
        counts[word] = counts.get(word, 0.0) + 1.0
    thai = {
        word: count
        for word, count in counts.items()
        if _WORD.fullmatch(word) and (len(word) > 1 or word in _ALONE)
    }
    total = sum(thai.values())
    return {word: math.log(count / total) for word, count in thai.items()}


@lru_cache(maxsize=1)
def beginnings() -> frozenset[str]:
    """Every beginning of every priced word, so that a search can stop early."""
    return frozenset(word[:end] for word in prices() for end in range(1, len(word) + 1))


@lru_cache(maxsize=1)
def _trie() -> Trie:
    return Trie(dictionary())
