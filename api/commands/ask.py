"""`sodklong ask`: answers a question."""

import asyncio
from typing import Annotated, Any

import typer

from api.clock import today
from api.commands.output import AsJson, say, say_json


def ask(
    question: Annotated[str, typer.Argument(help="A question in Thai.")],
    as_json: AsJson = False,
) -> None:
    """Answer from the library, every sentence cited, or refuse and say why."""
    from api.commands.opening import opened
    from assistant.ask import Question, answer

    with opened() as services:
        found = asyncio.run(answer(Question(question, today()), services.tools))
    result = {
        "status": str(found.status),
        "answer": found.text,
        "sentences": [
            {"text": sentence.text, "citations": list(sentence.citations)}
            for sentence in found.sentences
        ],
        "citations": [
            {
                "document": quote.document,
                "title": quote.title,
                "edition": quote.edition,
                "page": quote.page,
                "section": quote.section,
                "quote": quote.text,
            }
            for quote in found.quotes
        ],
        "notices": list(found.notices),
        "timings": dict(found.timings),
    }
    if as_json:
        say_json(result)
    else:
        _print(result)


def _print(result: dict[str, Any]) -> None:
    for sentence in result["sentences"]:
        marks = "".join(f"[{at + 1}]" for at in sentence["citations"])
        say(f"{sentence['text']} {marks}".rstrip())
    for at, citation in enumerate(result["citations"], 1):
        say(f"  [{at}] {citation['title']} หน้า {citation['page']} {citation['section']}")
        say(f"      “{citation['quote'][:300]}”")
    for line in result["notices"]:
        say(f"ข้อสังเกต: {line}")
