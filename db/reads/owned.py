"""Answers and conversations, each read for one asker: what is another's is not found."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from db.models import Answer, Citation, Conversation, DocumentVersion, Passage


def owned_answers(session: Session, keys: Sequence[str], asker: str | None) -> list[Answer]:
    """The answers among `keys` that `asker` may see: their own, and those nobody owns."""
    query = select(Answer).join(Conversation, col(Conversation.id) == col(Answer.conversation_id))
    return list(session.exec(query.where(col(Answer.id).in_(keys), _open_to(asker))))


def owned_conversations(
    session: Session, keys: Sequence[str], asker: str | None
) -> list[Conversation]:
    """The conversations among `keys` that `asker` may see."""
    query = select(Conversation).where(col(Conversation.id).in_(keys), _open_to(asker))
    return list(session.exec(query))


def answers_citing(passages: Sequence[int], asker: str | None) -> Any:  # noqa: ANN401 (a select)
    """Pairs of passage (`of`) and answer (`id`): the asker's own answers that cite the words of
    the passage in any version of its document; none for an asker nobody knows."""
    held, cited = aliased(DocumentVersion), aliased(DocumentVersion)
    return (
        select(col(Passage.id).label("of"), col(Answer.id).label("id"))
        .join(held, col(held.id) == col(Passage.version_id))
        .join(Citation, col(Citation.passage_digest) == col(Passage.digest))
        .join(cited, col(cited.id) == col(Citation.version_id))
        .join(Answer, col(Answer.id) == col(Citation.answer_id))
        .join(Conversation, col(Conversation.id) == col(Answer.conversation_id))
        .where(
            col(Passage.id).in_(passages),
            col(held.document_id) == col(cited.document_id),
            col(Conversation.owner).is_not(None),
            col(Conversation.owner) == asker,
        )
        .distinct()
    )


def _open_to(asker: str | None) -> ColumnElement[bool]:
    return or_(col(Conversation.owner).is_(None), col(Conversation.owner) == asker)
