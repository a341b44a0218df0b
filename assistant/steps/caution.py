"""Adds what to beware of: contradictions, doubtful numbers, old editions, what is not the text."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice

from sqlmodel import Session

from assistant import notices, wording
from assistant.draft import Draft, Tools
from assistant.support import pages_of
from db.reads import agencies, directives, facts, generations

MOST, MOST_ALIKE = 4, 2


def caution(draft: Draft, tools: Tools) -> None:
    """Extend `draft.notices` by what the answer's quotes call for, the weightiest first.

    At most four are told, of one kind two; how many more there are is said in a line.
    """
    with tools.database.reading() as session:
        kinds = [list(dict.fromkeys(kind)) for kind in _kinds(draft, session)]
    shown = [notice for kind in kinds for notice in islice(kind, MOST_ALIKE)][:MOST]
    draft.notices.extend(shown)
    rest = sum(map(len, kinds)) - len(shown)
    if rest:
        draft.notices.append(wording.MORE_NOTICES.format(count=rest))


def published_on(session: Session) -> date | None:
    """The day since which the library answers as it does; None before the first publish."""
    active = generations.active(session)
    return active.activated_at.date() if active and active.activated_at else None


def _kinds(draft: Draft, session: Session) -> Iterator[Iterable[str]]:
    """The notices of each kind, the kinds by how wrong a reader would go without them."""
    kept = draft.statements
    pages = pages_of(session, kept)
    yield notices.of_doubts(pages)
    yield notices.of_conflicts(kept, facts.conflicts(session))
    yield notices.of_unconfirmed(kept)
    yield notices.of_editions(kept, draft.editions, draft.on)
    yield notices.of_awaited(kept, directives.awaited(session))
    yield notices.of_scans(pages)
    yield notices.of_summaries(kept)
    yield notices.of_renamed(kept, agencies.agencies(session), draft.on)
    yield notices.of_age(published_on(session), draft.on)
