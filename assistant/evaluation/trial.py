"""Asks of a generation, before it answers, what was answered before it was built."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from importlib.resources import files

from assistant.ask import work
from assistant.draft import Draft, Tools
from assistant.unanswered import asked_as_of, key_of
from db.engine import Database
from db.index import Index, LiveIndex
from db.models import AnswerStatus
from db.models.answers import new_key
from db.reads.answers import answered_lately
from db.reads.documents import slugs_held
from db.trial import Examine, Trial
from db.writes.outdated import outdated

_OURS = "trial.jsonl"
_ANSWERED = frozenset({AnswerStatus.ANSWERED, AnswerStatus.PARTIAL})


@dataclass(frozen=True, slots=True)
class Before:
    """A question that was answered, and the day whose editions counted."""

    question: str
    on: date | None = None


def examining(
    tools: Tools, questions: int, least: float, today: Callable[[], date]
) -> Examine | None:
    """What asks a generation at most `questions` questions that were answered lately, and the
    product's own few; at least the part `least` must be answered again. None for no questions."""
    if questions < 1:
        return None

    def examine(index: Index, told: Callable[[str], None]) -> Trial:
        trying = replace(tools, live=_Candidate(index), model=None)
        lost, asked = [], answered_before(tools.database, index.generation, questions)
        for before in asked:
            told("ask")
            if not _is_answered(trying, before, today()):
                lost.append(before.question)
        return Trial(len(asked), len(asked) - len(lost), least, tuple(lost))

    return examine


def answered_before(database: Database, generation_id: int, limit: int) -> list[Before]:
    """The product's own questions about documents a generation holds, and the last `limit`
    distinct ones that people asked and whose cited passages it still holds."""
    with database.reading() as session:
        held = slugs_held(session, generation_id)
        changed = outdated(session, generation_id)
        rows = [row for row in answered_lately(session, limit * 2) if row.id not in changed]
    asked: dict[str, Before] = {}
    for row in rows:
        question = row.understood or row.question or ""
        asked.setdefault(key_of(question), Before(question, asked_as_of(row)))
    return [*_own(held), *list(asked.values())[:limit]]


class _Candidate(LiveIndex):
    """A generation in the place of the one that answers."""

    def __init__(self, index: Index) -> None:
        self._candidate = index

    def current(self) -> Index:
        return self._candidate

    def close(self) -> None:
        """Whoever opened it closes it."""


def _own(held: frozenset[str]) -> Iterator[Before]:
    lines = (files("assistant.evaluation") / _OURS).read_text(encoding="utf-8").splitlines()
    for line in lines:
        told = json.loads(line)
        if told["document"] in held:
            yield Before(told["question"])


def _is_answered(tools: Tools, before: Before, today: date) -> bool:
    draft = Draft(before.question, before.on or today, new_key())
    work(draft, tools)
    return draft.status in _ANSWERED
