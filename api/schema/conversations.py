"""Conversations, for those whose they are: by login, or by an id nobody can guess."""

# mypy: disable-error-code=untyped-decorator
# Strawberry types its field decorators as Any.

from datetime import datetime
from typing import Annotated, Any

import strawberry
from sqlmodel import Session
from strawberry import relay

from api.context import Info
from api.pagination import DEFAULT_PAGE, Ask, Connection, paginate, refilled
from api.schema.answers import Answer
from api.schema.arguments import After, Before, First, Last
from assistant.record import recall
from db import models
from db.reads.answers import IN_ORDER, answers_of, conversation


@strawberry.type(description="Questions that belong together; only its id leads to it.")
class Conversation(relay.Node):
    """A conversation."""

    _id_attr = "id"  # as it is: nobody can guess it
    id: strawberry.ID = strawberry.field(description="The id that `ask` gave.")
    started_at: datetime = strawberry.field(description="When its first question was asked.")

    @strawberry.field(description="Its answers, the oldest first.")
    async def answers(
        self,
        info: Info,
        first: First = DEFAULT_PAGE,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[Answer]:
        """Answers in the order of their questions."""
        key, ask = str(self.id), Ask(first, after, last, before)
        return await info.context.read(lambda session: _answers(session, key, ask))

    @classmethod
    def of(cls, row: models.Conversation) -> "Conversation":
        """The conversation in a row."""
        return cls(id=strawberry.ID(row.id), started_at=row.started_at)


@strawberry.type
class ConversationQuery:
    """Finding a conversation again."""

    @strawberry.field(
        description="A conversation by the id that `ask` gave, which nobody can guess; null when "
        "there is none or it is another caller's. Conversations cannot be listed."
    )
    async def conversation(
        self, info: Info, id: Annotated[strawberry.ID, strawberry.argument(description="Its id.")]
    ) -> Conversation | None:
        """One conversation."""
        key, asker = str(id), info.context.viewer.subject
        row = await info.context.read(lambda session: conversation(session, key, asker))
        return Conversation.of(row) if row else None


def _answers(session: Session, key: str, ask: Ask) -> Connection[Any]:
    page: Connection[Any] = paginate(session, answers_of(key), IN_ORDER, ask, lambda row: row)
    return refilled(page, [Answer.of(found) for found in recall(session, page.nodes)])
