"""How requests to a language model travel: no reused connections, no redirects, no floods."""

from collections.abc import AsyncIterator
from typing import Any

import httpx

MOST_BYTES = 4_000_000


def client_options(connect: float) -> dict[str, Any]:
    """Options of an `httpx.AsyncClient`; `connect` is in seconds.

    Connections are not kept: an answer takes seconds and a handshake milliseconds, and none is
    left behind when a caller goes away. Whoever reads limits the time between two pieces.
    """
    return {
        "timeout": httpx.Timeout(None, connect=connect, write=connect, pool=connect),
        "limits": httpx.Limits(max_connections=64, max_keepalive_connections=0),
        "follow_redirects": False,
        "event_hooks": {"response": [_limit]},
    }


async def _limit(response: httpx.Response) -> None:
    if isinstance(response.stream, httpx.AsyncByteStream):
        response.stream = _Limited(response.stream)


class _Limited(httpx.AsyncByteStream):
    """A response that breaks off after `MOST_BYTES`."""

    def __init__(self, stream: httpx.AsyncByteStream) -> None:
        self._stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        taken = 0
        async for chunk in self._stream:
            taken += len(chunk)
            if taken > MOST_BYTES:
                raise httpx.ReadError("the response is too long")
            yield chunk

    async def aclose(self) -> None:
        await self._stream.aclose()
