"""Spans, in the memory of the test; and that nothing of OpenTelemetry is there unless it is set."""

import subprocess
import sys

import pytest
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from api.settings import Settings, read_settings
from api.tracing import Tracing, span, traced
from db.errors import InvalidInput

TRACE = "0af7651916cd43dd8448eb211c80319c"
GIVEN = {"traceparent": f"00-{TRACE}-b7ad6b7169203331-01"}


@pytest.fixture
def exporter():
    return InMemorySpanExporter()


@pytest.fixture
def tracing(exporter):
    opened = Tracing(SimpleSpanProcessor(exporter))
    yield opened
    opened.close()


def test_spans_belong_to_their_operation(tracing, exporter):
    with tracing.operation({}), span("step screen", {"sodklong.keys": 2}):
        pass
    step, operation = exporter.get_finished_spans()
    assert step.name == "step screen"
    assert step.parent.span_id == operation.context.span_id
    assert dict(step.attributes) == {"sodklong.keys": 2}
    assert operation.parent is None


def test_an_operation_joins_the_callers_trace(tracing, exporter):
    with tracing.operation(GIVEN), span("step screen", {}):
        pass
    assert {f"{one.context.trace_id:x}" for one in exporter.get_finished_spans()} == {TRACE[1:]}


@pytest.mark.parametrize("header", ["", "00-zz-b7ad6b7169203331-01", "\x00" * 99])
def test_what_is_no_traceparent_begins_a_trace(tracing, exporter, header):
    with tracing.operation({"traceparent": header}):
        pass
    assert exporter.get_finished_spans()[0].parent is None


def test_an_error_is_told_by_its_class_alone(tracing, exporter):
    with pytest.raises(ValueError, match="secret"), tracing.operation({}), span("step", {}):
        raise ValueError("secret")
    step = exporter.get_finished_spans()[0]
    assert step.status.description == "ValueError"
    assert step.events == ()
    assert "secret" not in step.to_json()


def test_outside_an_operation_there_is_no_span(tracing, exporter):
    with span("step", {}):
        pass
    with tracing.operation({}):
        pass
    with span("step", {}):
        pass
    assert [one.name for one in exporter.get_finished_spans()] == ["operation"]


def test_a_loader_has_a_span_for_each_batch(tracing, exporter):
    with tracing.operation({}):
        assert traced("plan", lambda _session, keys: keys)(None, [1, 2]) == [1, 2]
    batch = exporter.get_finished_spans()[0]
    assert (batch.name, dict(batch.attributes)) == ("load plan", {"sodklong.keys": 2})


def test_where_nothing_is_traced_a_loader_is_left_alone():
    def fetch(_session, keys):
        return keys

    assert traced("plan", fetch) is fetch


def test_unset_nothing_is_imported():
    # Chroma imports OpenTelemetry for itself, so its module is not part of this.
    code = (
        "import sys, api.tracing, api.exchange\n"
        "with api.tracing.span('step', {}): pass\n"
        "api.tracing.traced('plan', print)\n"
        "print([name for name in sys.modules if name.startswith('opentelemetry')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


@pytest.mark.parametrize("address", ["http://127.0.0.1:4317", "https://otel.example.go.th/"])
def test_a_collector_is_an_address(address):
    assert Settings(otlp_endpoint=address).otlp_endpoint == address


@pytest.mark.parametrize("address", ["", "localhost:4317", "http://user:word@host", "file:///x"])
def test_what_is_no_address_of_a_collector(monkeypatch, address):
    monkeypatch.setenv("SODKLONG_OTLP_ENDPOINT", address)
    with pytest.raises(InvalidInput, match="SODKLONG_OTLP_ENDPOINT"):
        read_settings()
