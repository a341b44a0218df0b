"""Ways to talk to the real server."""

import httpx2
import pytest


@pytest.fixture
def http(live_server):
    with httpx2.Client(base_url=live_server, timeout=60) as client:
        yield client


@pytest.fixture
def post(http):
    """post(query, variables) is the response's JSON."""

    def send(query, **variables):
        return http.post("/graphql", json={"query": query, "variables": variables}).json()

    return send


@pytest.fixture
def data(post):
    """data(query, variables) is the data of an operation that must not fail."""

    def send(query, **variables):
        body = post(query, **variables)
        assert "errors" not in body, body["errors"]
        return body["data"]

    return send


@pytest.fixture
def codes(post):
    """codes(query, variables) are the codes of the errors of an operation that must fail."""

    def send(query, **variables):
        return [error["extensions"]["code"] for error in post(query, **variables)["errors"]]

    return send
