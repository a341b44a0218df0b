"""Ranks what the passages found offer as answers, with how sure each one is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from operator import attrgetter

from assistant.draft import Draft, Evidence
from assistant.extraction import relevance
from assistant.extraction.candidates import Candidate, candidates
from assistant.extraction.confidence import confidence
from assistant.extraction.features import features, may_answer
from assistant.extraction.gates import only_names
from assistant.extraction.relevance import Weights
from assistant.extraction.seen import Seen
from assistant.extraction.view import Looked, Vector, View
from assistant.question.papers import name_papers
from db.reads.documents import PassageRow
from db.thai import squeeze, words

READ, SHORTLIST = 16, 32
# So many words at its beginning tell the name of a plan.
_TOLD_BY = 3
# No word of any text: what it weighs is the most a word can weigh.
_UNSEEN = " "


@dataclass(frozen=True, slots=True, eq=False)
class Scored:
    """A candidate with its features and the confidence, 0 to 1, that it answers."""

    candidate: Candidate
    features: Vector
    confidence: float


@dataclass(frozen=True, slots=True)
class _Glimpse:
    seen: Seen
    covered: float


def rank(draft: Draft, weights: Weights, heads: Mapping[int, str]) -> list[Scored]:
    """The candidates of the passages found, the surest first.

    `heads` are the beginnings of the papers, by version. Only those whose words and headings cover
    most of the question are looked at closely.
    """
    glimpses = sorted(_glimpses(draft, weights, heads), key=attrgetter("covered"), reverse=True)
    likely = (g for g in glimpses if may_answer(g.seen) and not _only_names(g))
    scored = [_scored(glimpse) for glimpse in islice(likely, SHORTLIST)]
    surest: dict[int, Scored] = {}
    for one in sorted(scored, key=attrgetter("confidence"), reverse=True):
        surest.setdefault(id(one.candidate), one)
    return list(surest.values())


def _only_names(glimpse: _Glimpse) -> bool:
    return only_names(glimpse.seen.view.asked, squeeze(glimpse.seen.candidate.text))


def _glimpses(draft: Draft, weights: Weights, heads: Mapping[int, str]) -> Iterator[_Glimpse]:
    views = _Views(draft, weights, heads)
    for at, evidence in enumerate(draft.evidence[:READ]):
        if not views.include(evidence.passage):
            continue
        for candidate in candidates(evidence.passage):
            for view in views.of(evidence):
                seen = Seen(view, Looked(candidate, evidence, at))
                yield _Glimpse(seen, _covered(view, candidate))


def _covered(view: View, candidate: Candidate) -> float:
    above = [line.unit.text for line in candidate.line.above]
    own = view.shares(candidate.unit.text)
    names = [candidate.passage.title, candidate.passage.section]
    return view.covered(own) + view.covered(view.joined([candidate.unit.text, *above, *names]))


class _Views:
    """The question as passages of the editions or papers it names see it, and as the others do.

    What only names them is true of everything in it, so it tells nothing there.
    """

    def __init__(self, draft: Draft, weights: Weights, heads: Mapping[int, str]) -> None:
        asked = draft.understood()
        most = draft.index.keywords.idf(_UNSEEN) if draft.index else 0.0
        nearest = max((found.cosine or 0.0 for found in draft.evidence), default=0.0)
        scope = {word for edition in draft.named for name in edition.names for word in words(name)}
        named = [] if draft.named else name_papers(asked.full, draft.library, draft.on)
        papers = named if len(named) == 1 else []
        scope |= {word for paper in papers for word in words(paper.title)}
        self._named = {edition.id for edition in draft.named}
        self._slugs = {paper.slug for paper in papers}
        self._begins = _beginnings(draft)
        self._outside = View(asked, weights, most, nearest, heads)
        self._inside = (
            View(asked, relevance.telling(weights, frozenset(scope)), most, nearest, heads)
            if self._named or self._slugs
            else self._outside
        )

    def include(self, passage: PassageRow) -> bool:
        """Whether a passage is of an edition the question names, or says a name of its plan."""
        if not self._named or passage.edition_id in self._named:
            return True
        packed = squeeze(f"{passage.title} {passage.section} {passage.text}")
        return any(begin in packed for begin in self._begins)

    def of(self, evidence: Evidence) -> tuple[View, ...]:
        """The views of one passage: both within a paper that is named, because its title may say
        what is asked ("วิสัยทัศน์" of the plan of a town that the vision names)."""
        passage = evidence.passage
        if passage.edition_id in self._named:
            return (self._inside,)
        if passage.slug in self._slugs:
            return (self._outside, self._inside)
        return (self._outside,)


def _beginnings(draft: Draft) -> set[str]:
    """How the names of the plans begin that a question names an edition of."""
    plans = {edition.plan for edition in draft.named}
    names = [name for e in draft.editions if e.plan in plans for name in e.names]
    return {"".join(words(name)[:_TOLD_BY]) for name in names}


def _scored(glimpse: _Glimpse) -> Scored:
    held = features(glimpse.seen)
    return Scored(glimpse.seen.candidate, held, confidence(held))
