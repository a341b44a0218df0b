"""Files sent to the real server, followed until they answer, described, and deleted for good."""

import json
import time
from contextlib import closing

import httpx2
import pytest
from pdf_builder import Run, Sheet, build_pdf
from product import run_json, serving

from db.engine import default_url, open_database
from db.models import Role
from db.writes.keys import create_key

RARE = "กระต่ายสีม่วงบินข้ามแม่น้ำโขง"
PLAN = f"""แผนพัฒนาดิจิทัลตำบลลอยฟ้า ฉบับที่ ๓ พ.ศ. ๒๕๗๐

ประกาศ ณ วันที่ ๙ มกราคม พ.ศ. ๒๕๗๐
คณะรัฐมนตรีมีมติเห็นชอบเมื่อวันที่ ๕ มกราคม ๒๕๗๐
แผนนี้ให้ใช้บังคับตั้งแต่วันที่ ๑ กุมภาพันธ์ ๒๕๗๐ เป็นต้นไป

ข้อ ๑ ตำบลลอยฟ้าจัดให้มี{RARE}ทุกวันจันทร์ เพื่อบริการประชาชนอย่างทั่วถึง
"""
UPLOAD = """mutation($input: UploadDocumentInput!) { uploadDocument(input: $input) {
    ... on Problem { code message }
    ... on UploadedDocuments { files { name slug status message document { slug }
        job { id number kind state createdBy } } } } }"""
JOB = """query($id: ID!) { node(id: $id) { ... on Job { state failure done total unit attempts
    next { id state } document { id slug title kind version { quality { pages worst } }
    proposal { title kind number datedOn approvedOn inForceFrom }
    record { number datedOn confirmedAt } } } } }"""
FOLLOW = """subscription($id: ID!) { jobProgress(id: $id) {
    ... on Job { state done total unit } ... on Problem { code } } }"""


@pytest.fixture(scope="module")
def house(copied):
    """A data dir and a key for each of several people."""
    home = copied()
    with closing(open_database(default_url(home))) as database, database.writing() as session:
        people = {"editor": Role.EDITOR, "other": Role.EDITOR, "admin": Role.ADMIN}
        keys = {name: create_key(session, "test", name, role) for name, role in people.items()}
        return home, {name: made.token for name, made in keys.items()}


@pytest.fixture(scope="module")
def server(house):
    with serving(house[0]) as address:
        yield address


@pytest.fixture
def call(server, house):
    """call(query, as_, variables) is the data of an operation that must not fail."""

    def send(query, as_="editor", **variables):
        headers = {"authorization": f"Bearer {house[1][as_]}"}
        body = {"query": query, "variables": variables}
        found = httpx2.post(f"{server}/graphql", json=body, headers=headers, timeout=60).json()
        assert "errors" not in found, found
        return found["data"]

    return send


@pytest.fixture
def send(server, house):
    """send({name: bytes}, fields) is what is told of files sent in one form."""

    def post(files, as_="editor", **given):
        given["files"] = [None] * len(files)
        places = {str(at): [f"variables.input.files.{at}"] for at in range(len(files))}
        form = {"operations": (None, json.dumps({"query": UPLOAD, "variables": {"input": given}})),
                "map": (None, json.dumps(places))}  # fmt: skip
        for at, (name, content) in enumerate(files.items()):
            form[str(at)] = (name, content, "application/octet-stream")
        shown = {"authorization": f"Bearer {house[1][as_]}", "graphql-require-preflight": "1"}
        found = httpx2.post(f"{server}/graphql", files=form, headers=shown, timeout=60).json()
        assert "errors" not in found, found
        return found["data"]["uploadDocument"]

    return post


def ended(call, job, as_="editor"):
    """The job once it is over, with the one that goes on where it ended."""
    until = time.monotonic() + 100
    while time.monotonic() < until:
        found = call(JOB, as_, id=job)["node"]
        follows = found["next"] or {"state": "DONE"}
        if (
            found["state"] in {"FAILED", "CANCELLED"}
            or found["state"] == follows["state"] == "DONE"
        ):
            return found
        time.sleep(0.2)
    raise TimeoutError(found)


@pytest.fixture(scope="module")
def plan(server, house):
    """Nothing yet: the id of the document is put here by the first test."""
    return {}


def test_a_file_sent_is_read_published_and_found(call, send, plan):
    (told,) = send({"แผนลอยฟ้า.txt": PLAN.encode()})["files"]
    assert (told["slug"], told["status"], told["message"]) == ("แผนลอยฟ้า", "ACCEPTED", None)
    done = ended(call, told["job"]["id"])
    plan.update(done["document"], job=told["job"]["id"])
    assert (done["failure"], done["document"]["slug"]) == (None, "แผนลอยฟ้า")
    assert done["document"]["version"]["quality"]["pages"] == 1
    hits = call('{ search(query: "กระต่ายสีม่วง") { nodes { passage { text } } } }')["search"]
    assert RARE in hits["nodes"][0]["passage"]["text"]


