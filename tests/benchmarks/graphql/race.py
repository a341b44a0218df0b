"""Ours, a plain Strawberry app and PostGraphile with the same rows and the same four queries.

    python tests/benchmarks/graphql/race.py [--seconds 1] [--rounds 2] [--callers 1 10 50]
        [--postgres-too] [--json FILE]

First every system is asked everything once and must answer the same; that also fills what caches.
Then for each query and number of callers the systems take turns, a short run each, `rounds` times
over, so that whatever else the machine does meets all alike.
"""

import argparse
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import httpx2
import orjson
from bench_queries import NAMES, bare, operations
from bench_report import Cell, Memory, Report
from bench_systems import System, stub, systems
from load_driver import Request, Run, drive, request
from plan_universe import Universe, generate

BUILD = Path(__file__).parents[3] / "build"
_WARM_UP = 0.25


class DifferentAnswers(Exception):
    """Two systems did not answer the same."""


def main() -> None:
    """Measure, print the tables, write the figures."""
    given = _arguments()
    with ExitStack() as stack:
        universe = generate()
        running = stack.enter_context(systems(universe, BUILD, given.postgres_too))
        idle = {system.name: system.resident() for system in running}
        load = {system.name: _asked(system, universe) for system in running}
        same_answers(load)
        report = Report(given.seconds, given.rounds)
        requests = {name: _requests(running, name, asked) for name, asked in load.items()}
        _race(report, running, requests, stub(stack), given)
        for system in running:
            report.memory.append(Memory(system.name, idle[system.name], system.resident()))
    print(report.tables())
    given.json.parent.mkdir(parents=True, exist_ok=True)
    given.json.write_bytes(report.json())
    print(f"figures: {given.json}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seconds", type=float, default=1.0, help="of one run")
    parser.add_argument("--rounds", type=int, default=2, help="runs of every system")
    parser.add_argument("--callers", type=int, nargs="+", default=[1, 10, 50])
    parser.add_argument("--queries", nargs="+", default=list(NAMES), choices=list(NAMES))
    parser.add_argument(
        "--postgres-too", action="store_true", help="ours and the plain app over PostgreSQL as well"
    )
    parser.add_argument("--json", type=Path, default=BUILD / "graphql-benchmark.json")
    return parser.parse_args()


Asked = dict[str, list[tuple[Any, bytes]]]


def _asked(system: System, universe: Universe) -> Asked:
    """Every operation by query with the body it is answered with."""
    with httpx2.Client(timeout=60) as client:
        return {
            query: [(body, client.post(system.url, json=body).content) for body in bodies]
            for query, bodies in operations(system.dialect, universe).items()
        }


def same_answers(load: dict[str, Asked]) -> None:
    """Raises DifferentAnswers unless all systems answered every question with the same values."""
    first, *others = load
    for query, asked in load[first].items():
        for number, (_, body) in enumerate(asked):
            expected = _answer(body)
            for other in others:
                content = load[other][query][number][1]
                if _answer(content) != expected:
                    raise DifferentAnswers(f"{query}: {first} {body!r}, {other} {content!r}")


def _answer(body: bytes) -> Any:
    read = orjson.loads(body)
    if read.get("errors") or bare(read.get("data")) is None:
        raise DifferentAnswers(body.decode())
    return bare(read["data"])


def _requests(running: Sequence[System], name: str, asked: Asked) -> dict[str, list[Request]]:
    system = next(one for one in running if one.name == name)
    return {
        query: [request(system.url, body, len(answer)) for body, answer in pairs]
        for query, pairs in asked.items()
    }


def _race(
    report: Report,
    running: Sequence[System],
    requests: dict[str, dict[str, list[Request]]],
    nothing: str,
    given: argparse.Namespace,
) -> None:
    for query in given.queries:
        size = requests[running[0].name][query][0].expected
        for callers in given.callers:
            runs = {system.name: Run() for system in running}
            for turn in range(given.rounds):
                for system in running:
                    asked = requests[system.name][query]
                    if turn == 0:
                        drive(system.url, asked, callers, _WARM_UP)
                    spent = system.busy()
                    run = drive(system.url, asked, callers, given.seconds)
                    run.server = system.busy() - spent
                    runs[system.name].add(run)
            report.cells += [Cell(name, query, callers, run) for name, run in runs.items()]
            ceiling = drive(nothing, [request(f"{nothing}/{size}", {})], callers, 0.3)
            report.ceilings.append(Cell("driver", query, callers, ceiling))
            print(".", end="", flush=True, file=sys.stderr)
    print(file=sys.stderr)


if __name__ == "__main__":
    main()
