"""How many answers may be followed at once, over SSE or WebSocket: in all and from one address."""

from collections import Counter

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from api.faults import Refusal, fault
from api.rates import network
from api.requests import request_id

_WAIT = 5
_FULL = "มีการเชื่อมต่อค้างอยู่มากเกินไป โปรดปิดหน้าที่ไม่ใช้หรือลองใหม่ภายหลัง"


class StreamCaps:
    """Refuses streams beyond `total`, or beyond `each` from one address."""

    def __init__(self, app: ASGIApp, total: int, each: int) -> None:
        self._app = app
        self._total = total
        self._each = each
        self._open: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on while there is room, counting until the stream ends."""
        if not _is_stream(scope):
            await self._app(scope, receive, send)
            return
        address = network((scope.get("client") or ("",))[0])
        if self._open.total() >= self._total or self._open[address] >= self._each:
            await _refuse(scope, receive, send)
            return
        self._open[address] += 1
        try:
            await self._app(scope, receive, send)
        finally:
            self._open[address] -= 1
            if not self._open[address]:
                del self._open[address]


def _is_stream(scope: Scope) -> bool:
    if scope["type"] == "http":
        return "text/event-stream" in Headers(scope=scope).get("accept", "")
    return bool(scope["type"] == "websocket")


async def _refuse(scope: Scope, receive: Receive, send: Send) -> None:
    refusal = fault(Refusal(429, "TOO_MANY_STREAMS", _FULL, _WAIT), request_id())
    if scope["type"] == "http" or "websocket.http.response" in scope.get("extensions", {}):
        await refusal(scope, receive, send)
    else:
        await send({"type": "websocket.close", "code": 1013})
