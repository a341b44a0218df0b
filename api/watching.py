"""Watches one GraphQL operation: what it was, how it ended, how long it took."""

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graphql import DocumentNode, OperationDefinitionNode
from strawberry.schema.exceptions import CannotGetOperationTypeError, InvalidOperationTypeError

from api.context import Context
from api.exchange import current_exchange, log_socket_operation
from api.parsing import documents
from api.tracing import mark_failed
from db.errors import ProblemError

if TYPE_CHECKING:
    from opentelemetry.trace import Span

_LONGEST_NAME = 64
_OK = "OK"


@dataclass(slots=True)
class Operation:
    """An operation at work: the code of its first error, and the points it cost."""

    outcome: str = _OK
    points: int = 0

    def saw(self, result: Any) -> None:  # noqa: ANN401 (any of Strawberry's results)
        """Take note of a result."""
        if result.errors and self.outcome == _OK:
            self.outcome = str((result.errors[0].extensions or {}).get("code", "OTHER"))
        cost = (result.extensions or {}).get("cost", {})
        self.points = cost.get("points", self.points)

    def failed(self, error: BaseException) -> None:
        """Take note of an exception that ended it."""
        if isinstance(error, ProblemError):
            self.outcome = error.code
        elif isinstance(error, asyncio.CancelledError | GeneratorExit):
            self.outcome = "LEFT"
        elif isinstance(error, CannotGetOperationTypeError | InvalidOperationTypeError):
            self.outcome = "BAD_REQUEST"
        else:
            self.outcome = "FAILED"


@contextmanager
def watch(context: Context, text: str | None, name: object) -> Iterator[Operation]:
    """Count, time, trace and log what runs within as one operation."""
    exchange, tracing = current_exchange(), context.services.tracing
    headers = exchange.headers if exchange and tracing else {}
    begun, running = time.perf_counter(), Operation()
    with tracing.operation(headers) if tracing else nullcontext() as span:
        try:
            yield running
        except BaseException as error:
            running.failed(error)
            raise
        finally:
            facts = _tell(context, running, text, name, time.perf_counter() - begun)
            if span is not None:
                _describe(span, facts)


def _tell(
    context: Context, running: Operation, text: str | None, name: object, seconds: float
) -> dict[str, Any]:
    """Count the operation, put it into the line of its request, and give the facts of it."""
    checked = documents.known(text or "")
    kind, called = _identity(checked.document, name) if checked else ("none", "")
    is_known = checked is not None and context.services.known.holds(checked.content)
    counted = called if is_known else ""
    context.services.metrics.operated(kind, counted, running.outcome, seconds)
    facts = {
        "role": context.viewer.role.value,
        "type": kind,
        "operation": called[:_LONGEST_NAME] or None,
        "outcome": running.outcome,
        "points": running.points,
    }
    exchange = current_exchange()
    if exchange is not None and exchange.is_socket:
        log_socket_operation({**facts, "request_id": context.request_id}, seconds)
    elif exchange is not None:
        exchange.facts.update(facts)
    return {**facts, "request_id": context.request_id, "counted": counted}


def _identity(document: DocumentNode, name: object) -> tuple[str, str]:
    """The type and the name of the operation that is meant; "none" where none is."""
    found = [one for one in document.definitions if isinstance(one, OperationDefinitionNode)]
    if name:
        found = [one for one in found if one.name and one.name.value == name]
    if len(found) != 1:
        return "none", ""
    return found[0].operation.value, found[0].name.value if found[0].name else ""


def _describe(span: "Span", facts: dict[str, Any]) -> None:
    span.update_name(f"{facts['type']} {facts['counted']}".rstrip())
    span.set_attribute("graphql.operation.type", facts["type"])
    if facts["operation"]:
        span.set_attribute("graphql.operation.name", facts["operation"])
    for name in ("role", "outcome", "points", "request_id"):
        span.set_attribute(f"sodklong.{name}", facts[name])
    if facts["outcome"] != _OK:
        mark_failed(span, facts["outcome"])
