"""Speed and memory of the real server over the default corpus: `make bench`.

Figures of a shared machine are ratios: a bare request to the same server in the same run
stands beside them.
"""

import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2

QUESTIONS = 200
CASES = Path(__file__).parents[1] / "evaluation" / "answers.jsonl"
ASK = """mutation($q: String!) { ask(input: {question: $q}) {
  ... on Answer { status text sentences { text citations { quote } } notices } } }"""
SEARCH = "query($q: String!) { search(query: $q) { nodes { text document { slug } } } }"
ENDINGS = ("", "ครับ", "คะ", " ตอบด้วย", " ขอทราบ")


def main() -> None:
    """Print a table of what was measured."""
    with tempfile.TemporaryDirectory() as folder:
        first = _report_start(folder, "first start (builds the model, embeds the corpus)")
        later = _report_start(folder, "later start")
        print(f"{'start ratio, first to later':<52}{first / later:>9.1f}")
        with _server(folder) as (url, process):
            _report("memory idle, MB", _rss(process.pid))
            _measure(url)
            _report("memory after asking, MB", _rss(process.pid))


def _measure(url: str) -> None:
    questions = _questions()
    with httpx2.Client(base_url=url, timeout=60) as client:
        _report_latency("bare request (/livez)", lambda _: client.get("/livez"), questions)
        for name, document in (("ask", ASK), ("search", SEARCH)):
            _report_latency(name, _poster(client, document), questions)


def _poster(client: httpx2.Client, document: str) -> Callable[[str], object]:
    def post(question: str) -> object:
        body = {"query": document, "variables": {"q": question}}
        found = client.post("/graphql", json=body).json()
        if "errors" in found:
            sys.exit(f"the server failed: {found['errors']}")
        return found

    return post


def _report_latency(name: str, call: Callable[[str], object], questions: list[str]) -> None:
    call(questions[0])
    times = []
    for question in questions:
        begun = time.perf_counter()
        call(question)
        times.append((time.perf_counter() - begun) * 1000)
    cuts = statistics.quantiles(times, n=100)
    print(f"{name + f', ms over {len(times)}':<52}p50 {cuts[49]:>7.1f}  p95 {cuts[94]:>7.1f}")


def _questions() -> list[str]:
    asked = [json.loads(line)["question"] for line in CASES.read_text("utf-8").splitlines()]
    return [text + ending for ending in ENDINGS for text in asked][:QUESTIONS]


def _report_start(folder: str, name: str) -> float:
    begun = time.perf_counter()
    with _server(folder):
        seconds = time.perf_counter() - begun
    _report(f"{name}, s to /readyz", seconds)
    return seconds


@contextmanager
def _server(folder: str) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(Path(sys.executable).parent / "sodklong"), "serve", "--port", str(port)]
    environment = os.environ | {"SODKLONG_DATA_DIR": folder}
    process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}"
    try:
        _wait(url, process)
        yield url, process
    finally:
        process.terminate()
        process.wait()


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    while process.poll() is None:
        try:
            if httpx2.get(f"{url}/readyz", timeout=120).status_code == 200:
                return
        except httpx2.TransportError:
            time.sleep(0.02)
    sys.exit("the server did not start")


def _rss(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def _report(name: str, value: float) -> None:
    print(f"{name:<52}{value:>9.1f}")


if __name__ == "__main__":
    main()
