"""Edges to what belongs to one asker; each of their keys ends with who asks."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlmodel import Session

from api.edges import paged
from api.pagination import Ask, Connection, paginate_within, refilled
from assistant.answer import Answer
from assistant.record import recall
from db import models
from db.reads.answers import IN_ORDER
from db.reads.owned import answers_citing, owned_answers, owned_conversations

Asker = str | None


def answers_for(session: Session, keys: Sequence[tuple[str, Asker]]) -> list[Answer | None]:
    """The answer of each (id, asker), None where that asker may see none."""

    def read(ids: list[str], asker: Asker) -> list[Answer]:
        return recall(session, owned_answers(session, ids, asker))

    return _each(keys, read)


def conversations_for(
    session: Session, keys: Sequence[tuple[str, Asker]]
) -> list[models.Conversation | None]:
    """The conversation of each (id, asker), None where that asker may see none."""
    return _each(keys, lambda ids, asker: owned_conversations(session, ids, asker))


def answers_that_cite(
    session: Session, keys: Sequence[tuple[tuple[int, Asker], Ask]]
) -> list[Connection[Answer]]:
    """The page of answers for each ((passage id, asker), Ask): the asker's own."""

    def read(parents: list[tuple[int, Asker]], ask: Ask) -> dict[Any, Connection[Any]]:
        found: dict[Any, Connection[Any]] = {}
        for asker, ids in _by_asker(parents).items():
            links = answers_citing(ids, asker)
            pages = paginate_within(session, links, models.Answer, ids, IN_ORDER, ask)
            found |= {(key, asker): page for key, page in pages.items()}
        return _recalled(session, found)

    return paged(keys, read)


def _recalled(session: Session, pages: dict[Any, Connection[Any]]) -> dict[Any, Connection[Answer]]:
    """Pages of rows as pages of answers, in one reading for all of them."""
    rows = {row.id: row for page in pages.values() for row in page.nodes}
    answers = {answer.id: answer for answer in recall(session, list(rows.values()))}
    return {
        key: refilled(page, [answers[row.id] for row in page.nodes]) for key, page in pages.items()
    }


def _each(
    keys: Sequence[tuple[str, Asker]], read: Callable[[list[str], Asker], Sequence[Any]]
) -> list[Any]:
    found = {
        (row.id, asker): row for asker, ids in _by_asker(keys).items() for row in read(ids, asker)
    }
    return [found.get(key) for key in keys]


def _by_asker(keys: Sequence[tuple[Any, Asker]]) -> dict[Asker, list[Any]]:
    found: dict[Asker, list[Any]] = {}
    for key, asker in keys:
        found.setdefault(asker, []).append(key)
    return found
