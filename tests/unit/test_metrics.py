"""Metrics: who may read them, and what they are labelled by."""

import asyncio

import pytest
from starlette.requests import Request

from api.metrics import Metrics, is_local
from api.rates import Budget, Rates
from api.viewer import ANONYMOUS
from db.errors import RateLimited
from db.models import Role


def request(address, **headers):
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return Request({"type": "http", "client": (address, 1), "headers": raw})


def text(metrics):
    return asyncio.run(metrics.response()).body.decode()


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.8.8", "::1"])
def test_a_program_of_this_machine_is_local(address):
    assert is_local(request(address))


@pytest.mark.parametrize("address", ["192.0.2.1", "10.0.0.1", "2001:db8::1", "", "testclient"])
def test_others_are_not(address):
    assert not is_local(request(address))


@pytest.mark.parametrize("name", ["x_forwarded_for", "forwarded", "x_real_ip", "via"])
def test_a_proxy_asks_for_somebody_else(name):
    assert not is_local(request("127.0.0.1", **{name: "127.0.0.1"}))


def test_streams_are_counted_but_not_timed():
    metrics = Metrics()
    metrics.stream_opened("sse")
    metrics.requested("/graphql", 200, None)
    assert 'sodklong_streams{kind="sse"} 1.0' in text(metrics)
    assert 'sodklong_requests_total{route="/graphql",status="200"} 1.0' in text(metrics)
    assert "sodklong_request_seconds_count" not in text(metrics)


def test_a_state_is_what_it_was_set_to_last():
    metrics = Metrics()
    metrics.state("cache_bytes", "Bytes.", 5)
    metrics.state("cache_bytes", "Bytes.", 3)
    assert "sodklong_cache_bytes 3.0" in text(metrics)


def test_refusals_are_counted():
    metrics = Metrics()
    rates = Rates({Role.ANONYMOUS: Budget(10, 1)}, metrics.refused)
    rates.spend_points(ANONYMOUS, "192.0.2.1", 10)
    with pytest.raises(RateLimited):
        rates.spend_points(ANONYMOUS, "192.0.2.1", 1)
    assert 'sodklong_rate_refusals_total{budget="points"} 1.0' in text(metrics)