def test_what_the_text_says_of_itself_is_proposed(plan):
    assert plan["proposal"] == {
        "title": plan["title"],
        "kind": "PLAN",
        "number": "ฉบับที่ ๓",
        "datedOn": "2027-01-09",
        "approvedOn": "2027-01-05",
        "inForceFrom": "2027-02-01",
    }
    assert plan["record"]["confirmedAt"] is None


CONFIRM = """mutation($input: DocumentDetailsInput!) { confirmDocument(input: $input) {
    ... on Problem { code message path }
    ... on ChangedDocument { job { id } document { title kind
        record { number datedOn inForceFrom source confirmedAt } } } } }"""


def test_an_editor_confirms_and_a_new_version_changes_none_of_it(call, send, plan):
    given = {"id": plan["id"], "title": "แผนตำบลลอยฟ้า", "datedOn": "2027-01-10"}
    done = call(CONFIRM, input=given)["confirmDocument"]
    assert done["job"] is not None
    assert (done["document"]["title"], done["document"]["kind"]) == ("แผนตำบลลอยฟ้า", "PLAN")
    record = done["document"]["record"]
    assert (record["number"], record["datedOn"], record["source"]) == (
        "ฉบับที่ ๓",
        "2027-01-10",
        None,
    )
    (told,) = send({"แผนลอยฟ้า.txt": PLAN.replace("จันทร์", "พุธ").encode()})["files"]
    document = ended(call, told["job"]["id"])["document"]
    assert (document["title"], document["kind"]) == ("แผนตำบลลอยฟ้า", "PLAN")
    assert document["record"]["datedOn"] == "2027-01-10"


@pytest.mark.parametrize(
    ("given", "path"), [({"title": " "}, "title"), ({"kind": "FACTS"}, "kind"),
                        ({"source": "ก" * 1001}, "source")],
)  # fmt: skip
def test_what_cannot_be_entered(call, plan, given, path):
    found = call(CONFIRM, input={"id": plan["id"], **given})["confirmDocument"]
    assert (found["code"], found["path"]) == ("INVALID_INPUT", ["input", path])


def test_several_files_at_once_and_a_broken_one_is_told(call, send):
    files = {"รายงานหนึ่ง.txt": b"%PDF-1.4 not text", "รายงานสอง.pdf": b"%PDF-1.4\nnothing",
             "รายงานสาม.txt": "รายงานการประชุมครั้งที่สาม".encode()}  # fmt: skip
    first, second, third = send(files)["files"]
    assert (first["status"], first["job"]) == ("REJECTED", None)
    assert "นามสกุล" in first["message"]
    broken, good = (ended(call, one["job"]["id"]) for one in (second, third))
    assert (broken["state"], "PDF" in broken["failure"]) == ("FAILED", True)
    assert (good["state"], good["document"]["slug"]) == ("DONE", "รายงานสาม")


def test_the_same_content_again_is_told(send, plan):
    (told,) = send({"อีกชื่อ.txt": PLAN.replace("จันทร์", "พุธ").encode()})["files"]
    assert (told["status"], told["document"]) == ("UNCHANGED", {"slug": "แผนลอยฟ้า"})


@pytest.mark.parametrize(
    ("files", "given", "path"),
    [
        ({"ก.txt": b"a"}, {"kind": "FACTS"}, "kind"),
        ({"ก.txt": b"a", "ข.txt": b"b"}, {"title": "ชื่อ"}, "title"),
    ],
)
def test_what_cannot_be_meant(send, files, given, path):
    assert send(files, **given)["code"] == "INVALID_INPUT"


def test_a_file_that_is_no_file(call):
    found = call(UPLOAD, input={"files": ["text"]})["uploadDocument"]
    assert "multipart" in found["message"]


def events(server, token, job):
    headers = {"authorization": f"Bearer {token}", "accept": "text/event-stream"}
    body = {"query": FOLLOW, "variables": {"id": job}}
    with httpx2.stream(
        "POST", f"{server}/graphql", json=body, headers=headers, timeout=60
    ) as response:
        for line in response.iter_lines():
            if line.startswith("data: {"):
                yield json.loads(line[6:])


def test_a_job_is_followed_page_by_page_to_its_end(server, house, send):
    said = [f"หน้าที่ {number} ว่าด้วยการบริการประชาชน" for number in range(1, 30)]
    pages = build_pdf([Sheet([Run(72, 700, words)]) for words in said])
    (told,) = send({"หลายหน้า.pdf": pages})["files"]
    seen = [one["data"]["jobProgress"] for one in events(server, house[1]["editor"],
                                                         told["job"]["id"])]  # fmt: skip
    assert seen[-1]["state"] == "DONE"
    assert (seen[-1]["done"], seen[-1]["total"], seen[-1]["unit"]) == (29, 29, "PAGE")
    counts = [one["done"] for one in seen]
    assert counts == sorted(counts)


