"""The deployment, up once for all its tests, and ways to talk to each part of it."""

import json

import httpx2
import pytest
from deployment import Deployment, proxy_is_here
from needs import absent

UPLOAD = """mutation($input: UploadDocumentInput!) { uploadDocument(input: $input) {
    ... on Problem { message } ... on UploadedDocuments { files { status job { id } } } } }"""


@pytest.fixture(scope="module")
def house(model_dir, tmp_path_factory):
    """Everything docker-compose.yml describes, running."""
    if not proxy_is_here():
        absent("nginx is not installed")
    folder = tmp_path_factory.mktemp("house")
    # Tests ask as many would, from one address.
    made = Deployment(folder, rate_questions="100000", rate_points="100000000")
    (folder / "data" / "models").symlink_to(model_dir / "models")
    try:
        made.start("worker-1", "worker-2", "api-1", "api-2")
        made.start("proxy")
        yield made
    finally:
        made.stop_all()


@pytest.fixture(scope="module")
def token(house):
    """An admin's key, made by the command within a worker."""
    made = house.command("worker-1", "key", "create", "--role", "admin", "--json")
    return json.loads(made)["token"]


@pytest.fixture(scope="module")
def call(house, token):
    """call(service, query, variables) is the data of an operation that must not fail."""

    def send(name, query, **variables):
        headers = {"authorization": f"Bearer {token}"}
        body = {"query": query, "variables": variables}
        url = f"{house.address(name)}/graphql"
        told = httpx2.post(url, json=body, headers=headers, timeout=90).json()
        assert "errors" not in told, told
        return told["data"]

    return send


@pytest.fixture(scope="module")
def upload(house, token):
    """upload(service, name, content) is the id of the job that reads it."""

    def send(name, file, content):
        operation = {"query": UPLOAD, "variables": {"input": {"files": [None]}}}
        form = {"operations": json.dumps(operation), "map": '{"0": ["variables.input.files.0"]}'}
        headers = {"authorization": f"Bearer {token}", "graphql-require-preflight": "1"}
        url, files = f"{house.address(name)}/graphql", {"0": (file, content)}
        sent = httpx2.post(url, data=form, files=files, headers=headers, timeout=90)
        (told,) = sent.json()["data"]["uploadDocument"]["files"]
        assert told["status"] == "ACCEPTED", told
        return told["job"]["id"]

    return send
