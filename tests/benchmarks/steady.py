"""Memory, open files and threads of a server that callers come to and leave: `make bench`.

200 subscriptions a minute are opened and dropped, half of them before their first event, over
server-sent events and WebSockets by turns, while plan data is read. Printed each five seconds
; what the second half of the time added to the first is the figure that must stay near 0.
"""

import argparse
import json
import statistics
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from itertools import count
from pathlib import Path

import httpx2
from websockets.sync.client import connect

sys.path.insert(0, str(Path(__file__).parent))

from asking import FOLLOW, questions
from served import resident, served

A_MINUTE, WARM_UP, LOOK = 200, 0.2, 5.0
LIST = "query($n: Int!) { planNodes(first: $n) { nodes { code title } } }"
_ROW = "{:<10}{:>12}{:>10}{:>10}"


@dataclass(frozen=True, slots=True)
class Look:
    """What a server holds at a moment: seconds since the start, MB, counts."""

    seconds: float
    memory: float
    files: int
    threads: int


def main() -> None:
    """Print what was held over time, then a line of JSON with the growth."""
    options = argparse.ArgumentParser()
    options.add_argument("--minutes", type=float, default=10)
    seconds = options.parse_args().minutes * 60
    with tempfile.TemporaryDirectory() as folder, served(folder) as (url, process):
        print(_ROW.format("s", "memory, MB", "files", "threads"))
        looks = list(_load(url, process, seconds))
    late = [look for look in looks if look.seconds >= WARM_UP * seconds]
    first, second = late[: len(late) // 2], late[len(late) // 2 :]
    grown = {
        name: _middle(second, name) - _middle(first, name)
        for name in ("memory", "files", "threads")
    }
    print(
        "grown, second half over first:", {name: round(value, 1) for name, value in grown.items()}
    )
    print(json.dumps({"steady": {"looks": [asdict(look) for look in looks], "grown": grown}}))


def _load(url, process, seconds):
    begun, asked = time.monotonic(), questions(A_MINUTE)
    next_look = 0.0
    with httpx2.Client(base_url=url, timeout=60) as client:
        for number in count():
            passed = time.monotonic() - begun
            if passed >= next_look:
                next_look += LOOK
                yield _look(process, passed)
            if passed >= seconds:
                return
            text = asked[number % len(asked)]
            (_drop_socket if number % 2 else _drop_events)(client, url, text, wait=number % 4 < 2)
            client.post("/graphql", json={"query": LIST, "variables": {"n": 1 + number % 100}})
            time.sleep(max(0.0, (number + 1) * 60 / A_MINUTE - (time.monotonic() - begun)))


def _look(process, seconds):
    folder = Path(f"/proc/{process.pid}")
    files = sum(1 for _ in (folder / "fd").iterdir())
    threads = sum(1 for _ in (folder / "task").iterdir())
    seen = Look(seconds, resident(process), files, threads)
    print(_ROW.format(f"{seconds:.0f}", f"{seen.memory:.1f}", files, threads), flush=True)
    return seen


def _drop_events(client, _url, text, wait):
    body = {"query": FOLLOW, "variables": {"q": text}}
    events = {"accept": "text/event-stream"}
    with client.stream("POST", "/graphql", json=body, headers=events) as told:
        if wait:
            next(told.iter_lines())


def _drop_socket(_client, url, text, wait):
    address = url.replace("http", "ws") + "/graphql"
    with connect(address, subprotocols=["graphql-transport-ws"], close_timeout=1) as line:
        line.send(json.dumps({"type": "connection_init"}))
        line.recv(60)
        payload = {"query": FOLLOW, "variables": {"q": text}}
        line.send(json.dumps({"id": "1", "type": "subscribe", "payload": payload}))
        if wait:
            line.recv(60)


def _middle(looks, name):
    return statistics.median(getattr(look, name) for look in looks)


if __name__ == "__main__":
    main()
