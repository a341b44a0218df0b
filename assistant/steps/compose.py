"""Writes the answer from quotes: from records and tables where they hold it, else from passages."""

from dataclasses import replace

from sqlmodel import Session

from assistant.composers import directives, passages, plans
from assistant.draft import Composition, Draft, Tools

COMPOSERS = (plans.compose, directives.compose, passages.compose)


def compose(draft: Draft, tools: Tools) -> None:
    """Add to `draft.compositions` what the first composer that knows an answer proposes."""
    with tools.database.reading() as session:
        composition = _first(session, draft)
    if composition is not None:
        draft.compositions.append(composition)


def _first(session: Session, draft: Draft) -> Composition | None:
    for composer in COMPOSERS:
        composition = composer(session, draft)
        if composition is not None:
            return composition
    # What only an edition no longer in force says is still an answer, with its notice.
    if draft.superseded and not draft.named:
        return passages.compose(session, replace(draft, evidence=draft.superseded))
    return None
