"""Counts and times for Prometheus. Labels take few values: routes, codes, names of known documents.

Each process counts for itself: scrape each under its own address.
"""

import asyncio
from collections.abc import Mapping
from ipaddress import ip_address
from typing import Any, TypeVar

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    generate_latest,
)
from starlette.requests import Request
from starlette.responses import Response

Family = TypeVar("Family", Counter, Histogram)
_QUICK = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
_SLOW = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30, 60, 120)
_FORWARDED = ("forwarded", "x-forwarded-for", "x-real-ip", "via")


class Metrics:
    """What one process counted since it began."""

    def __init__(self) -> None:
        own = self._registry = CollectorRegistry()
        ProcessCollector(registry=own)
        self._requests = Counter(
            "sodklong_requests", "Requests ended.", ("route", "status"), registry=own
        )
        self._request_seconds = Histogram(
            *("sodklong_request_seconds", "Time of a request that is no stream.", ("route",)),
            buckets=_QUICK,
            registry=own,
        )
        self._operations = Counter(
            *("sodklong_operations", "GraphQL operations ended.", ("type", "name", "outcome")),
            registry=own,
        )
        self._operation_seconds = Histogram(
            *("sodklong_operation_seconds", "Time of a GraphQL operation.", ("type",)),
            buckets=_QUICK,
            registry=own,
        )
        self._questions = Counter(
            "sodklong_questions", "Questions ended.", ("status",), registry=own
        )
        self._question_seconds = Histogram(
            "sodklong_question_seconds", "Time of a question.", buckets=_SLOW, registry=own
        )
        self._step_seconds = Histogram(
            *("sodklong_question_step_seconds", "Time of a step of a question.", ("step",)),
            buckets=_SLOW,
            registry=own,
        )
        self._cache = Counter(
            "sodklong_cache_lookups", "Looks into the response cache.", ("result",), registry=own
        )
        self._refused = Counter(
            "sodklong_rate_refusals", "Refusals by rate limits.", ("budget",), registry=own
        )
        self._streams = Gauge("sodklong_streams", "Open streams.", ("kind",), registry=own)
        self._states: dict[str, Gauge] = {}
        self._children: dict[tuple[int, tuple[str, ...]], Any] = {}

    def _child(self, family: Family, *labels: str) -> Family:
        """What `labels` gives, without its lock: they take few values."""
        key = (id(family), labels)
        found = self._children.get(key)
        if found is None:
            found = self._children[key] = family.labels(*labels)
        return found

    def requested(self, route: str, status: int, seconds: float | None) -> None:
        """A request ended; `seconds` is None for streams, which last as long as callers like."""
        self._child(self._requests, route, str(status)).inc()
        if seconds is not None:
            self._child(self._request_seconds, route).observe(seconds)

    def operated(self, kind: str, name: str, outcome: str, seconds: float) -> None:
        """An operation ended; `name` must be one of a known document, or empty."""
        self._child(self._operations, kind, name, outcome).inc()
        self._child(self._operation_seconds, kind).observe(seconds)

    def asked(self, status: str, seconds: float, steps: Mapping[str, float]) -> None:
        """A question ended; `steps` are seconds by step."""
        self._questions.labels(status).inc()
        self._question_seconds.observe(seconds)
        for step, took in steps.items():
            self._step_seconds.labels(step).observe(took)

    def looked_up(self, *, hit: bool) -> None:
        """The response cache was asked."""
        self._child(self._cache, "hit" if hit else "miss").inc()

    def refused(self, budget: str) -> None:
        """A caller had nothing left of a budget."""
        self._refused.labels(budget).inc()

    def stream_opened(self, kind: str) -> None:
        """A stream began."""
        self._streams.labels(kind).inc()

    def stream_closed(self, kind: str) -> None:
        """A stream ended."""
        self._streams.labels(kind).dec()

    def state(self, name: str, help_text: str, value: float) -> None:
        """How something stands now."""
        if name not in self._states:
            self._states[name] = Gauge(f"sodklong_{name}", help_text, registry=self._registry)
        self._states[name].set(value)

    async def response(self) -> Response:
        """All of it as Prometheus reads it."""
        text = await asyncio.to_thread(generate_latest, self._registry)
        headers = {"cache-control": "no-store", "content-type": CONTENT_TYPE_LATEST}
        return Response(text, headers=headers)


def is_local(request: Request) -> bool:
    """Whether a program on this machine asks for itself, not a proxy for somebody else."""
    if any(name in request.headers for name in _FORWARDED):
        return False
    try:
        return request.client is not None and ip_address(request.client.host).is_loopback
    except ValueError:
        return False
