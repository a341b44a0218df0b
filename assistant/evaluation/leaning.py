"""Asks with no threshold on confidence, and notes how sure each answer was."""

import asyncio
from collections.abc import Sequence

from assistant import record
from assistant.ask import Question, answer, work
from assistant.draft import Draft, Tools
from assistant.evaluation.asking import places_of
from assistant.evaluation.curve import Leaning
from assistant.evaluation.judging import Places, judge
from assistant.evaluation.sets import Case


def lean(cases: Sequence[Case], tools: Tools) -> list[Leaning]:
    """Each verdict with its confidence; what tables and records know is sure, and so is a model.

    One pass serves every threshold: an answer below one would have been a refusal. (What only a
    superseded edition says would then have been tried; that is left out of account.)
    """
    places = places_of(cases, tools.database)
    return [_lean(case, tools, places) for case in cases]


def _lean(case: Case, tools: Tools, places: Places) -> Leaning:
    key = None
    for text in case.turns:
        key = asyncio.run(answer(Question(text, case.on, key), tools)).conversation_id
    conversation = record.resume(tools, key)
    draft = Draft(case.question, case.on, conversation.id, conversation.turns, least=0.0)
    work(draft, tools)
    found = record.store(draft, tools)
    with tools.database.reading() as session:
        verdict = judge(session, case, found, places)
    said = (composition.confidence for composition in draft.compositions)
    return Leaning(verdict, next((sure for sure in said if sure is not None), 1.0))
