"""What honest callers wait while others attack: `make bench`.

Honest callers read plan data at a steady pace, each from an address of its own; attackers, from one
other address in a process of low priority, go on without a pause. The limits are the product's own.
Quiet minutes and attacks alternate against one server; the goal is a p95 under attack within three
times the quiet one.
"""

import argparse
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from pathlib import Path

import httpx2
from websockets.exceptions import WebSocketException
from websockets.sync.client import connect
from websockets.typing import Subprotocol

sys.path.insert(0, str(Path(__file__).parent))

from served import served

HONEST, PACE, ATTACKERS = 4, 0.1, 8
TREE = """{ planEdition(by: {code: "DGP2566"}) { title nodes(kind: STRATEGY) { title
  children(kind: GOAL) { title kpis { title targets { year value } } } } } }"""
LIST = "query($n: Int!) { planNodes(first: $n) { totalCount nodes { code title } } }"
FILTER = "query($t: String!) { planNodes(filter: {text: $t}) { totalCount nodes { code } } }"
HEAD = b"POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
SOCKET = Subprotocol("graphql-transport-ws")
FOLLOW = "subscription($q: String!) { answer(input: {question: $q}) { __typename } }"
_ROW = "{:<22}{:>10}{:>10}{:>10}{:>8}{:>10}"


def main() -> None:
    """Print the table, then the same as one line of JSON."""
    options = argparse.ArgumentParser()
    options.add_argument("--seconds", type=float, default=5)
    options.add_argument("--attack", choices=ATTACKS)
    options.add_argument("--url")
    given = options.parse_args()
    if given.url:
        attack(given.url, given.attack)
        return
    names = [given.attack] if given.attack else list(ATTACKS)
    with tempfile.TemporaryDirectory() as folder, served(folder, **_LIMITS) as (url, _):
        _measure(url, 2)
        report({name: _besiege(url, name, given.seconds) for name in names})


_LIMITS = {"rate_points": "6000", "rate_questions": "30"}


def report(found: dict[str, dict[str, float]]) -> None:
    """Print what was measured, milliseconds."""
    print(_ROW.format("attack", "quiet p50", "quiet p95", "p50", "p95", "p95 ratio"))
    for name, row in found.items():
        cells = [f"{row[key]:.1f}" for key in ("quiet_p50", "quiet_p95", "p50", "p95", "ratio")]
        print(_ROW.format(name, *cells))
    print(json.dumps({"siege": found}))


def _besiege(url: str, name: str, seconds: float) -> dict[str, float]:
    before = _measure(url, seconds / 2)
    attackers = subprocess.Popen(
        ["nice", "-n", "10", sys.executable, __file__, "--url", url, "--attack", name]
    )
    time.sleep(1)
    try:
        under = _measure(url, seconds)
    finally:
        attackers.kill()
        attackers.wait()
    quiet = _cuts(before + _measure(url, seconds / 2))
    told = _cuts(under)
    return {
        **{"quiet_p50": quiet[0], "quiet_p95": quiet[1], "p50": told[0], "p95": told[1]},
        **{"ratio": told[1] / quiet[1], "requests": len(under)},
    }


def _measure(url: str, seconds: float) -> list[float]:
    """What honest callers wait, milliseconds; ends the program where one is not served."""
    times: list[float] = []
    failed: list[str] = []
    ends = time.perf_counter() + seconds
    callers = [
        threading.Thread(target=_call, args=(url, f"127.0.1.{at + 1}", ends, times, failed))
        for at in range(HONEST)
    ]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join()
    if failed:
        sys.exit(f"an honest caller was not served: {failed[0]}")
    return times


def _call(url: str, address: str, ends: float, times: list[float], failed: list[str]) -> None:
    asked = _reading()
    with httpx2.Client(transport=httpx2.HTTPTransport(local_address=address), timeout=30) as client:
        while time.perf_counter() < ends:
            begun = time.perf_counter()
            response = client.post(f"{url}/graphql", json=next(asked))
            times.append((time.perf_counter() - begun) * 1000)
            if "errors" in response.json():
                failed.append(response.text)
                return
            time.sleep(max(0.0, PACE - (time.perf_counter() - begun)))


def _reading() -> Iterator[dict[str, object]]:
    """A list kept by the server, a tree, and lists and filters that it has not kept."""
    for number in count():
        yield {"query": LIST, "variables": {"n": 20}}
        yield {"query": LIST, "variables": {"n": 1 + number % 50}}
        yield {"query": TREE}
        yield {"query": FILTER, "variables": {"t": f"ดิจิทัล{number % 7 * '์'}"}}


def _cuts(times: Sequence[float]) -> tuple[float, float]:
    cuts = statistics.quantiles(times, n=100)
    return cuts[49], cuts[94]


def attack(url: str, name: str) -> None:
    """Attack until killed, with eight callers at once from one address."""
    crowd = [
        threading.Thread(target=_attack, args=(url, ATTACKS[name], number), daemon=True)
        for number in range(ATTACKERS)
    ]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()


def _attack(url: str, sent: Callable[[str, int], None], number: int) -> None:
    for at in count(number, ATTACKERS):
        try:
            sent(url, at)
        except (OSError, httpx2.HTTPError, WebSocketException):
            time.sleep(0.01)


_clients = threading.local()


