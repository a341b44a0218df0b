"""Answers a question step by step, telling the asker of each."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import date

from assistant import wording
from assistant.answer import Answer, Event, Progress, Quote, Sentence
from assistant.draft import Draft, Statement, Tools
from assistant.steps.compose import compose
from assistant.steps.rephrase import rephrase
from assistant.steps.retrieve import retrieve
from assistant.steps.screen import screen
from assistant.steps.verify import verify
from db.errors import InvalidInput, NotFound
from db.models import AnswerStatus
from db.models.answers import new_key
from db.reads.answers import has_conversation
from db.thai import canonical
from db.writes import answers

MAX_QUESTION, MAX_LENGTH_SENT = 2_000, 8_000

Step = Callable[[Draft, Tools], None]
STEPS: tuple[Step, ...] = (screen, rephrase, retrieve, compose, verify)


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, as of which date, in which conversation (None begins a new one)."""

    text: str
    on: date
    conversation_id: str | None = None


async def ask(question: Question, tools: Tools) -> AsyncIterator[Event]:
    """The progress of each step, then the answer, which is stored before it is yielded.

    Raises InvalidInput for an empty question or one over 2,000 characters, NotFound for a
    conversation that has not begun.
    """
    text = _checked(question.text)
    conversation = await asyncio.to_thread(_conversation, question.conversation_id, tools)
    draft = Draft(text, question.on, conversation)
    begun = time.perf_counter()
    for step in STEPS:
        if draft.status is not None:
            break
        name = step.__name__
        yield Progress(name, wording.STEPS[name], (time.perf_counter() - begun) * 1000)
        await asyncio.to_thread(_timed, step, draft, tools)
    yield await asyncio.to_thread(_store, draft, tools)


async def answer(question: Question, tools: Tools) -> Answer:
    """The answer alone."""
    async for event in ask(question, tools):
        if isinstance(event, Answer):
            return event
    raise RuntimeError("ask ended without an answer")


def _checked(text: str) -> str:
    """The question without what cannot be seen, which could hide what must be screened."""
    if len(text) > MAX_LENGTH_SENT or len(text := canonical(text).strip()) > MAX_QUESTION:
        raise InvalidInput(wording.TOO_LONG.format(limit=MAX_QUESTION), ("input", "question"))
    if not text:
        raise InvalidInput(wording.EMPTY, ("input", "question"))
    return text


def _conversation(key: str | None, tools: Tools) -> str:
    if key is None:
        return new_key()
    with tools.database.reading() as session:
        if not has_conversation(session, key):
            raise NotFound(wording.NO_CONVERSATION)
    return key


def _timed(step: Step, draft: Draft, tools: Tools) -> None:
    begun = time.perf_counter()
    step(draft, tools)
    draft.timings[step.__name__] = round((time.perf_counter() - begun) * 1000, 2)


def _store(draft: Draft, tools: Tools) -> Answer:
    finished = _finish(draft)
    generation = draft.index.generation if draft.index else None
    keep_question = finished.status is not AnswerStatus.REFUSED_PERSONAL_DATA
    with tools.database.writing() as session:
        answers.store(
            session,
            answers.NewAnswer(
                id=finished.id,
                conversation_id=finished.conversation_id,
                question=finished.question if keep_question else None,
                status=finished.status,
                text=finished.text,
                sentences=[
                    {"text": s.text, "citations": list(s.citations)} for s in finished.sentences
                ],
                notices=list(finished.notices),
                timings=dict(finished.timings),
                generation_id=generation,
                citations=[_citation(quote) for quote in finished.quotes],
            ),
        )
    return finished


def _finish(draft: Draft) -> Answer:
    statements = draft.composition.statements if draft.composition else ()
    answered = draft.status in {AnswerStatus.ANSWERED, AnswerStatus.PARTIAL}
    quotes = _numbered(statements) if answered else draft.nearest
    return Answer(
        id=new_key(),
        conversation_id=draft.conversation_id,
        question=draft.question,
        status=draft.status or AnswerStatus.ERROR_INDEX,
        text=draft.text,
        sentences=_sentences(statements, quotes) if answered else (Sentence(draft.text, ()),),
        quotes=quotes,
        notices=tuple(dict.fromkeys(draft.notices)),
        timings=draft.timings,
    )


def _numbered(statements: tuple[Statement, ...]) -> tuple[Quote, ...]:
    return tuple(dict.fromkeys(quote for s in statements for quote in s.quotes))


def _sentences(
    statements: tuple[Statement, ...], quotes: tuple[Quote, ...]
) -> tuple[Sentence, ...]:
    return tuple(
        Sentence(s.text, tuple(quotes.index(quote) for quote in s.quotes)) for s in statements
    )


def _citation(quote: Quote) -> answers.NewCitation:
    return answers.NewCitation(
        version_id=quote.version_id,
        page_number=quote.page,
        section=quote.section,
        quote=quote.text,
        start=quote.start,
        end=quote.end,
        passage_digest=quote.passage_digest,
    )
