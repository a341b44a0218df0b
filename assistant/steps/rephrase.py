"""Understands the question: courtesies off, abbreviations spelt out, its plan editions named."""

from assistant.draft import Draft, Tools
from assistant.naming import name_editions
from assistant.question import read
from db.reads import facts, plans


def rephrase(draft: Draft, tools: Tools) -> None:
    """Fill `draft.asked`, `draft.editions` and `draft.named`."""
    with tools.database.reading() as session:
        draft.asked = read(draft.question, facts.abbreviations(session))
        draft.editions = plans.editions(session)
    draft.named = name_editions(draft.asked.full, draft.editions, draft.on)
