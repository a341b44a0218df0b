"""Ways to talk to the real server."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

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


@pytest.fixture
def chroma(tmp_path):
    """(URL, process) of a Chroma server on loopback."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = Path(sys.executable).with_name("chroma")
    command = [program, "run", "--path", tmp_path / "chroma", "--host", "127.0.0.1", "--port", port]
    process = subprocess.Popen(
        list(map(str, command)), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}", process
    process.kill()
    process.wait()
