"""Keeps conversations: resumes one, stores the answer to its newest question, tells them again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from assistant import wording
from assistant.answer import Answer, Author, Quote, Sentence
from assistant.draft import Draft, Statement, Tools, Turn
from assistant.quoting import quote_again
from assistant.unanswered import note_unanswered
from db import models
from db.errors import NotFound
from db.models import AnswerStatus
from db.models.answers import new_key
from db.reads.answers import CitedRow, cited, conversation, turns
from db.reads.switch import require_answering
from db.writes import answers

TURNS = 5


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation with its last questions, oldest first."""

    id: str
    turns: tuple[Turn, ...] = ()


def resume(tools: Tools, key: str | None, asker: str | None = None) -> Conversation:
    """The conversation under `key`, or a new one; raises NotFound when it has not begun or is not
    the asker's, AssistantPaused while nothing is to be answered."""
    with tools.database.reading() as session:
        require_answering(session)
        if key is None:
            return Conversation(new_key())
        known = conversation(session, key, asker)
        rows = turns(session, key, TURNS) if known else None
    if rows is None:
        raise NotFound(wording.NO_CONVERSATION)
    return Conversation(key, tuple(Turn(*row) for row in rows))


def store(draft: Draft, tools: Tools) -> Answer:
    """The finished answer, stored; a question it leaves open becomes a knowledge gap."""
    finished = _finish(draft)
    with tools.database.writing() as session:
        row = answers.store(session, _new(finished, draft))
        note_unanswered(session, row)
    return finished


def recall(session: Session, rows: Sequence[models.Answer]) -> list[Answer]:
    """Stored answers as they were given; a question that held personal data is withheld."""
    quotes = cited(session, [row.id for row in rows])
    return [_recalled(row, quotes.get(row.id, [])) for row in rows]


def _new(finished: Answer, draft: Draft) -> answers.NewAnswer:
    personal = finished.status is AnswerStatus.REFUSED_PERSONAL_DATA
    understood = None if personal else draft.standalone or None
    return answers.NewAnswer(
        id=finished.id,
        conversation_id=finished.conversation_id,
        owner=draft.asker,
        question=None if personal else draft.question,
        understood=understood if understood != draft.question else None,
        as_of=draft.on,
        status=finished.status,
        text=finished.text,
        sentences=[{"text": s.text, "citations": list(s.citations)} for s in finished.sentences],
        notices=list(finished.notices),
        suggestions=finished.suggestions,
        author=finished.author,
        timings=dict(finished.timings),
        generation_id=draft.index.generation if draft.index else None,
        citations=[_citation(quote) for quote in finished.quotes],
    )


def _finish(draft: Draft) -> Answer:
    statements = draft.statements
    answered = draft.status in {AnswerStatus.ANSWERED, AnswerStatus.PARTIAL}
    quotes = _numbered(statements) if answered else draft.nearest
    personal = draft.status is AnswerStatus.REFUSED_PERSONAL_DATA
    return Answer(
        id=new_key(),
        conversation_id=draft.conversation_id,
        question=_shown(None if personal else draft.question),
        status=draft.status or AnswerStatus.ERROR_INDEX,
        text=draft.text,
        sentences=_sentences(statements, quotes) if answered else (Sentence(draft.text, ()),),
        quotes=quotes,
        notices=tuple(dict.fromkeys(draft.notices)),
        timings=draft.timings,
        suggestions=tuple(dict.fromkeys(draft.suggestions)),
        author=draft.author if answered else None,
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


def _recalled(row: models.Answer, quotes: Sequence[CitedRow]) -> Answer:
    return Answer(
        id=row.id,
        conversation_id=row.conversation_id,
        question=_shown(row.question),
        status=row.status,
        text=row.text,
        sentences=tuple(Sentence(s["text"], tuple(s["citations"])) for s in row.sentences),
        quotes=tuple(map(quote_again, quotes)),
        notices=(*_outdated(row), *row.notices),
        timings=row.timings,
        suggestions=tuple(row.suggestions),
        author=Author(row.author) if row.author else None,
        outdated=row.outdated,
    )


def _outdated(row: models.Answer) -> Iterator[str]:
    if row.outdated is not None:
        yield wording.OUTDATED[row.outdated.value]


def _shown(question: str | None) -> str:
    return wording.WITHHELD if question is None else question
