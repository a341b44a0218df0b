"""Says that the library does not answer, what it holds that comes nearest, and what to do."""

from collections.abc import Iterator

from sqlmodel import Session

from assistant import wording
from assistant.answer import Quote
from assistant.draft import Draft, Tools
from assistant.extraction import relevance
from assistant.extraction.addressing import barred, is_barred
from assistant.extraction.candidates import candidates
from assistant.extraction.relevance import Weights, weigh
from assistant.extraction.units import LINE_LIMIT
from assistant.question.papers import is_other_edition
from assistant.question.routes import Route
from assistant.quoting import outlines, quote
from db.models import AnswerStatus
from db.reads.directives import AwaitedRow, awaited
from db.reads.documents import PassageRow, editions_with_text
from db.thai import squeeze

NEAREST = 3
_RELATED, _NEAR, _CLOSE, _TOP = 0.35, 0.845, 0.856, 5
# So many of its words are enough in any embedder's measure.
_MOSTLY = 0.55
# An awaited document is meant when the question says this share of its title, in one stretch.
_NAMED = 0.5


def refuse(draft: Draft, tools: Tools) -> None:
    """Settle as not in the documents, with the nearest clauses and where else the answer may be,
    or as off topic."""
    weights = _weights(draft)
    if not _names_a_paper(draft) and not (weights and _is_related(draft, weights)):
        draft.settle(AnswerStatus.REFUSED_OFF_TOPIC, wording.OFF_TOPIC)
        return
    with tools.database.reading() as session:
        draft.nearest = _nearest(session, draft, weights)
        draft.notices.extend(_where_else(session, draft))
    draft.settle(AnswerStatus.REFUSED_NOT_IN_DOCUMENTS, _text(draft))


def _text(draft: Draft) -> str:
    if draft.route is Route.ALIGNMENT:
        return wording.SERVES_NOTHING
    return wording.NOT_FOUND if draft.nearest else wording.NOT_FOUND_BARE


def coverage(passage: PassageRow, weights: Weights) -> float:
    """The share by weight of the question that a passage speaks of, with its headings."""
    whole = f"{passage.title} {passage.section} {passage.text}"
    return relevance.weighted(relevance.shares(weights, whole), weights)


def _weights(draft: Draft) -> Weights:
    asked = draft.understood()
    return weigh(asked, draft.index) if draft.index and asked.concepts and draft.evidence else {}


def _names_a_paper(draft: Draft) -> bool:
    """Whether the question names a paper of the library, or an edition of one that it lacks."""
    asked = draft.understood()
    return draft.is_of_papers(asked) or is_other_edition(asked.full, draft.library)


def _is_related(draft: Draft, weights: Weights) -> bool:
    """Whether the library speaks of the question's subject at all.

    By how near the best vector is, or by how much of the question's weight of words the best
    passage holds when its vector is not far: of 48 questions on cooking, sports and the like one
    is taken for related, of 106 on the papers none for unrelated. Without vectors words decide.
    """
    covered = max(coverage(e.passage, weights) for e in draft.evidence[:_TOP])
    nearest = max((e.cosine or 0.0 for e in draft.evidence), default=0.0)
    if nearest >= _CLOSE or covered >= _MOSTLY:
        return True
    return covered >= _RELATED and (nearest >= _NEAR or not nearest)


def _nearest(session: Session, draft: Draft, weights: Weights) -> tuple[Quote, ...]:
    """The clause of each of the best passages that speaks most of the question."""
    passages = [evidence.passage for evidence in draft.evidence[:NEAREST]]
    sections = outlines(session, passages)
    found = []
    for passage in passages:
        spans = barred(passage.page_text, passage.start, passage.end)
        units = [
            held.unit
            for held in candidates(passage)
            if len(held.unit.text) <= 2 * LINE_LIMIT
            and not held.unit.text.startswith("#")  # a heading answers nothing
            and not is_barred(spans, held.line.unit.start, held.line.unit.end)
        ]
        told = [(relevance.weighted(relevance.shares(weights, u.text), weights), u) for u in units]
        if told:
            share, best = max(told, key=lambda pair: (pair[0], -pair[1].start))
            if share > 0:
                found.append(quote(passage, best, sections))
    return tuple({squeeze(one.text): one for one in found}.values())


def _where_else(session: Session, draft: Draft) -> Iterator[str]:
    """Which document would hold it: the text of a plan known in summary, or one that is awaited."""
    held = editions_with_text(session)
    for edition in draft.named:
        if edition.id not in held:
            yield wording.TEXT_LACKING.format(title=edition.title)
    said = squeeze(draft.understood().full)
    for row in awaited(session):
        if _names(said, row):
            wanted = wording.AWAITED_NOTICE if row.is_published else wording.UNPUBLISHED_NOTICE
            yield wanted.format(titles=row.title)


def _names(said: str, row: AwaitedRow) -> bool:
    title = squeeze(row.title)
    return relevance.longest_shared(title, said) >= max(12, _NAMED * len(title))
