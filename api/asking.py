"""Asks the assistant, counting questions and tracing their steps."""

import time
from collections.abc import AsyncGenerator, Mapping
from contextlib import ExitStack, aclosing

from api.services import Services
from api.tracing import span
from assistant import wording
from assistant.answer import Answer, Event, Progress
from assistant.ask import Question, ask
from db.errors import ProblemError


async def ask_question(question: Question, services: Services) -> AsyncGenerator[Event, None]:
    """As the assistant's `ask`, watched."""
    begun, status, steps = time.perf_counter(), "LEFT", dict[str, float]()
    try:
        with ExitStack() as at_work:
            async with aclosing(ask(question, services.tools)) as events:
                async for event in events:
                    if isinstance(event, Progress):
                        at_work.close()
                        at_work.enter_context(span(f"step {event.step}", {}))
                    elif isinstance(event, Answer):
                        at_work.close()
                        status, steps = event.status.value, _seconds(event.timings)
                    yield event
    except ProblemError as problem:
        status = problem.code
        raise
    except Exception:
        status = "FAILED"
        raise
    finally:
        services.metrics.asked(status, time.perf_counter() - begun, steps)


async def answer_question(question: Question, services: Services) -> Answer:
    """The answer alone."""
    async with aclosing(ask_question(question, services)) as events:
        async for event in events:
            if isinstance(event, Answer):
                return event
    raise RuntimeError("ask ended without an answer")


def _seconds(timings: Mapping[str, float]) -> dict[str, float]:
    """The steps among an answer's timings, which are in milliseconds."""
    return {step: timings[step] / 1000 for step in wording.STEPS if step in timings}
