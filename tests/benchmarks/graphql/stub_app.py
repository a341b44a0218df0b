"""Answers every POST with as many bytes as its path says: what the driver can reach at most.

python tests/benchmarks/graphql/stub_app.py 8001
POST /12000 is answered with 12,000 bytes
"""

import asyncio
import sys
from functools import cache
from typing import Any

import uvloop

_HEAD = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n"


@cache
def _answer(path: bytes) -> bytes:
    size = int(path[1:])
    return _HEAD.format(size).encode() + b"x" * size


class _Stub(asyncio.Protocol):
    def connection_made(self, transport: Any) -> None:  # uvloop's is no asyncio.Transport
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._transport.write(_answer(data.split(b" ", 2)[1]))


async def _serve(port: int) -> None:
    server = await asyncio.get_running_loop().create_server(_Stub, "127.0.0.1", port)
    await server.serve_forever()


if __name__ == "__main__":
    uvloop.run(_serve(int(sys.argv[1])))
