"""Answers a question step by step, telling the asker of each."""

import asyncio
import time
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import dataclass
from datetime import date

from assistant import record, wording
from assistant.answer import Answer, Event, Progress
from assistant.draft import Draft, Tools
from assistant.steps.caution import caution
from assistant.steps.compose import compose
from assistant.steps.rephrase import rephrase
from assistant.steps.retrieve import retrieve
from assistant.steps.route import route
from assistant.steps.screen import screen
from assistant.steps.verify import verify
from assistant.steps.write import is_due as model_is_due
from assistant.steps.write import write
from assistant.threads import in_thread
from db.errors import InvalidInput
from db.thai import canonical

MAX_QUESTION, MAX_LENGTH_SENT = 2_000, 8_000

Step = Callable[[Draft, Tools], None]
STEPS: tuple[Step, ...] = (screen, rephrase, route, retrieve, compose, verify, caution)


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, as of which date, in which conversation (None begins a new one), by whom
    (None for somebody unknown)."""

    text: str
    on: date
    conversation_id: str | None = None
    asker: str | None = None


async def ask(question: Question, tools: Tools) -> AsyncGenerator[Event, None]:
    """The progress of each step, then the answer, which is stored before it is yielded.

    While a model writes, its sentences come as parts; closing the generator ends its work.
    Raises InvalidInput for an empty question or one over 2,000 characters, NotFound for a
    conversation that has not begun or is somebody else's, AssistantPaused while an admin has
    turned the assistant off.
    """
    text = _checked(question.text)
    conversation = await asyncio.to_thread(
        record.resume, tools, question.conversation_id, question.asker
    )
    draft = Draft(text, question.on, conversation.id, conversation.turns, asker=question.asker)
    begun = time.perf_counter()
    for step in STEPS:
        if step is verify and model_is_due(draft, tools):
            yield _progress("write", begun)
            async with aclosing(write(draft, tools)) as parts:
                async for part in parts:
                    yield part
        if _is_due(step, draft):
            yield _progress(step.__name__, begun)
            await in_thread(_timed, step, draft, tools)
    yield await asyncio.to_thread(record.store, draft, tools)


async def answer(question: Question, tools: Tools) -> Answer:
    """The answer alone."""
    async with aclosing(ask(question, tools)) as events:
        async for event in events:
            if isinstance(event, Answer):
                return event
    raise RuntimeError("ask ended without an answer")


def work(draft: Draft, tools: Tools) -> None:
    """Run the steps over a draft and store nothing; no model is asked."""
    for step in STEPS:
        if _is_due(step, draft):
            _timed(step, draft, tools)


def _checked(text: str) -> str:
    """The question without what cannot be seen, which could hide what must be screened."""
    if len(text) > MAX_LENGTH_SENT or len(text := canonical(text).strip()) > MAX_QUESTION:
        raise InvalidInput(wording.TOO_LONG.format(limit=MAX_QUESTION), ("input", "question"))
    if not text:
        raise InvalidInput(wording.EMPTY, ("input", "question"))
    return text


def _is_due(step: Step, draft: Draft) -> bool:
    """A settled draft needs no more steps, but what was let through needs its cautions."""
    return draft.status is None or (step is caution and bool(draft.statements))


def _progress(name: str, begun: float) -> Progress:
    return Progress(name, wording.STEPS[name], (time.perf_counter() - begun) * 1000)


def _timed(step: Step, draft: Draft, tools: Tools) -> None:
    begun = time.perf_counter()
    step(draft, tools)
    draft.timings[step.__name__] = round((time.perf_counter() - begun) * 1000, 2)
