"""Which host names the server answers to, and which other sites may call it from a browser."""

from collections.abc import Collection
from functools import lru_cache
from ipaddress import ip_address

from starlette.datastructures import Headers
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from api.faults import Refusal, fault
from api.requests import request_id

_LOOPBACK = ("localhost",)
_LONGEST_ADDRESS = 60
_READABLE = (
    *("ETag", "Retry-After", "X-Request-Id"),
    *("RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset"),
)
_SENT = ("Authorization", "Content-Type", "GraphQL-Require-Preflight", "Apollo-Require-Preflight")
_REFUSED = "ระบบไม่ให้บริการในชื่อโฮสต์นี้ โปรดเพิ่มชื่อใน SODKLONG_HOSTS"


class TrustedHosts:
    """Refuses requests for host names nobody set: another site may point its own name here.

    Addresses are let through, since a name is what such a site needs; so is loopback by name.
    """

    def __init__(self, app: ASGIApp, hosts: Collection[str]) -> None:
        self._app = app
        self._hosts = frozenset(host.lower() for host in (*_LOOPBACK, *hosts))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is for us."""
        if scope["type"] == "lifespan" or self._trusts(Headers(scope=scope).get("host", "")):
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            refused = Refusal(421, "HOST_NOT_SERVED", _REFUSED)
            await fault(refused, request_id())(scope, receive, send)

    def _trusts(self, host: str) -> bool:
        name = _without_port(host).lower().removesuffix(".")
        return name in self._hosts or _is_address(name)


def share(app: ASGIApp, origins: Collection[str]) -> ASGIApp:
    """The app with CORS for these origins; browsers send no cookies along."""
    return CORSMiddleware(
        app,
        allow_origins=list(origins),
        allow_methods=["GET", "POST"],
        allow_headers=_SENT,
        expose_headers=_READABLE,
        max_age=600,
    )


def _without_port(host: str) -> str:
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0]


def _is_address(name: str) -> bool:
    return len(name) <= _LONGEST_ADDRESS and _reads_as_address(name)


@lru_cache(maxsize=256)
def _reads_as_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
