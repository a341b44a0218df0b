"""How much of a question a text speaks of, concept by concept."""

from collections.abc import Mapping
from difflib import SequenceMatcher
from statistics import fmean

from assistant.question import Asked, Concept
from db.index import Index
from db.thai import squeeze, words

Weights = Mapping[Concept, float]
Shares = Mapping[Concept, float]

_TYPING_ERROR = 0.6
# What a question asks of its subject, not the subject.
_ROLE_WORDS = (
    "รับผิดชอบ เจ้าของ งบประมาณ วงเงิน เป้า ตั้งเป้า เป้าหมาย ปัจจุบัน เปลี่ยน ชื่อ ประกาศ เห็นชอบ อนุมัติ เริ่ม สิ้นสุด"
)
_ROLES = frozenset(_ROLE_WORDS.split())


def weigh(asked: Asked, index: Index) -> Weights:
    """How much each concept tells: the BM25 weight of its most telling form."""
    idf = index.keywords.idf
    return {
        concept: max(fmean(idf(word) for word in form) for form in concept.forms)
        for concept in asked.concepts
    }


def shares(weights: Weights, text: str) -> Shares:
    """How much of each concept `text` speaks of, 0 to 1."""
    own, packed = set(words(text)), squeeze(text)
    return {concept: _share_of(concept, own, packed) for concept in weights}


def weighted(said: Shares, weights: Weights) -> float:
    """The share of the question by weight."""
    total = sum(weights.values()) or 1.0
    return sum(weights[concept] * share for concept, share in said.items()) / total


def balanced(said: Shares, weights: Weights) -> float:
    """Half by weight, half by count: one rare word must not answer for all the others."""
    return 0.5 * weighted(said, weights) + 0.5 * fmean(said.values())


def names_the_subject(said: Shares, weights: Weights) -> bool:
    """The rarest word of the question must be there: a near miss shares all words but that one."""
    long = [c for c in weights if any(len(word) > 2 for form in c.forms for word in form)]
    long = [c for c in long if not any(_ROLES.issuperset(form) for form in c.forms)]
    rarest = max(long, key=lambda concept: weights[concept], default=None)
    return rarest is None or said[rarest] >= 0.5


def telling(weights: Weights, scope: frozenset[str]) -> Weights:
    """Without the concepts that only name the scope: they are true of everything in it."""
    found = {
        concept: weight
        for concept, weight in weights.items()
        if not all(scope.issuperset(form) for form in concept.forms)
    }
    return found or weights


def longest_shared(one: str, other: str) -> int:
    """Length of the longest stretch two keys share: words side by side mean what they meant."""
    return SequenceMatcher(None, one, other, autojunk=False).find_longest_match().size


def likeness(one: str, other: str) -> float:
    """How alike two keys are as wholes, 0 to 1."""
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _share_of(concept: Concept, own: set[str] | frozenset[str], packed: str) -> float:
    """In the form that is there most."""
    return max(fmean(_found(word, own, packed) for word in form) for form in concept.forms)


def _found(word: str, own: set[str] | frozenset[str], packed: str) -> float:
    """1 for the word itself, its share of trigrams when most of them are there (typing errors)."""
    if word in own or (len(word) > 3 and word in packed):
        return 1.0
    grams = [word[at : at + 3] for at in range(len(word) - 2)]
    if len(grams) < 3:
        return 0.0
    share = sum(gram in packed for gram in grams) / len(grams)
    return share if share >= _TYPING_ERROR else 0.0
