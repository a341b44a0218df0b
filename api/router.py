"""GraphQL over HTTP as the current draft has it, with GraphiQL from our own files."""

from typing import Any

import orjson
from fastapi import Request
from fastapi.responses import HTMLResponse, PlainTextResponse
from graphql import GraphQLError, OperationDefinitionNode, OperationType, parse
from strawberry.fastapi import GraphQLRouter
from strawberry.http import GraphQLHTTPResponse, process_result
from strawberry.http.base import BaseRequestProtocol
from strawberry.subscriptions import GRAPHQL_SSE_PROTOCOL, GRAPHQL_TRANSPORT_WS_PROTOCOL
from strawberry.types import ExecutionResult
from strawberry.types.execution import PreExecutionError

from api.context import Context
from api.limits import MAX_TOKENS
from api.pages import GRAPHIQL_POLICY, STATIC
from api.schema import schema
from api.services import Services
from api.settings import Environment

MAX_BODY = 256 * 1024
_RESPONSE = "application/graphql-response+json"


class PlanRouter(GraphQLRouter[Context, None]):
    """Strawberry's router with the response media type of the GraphQL over HTTP draft."""

    def encode_json(self, data: object) -> str:
        """Thai as it is, not escaped: 39 % fewer bytes."""
        # Given bytes, Strawberry would send binary WebSocket frames, which clients cannot read.
        return orjson.dumps(data).decode()

    def decode_json(self, data: str | bytes) -> dict[str, Any]:
        """The message as data; anything but an object would be an error inside Strawberry."""
        message = orjson.loads(data)
        if not isinstance(message, dict):
            raise orjson.JSONDecodeError("an object is expected", "", 0)
        return message

    def should_render_graphql_ide(self, request: BaseRequestProtocol) -> bool:
        """For browsers only: programs also send `Accept: */*`."""
        browser = "text/html" in request.headers.get("accept", "")
        return browser and super().should_render_graphql_ide(request)

    async def process_result(
        self, request: Request, result: ExecutionResult
    ) -> GraphQLHTTPResponse:
        """The body of a response; an operation that never ran has no data entry."""
        body = process_result(result)
        if isinstance(result, PreExecutionError):
            body.pop("data", None)
            request.state.never_ran = True
        return body

    async def run(self, request: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        """Answer, in the media type the caller prefers."""
        # Any page may make a browser send a GET; mutations over it Strawberry refuses itself.
        if not self.is_websocket_request(request) and _follows_by_get(request):
            return PlainTextResponse("subscriptions are not allowed when using GET", 400)
        response = await super().run(request, *args, **kwargs)
        if self.is_websocket_request(request) or response.media_type != "application/json":
            return response
        if _RESPONSE in request.headers.get("accept", ""):
            response.headers["content-type"] = f"{_RESPONSE}; charset=utf-8"
            if getattr(request.state, "never_ran", False):
                response.status_code = 400
        return response

    async def render_graphql_ide(self, _request: Request) -> HTMLResponse:
        """GraphiQL, which asks nothing of other hosts."""
        page = (STATIC / "graphiql" / "index.html").read_text(encoding="utf-8")
        return HTMLResponse(page, headers={"content-security-policy": GRAPHIQL_POLICY})


def _follows_by_get(request: Request) -> bool:
    query = request.query_params.get("query") if request.method == "GET" else None
    return query is not None and _subscribes(query)


def _subscribes(query: str) -> bool:
    try:
        document = parse(query, max_tokens=MAX_TOKENS)
    except (GraphQLError, RecursionError):
        return False  # it will not run either
    return any(
        isinstance(one, OperationDefinitionNode) and one.operation is OperationType.SUBSCRIPTION
        for one in document.definitions
    )


def graphql_router(services: Services) -> PlanRouter:
    """The router of `/graphql`."""

    async def context() -> Context:
        return Context(services)

    developing = services.settings.environment is Environment.DEVELOPMENT
    return PlanRouter(
        schema,
        path="/graphql",
        context_getter=context,
        graphql_ide="graphiql" if developing else None,
        subscription_protocols=[GRAPHQL_SSE_PROTOCOL, GRAPHQL_TRANSPORT_WS_PROTOCOL],
        max_body_size=MAX_BODY,
    )
