"""What was asked and answered."""

from sqlmodel import Session

from db.models import Conversation


def has_conversation(session: Session, key: str) -> bool:
    """Whether a conversation has begun under this key."""
    return session.get(Conversation, key) is not None
