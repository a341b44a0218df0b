"""Keeps conversations: resumes one, stores the answer to its newest question."""

from dataclasses import dataclass

from assistant import wording
from assistant.answer import Answer, Quote, Sentence
from assistant.draft import Draft, Statement, Tools, Turn
from db.errors import NotFound
from db.models import AnswerStatus
from db.models.answers import new_key
from db.reads.answers import turns
from db.writes import answers

TURNS = 5


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation with its last questions, oldest first."""

    id: str
    turns: tuple[Turn, ...] = ()


def resume(tools: Tools, key: str | None) -> Conversation:
    """The conversation under `key`, or a new one; raises NotFound when it has not begun."""
    if key is None:
        return Conversation(new_key())
    with tools.database.reading() as session:
        rows = turns(session, key, TURNS)
    if rows is None:
        raise NotFound(wording.NO_CONVERSATION)
    return Conversation(key, tuple(Turn(*row) for row in rows))


def store(draft: Draft, tools: Tools) -> Answer:
    """The finished answer, stored."""
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
    statements = draft.statements
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
