"""Finds the passages that may answer, in the editions that count on the asked date."""

from assistant.draft import Draft, Evidence, Tools
from assistant.naming import in_force
from assistant.search import find
from db.errors import IndexUnavailable
from db.models import AnswerStatus

DEPTH = 30


def retrieve(draft: Draft, tools: Tools) -> None:
    """Fill `draft.evidence`, best first; settle as ERROR_INDEX when there is no index."""
    try:
        draft.index = tools.live.current()
    except IndexUnavailable as problem:
        draft.settle(AnswerStatus.ERROR_INDEX, str(problem))
        return
    found = find(tools.database, draft.index, draft.understood().query, DEPTH)
    draft.notices.extend(found.degraded)
    draft.evidence = [evidence for evidence in found.evidence if _counts(draft, evidence)]
    draft.superseded = [e for e in found.evidence if e not in draft.evidence]


def _counts(draft: Draft, evidence: Evidence) -> bool:
    """The editions the question names count, or without any those in force on the date."""
    edition = evidence.passage.edition_id
    allowed = {e.id for e in draft.named or in_force(draft.editions, draft.on)}
    return edition is None or edition in allowed
