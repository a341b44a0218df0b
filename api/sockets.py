"""The graphql-transport-ws protocol with our limits."""

import asyncio
from contextlib import suppress
from typing import Any

from graphql import GraphQLError
from strawberry.subscriptions.protocols.graphql_transport_ws.handlers import (
    BaseGraphQLTransportWSHandler,
)
from strawberry.subscriptions.protocols.graphql_transport_ws.types import (
    CompleteMessage,
    SubscribeMessage,
)

from api.context import Context
from api.faults import Refusal
from api.limits import MAX_VALUES, too_many_values

INIT_SECONDS = 10
MAX_OPERATIONS = 10
_IDLE = 4408


class SocketHandler(BaseGraphQLTransportWSHandler[Context, None]):
    """One WebSocket: closed when nothing runs on it for long."""

    async def handle(self) -> None:
        """Serve the socket until it is closed."""
        watch = asyncio.create_task(self._close_when_idle())
        try:
            await super().handle()
        finally:
            watch.cancel()
            with suppress(asyncio.CancelledError):
                await watch

    async def handle_subscribe(self, message: SubscribeMessage) -> None:
        """Begin an operation; what cannot be one is told to the client, not raised."""
        key, sent = message["id"], message["payload"]
        if not isinstance(key, str) or not _is_operation(sent):
            await self.handle_invalid_message("Failed to parse message")
        elif self.connection_acknowledged and len(self.operations) >= MAX_OPERATIONS:
            limit = f"At most {MAX_OPERATIONS} operations run on one socket."
            await self._refuse(key, Refusal(429, "TOO_MANY_OPERATIONS", limit))
        elif too_many_values(sent.get("variables")):
            limit = f"Variables hold at most {MAX_VALUES:,} values."
            await self._refuse(key, Refusal(413, "QUERY_TOO_COSTLY", limit))
        else:
            await self._begin(message)

    async def handle_complete(self, message: CompleteMessage) -> None:
        """End an operation."""
        if isinstance(message["id"], str):
            await super().handle_complete(message)
        else:
            await self.handle_invalid_message("Failed to parse message")

    async def _begin(self, message: SubscribeMessage) -> None:
        sent: dict[str, Any] = dict(message["payload"])
        known = self.context.services.known
        try:
            text = known.text_of(sent.get("query"), sent.get("documentId"), sent.get("extensions"))
        except Refusal as refused:
            await self._refuse(message["id"], refused)
            return
        if not isinstance(text, str):
            await self.handle_invalid_message("Failed to parse message")
            return
        payload: Any = {**sent, "query": text}
        await super().handle_subscribe({**message, "payload": payload})

    async def _refuse(self, key: str, refused: Refusal) -> None:
        told = {"code": refused.code, "requestId": self.context.request_id}
        error = GraphQLError(str(refused), extensions=told).formatted
        await self.send_message({"id": key, "type": "error", "payload": [error]})

    async def _close_when_idle(self) -> None:
        limit = self.context.services.settings.socket_idle
        quiet = 0.0
        while quiet < limit:
            await asyncio.sleep(limit / 4)
            quiet = 0.0 if self.operations else quiet + limit / 4
        await self.websocket.close(_IDLE, "Nothing was asked for a while")


def _is_operation(sent: object) -> bool:
    return (
        isinstance(sent, dict)
        and isinstance(sent.get("variables"), dict | None)
        and isinstance(sent.get("operationName"), str | None)
    )