def test_a_job_is_its_owners_and_the_admins(server, house, call, plan):
    assert call(JOB, "other", id=plan["job"])["node"] is None
    assert call(JOB, "admin", id=plan["job"])["node"]["state"] == "DONE"
    (told,) = events(server, house[1]["other"], plan["job"])
    assert told["data"]["jobProgress"] == {"code": "NOT_FOUND"}
    (told,) = events(server, house[1]["admin"], plan["job"])
    assert told["data"]["jobProgress"]["state"] == "DONE"
    counted = "{ jobs { totalCount nodes { number } } }"
    assert call(counted, "other")["jobs"] == {"totalCount": 0, "nodes": []}
    numbers = [one["number"] for one in call(counted, "admin")["jobs"]["nodes"]]
    assert numbers == sorted(numbers, reverse=True)


def test_jobs_are_filtered(call):
    query = "query($filter: JobFilter) { jobs(filter: $filter) { nodes { kind state subject } } }"
    failed = call(query, "admin", filter={"states": ["FAILED"], "kind": "READ"})["jobs"]["nodes"]
    assert [one["subject"] for one in failed] == ["รายงานสอง"]
    one = call(query, "admin", filter={"subject": "แผนลอยฟ้า"})["jobs"]["nodes"]
    assert {job["kind"] for job in one} == {"READ"}


ACT = """mutation($id: ID!) { %s(input: {id: $id}) { ... on Job { state }
    ... on Problem { code path } } }"""


def test_what_failed_is_tried_again_and_what_ended_not_cancelled(call):
    query = "{ jobs(filter: {states: [FAILED]}) { nodes { id } } }"
    (failed,) = call(query)["jobs"]["nodes"]
    refused = {"code": "INVALID_INPUT", "path": ["input", "id"]}
    assert call(ACT % "cancelJob", id=failed["id"])["cancelJob"] == refused
    assert call(ACT % "retryJob", "other", id=failed["id"])["retryJob"]["code"] == "NOT_FOUND"
    assert call(ACT % "retryJob", id=failed["id"])["retryJob"]["state"] == "QUEUED"
    assert ended(call, failed["id"])["state"] == "FAILED"


def test_the_index_is_built_again_by_a_job(call):
    made = call('mutation { reindex(input: {note: "ตรวจ"}) { ... on Job { id kind } } }', "admin")
    assert made["reindex"]["kind"] == "PUBLISH"
    assert ended(call, made["reindex"]["id"], "admin")["state"] == "DONE"


def test_a_deleted_document_is_nowhere_on_disk(call, house, plan):
    assert holding(house[0], RARE)
    delete = """mutation($id: ID!) { deleteDocument(input: {id: $id}) {
        ... on Job { id } ... on Problem { code } } }"""
    job = call(delete, "admin", id=plan["id"])["deleteDocument"]["id"]
    assert ended(call, job, "admin")["state"] == "DONE"
    assert holding(house[0], RARE) == []
    assert call('{ document(by: {slug: "แผนลอยฟ้า"}) { id } }')["document"] is None
    hits = call('{ search(query: "กระต่ายสีม่วง") { nodes { passage { text } } } }')["search"]
    assert not any(RARE in one["passage"]["text"] for one in hits["nodes"])
    memo = call('{ document(by: {slug: "memo-2558"}) { id } }')["document"]["id"]
    assert call(delete, "admin", id=memo)["deleteDocument"] == {"code": "INVALID_INPUT"}


def holding(home, phrase):
    """The files of a data directory that hold a phrase."""
    forms = [phrase.encode(), ascii(phrase)[1:-1].encode()]
    files = [path for path in home.rglob("*") if path.is_file()]
    return [path for path in files if any(form in path.read_bytes() for form in forms)]


def test_every_act_is_on_record(call):
    query = "{ auditEntries(first: 100) { nodes { act } } }"
    acts = {one["act"] for one in call(query, "admin")["auditEntries"]["nodes"]}
    assert acts >= {
        *("document.upload", "document.confirm", "document.delete"),
        *("job.retry", "index.rebuild"),
    }


def test_the_same_by_command(house, tmp_path):
    home = house[0]
    listed = run_json(home, "documents", "list")["documents"]
    assert {"หลายหน้า", "memo-2558"} <= {one["slug"] for one in listed}
    shown = run_json(home, "documents", "show", "หลายหน้า")["document"]
    assert (shown["pages"], shown["unread_pages"]) == (29, 0)
    assert run_json(home, "documents", "delete", "หลายหน้า")["deleted"] == "หลายหน้า"
    assert "หลายหน้า" not in {
        one["slug"] for one in run_json(home, "documents", "list")["documents"]
    }
    jobs = run_json(home, "jobs", "list", "--limit", "2")["jobs"]
    assert (jobs[0]["kind"], jobs[0]["state"]) == ("ERASE", "DONE")
    assert run_json(home, "jobs", "show", str(jobs[0]["id"]))["job"]["subject"] == "หลายหน้า"
