"""Spans of real operations: what is traced, and what reaches a collector."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import grpc
import httpx2
import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import (
    ExportTraceServiceRequest,
    ExportTraceServiceResponse,
)
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from api.app import create_app
from api.tracing import Tracing, open_tracing, span

SECRET = "ความลับทางราชการ"
TREE = "query Tree { plans { nodes { editions { code kpis { targets { value } } } } } }"
ASK = "mutation Put($q: String!) { ask(input: {question: $q}) { __typename } }"
EXPORT = "/opentelemetry.proto.collector.trace.v1.TraceService/Export"


@pytest.fixture
def exporter():
    return InMemorySpanExporter()


@pytest.fixture
def send(services, exporter):
    """send(query, headers, variables) is the response of an application that is traced."""
    tracing = Tracing(SimpleSpanProcessor(exporter))
    app = create_app(replace(services, tracing=tracing))

    def post(query, headers=None, **variables):
        async def ask():
            transport = httpx2.ASGITransport(app)
            async with httpx2.AsyncClient(transport=transport, base_url="http://localhost") as to:
                body = {"query": query, "variables": variables}
                return await to.post("/graphql", json=body, headers=headers)

        return asyncio.run(ask()).json()

    yield post
    tracing.close()


def names(spans):
    return [one.name for one in spans]


def test_one_span_for_an_operation_and_one_for_each_batch(send, exporter):
    assert "errors" not in send(TREE)
    *batches, operation = exporter.get_finished_spans()
    assert sorted(names(batches)) == [
        "load editions_of_plan",
        "load kpis_of_edition",
        "load targets_of_kpi",
    ]
    assert {one.parent.span_id for one in batches} == {operation.context.span_id}
    assert operation.name == "query"  # of a document that nobody knows
    assert operation.attributes["graphql.operation.name"] == "Tree"
    assert operation.attributes["sodklong.points"] > 0


def test_what_was_kept_has_a_span_without_batches(send, exporter):
    send(TREE)
    exporter.clear()
    assert "errors" not in send(TREE)
    assert names(exporter.get_finished_spans()) == ["query"]


def test_each_step_of_a_question_has_a_span(send, exporter):
    send(ASK, q=SECRET)
    found = names(exporter.get_finished_spans())
    assert found[0] == "step screen"
    assert found[-1] == "mutation"
    assert len(found) == len(set(found)) > 3
    assert SECRET not in "".join(one.to_json() for one in exporter.get_finished_spans())


def test_the_callers_trace_goes_on(send, exporter):
    trace = "a" * 32
    send("{ __typename }", {"traceparent": f"00-{trace}-{'b' * 16}-01"})
    assert f"{exporter.get_finished_spans()[0].context.trace_id:x}" == trace


def test_a_refused_operation_is_told_by_its_code(send, exporter):
    send("{ nope }")
    operation = exporter.get_finished_spans()[0]
    assert operation.status.description == "GRAPHQL_VALIDATION_FAILED"


@pytest.fixture
def collector():
    """A collector on loopback: (its address, what it got)."""
    got = []

    def take(request, _context):
        got.append(request)
        return ExportTraceServiceResponse()

    class Traces(grpc.GenericRpcHandler):
        def service(self, details):
            assert details.method == EXPORT
            return grpc.unary_unary_rpc_method_handler(
                take,
                ExportTraceServiceRequest.FromString,
                ExportTraceServiceResponse.SerializeToString,
            )

    server = grpc.server(ThreadPoolExecutor(1), handlers=[Traces()])
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    yield f"http://127.0.0.1:{port}", got
    server.stop(None)


def test_spans_reach_a_collector(collector):
    address, got = collector
    tracing = open_tracing(address)
    with tracing.operation({}), span("step screen", {}):
        pass
    tracing.close()
    [resource] = got[0].resource_spans
    assert names(resource.scope_spans[0].spans) == ["step screen", "operation"]
    assert any(one.value.string_value == "sodklong" for one in resource.resource.attributes)


def test_unset_nothing_is_traced(services):
    assert services.tracing is None
