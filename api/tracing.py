"""Spans for OpenTelemetry, by setting: one for an operation, a loader's batch, a step.

Nothing of OpenTelemetry is imported here unless an endpoint is set. Spans tell kinds, counts and
codes, never what callers wrote; errors by their class alone. There is none for a field.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from opentelemetry.context import Context as Parent
    from opentelemetry.sdk.trace import SpanProcessor
    from opentelemetry.trace import Span, Tracer

T = TypeVar("T")
Attributes = Mapping[str, str | int | float | bool]
EXPORT_SECONDS = 5


@dataclass(frozen=True, slots=True)
class _Open:
    """The operation of a task, and what its spans belong to."""

    tracer: "Tracer"
    parent: "Parent"


_open: ContextVar[_Open | None] = ContextVar("trace", default=None)


class Tracing:
    """Where spans go."""

    def __init__(self, processor: "SpanProcessor") -> None:
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider

        # A provider of our own: the global one belongs to whoever embeds us.
        named = Resource.create({"service.name": "sodklong"})
        self._provider = TracerProvider(resource=named, shutdown_on_exit=False)
        self._provider.add_span_processor(processor)
        self._tracer = self._provider.get_tracer("sodklong")

    @contextmanager
    def operation(self, headers: Mapping[str, str]) -> Iterator["Span"]:
        """The span of an operation, within the caller's trace where `traceparent` names one."""
        from opentelemetry.trace import SpanKind, set_span_in_context
        from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

        given = TraceContextTextMapPropagator().extract({**headers})
        span = self._tracer.start_span("operation", given, kind=SpanKind.SERVER)
        before = _open.get()
        _open.set(_Open(self._tracer, set_span_in_context(span, given)))
        try:
            yield span
        finally:
            # No token: a stream may be closed by another task than the one that began it.
            _open.set(before)
            span.end()

    def close(self) -> None:
        """Send what is left."""
        self._provider.shutdown()


def open_tracing(endpoint: str) -> Tracing:
    """Spans go to an OTLP collector by gRPC; `http://` is sent in the clear."""
    from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    exporter = OTLPSpanExporter(endpoint=endpoint, timeout=EXPORT_SECONDS)
    return Tracing(BatchSpanProcessor(exporter))


@contextmanager
def span(name: str, attributes: Attributes) -> Iterator[None]:
    """A span of the operation of this task; nothing where none is traced."""
    trace = _open.get()
    if trace is None:
        yield
        return
    child = trace.tracer.start_span(name, trace.parent, attributes=attributes)
    try:
        yield
    except BaseException as error:
        mark_failed(child, type(error).__name__)
        raise
    finally:
        child.end()


def traced(name: str, fetch: Callable[[Any, Any], T]) -> Callable[[Any, Any], T]:
    """A loader's function with a span for each batch; as it is where nothing is traced."""
    if _open.get() is None:
        return fetch

    def load(session: Any, keys: Sequence[Any]) -> T:  # noqa: ANN401 (as the fetch given)
        with span(f"load {name}", {"sodklong.keys": len(keys)}):
            return fetch(session, keys)

    return load


def mark_failed(failed: "Span", code: str) -> None:
    """Say that it did not succeed, and why by a code."""
    from opentelemetry.trace import Status, StatusCode

    failed.set_status(Status(StatusCode.ERROR, code))
