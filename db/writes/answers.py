"""Keeps what was asked and answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session

from db.models import Answer, AnswerStatus, Citation, Conversation


@dataclass(frozen=True, slots=True)
class NewCitation:
    """A quote to store with its place on the page."""

    version_id: int
    page_number: int
    section: str
    quote: str
    start: int
    end: int
    passage_digest: str


@dataclass(frozen=True, slots=True)
class NewAnswer:
    """An answer to store; `question` is None where it held personal data, `understood` where it
    stands as it was asked, `owner` whose conversation begins with it."""

    id: str
    conversation_id: str
    question: str | None
    status: AnswerStatus
    text: str
    sentences: list[dict[str, Any]]
    notices: list[str]
    timings: dict[str, float]
    generation_id: int | None
    citations: Sequence[NewCitation]
    understood: str | None = None
    as_of: date | None = None
    owner: str | None = None
    suggestions: Sequence[str] = ()
    author: str | None = None


def store(session: Session, new: NewAnswer) -> Answer:
    """Store an answer and its citations, beginning its conversation when it is the first."""
    if session.get(Conversation, new.conversation_id) is None:
        session.add(Conversation(id=new.conversation_id, owner=new.owner))
        session.flush()
    answer = Answer(
        id=new.id,
        conversation_id=new.conversation_id,
        question=new.question,
        understood=new.understood,
        as_of=new.as_of,
        status=new.status,
        author=new.author,
        text=new.text,
        sentences=new.sentences,
        notices=new.notices,
        suggestions=list(new.suggestions),
        timings=new.timings,
        generation_id=new.generation_id,
    )
    session.add(answer)
    session.flush()
    session.add_all(
        Citation(
            answer_id=new.id,
            number=number,
            version_id=citation.version_id,
            page_number=citation.page_number,
            section=citation.section,
            quote=citation.quote,
            start=citation.start,
            end=citation.end,
            passage_digest=citation.passage_digest,
        )
        for number, citation in enumerate(new.citations)
    )
    return answer
