"""Times questions to a running server: whole answers, first events, and the share of each step."""

import json
import statistics
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import httpx2

EVALUATION = Path(__file__).parents[1] / "evaluation"
ASK = """mutation($q: String!) { ask(input: {question: $q}) {
  ... on Answer { status text timings sentences { text citations { quote } } notices } } }"""
SEARCH = "query($q: String!) { search(query: $q) { nodes { text document { slug } } } }"
FOLLOW = """subscription($q: String!) { answer(input: {question: $q}) {
  __typename ... on AnswerProgress { step } } }"""
_ROW = "{:<52}p50 {:>7.1f}  p95 {:>7.1f}"


def measure(url: str, count: int) -> None:
    """Print what `count` questions cost, each asked once so that no vector is remembered."""
    asked = questions(count)
    with httpx2.Client(base_url=url, timeout=60) as client:
        _post(client, ASK, "สวัสดี")
        _report("bare request (/livez)", [_timed(client.get, "/livez") for _ in asked])
        _report("first event of an answer", [_first_event(client, text) for text in asked[::4]])
        rest = [text for at, text in enumerate(asked) if at % 4]
        answers, times = zip(*(_asked(client, text) for text in rest), strict=True)
        _report("ask", times)
        _report_steps(answers)
        _report("search", [_timed(_post, client, SEARCH, text) for text in asked])


def questions(count: int) -> list[str]:
    """Distinct questions of our own evaluation sets, each once."""
    files = [EVALUATION / "answers.jsonl", *sorted(EVALUATION.glob("sets/*/questions.jsonl"))]
    rows = [json.loads(line) for path in files for line in path.read_text("utf-8").splitlines()]
    return list(dict.fromkeys(row["question"] for row in rows))[:count]


def _asked(client: httpx2.Client, text: str) -> tuple[Mapping[str, Any], float]:
    begun = time.perf_counter()
    found = _post(client, ASK, text)
    return found["data"]["ask"], (time.perf_counter() - begun) * 1000


def _post(client: httpx2.Client, document: str, text: str) -> dict[str, Any]:
    found: dict[str, Any] = client.post(
        "/graphql", json={"query": document, "variables": {"q": text}}
    ).json()
    if "errors" in found:
        sys.exit(f"the server failed: {found['errors']}")
    return found


def _first_event(client: httpx2.Client, text: str) -> float:
    body = {"query": FOLLOW, "variables": {"q": text}}
    begun = time.perf_counter()
    with client.stream(
        "POST", "/graphql", json=body, headers={"accept": "text/event-stream"}
    ) as told:
        for line in told.iter_lines():
            if line.startswith("data:") and "AnswerProgress" in line:
                return (time.perf_counter() - begun) * 1000
    sys.exit("no event came")


def _timed(call: Callable[..., object], *arguments: object) -> float:
    begun = time.perf_counter()
    call(*arguments)
    return (time.perf_counter() - begun) * 1000


def _report_steps(answers: Sequence[Mapping[str, Any]]) -> None:
    """The median of each step, and its share of the time all steps took."""
    steps: dict[str, list[float]] = {}
    for answer in answers:
        for name, spent in answer["timings"].items():
            steps.setdefault(name, []).append(spent)
    whole = sum(map(sum, steps.values())) or 1.0
    for name, spent in steps.items():
        share = 100 * sum(spent) / whole
        print(f"{'  ' + name:<52}p50 {statistics.median(spent):>7.1f}  {share:>7.0f} % of all")


def _report(name: str, times: Sequence[float]) -> None:
    cuts = statistics.quantiles(times, n=100)
    print(_ROW.format(f"{name}, ms over {len(times)}", cuts[49], cuts[94]))
