"""How much of a question a text speaks of, concept by concept."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise
from statistics import fmean

from assistant.question.reading import ASKING, Asked, Concept
from assistant.question.synonyms import synonyms, tells_nothing
from db.index import Index
from db.thai import squeeze, words

Weights = Mapping[Concept, float]
Shares = Mapping[Concept, float]

_TYPING_ERROR = 0.6
_WHEN = "เมื่อ"
# As short as this a word is looked for among the words of a text, not among its letters.
_SHORT = 3
# What a question asks of its subject, not the subject.
_ROLE_WORDS = (
    "รับผิดชอบ เจ้าของ งบประมาณ วงเงิน เป้า ตั้งเป้า เป้าหมาย ปัจจุบัน เปลี่ยน ชื่อ ประกาศ เห็นชอบ อนุมัติ เริ่ม สิ้นสุด"
    " เก่า ใหม่ เดิม"
)
_ROLES = frozenset(_ROLE_WORDS.split())


@dataclass(frozen=True, slots=True)
class _Sought(Concept):
    """A concept with what else a text may say; its first `own` forms are the question's.

    Errors of typing are looked for in those alone.
    """

    own: int


@lru_cache(maxsize=8)
def weigh(asked: Asked, index: Index) -> Weights:
    """How much each concept tells: the BM25 weight of its most telling form.

    A concept comes with its synonyms; what the kind of thing asked for says already is left out.
    """
    idf = index.keywords.idf
    weights = {
        concept: max(fmean(idf(word) for word in form) for form in concept.forms)
        for concept in _cut_anew(asked, index)
    }
    said = {c: weight for c, weight in weights.items() if not all(map(tells_nothing, c.forms))}
    side_by_side = _neighbours(asked)
    return {
        _with_neighbours(_with_synonyms(concept), side_by_side): weight
        for concept, weight in (said or weights).items()
    }


def _cut_anew(asked: Asked, index: Index) -> tuple[Concept, ...]:
    """The concepts, with words cut elsewhere where the library knows only the other cut.

    Unspaced words are cut by a dictionary: it takes "รายงานปีละ" for ราย, งานปี.
    """
    idf = index.keywords.idf
    most = idf(" ")
    found = {concept: _unled(concept, idf, most) for concept in asked.concepts}
    said = words(asked.text)
    for at, word in enumerate(said):
        if Concept(((word,),)) in found and idf(word) >= most:
            for run, cut in _recut(said, at, lambda other: idf(other) < most):
                found |= dict.fromkeys(
                    (Concept(((other,),)) for other in run), Concept(((cut[0],),))
                )
                found[Concept(((run[-1],),))] = Concept(((cut[-1],),))
    kept = [c for c in found.values() if not ASKING.issuperset(c.forms[0])]
    return tuple(dict.fromkeys(kept))


def _recut(
    said: Sequence[str], at: int, is_known: Callable[[str], bool]
) -> Iterator[tuple[Sequence[str], tuple[str, ...]]]:
    """An unknown word of `said` with its neighbours, and how else they may be cut: in two words
    that are known ("รายงานตัว", "ชี้", "วัด" for รายงาน, ตัวชี้วัด), or not at all, as a word
    misspelt beyond the dictionary ("ออน", "ไล")."""
    for start, end in ((at - 1, at + 1), (at, at + 2), (at, at + 3), (at - 1, at + 2)):
        run = said[max(0, start) : end]
        if len(run) == end - start and (cut := _other_cut("".join(run), is_known)):
            yield run, cut
            return
    run = said[at : at + 2]
    if len(run) == 2 and not is_known(run[1]) and all(map(_is_scrap, run)):
        yield run, ("".join(run),)


def _is_scrap(word: str) -> bool:
    """Too short to be looked for with errors by itself."""
    return len(word) <= _SHORT and word not in ASKING and not word.isascii()


def _unled(concept: Concept, idf: Callable[[str], float], most: float) -> Concept:
    """A concept without the "เมื่อ" that the dictionary writes with what follows: เมื่อคืน."""
    word = concept.forms[0][0]
    rest = word.removeprefix(_WHEN)
    leads = rest not in (word, "") and len(concept.forms[0]) == 1 and idf(word) >= most > idf(rest)
    return Concept(((rest,),)) if leads else concept


def _other_cut(joined: str, is_known: Callable[[str], bool]) -> tuple[str, str] | None:
    for at in range(len(joined) - 2, 1, -1):
        if is_known(joined[:at]) and (joined[at:] in ASKING or is_known(joined[at:])):
            return joined[:at], joined[at:]
    return None


def _neighbours(asked: Asked) -> Mapping[str, list[str]]:
    """For each short word of the question, it joined to the telling word before and after it."""
    found: dict[str, list[str]] = {}
    for one, other in pairwise(words(asked.text)):
        for word, beside in ((one, other), (other, one)):
            if len(word) <= _SHORT and beside in asked.words and len(beside) > _SHORT:
                found.setdefault(word, []).append(one + other)
    return found


def _with_neighbours(concept: _Sought, side_by_side: Mapping[str, list[str]]) -> Concept:
    """A short word may be part of another word of a text: it counts where its neighbour stands by
    it."""
    word = concept.forms[0][0]
    joined = ((other,) for other in side_by_side.get(word, ()))
    alone = len(concept.forms[0]) == 1
    return replace(concept, forms=(*concept.forms, *joined)) if alone else concept


def _with_synonyms(concept: Concept) -> _Sought:
    others = (other for form in concept.forms if len(form) == 1 for other in synonyms(form[0]))
    forms = dict.fromkeys([*concept.forms, *((other,) for other in others)])
    return _Sought(tuple(forms), len(concept.forms))


def shares(weights: Weights, text: str) -> Shares:
    """How much of each concept `text` speaks of, 0 to 1."""
    return _Text(text).shares(weights)


def weighted(said: Shares, weights: Weights) -> float:
    """The share of the question by weight."""
    total = sum(weights.values()) or 1.0
    return sum(weights[concept] * share for concept, share in said.items()) / total


def names_the_subject(said: Shares, weights: Weights) -> bool:
    """The rarest word of the question must be there: a near miss shares all words but that one."""
    found = rarest(weights)
    return found is None or said[found] >= 0.5


def rarest(weights: Weights) -> Concept | None:
    """The concept that tells most, not counting what is asked of a subject."""
    long = [c for c in weights if any(len(word) > 2 for form in c.forms for word in form)]
    long = [c for c in long if not any(_ROLES.issuperset(form) for form in c.forms)]
    return max(long, key=lambda concept: weights[concept], default=None)


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


def _own_forms(concept: Concept) -> int:
    return concept.own if isinstance(concept, _Sought) else len(concept.forms)


class _Text:
    """A text that is asked for words; it is split into words only when that matters."""

    def __init__(self, text: str) -> None:
        self._text, self._packed = text, squeeze(text)
        self._own: frozenset[str] | None = None

    def shares(self, weights: Weights) -> Shares:
        """How much of each concept is here, in the form that is here most."""
        return {
            concept: max(
                self._form(form, loosely=at < _own_forms(concept))
                for at, form in enumerate(concept.forms)
            )
            for concept in weights
        }

    def _form(self, form: tuple[str, ...], *, loosely: bool) -> float:
        if len(form) == 1:
            return self._found(form[0], loosely=loosely)
        return fmean(self._found(word, loosely=loosely) for word in form)

    def _found(self, word: str, *, loosely: bool) -> float:
        """1 for the word itself, its share of trigrams when most are there (typing errors)."""
        if word in self._packed:
            return 1.0 if len(word) > _SHORT or word in self._words() else 0.0
        if not loosely:
            return 0.0
        # A Christian-era year is not in the text but among its words.
        if word.isdigit():
            return float(len(word) == 4 and word in self._words())
        grams = [word[at : at + 3] for at in range(len(word) - 2)]
        if len(grams) < 3:
            return 0.0
        share = sum(gram in self._packed for gram in grams) / len(grams)
        return share if share >= _TYPING_ERROR else 0.0

    def _words(self) -> frozenset[str]:
        if self._own is None:
            self._own = frozenset(words(self._text))
        return self._own
