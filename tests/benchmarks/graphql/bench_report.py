"""The figures of a race, as tables and as JSON: ratios first, since machines differ."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import orjson
from bench_queries import NAMES
from load_driver import Run


@dataclass(frozen=True, slots=True)
class Cell:
    """A system under one query by a number of callers."""

    system: str
    query: str
    callers: int
    run: Run

    def figures(self) -> dict[str, Any]:
        """As plain data: requests a second, milliseconds, part of a core the driver used."""
        return {
            "system": self.system,
            "query": self.query,
            "callers": self.callers,
            "requests": len(self.run.took),
            "requests_per_second": round(self.run.rate, 1),
            "p50_ms": round(self.run.percentile(0.5), 2),
            "p95_ms": round(self.run.percentile(0.95), 2),
            "server_cpu_ms": round(self.run.cost, 2),
            "driver_core_share": round(self.run.driver_share, 2),
        }


@dataclass(frozen=True, slots=True)
class Memory:
    """Resident memory of a server process before and after the race, MB."""

    system: str
    idle: float
    after: float


@dataclass(slots=True)
class Report:
    """All cells of a race, and what the driver reached against a server that does nothing."""

    seconds: float
    rounds: int
    cells: list[Cell] = field(default_factory=list)
    ceilings: list[Cell] = field(default_factory=list)
    memory: list[Memory] = field(default_factory=list)

    def json(self) -> bytes:
        """Every figure."""
        data = {
            "seconds": self.seconds * self.rounds,
            "ratios": list(self._ratios()),
            "cells": [cell.figures() for cell in self.cells],
            "driver_alone": [cell.figures() for cell in self.ceilings],
            "memory_mb": {m.system: [round(m.idle), round(m.after)] for m in self.memory},
        }
        return orjson.dumps(data, option=orjson.OPT_INDENT_2)

    def tables(self) -> str:
        """Markdown: ratios, then the figures of each query, then memory."""
        rates = self._ratio_table("ratio", "Requests a second")
        costs = self._ratio_table("processor_ratio", "Requests a second of processor")
        return "\n".join([*rates, *costs, *self._figure_tables(), *self._memory_table()])

    def _ratios(self) -> Iterator[dict[str, Any]]:
        """Ours over each other system by requests a second, for the same query and callers."""
        for ours in self.cells:
            if not ours.system.startswith("ours"):
                continue
            others = [c for c in self.cells if (c.query, c.callers) == (ours.query, ours.callers)]
            for other in others:
                if not other.system.startswith("ours"):
                    yield {
                        "query": ours.query,
                        "callers": ours.callers,
                        "ours": ours.system,
                        "over": other.system,
                        "ratio": round(ours.run.rate / other.run.rate, 2),
                        "processor_ratio": round(other.run.cost / ours.run.cost, 2),
                    }

    def _ratio_table(self, measure: str, told: str) -> Iterator[str]:
        rows: dict[tuple[str, str], dict[tuple[str, int], float]] = {}
        for one in self._ratios():
            row = rows.setdefault((one["ours"], one["over"]), {})
            row[one["query"], one["callers"]] = one[measure]
        places = list(dict.fromkeys((cell.query, cell.callers) for cell in self.cells))
        yield f"\n{told} (query and callers; above 1 ours is ahead):\n"
        yield from _table(
            ["ours", "beside", *(f"{query} {callers}" for query, callers in places)],
            [[*pair, *(f"{row[place]:.2f}" for place in places)] for pair, row in rows.items()],
        )

    def _figure_tables(self) -> Iterator[str]:
        for query in dict.fromkeys(cell.query for cell in self.cells):
            yield f"\n{query}: {NAMES[query]}; requests/s; p50 / p95 in ms; processor ms each\n"
            cells = [cell for cell in [*self.cells, *self.ceilings] if cell.query == query]
            callers = list(dict.fromkeys(cell.callers for cell in cells))
            rows = [
                [name, *(_figures(cells, name, number) for number in callers)]
                for name in dict.fromkeys(cell.system for cell in cells)
            ]
            yield from _table(["", *(f"callers: {number}" for number in callers)], rows)

    def _memory_table(self) -> Iterator[str]:
        yield "\nMemory of the server process, MB\n"
        rows = [[m.system, f"{m.idle:.0f}", f"{m.after:.0f}"] for m in self.memory]
        yield from _table(["", "idle", "after"], rows)
        busy = max(cell.run.driver_share for cell in self.cells)
        yield f"\nThe driver used at most {busy:.0%} of one core."


def _figures(cells: list[Cell], name: str, callers: int) -> str:
    run = next(c.run for c in cells if (c.system, c.callers) == (name, callers))
    times = f"{run.percentile(0.5):.1f} / {run.percentile(0.95):.1f}"
    return f"{run.rate:,.0f}; {times}; {run.cost:.1f}"


def _table(head: list[str], rows: list[list[str]]) -> Iterator[str]:
    yield "| " + " | ".join(head) + " |"
    yield "|" + "---|" * len(head)
    for row in rows:
        yield "| " + " | ".join(row) + " |"
