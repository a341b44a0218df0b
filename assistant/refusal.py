"""Says that the library does not answer, and what it holds that comes nearest."""

from assistant import wording
from assistant.composers import passages
from assistant.draft import Draft, Tools
from assistant.quoting import outlines, quote
from assistant.relevance import weigh
from assistant.units import Unit
from db.models import AnswerStatus

NEAREST = 3
_RELATED, _CLOSE = 0.35, 0.86


def refuse(draft: Draft, tools: Tools) -> None:
    """Settle as not in the documents, with the nearest passages, or as off topic."""
    if not _is_related(draft):
        draft.settle(AnswerStatus.REFUSED_OFF_TOPIC, wording.OFF_TOPIC)
        return
    nearest = [evidence.passage for evidence in draft.evidence[:NEAREST]]
    with tools.database.reading() as session:
        sections = outlines(session, nearest)
    draft.nearest = tuple(
        quote(passage, Unit(passage.start, passage.end, passage.text), sections)
        for passage in nearest
    )
    text = wording.NOT_FOUND if nearest else wording.NOT_FOUND_BARE
    draft.settle(AnswerStatus.REFUSED_NOT_IN_DOCUMENTS, text)


def _is_related(draft: Draft) -> bool:
    """Whether the library speaks of the question's subject at all.

    By how much of the question's weight of words the best passage holds, or how near the best
    vector is (idf coverage and cosine together: AUC .978 on off-topic questions, cosine alone .88).
    """
    asked = draft.understood()
    if draft.index is None or not asked.concepts or not draft.evidence:
        return False
    weights = weigh(asked, draft.index)
    covered = max(passages.coverage(e.passage, weights) for e in draft.evidence[:5])
    nearest = max((e.cosine or 0.0 for e in draft.evidence), default=0.0)
    return covered >= _RELATED or nearest >= _CLOSE
