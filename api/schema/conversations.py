"""Conversations, for whoever holds their ids."""

# mypy: disable-error-code=untyped-decorator
# Strawberry types its field decorators as Any.

from dataclasses import replace
from datetime import datetime
from typing import Annotated, Any

import strawberry
from sqlmodel import Session

from api.context import Info
from api.pagination import DEFAULT_PAGE, Ask, Connection, Edge, paginate
from api.schema.answers import Answer
from api.schema.arguments import After, First
from assistant.record import recall
from db import models
from db.models.answers import is_key
from db.reads.answers import IN_ORDER, answers_of


@strawberry.type(description="Questions that belong together; only its id leads to it.")
class Conversation:
    """A conversation."""

    id: strawberry.ID = strawberry.field(description="The id that `ask` gave.")
    started_at: datetime = strawberry.field(description="When its first question was asked.")

    @strawberry.field(description="Its answers, the oldest first.")
    async def answers(
        self, info: Info, first: First = DEFAULT_PAGE, after: After = None
    ) -> Connection[Answer]:
        """Answers in the order of their questions."""
        key, ask = str(self.id), Ask(first, after)
        return await info.context.read(lambda session: _answers(session, key, ask))


@strawberry.type
class ConversationQuery:
    """Finding a conversation again."""

    @strawberry.field(
        description="A conversation by the id that `ask` gave, which nobody can guess; null when "
        "there is none. Conversations cannot be listed."
    )
    async def conversation(
        self, info: Info, id: Annotated[strawberry.ID, strawberry.argument(description="Its id.")]
    ) -> Conversation | None:
        """One conversation."""
        key = str(id)
        if not is_key(key):
            return None
        row = await info.context.read(lambda session: session.get(models.Conversation, key))
        return Conversation(id=id, started_at=row.started_at) if row else None


def _answers(session: Session, key: str, ask: Ask) -> Connection[Any]:
    page: Connection[Any] = paginate(session, answers_of(key), IN_ORDER, ask, lambda row: row)
    nodes = [Answer.of(found) for found in recall(session, page.nodes)]
    edges = [Edge(node=n, cursor=e.cursor) for n, e in zip(nodes, page.edges, strict=True)]
    return replace(page, edges=edges, nodes=nodes)
