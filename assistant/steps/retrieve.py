"""Finds the passages that may answer, in the editions that count on the asked date."""

from collections.abc import Callable

from assistant.draft import Draft, Tools
from assistant.question.naming import in_force
from assistant.search import find
from db.errors import IndexUnavailable
from db.models import AnswerStatus
from db.reads.scopes import Scope

DEPTH = 30


def retrieve(draft: Draft, tools: Tools) -> None:
    """Fill `draft.evidence`, best first; settle as ERROR_INDEX when there is no index."""
    try:
        draft.index = tools.live.current()
    except IndexUnavailable as problem:
        draft.settle(AnswerStatus.ERROR_INDEX, str(problem))
        return
    counts = _counts(draft)
    parts = [asked.query for asked, _ in draft.parts]
    found = find(tools.database, draft.index, draft.understood().query, DEPTH, counts, parts)
    draft.notices.extend(found.degraded)
    draft.evidence, draft.superseded = found.evidence, found.left_out


def _counts(draft: Draft) -> Callable[[Scope], bool]:
    """The editions a question or a part of it names count, or without any those in force."""
    groups = [named for _, named in draft.parts] or [draft.named]
    force = in_force(draft.editions, draft.on)
    allowed = {edition.id for named in groups for edition in named or force}
    return lambda scope: scope.edition_id is None or scope.edition_id in allowed
