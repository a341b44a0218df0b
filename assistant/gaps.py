"""Knowledge gaps: an admin sees to them, and they are asked again when the index has changed."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from assistant import wording
from assistant.ask import work
from assistant.draft import Draft, Tools
from assistant.record import store
from assistant.unanswered import asked_as_of
from db.engine import Database
from db.errors import InvalidInput, NotFound
from db.models import Answer, AnswerStatus, GapState, KnowledgeGap
from db.models.answers import new_key
from db.reads.gaps import waiting
from db.writes import gaps
from db.writes.audit import record

MOST_AT_ONCE, SECONDS = 200, 120.0
MAX_OWNER, MAX_NOTE = 200, 1_000

logger = logging.getLogger("sodklong.gaps")

_FAILED = frozenset(
    {AnswerStatus.ERROR_MODEL, AnswerStatus.ERROR_TIMEOUT, AnswerStatus.ERROR_INDEX}
)


@dataclass(frozen=True, slots=True)
class AskedAgain:
    """How many gaps were asked again, the ids of those now answered, and how many are left."""

    asked: int
    answered: tuple[int, ...]
    left: int


def ask_again(
    tools: Tools,
    on: date,
    *,
    every: bool = False,
    limit: int = MOST_AT_ONCE,
    seconds: float = SECONDS,
    tell: Callable[[int, int], None] = lambda _done, _total: None,
) -> AskedAgain:
    """Ask the waiting gaps again that were not yet asked in the generation that answers now.

    The most asked first, at most `limit` of them and no new one after `seconds`; `every` asks
    also those asked in it before. Only an answer is stored: asking again is nobody's question,
    counts as none and makes no gap. `tell` hears how many are done, and of how many. Raises
    IndexUnavailable when there is no index.
    """
    generation = tools.live.current().generation
    with tools.database.reading() as session:
        found = waiting(session, None if every else generation, limit)
    until = time.monotonic() + seconds
    asked, answered = 0, []
    for gap in found:
        if time.monotonic() > until:
            break
        if _is_answered(tools, gap, on):
            answered.append(gap.id or 0)
        asked += 1
        tell(asked, len(found))
    return AskedAgain(asked, tuple(answered), len(found) - asked)


def assign(
    database: Database, actor: str, gap_id: int, owner: str, note: str | None = None
) -> KnowledgeGap:
    """Give an open gap to its owner; raises NotFound, InvalidInput. `actor` is who decides."""
    if not owner.strip() or len(owner) > MAX_OWNER:
        raise InvalidInput(wording.NO_OWNER.format(limit=MAX_OWNER), ("owner",))
    return _decide(database, actor, gap_id, GapState.ASSIGNED, note, owner.strip())


def dismiss(database: Database, actor: str, gap_id: int, note: str | None = None) -> KnowledgeGap:
    """Close a gap that needs no answer; it stays closed when it is asked again."""
    return _decide(database, actor, gap_id, GapState.DISMISSED, note)


def reopen(database: Database, actor: str, gap_id: int, note: str | None = None) -> KnowledgeGap:
    """Open a gap that was closed or assigned; it has no owner then."""
    return _decide(database, actor, gap_id, GapState.OPEN, note)


def _is_answered(tools: Tools, gap: KnowledgeGap, on: date) -> bool:
    """Whether the gap is answered now; one that cannot be asked never stops the others."""
    try:
        return _ask(tools, gap, on)
    except Exception:
        logger.exception("gap %s was not asked again", gap.id)
        return False


def _ask(tools: Tools, gap: KnowledgeGap, on: date) -> bool:
    """Whether the gap is answered now."""
    with tools.database.reading() as session:
        before = session.get_one(Answer, gap.answer_id)
    draft = Draft(gap.question, asked_as_of(before) or on, new_key())
    work(draft, tools)
    if draft.status is None or draft.status in _FAILED or draft.index is None:
        return False
    if draft.status is not AnswerStatus.ANSWERED or _is_rated_wrong(before, draft):
        with tools.database.writing() as session:
            gaps.ask_in_vain(session, gap.id or 0, draft.index.generation, draft.status)
        return False
    answer = store(draft, tools)
    with tools.database.writing() as session:
        gaps.resolve(session, gap.id or 0, draft.index.generation, answer.id)
    return True


def _is_rated_wrong(before: Answer, draft: Draft) -> bool:
    """Whether this is the very answer that was rated wrong."""
    return before.status is AnswerStatus.ANSWERED and before.text == draft.text


def _decide(
    database: Database,
    actor: str,
    gap_id: int,
    state: GapState,
    note: str | None,
    owner: str | None = None,
) -> KnowledgeGap:
    if note is not None and len(note) > MAX_NOTE:
        raise InvalidInput(wording.NOTE_TOO_LONG.format(limit=MAX_NOTE), ("note",))
    with database.writing() as session:
        gap = session.get(KnowledgeGap, gap_id, with_for_update=True)
        if gap is None:
            raise NotFound(wording.NO_GAP.format(id=gap_id))
        gap.state, gap.note = state, note or gap.note
        gap.owner = owner if state is not GapState.DISMISSED else gap.owner
        gap.resolved_by = None
        session.add(gap)
        record(session, actor, f"gap.{state.value.lower()}", str(gap_id), {"owner": gap.owner})
        return gap
