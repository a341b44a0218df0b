"""What was asked and answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from db.models import (
    Answer,
    AnswerStatus,
    Citation,
    Conversation,
    Document,
    DocumentVersion,
    Feedback,
    Page,
)
from db.models.answers import is_key

IN_ORDER: tuple[Any, ...] = (col(Answer.answered_at), col(Answer.id))


@dataclass(frozen=True, slots=True)
class CitedRow:
    """A stored quote with what is known of its document and page today."""

    citation: Citation
    printed_page: str | None
    version: int
    document: Document


def conversation(session: Session, key: str, asker: str | None) -> Conversation | None:
    """The conversation under `key`; None when there is none or it is somebody else's.

    One that began without a known asker belongs to whoever holds its key.
    """
    found = session.get(Conversation, key) if is_key(key) else None
    return found if found and found.owner in {None, asker} else None


def turns(session: Session, key: str, limit: int) -> list[tuple[str, AnswerStatus, str]]:
    """The last questions of a conversation with their status and answer, oldest first; one that
    held personal data is left out."""
    query = (
        select(Answer)
        .where(Answer.conversation_id == key, col(Answer.question).is_not(None))
        .order_by(col(Answer.answered_at).desc())
        .limit(limit)
    )
    rows = [(row.question or "", row.status, row.text) for row in session.exec(query)]
    return rows[::-1]


def answered_lately(session: Session, limit: int) -> list[Answer]:
    """The last questions that were answered from documents, without a model, and not rated wrong;
    the newest first."""
    query = (
        select(Answer)
        .join(Feedback, col(Feedback.answer_id) == col(Answer.id), isouter=True)
        .where(
            Answer.status == AnswerStatus.ANSWERED,
            Answer.author != "MODEL",
            col(Answer.question).is_not(None),
            col(Feedback.helpful).is_not(False),
        )
        .order_by(col(Answer.answered_at).desc(), col(Answer.id))
        .limit(limit)
    )
    return list(session.exec(query))


def answers_of(key: str) -> SelectOfScalar[Answer]:
    """The query for the answers of a conversation; `IN_ORDER` puts them in order."""
    return select(Answer).where(Answer.conversation_id == key)


def cited(session: Session, answer_ids: Sequence[str]) -> dict[str, list[CitedRow]]:
    """The quotes of answers, each answer's by their numbers."""
    query = (
        select(Citation, Page.printed_number, DocumentVersion.number, Document)
        .join(DocumentVersion, col(DocumentVersion.id) == col(Citation.version_id))
        .join(Document, col(Document.id) == col(DocumentVersion.document_id))
        .join(
            Page,
            (col(Page.version_id) == col(Citation.version_id))
            & (col(Page.number) == col(Citation.page_number)),
            isouter=True,
        )
        .where(col(Citation.answer_id).in_(answer_ids))
        .order_by(col(Citation.answer_id), col(Citation.number))
    )
    found: dict[str, list[CitedRow]] = {}
    for citation, printed, version, document in session.exec(query):
        row = CitedRow(citation, printed, version, document)
        found.setdefault(citation.answer_id, []).append(row)
    return found
