"""Security headers on every HTTP response."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.pages import POLICY

_HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
)


class SecurityHeaders:
    """Adds what is missing; a page with a policy of its own keeps it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and complete the response's headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def complete(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = {name.lower() for name, _ in message["headers"]}
                lacking = [pair for pair in _HEADERS if pair[0] not in own]
                message["headers"] = [*message["headers"], *lacking]
            await send(message)

        await self._app(scope, receive, complete)
