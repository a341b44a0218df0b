"""A TypeScript client generated from the schema: compiles, catches mistakes, and works."""

import json
import os
import subprocess

import pytest
from needs import absent
from schema_checks import OPERATIONS, SCHEMA, ToolsMissingError, install


@pytest.fixture(scope="module")
def client():
    """The folder of the client with the types generated."""
    try:
        folder = install()
    except ToolsMissingError as missing:
        absent(str(missing))
    paths = {"SCHEMA": str(SCHEMA), "EXAMPLES": str(OPERATIONS[1])}
    done = node(folder, "graphql-codegen", "--config", "codegen.json", env=os.environ | paths)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "client"


def node(folder, tool, *arguments, **settings):
    command = ["node", str(folder / "node_modules" / ".bin" / tool), *arguments]
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, **settings
    )


def compile_client(client, config, *options):
    return node(client.parent, "tsc", "--project", f"client/{config}", *options)


def test_the_documented_examples_compile_strictly(client):
    done = compile_client(client, "tsconfig.json", "--noEmit")
    assert done.returncode == 0, done.stdout


def test_a_field_that_is_not_there_does_not_compile(client):
    done = compile_client(client, "tsconfig.wrong.json", "--noEmit")
    errors = [line for line in done.stdout.splitlines() if ": error TS" in line]
    assert len(errors) == 2
    assert "'titel' does not exist" in errors[0]
    assert "'number' is not assignable" in errors[1]


@pytest.fixture(scope="module")
def result(client, live_server):
    """What the client prints of the running server."""
    assert compile_client(client, "tsconfig.json").returncode == 0
    command = ["node", str(client / "built" / "program.js"), f"{live_server}/graphql"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_the_client_reads_plan_data(result):
    assert {"code": "DGP2566", "yearFrom": 2566} in result["editions"]
    assert result["goals"]


def test_the_client_reads_every_page_once(result):
    kpis = result["kpis"]
    assert len(set(kpis["codes"])) == len(kpis["codes"]) == kpis["total"] > 5


def test_the_client_asks(result):
    assert result["answer"]["status"] == "ANSWERED"
    assert result["answer"]["quotes"]
