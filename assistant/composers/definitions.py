"""Answers what a term means from the papers that a question names, or those of the body it names.

Passages are found by all the words of a question: where most of them name the paper or the body,
the line that defines the term is not among the nearest.
"""

import re

from sqlmodel import Session

from assistant.composers.meant import CALLED, told_papers
from assistant.draft import Composition, Draft
from assistant.extraction.kinds import defines, terms
from assistant.question.reading import Asked
from assistant.question.wants import Wanted
from db.thai import squeeze, words

_WORDS = "ความหมาย นิยาม หมายความ หมายความว่า หมายถึง ไว้ว่า คาว่า คา ให้ความหมาย คาจากัดความ"
_KNOWN = CALLED.union(_WORDS.split())
_MARK = re.compile(r"^(?:[#*•\-–\s]|ข้อ|\d[\d.]*[.)]?|[“\"])*")
_SHORTEST = 4


def compose(session: Session, draft: Draft) -> Composition | None:
    """The one line of those papers that begins with the term and says what it is."""
    asked = draft.understood()
    called = terms(asked) if asked.wants(Wanted.MEANING) else ()
    if not called or len(called[0]) < _SHORTEST:
        return None
    known = _KNOWN | _spelt(asked, called[0])
    found = {
        squeeze(leaf.line.unit.text): paper.say(leaf)
        for paper in told_papers(session, draft, known)
        for leaf in paper.leaves
        if _defines(called, squeeze(leaf.line.unit.text))
    }
    return Composition(tuple(found.values())) if len(found) == 1 else None


def _spelt(asked: Asked, term: str) -> frozenset[str]:
    """The words of the question that stand in the term."""
    return frozenset(word for word in words(asked.full) if word in term)


def _defines(called: tuple[str, ...], packed: str) -> bool:
    bare = _MARK.sub("", packed)
    return any(bare.startswith(term) for term in called) and defines(called, packed)
