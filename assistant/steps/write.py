"""Has a language model write the answer from numbered passages; quotes stay behind it.

The model is taken to be hostile: its reply is read for sentences, never obeyed, never shown as is.
"""

import asyncio
import logging
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import replace

from assistant import wording
from assistant.answer import Author, Part
from assistant.draft import Composition, Draft, Tools
from assistant.extraction.addressing import speaks_to_machine
from assistant.model.calling import Call
from assistant.model.chat import Failure, Model
from assistant.model.dictation import Written, sentences
from assistant.model.editing import Desk
from assistant.model.prompts import PROMPT_VERSION, prompt
from assistant.question.privacy import holds_personal_data
from assistant.question.tampering import is_tampering
from assistant.refusal import refuse
from db.models import AnswerStatus
from db.reads.documents import PassageRow

PASSAGES, EARLIER = 8, 3
_HARMLESS = frozenset(
    {
        AnswerStatus.ANSWERED,
        AnswerStatus.PARTIAL,
        AnswerStatus.CLARIFY,
        AnswerStatus.REFUSED_NOT_IN_DOCUMENTS,
    }
)
_log = logging.getLogger(__name__)


def is_due(draft: Draft, tools: Tools) -> bool:
    """Whether a model is to write: there is one, and no table or record holds the answer."""
    return (
        tools.model is not None
        and draft.status is None
        and bool(draft.evidence)
        and all(found.author is Author.PASSAGES for found in draft.compositions)
    )


async def write(draft: Draft, tools: Tools) -> AsyncGenerator[Part, None]:
    """Put what the model writes before the quoted composition; settle as ERROR_MODEL or
    ERROR_TIMEOUT when it fails and nothing is quoted.

    Yields each sentence that is let through. Closing it ends the model's work.
    """
    if (model := tools.model) is None:
        return
    passages = _passages(draft)
    desk = await asyncio.to_thread(Desk, draft, tools, passages)
    asked = draft.standalone or draft.question
    call = Call(prompt(asked, _earlier(draft), passages), sentences())
    try:
        async with aclosing(_heard(call, model, desk)) as parts:
            async for part in parts:
                yield part
    finally:
        _account(draft, model, call, desk)
    await asyncio.to_thread(_conclude, draft, tools, call, desk)


def _passages(draft: Draft) -> list[PassageRow]:
    """The best passages, without those that speak to the reader's machine."""
    found = (evidence.passage for evidence in draft.evidence)
    return [passage for passage in found if not speaks_to_machine(passage.whole)][:PASSAGES]


def _earlier(draft: Draft) -> list[str]:
    """The last questions of this conversation that passed the screen."""
    found = [turn.question for turn in draft.turns if turn.status in _HARMLESS]
    return [text for text in found if not (holds_personal_data(text) or is_tampering(text))][
        -EARLIER:
    ]


async def _heard(call: Call[Written], model: Model, desk: Desk) -> AsyncGenerator[Part, None]:
    async with aclosing(call.hear(model)) as sentences:
        async for written in sentences:
            for told in await asyncio.to_thread(desk.take, written):
                yield Part(told.text, told.quotes)


def _account(draft: Draft, model: Model, call: Call[Written], desk: Desk) -> None:
    """Note time, tokens and cost; the log holds no word of question or reply."""
    (spent, estimated), took = call.tokens(), call.took()
    cost = model.terms.cost(spent)
    draft.timings |= {
        "write": round(took, 2),
        "model_prompt_version": PROMPT_VERSION,
        "model_prompt_tokens": spent.prompt_tokens,
        "model_completion_tokens": spent.completion_tokens,
        "model_tokens_estimated": int(estimated),
        "model_cost": round(cost, 6),
    }
    _log.info(
        "model %s, prompt %d: %s, %d kept, %d dropped, %d + %d tokens, cost %.6f, %.0f ms",
        model.name,
        PROMPT_VERSION,
        call.failure or "done",
        len(desk.kept),
        desk.dropped,
        spent.prompt_tokens,
        spent.completion_tokens,
        cost,
        took,
    )


def _conclude(draft: Draft, tools: Tools, call: Call[Written], desk: Desk) -> None:
    if desk.kept and not call.dictation.is_absent:
        _propose(draft, call, desk)
        return
    trouble = _trouble(call, desk)
    reason = wording.MODEL_FAILURES[trouble]
    if draft.compositions:
        notice = wording.QUOTED_INSTEAD.format(reason=reason)
        draft.compositions = [
            replace(quoted, notices=(*quoted.notices, notice)) for quoted in draft.compositions
        ]
    elif call.failure or trouble == "garbled":
        _give_up(draft, tools, call.failure, reason)


def _propose(draft: Draft, call: Call[Written], desk: Desk) -> None:
    """First, unless most of what it said did not hold: then quotes are better."""
    cut = (wording.MODEL_CUT,) if call.failure else ()
    composition = Composition(
        tuple(desk.kept),
        (wording.BY_MODEL, *cut),
        Author.MODEL,
        whole=not (cut or desk.dropped),
    )
    honest = desk.dropped <= len(desk.kept)
    draft.compositions.insert(0 if honest else len(draft.compositions), composition)


def _trouble(call: Call[Written], desk: Desk) -> str:
    if call.failure:
        return call.failure
    if call.dictation.is_absent:
        return "absent"
    return "unsupported" if desk.heard else "garbled"


def _give_up(draft: Draft, tools: Tools, failure: Failure | None, reason: str) -> None:
    """Settle with the nearest passages; what is off topic needs no model to be refused."""
    refuse(draft, tools)
    if draft.status is AnswerStatus.REFUSED_NOT_IN_DOCUMENTS:
        late = failure is Failure.TIMEOUT
        status = AnswerStatus.ERROR_TIMEOUT if late else AnswerStatus.ERROR_MODEL
        draft.settle(status, wording.MODEL_ERROR.format(reason=reason))
