"""Answers what strangers post from the responses that are kept, before any routing.

Whatever is not plainly such an operation goes on as it came, with the body that was read: every
rule about requests stays where it is. The layers around this one have seen the request either way.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from strawberry.http import GraphQLRequestData

from api.caching import Kept, ResponseCache, kept_response
from api.context import Context
from api.faults import Refusal
from api.incoming import posted_operation
from api.outgoing import JSON, RESPONSE, in_preferred_type, too_often
from api.parsing import documents
from api.services import Services
from api.viewer import ANONYMOUS
from api.watching import watch
from db.errors import DatabaseUnavailable, RateLimited
from db.models import Role

PATH: Final = "/graphql"
# Types that ask for one response; whatever else is asked for the router reads.
_PLAIN: Final = frozenset({JSON, RESPONSE, "*/*", "application/*"})


@dataclass(frozen=True, slots=True)
class _Place:
    """What the log calls the route."""

    path: str = PATH


class Shortcut:
    """Looks for a kept response first; `kept` is the router's."""

    def __init__(self, app: ASGIApp, services: Services, kept: ResponseCache) -> None:
        self._app = app
        self._services = services
        self._kept = kept

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or pass on."""
        if not _may_be_kept(scope):
            await self._app(scope, receive, send)
            return
        messages = await _body(receive)
        response = await self._answer(scope, messages)
        if response is None:
            await self._app(scope, _again(messages, receive), send)
            return
        scope["route"] = _Place()
        await response(scope, receive, send)

    async def _answer(self, scope: Scope, messages: list[Message]) -> Response | None:
        body = b"".join(message.get("body", b"") for message in messages)
        try:
            asked = posted_operation(body, self._services.known)
        except Refusal:
            return None  # the router tells it
        context = Context(self._services, ANONYMOUS, (scope.get("client") or ("",))[0])
        found = await self._find(asked, context)
        return None if found is None else self._charged(scope, asked, context, found)

    async def _find(self, asked: GraphQLRequestData, context: Context) -> Kept | None:
        text = asked.query or ""
        checked = documents.known(text)
        if checked is None or not checked.public or checked.forbidden(context):
            return None
        try:
            key = await self._kept.key(text, asked.variables, asked.operation_name, ANONYMOUS)
        except DatabaseUnavailable:
            return None
        return self._kept.find(key) if key else None

    def _charged(
        self, scope: Scope, asked: GraphQLRequestData, context: Context, found: Kept
    ) -> Response:
        """The kept response for a point; a refusal where the caller has none left."""
        self._services.metrics.looked_up(hit=True)
        request = Request(scope)
        try:
            with watch(context, asked.query, asked.operation_name) as running:
                spent = self._services.rates.spend_points(ANONYMOUS, context.address, 1)
                running.points = 1
        except RateLimited as refused:
            response = too_often(refused)
        else:
            response = kept_response(request, found, Role.ANONYMOUS, spent.headers())
        return in_preferred_type(response, request.headers)


def _may_be_kept(scope: Scope) -> bool:
    """Whether a request is a JSON operation of a caller who shows nothing, for one response."""
    if scope["type"] != "http" or scope["method"] != "POST" or scope["path"] != PATH:
        return False
    headers = Headers(scope=scope)
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    asked = headers.get("accept", "*/*")
    return kind == JSON and "authorization" not in headers and len(asked) < 200 and _is_plain(asked)


@lru_cache(maxsize=256)
def _is_plain(accept: str) -> bool:
    return all(part.partition(";")[0].strip() in _PLAIN for part in accept.split(","))


async def _body(receive: Receive) -> list[Message]:
    """The messages of a whole body, or of one whose sender left."""
    messages = [await receive()]
    while messages[-1].get("more_body"):
        messages.append(await receive())
    return messages


def _again(messages: list[Message], receive: Receive) -> Receive:
    """What was read, then what comes."""
    waiting = iter(messages)

    async def read() -> Message:
        for message in waiting:
            return message
        return await receive()

    return read
