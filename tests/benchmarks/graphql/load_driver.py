"""Callers that ask again as soon as they are answered, on one thread, at little cost of their own.

Requests are bytes made beforehand; of a response only its head is read. A caller keeps its
connection. What the driver itself costs is measured in every run: see `Run.driver_share`.
"""

import asyncio
import itertools
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import orjson
import uvloop

_END = b"\r\n\r\n"
_PATIENCE = 60


@dataclass(frozen=True, slots=True)
class Request:
    """The bytes to send, and the size in bytes that the body of the answer has."""

    sent: bytes
    expected: int = 0


@dataclass(slots=True)
class Run:
    """What callers met: seconds each answer took, seconds in all; seconds of processor that the
    driver, and those that the server used."""

    took: list[float] = field(default_factory=list)
    elapsed: float = 0.0
    driver: float = 0.0
    server: float = 0.0

    def add(self, other: "Run") -> None:
        """Put another run of the same callers to this one."""
        self.took += other.took
        self.elapsed += other.elapsed
        self.driver += other.driver
        self.server += other.server

    @property
    def rate(self) -> float:
        """Requests a second."""
        return len(self.took) / self.elapsed

    @property
    def driver_share(self) -> float:
        """Part of a core that the driver used, 0 to 1."""
        return self.driver / self.elapsed

    @property
    def cost(self) -> float:
        """Milliseconds of processor the server used for a request."""
        return 1000 * self.server / len(self.took)

    def percentile(self, part: float) -> float:
        """Milliseconds within which `part` (0 to 1) of the answers came."""
        ranked = sorted(self.took)
        return 1000 * ranked[min(len(ranked) - 1, int(part * len(ranked)))]


def request(url: str, body: Any, expected: int = 0) -> Request:
    """A POST of `body` as JSON to `url`."""
    content, place = orjson.dumps(body), urlsplit(url)
    lines = {
        "host": place.netloc,
        "content-type": "application/json",
        "accept": "application/json",
        "content-length": str(len(content)),
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return Request(f"POST {place.path} HTTP/1.1\r\n{head}\r\n".encode() + content, expected)


def drive(url: str, requests: Sequence[Request], callers: int, seconds: float) -> Run:
    """Ask `requests` in turn for `seconds`; what is under way then is waited for and counted.

    Raises RuntimeError for an answer other than 200 or one much smaller than expected, TimeoutError
    where an answer does not come for a minute.
    """
    place = urlsplit(url)
    return uvloop.run(_drive(place.hostname or "", place.port or 80, requests, callers, seconds))


async def _drive(
    host: str, port: int, requests: Sequence[Request], callers: int, seconds: float
) -> Run:
    loop, run, turns = asyncio.get_running_loop(), Run(), itertools.cycle(requests)
    opened = [
        (await loop.create_connection(lambda: _Caller(run, turns), host, port))[1]
        for _ in range(callers)
    ]
    begun, spent = time.perf_counter(), time.process_time()
    for caller in opened:
        caller.begin(begun + seconds)
    try:
        async with asyncio.timeout(seconds + _PATIENCE):
            await asyncio.gather(*(caller.done for caller in opened))
    finally:
        run.elapsed, run.driver = time.perf_counter() - begun, time.process_time() - spent
        for caller in opened:
            caller.close()
    return run


class _Caller(asyncio.Protocol):
    def __init__(self, run: Run, turns: Iterator[Request]) -> None:
        self._run, self._turns = run, turns
        self.done = asyncio.get_running_loop().create_future()
        self._until = 0.0
        self._left = -1  # bytes of the body still to come; -1: its head is not whole yet
        self._head = b""

    def connection_made(self, transport: Any) -> None:  # uvloop's is no asyncio.Transport
        self._transport = transport

    def begin(self, until: float) -> None:
        self._until = until
        self._ask()

    def close(self) -> None:
        self._transport.abort()

    def data_received(self, data: bytes) -> None:
        if self._left < 0:
            self._head += data
            if (end := self._head.find(_END)) < 0:
                return
            size = _size(self._head[:end], self._asked.expected)
            if isinstance(size, str):
                self._fail(size)
                return
            self._left = size - (len(self._head) - end - len(_END))
        else:
            self._left -= len(data)
        if self._left == 0:
            self._answered()

    def connection_lost(self, _error: Exception | None) -> None:
        self._fail("the server closed the connection")

    def _ask(self) -> None:
        self._asked = next(self._turns)
        self._left, self._head = -1, b""
        self._begun = time.perf_counter()
        self._transport.write(self._asked.sent)

    def _answered(self) -> None:
        now = time.perf_counter()
        self._run.took.append(now - self._begun)
        if now < self._until:
            self._ask()
        elif not self.done.done():
            self.done.set_result(None)

    def _fail(self, why: str) -> None:
        if not self.done.done():
            self.done.set_exception(RuntimeError(why))


def _size(head: bytes, expected: int) -> int | str:
    """The length of the body, or what is wrong with the answer."""
    lower = head.lower()
    if not lower.startswith(b"http/1.1 200 "):
        return head.decode(errors="replace")
    at = lower.find(b"content-length:")
    if at < 0:
        return "the answer does not tell its length"
    size = int(lower[at + 15 :].split(b"\r\n", 1)[0])
    return size if size >= 0.9 * expected else f"{size} bytes came, {expected} were expected"
