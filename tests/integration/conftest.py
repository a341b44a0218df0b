"""Ways to talk to the real server."""

import os
import sys

import httpx2
import pytest

from api.cli import main


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


@pytest.fixture
def invoke(monkeypatch, capfd):
    """invoke(data_dir, arguments) runs the command within this process: (exit code, out, err)."""

    def call(data_dir, *arguments, **settings):
        for name in [name for name in os.environ if name.startswith("SODKLONG_")]:
            monkeypatch.delenv(name)
        for name, value in {"data_dir": str(data_dir), **settings}.items():
            monkeypatch.setenv(f"SODKLONG_{name.upper()}", value)
        monkeypatch.setattr(sys, "argv", ["sodklong", *map(str, arguments)])
        capfd.readouterr()
        try:
            main()
            code = 0
        except SystemExit as ended:
            code = ended.code or 0
        return code, *capfd.readouterr()

    return call
