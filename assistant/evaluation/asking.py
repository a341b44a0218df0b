"""Asks the questions of a set as people would, and those again whose answer is taken away."""

import asyncio
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.answer import Answer
from assistant.ask import Question, answer
from assistant.draft import Draft, Tools
from assistant.evaluation.hiding import withhold
from assistant.evaluation.judging import Place, Places, Verdict, find_places, judge
from assistant.evaluation.sets import Case, Gold
from assistant.steps.rephrase import rephrase
from assistant.steps.retrieve import retrieve
from assistant.steps.route import route
from assistant.steps.screen import screen
from db.engine import Database
from db.errors import InvalidInput
from db.reads.documents import PassageRow, passages_of

BEST = 10

Told = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Found:
    """How many of the passages that answer a question were among the first ten retrieved."""

    case: Case
    met: int
    wanted: int


@dataclass(frozen=True, slots=True)
class Hidden:
    """A question asked with its answering passages out of the index.

    It `leaked` when the answer quotes one of them all the same, known from a table of records.
    """

    verdict: Verdict
    leaked: bool


def ask_all(cases: Sequence[Case], tools: Tools, told: Told = lambda _d, _t: None) -> list[Verdict]:
    """The verdict on each question, in order; `told` hears of questions done and questions in all.

    Raises InvalidInput when a gold quote is not printed in its document.
    """
    places = places_of(cases, tools.database)
    verdicts = []
    for done, case in enumerate(cases, start=1):
        verdicts.append(_ask(case, tools, places))
        told(done, len(cases))
    return verdicts


def ask_without_gold(
    cases: Sequence[Case], tools: Tools, slugs: Sequence[str], told: Told = lambda _d, _t: None
) -> list[Hidden]:
    """Each answerable question again, while nothing that its gold quotes touch can be retrieved.

    Of questions all whose gold is in `slugs`; those that lean on earlier turns are left out, since
    those would be robbed of their answers too.
    """
    chosen = [case for case in cases if _is_hidable(case, slugs)]
    places = places_of(chosen, tools.database)
    hidden = []
    for done, case in enumerate(chosen, start=1):
        spots = [spot for gold in case.quotes for spot in places[gold]]
        touched = {row.id for row in _passages(tools.database, spots)}
        verdict = _ask(case, replace(tools, live=withhold(tools.live, touched)), places)
        leaked = verdict.answered and bool(verdict.met)
        hidden.append(Hidden(verdict, leaked))
        told(done, len(chosen))
    return hidden


def retrieve_all(cases: Sequence[Case], tools: Tools) -> list[Found]:
    """How much of what answers each question without earlier turns is among the first ten found.

    A gold quote counts as found when a passage among them holds one of its places whole or part.
    """
    asked = [case for case in cases if case.quotes and not case.turns]
    places = places_of(asked, tools.database)
    return [_retrieved(case, tools, places) for case in asked]


def places_of(cases: Sequence[Case], database: Database) -> Places:
    """Where the gold quotes of the cases stand; raises InvalidInput when one is not printed."""
    golds = list(dict.fromkeys(gold for case in cases for gold in case.quotes))
    with database.reading() as session:
        places = find_places(session, golds)
    missing = [gold for gold in golds if not places[gold]]
    if missing:
        raise InvalidInput(f"ไม่พบข้อความอ้างอิงของชุดคำถามในเอกสาร {_named(missing[0])}")
    return places


def _ask(case: Case, tools: Tools, places: Places) -> Verdict:
    conversation = None
    for text in case.turns:
        conversation = _answer(text, case.on, tools, conversation).conversation_id
    begun = time.perf_counter()
    found = _answer(case.question, case.on, tools, conversation)
    seconds = time.perf_counter() - begun
    with tools.database.reading() as session:
        return judge(session, case, found, places, seconds)


def _answer(text: str, on: date, tools: Tools, conversation: str | None) -> Answer:
    return asyncio.run(answer(Question(text, on, conversation), tools))


def _named(gold: Gold) -> str:
    return f"{gold.document}: {gold.text[:80]}"


def _is_hidable(case: Case, slugs: Sequence[str]) -> bool:
    return (
        case.answerable
        and not case.turns
        and bool(case.quotes)
        and all(gold.document in slugs for gold in case.quotes)
    )


def _passages(database: Database, spots: Sequence[Place]) -> Iterator[PassageRow]:
    with database.reading() as session:
        for slug in {spot.document for spot in spots}:
            for row in passages_of(session, slug):
                if any(_place(row).shares(spot) for spot in spots):
                    yield row


def _place(row: PassageRow) -> Place:
    return Place(row.slug, row.page_number, row.start, row.end)


def _retrieved(case: Case, tools: Tools, places: Places) -> Found:
    draft = Draft(case.question, case.on, "")
    for step in (screen, rephrase, route, retrieve):
        if draft.status is None:
            step(draft, tools)
    best = [_place(evidence.passage) for evidence in draft.evidence[:BEST]]
    met = sum(
        any(row.shares(spot) for row in best for spot in places[gold]) for gold in case.quotes
    )
    return Found(case, met, len(case.quotes))