def _post(url: str, body: object, **headers: str) -> None:
    if not hasattr(_clients, "client"):
        transport = httpx2.HTTPTransport(local_address="127.0.0.66")
        _clients.client = httpx2.Client(transport=transport, timeout=30)
    sent = body if isinstance(body, bytes) else json.dumps(body).encode()
    kind = {"content-type": "application/json", **headers}
    with _clients.client.stream("POST", f"{url}/graphql", content=sent, headers=kind) as response:
        next(response.iter_raw(), None)


def _document(query: Callable[[int], str]) -> Callable[[str, int], None]:
    return lambda url, at: _post(url, {"query": query(at)})


def _nested(at: int) -> str:
    chain = "".join(f"fragment f{n} on Query {{ ...f{n + 1} ...f{n + 1} }} " for n in range(20))
    return f"{{ ...f0 }} {chain} fragment f20 on Query {{ a{at}: __typename }}"


def _asking(url: str, at: int) -> None:
    asked = {"question": f"หน่วยงานต้องศึกษาเอกสารอะไรบ้าง {at}"}
    query = "mutation($i: AskInput!) { ask(input: $i) { __typename } }"
    _post(url, {"query": query, "variables": {"i": asked}})


def _following(url: str, at: int) -> None:
    """Follow an answer and leave after its first event."""
    body = {"query": FOLLOW, "variables": {"q": f"แผนมีกี่ยุทธศาสตร์ {at}"}}
    _post(url, body, accept="text/event-stream")


def _aligning(url: str, at: int) -> None:
    """Align a project whose texts are as long as they may be."""
    given = {"title": f"ระบบบริการออนไลน์ {at}", "rationale": "[" * 19_000, "kpis": ["1" * 19_000]}
    query = "mutation($i: AlignProjectInput!) { alignProject(input: $i) { __typename } }"
    _post(url, {"query": query, "variables": {"i": given}})


def _talking(url: str, at: int) -> None:
    """Begin operations on a socket without a pause, more than it may have."""
    address = f"ws{url.removeprefix('http')}/graphql"
    said = json.dumps({"type": "subscribe", "payload": {"query": "{ __typename }"}, "id": str(at)})
    with connect(
        address, subprotocols=[SOCKET], source_address=("127.0.0.66", 0), open_timeout=30
    ) as line:
        line.send('{"type": "connection_init"}')
        for _ in range(2_000):
            line.send(said)


def _raw(*parts: bytes, hold: float = 0.0) -> Callable[[str, int], None]:
    def send(url: str, _at: int) -> None:
        host, _, port = url.removeprefix("http://").partition(":")
        source = ("127.0.0.66", 0)
        with socket.create_connection((host, int(port)), 30, source) as line:
            for part in parts:
                line.sendall(part)
            if not hold:
                line.recv(1_000)
            time.sleep(hold)

    return send


def _idle(url: str, at: int) -> None:
    """Five hundred sockets that say nothing or half of something, all held."""
    host, _, port = url.removeprefix("http://").partition(":")
    held = []
    for number in range(500 // ATTACKERS):
        line = socket.create_connection((host, int(port)), 30, ("127.0.0.66", 0))
        line.sendall(
            (b"", b"GET /livez HT", HEAD, HEAD + b"Content-Length: 9\r\n\r\n{")[number % 4]
        )
        held.append(line)
    time.sleep(5)
    for line in held:
        line.close()


MANY = b"".join(b"x-%d: %s\r\n" % (at, b"a" * 50) for at in range(1_000))
ATTACKS: dict[str, Callable[[str, int], None]] = {
    "nested fragments": _document(_nested),
    "aliases": _document(lambda at: "{" + " ".join(f"a{at}x{n}:a" for n in range(600)) + "}"),
    "repeated fields": _document(
        lambda at: f"{{ a{at}: a " + "plans { nodes { code } } " * 200 + "}"
    ),
    "unused fragments": _document(
        lambda at: (
            f"{{ a{at}: a }} fragment f on Query {{ " + "plans { nodes { code } } " * 200 + "}"
        )
    ),
    "unknown fields": _document(lambda at: "{" + " ".join(f"a{at}x{n}" for n in range(480)) + "}"),
    "directives": _document(lambda at: f"{{ a{at} " + "@no " * 900 + "}"),
    "deep lists": _document(lambda at: f"{{ nodes(ids: {'[' * 900}{at}{']' * 900}) {{ id }} }}"),
    "valid and large": _document(
        lambda at: (
            f"{{ a{at}: __typename plans(first: 9) {{ nodes {{ editions {{ code title"
            " nodes { title children { title children { title } } } } } } }"
        )
    ),
    "search": lambda url, at: _post(
        url, {"query": f'{{ search(query: "แผนดิจิทัล {at}") {{ totalCount }} }}'}
    ),
    "large variables": lambda url, at: _post(
        url,
        {
            "query": "query($i: [ID!]!) { nodes(ids: $i) { id } }",
            "variables": {"i": [f"x{at}"] * 20_000},
        },
    ),
    "malformed bodies": lambda url, _: _post(url, b"[" * 200_000),
    "batches": lambda url, _: _post(url, [{"query": "{ __typename }"}] * 5_000),
    "questions": _asking,
    "streams dropped": _following,
    "alignments": _aligning,
    "socket messages": _talking,
    "header floods": _raw(b"GET / HTTP/1.1\r\n", MANY, MANY, MANY),
    "pipelines": _raw(b"GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n" * 2_000),
    "slow bodies": _raw(HEAD + b"Content-Length: 100\r\n\r\n{", hold=2.0),
    "500 idle sockets": _idle,
}

if __name__ == "__main__":
    os.environ.setdefault("PYTHONUNBUFFERED", "1")
    main()
