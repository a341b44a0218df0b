"""`sodklong ask`: answers a question."""

import asyncio
from datetime import datetime
from typing import Annotated, Any

import typer

from api.clock import today
from api.commands.output import AsJson, say, say_json


def ask(
    question: Annotated[str, typer.Argument(help="A question in Thai.")],
    conversation: Annotated[
        str | None, typer.Option(help="Go on in this conversation (its id, from --json).")
    ] = None,
    as_of: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Answer by what was in force on this day."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Answer from the library, every sentence cited, or refuse and say why."""
    from api.commands.opening import opened
    from assistant.ask import Question, answer

    day = as_of.date() if as_of else today()
    with opened() as services:
        found = asyncio.run(answer(Question(question, day, conversation), services.tools))
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
        "author": found.author,
        "suggestions": list(found.suggestions),
        "id": found.id,
        "conversation": found.conversation_id,
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
    for line in result["suggestions"]:
        say(f"ถามต่อได้: {line}")
