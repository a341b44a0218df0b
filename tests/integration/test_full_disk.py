"""A disk that takes no more, and takes again: nothing acknowledged is lost, all are told kindly.

The kernel itself refuses the server's writes: its files may not grow until the limit is lifted.
"""

import json
import re
import resource
import socket
import time
from contextlib import closing

import httpx2
import pytest
from product import finish, run_json, start

from db.engine import default_url, open_database
from db.models import Role
from db.writes.keys import create_key

UPLOAD = """mutation($input: UploadDocumentInput!) { uploadDocument(input: $input) {
    ... on Problem { code message }
    ... on UploadedDocuments { files { status message job { id } } } } }"""
JOB = (
    """query($id: ID!) { node(id: $id) { ... on Job { state failure next { id state done } } } }"""
)
ASK = """mutation($q: String!) { ask(input: {question: $q}) { ... on Answer { status
    sentences { citations { document { slug } } } } ... on Problem { code message } } }"""
REINDEX = "mutation { reindex(input: {}) { ... on Job { id } ... on Problem { code message } } }"
SEARCH = '{ search(query: "การยืมเรือ") { nodes { passage { text } } } }'
RULE = "# ระเบียบการยืมเรือ\nข้อ ๑ ผู้ยืมเรือต้องส่งคืนภายใน ๑๕ วัน นับแต่วันที่ได้รับเรือ\n"
QUESTION = "ผู้ยืมเรือต้องส่งคืนภายในกี่วัน"
THAI = re.compile("[\u0e00-\u0e7f]{10}")
NONE, ALL = 0, resource.RLIM_INFINITY


class House:
    """The server of a data dir, and an admin's key for it."""

    def __init__(self, home):
        self.home = home
        with closing(open_database(default_url(home))) as database, database.writing() as session:
            self._token = create_key(session, "test", "admin", Role.ADMIN).token
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.process = start(home, "serve", "--port", port)
        self._client = httpx2.Client(base_url=f"http://127.0.0.1:{port}", timeout=60)
        until(self._is_ready)

    def disk(self, takes):
        """How large the server's files may grow from now on, bytes."""
        resource.prlimit(self.process.pid, resource.RLIMIT_FSIZE, (takes, ALL))

    def call(self, query, **variables):
        """What an operation gives; data and errors, whatever becomes of it."""
        body = {"query": query, "variables": variables}
        return self._client.post("/graphql", json=body, headers=self._shown()).json()

    def send(self, name, text):
        """What is told of a file that is sent."""
        operation = {"query": UPLOAD, "variables": {"input": {"files": [None]}}}
        form = {"operations": json.dumps(operation), "map": '{"0": ["variables.input.files.0"]}'}
        headers = self._shown() | {"graphql-require-preflight": "1"}
        files = {"0": (name, text.encode())}
        return self._client.post("/graphql", data=form, files=files, headers=headers).json()

    def accepted(self, name, text):
        """The id of the job of a file that is accepted."""
        (told,) = self.send(name, text)["data"]["uploadDocument"]["files"]
        assert told["status"] == "ACCEPTED", told
        return told["job"]["id"]

    def is_published(self, job):
        """Whether a file is read and published."""
        found = self.call(JOB, id=job)["data"]["node"]
        assert found["state"] not in {"FAILED", "CANCELLED"}, found
        return found["state"] == "DONE" and (found["next"] or found)["state"] == "DONE"

    def generation(self):
        """The number of the index that answers."""
        return self._client.get("/readyz").json()["generation"]

    def asked(self):
        """The status of an answer, and the documents it cites."""
        told = self.call(ASK, q=QUESTION)["data"]["ask"]
        return told["status"], {
            c["document"]["slug"] for s in told["sentences"] for c in s["citations"]
        }

    def stop(self):
        self._client.close()
        self.process.terminate()
        return finish(self.process)

    def _is_ready(self):
        assert self.process.poll() is None, self.process.stderr.read()
        try:
            return self._client.get("/readyz").status_code == 200
        except httpx2.TransportError:
            return False

    def _shown(self):
        return {"authorization": f"Bearer {self._token}"}


def until(condition, seconds=120):
    """What `condition` gives, once that is something."""
    end = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < end, "it never came to pass"
        time.sleep(0.05)
    return found


@pytest.fixture
def house(copied):
    opened = House(copied())
    yield opened
    if opened.process.poll() is None:
        opened.stop()


def told(answer):
    """What a caller is told: the messages of problems and errors, and no word of Python's."""
    text = json.dumps(answer, ensure_ascii=False)
    assert THAI.search(text), text
    assert not re.search(r"Traceback|Errno|sqlite3\.|INTERNAL", text), text
    return text


def test_what_cannot_be_kept_is_not_accepted_and_all_else_goes_on(house):
    kept = house.accepted("boat.txt", RULE)
    until(lambda: house.is_published(kept))
    before = house.generation()
    house.disk(NONE)
    refused = house.send("late.txt", RULE.replace("เรือ", "รถ"))
    assert "ACCEPTED" not in told(refused)
    told(house.call(REINDEX))
    told(house.call(ASK, q=QUESTION))
    assert "ระเบียบการยืมเรือ" in told(house.call(SEARCH))
    assert house.generation() == before
    house.disk(ALL)
    late = house.accepted("late.txt", RULE.replace("เรือ", "รถ"))
    until(lambda: house.is_published(late))
    assert house.asked() == ("ANSWERED", {"boat"})
    house.stop()
    assert run_json(house.home, "doctor")["healthy"]


def test_a_publish_that_runs_out_of_room_is_finished_when_there_is_some(house):
    first = house.accepted("boat.txt", RULE)
    until(lambda: house.is_published(first))
    before = house.generation()
    clauses = (f"ข้อ {n} เรือลำที่ {n} {'จอดที่ท่าเรือหลักของจังหวัด ' * 20}" for n in range(80))
    job = house.accepted("long.txt", "# เรือ\n" + "\n".join(clauses))

    def publishes():
        follows = house.call(JOB, id=job)["data"]["node"]["next"]
        return follows and follows["state"] == "RUNNING" and follows["done"]

    until(publishes)
    house.disk(NONE)
    for _ in range(5):
        told(house.call(ASK, q=QUESTION))
        assert house.generation() == before
    house.disk(ALL)
    until(lambda: house.is_published(job))
    assert house.generation() > before
    assert house.asked() == ("ANSWERED", {"boat"})
    code, _, _ = house.stop()
    assert code == 0
    assert run_json(house.home, "doctor")["healthy"]
    assert len(list((house.home / "generations").iterdir())) == 2
