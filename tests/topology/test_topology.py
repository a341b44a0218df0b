"""Two replicas, two workers, PostgreSQL, Chroma, a proxy: what people and accidents do to them."""

import json
import os
import subprocess
import sys

import httpx2
import psycopg
from deployment import ROOT, until

JOB = """query($id: ID!) { node(id: $id) { ... on Job { state failure done total attempts
    next { id state } } } }"""
ASK = """mutation($q: String!) { ask(input: {question: $q}) { ... on Answer { id status text notices
    sentences { citations { quote document { slug } } } } ... on Problem { message } } }"""
BACK = """mutation { rollbackGeneration(input: {}) { ... on IndexGeneration { number }
    ... on Problem { message } } }"""
FORTH = """mutation($id: ID!) { activateGeneration(input: {id: $id}) {
    ... on IndexGeneration { number } ... on Problem { message } } }"""
JOBS = "{ jobs(first: 20) { nodes { id number kind state done total } } }"
GENERATIONS = "{ generations { nodes { id number active state } } }"
PLAN = """mutation { createActionPlan(input: {agency: "เทศบาลตำบลน้ำใส",
    title: "แผนปฏิบัติการดิจิทัล", yearFrom: 2566, yearTo: 2568}) { ... on ActionPlan { id version }
    ... on Problem { message } } }"""
ADD = """mutation($input: AddProjectInput!) { addProject(input: $input) {
    ... on ActionPlan { version projects { nodes { title } } } ... on Problem { message } } }"""
SHOWN = "query($id: ID!) { actionPlan(id: $id) { version projects { nodes { title } } } }"
ALIGN = """mutation { alignProject(input: {title: "ระบบชำระภาษีออนไลน์",
    objectives: ["ให้ประชาชนจ่ายภาษีผ่านมือถือ"]}) { ... on Alignment { id status matches { planQuote
    citation { quote } } } ... on Problem { message } } }"""
FOUND = "query($id: ID!) { alignment(id: $id) { status } }"
RULE = "# ระเบียบการยืมเรือ\nข้อ ๑ ผู้ยืมเรือต้องส่งคืนภายใน {} วัน นับแต่วันที่ได้รับเรือ\n"
QUESTION = "ผู้ยืมเรือต้องส่งคืนภายในกี่วัน"
SUITE = (
    *("test_asking", "test_graphql_edges", "test_graphql_ids", "test_graphql_library"),
    *("test_graphql_plans", "test_socket_attacks"),
)
REPLICAS, WORKERS = ("api-1", "api-2"), ("worker-1", "worker-2")


def generation(house, name):
    return httpx2.get(f"{house.address(name)}/readyz", timeout=30).json().get("generation")


def published(call, job, name="api-1"):
    """Wait until a file is read and the publish after it has ended."""

    def ended():
        found = call(name, JOB, id=job)["node"]
        assert found["state"] not in {"FAILED", "CANCELLED"}, found
        return found["state"] == "DONE" and (found["next"] or found)["state"] == "DONE"

    until(ended)


def cited(answer):
    return {one["document"]["slug"] for s in answer["sentences"] for one in s["citations"]}


def test_every_part_is_up(house):
    for name in (*REPLICAS, "proxy"):
        assert httpx2.get(f"{house.address(name)}/readyz").json() == {
            "status": "ok",
            "generation": 1,
        }
    assert httpx2.get(f"{house.address('proxy')}/metrics").status_code == 404
    assert not (house.folder / "data" / "sodklong.sqlite3").exists()
    assert not list(house.folder.glob("data/generations/*/vectors"))
    assert list((house.folder / "vectors").iterdir()) != []


def test_a_replica_passes_what_a_server_alone_passes(house):
    """The tests that only talk to a server, over PostgreSQL and Chroma."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *(f"tests/integration/{name}.py" for name in SUITE)],
        env=os.environ | {"TEST_SERVER": house.address("api-1")},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-5_000:]


def test_a_file_sent_to_one_replica_answers_from_both(house, call, upload):
    published(call, upload("api-1", "boat.txt", RULE.format("๑๕").encode()), "api-2")
    assert [generation(house, name) for name in REPLICAS] == [2, 2]
    for name in (*REPLICAS, "proxy"):
        answer = call(name, ASK, q=QUESTION)["ask"]
        assert (answer["status"], cited(answer)) == ("ANSWERED", {"boat"})
        assert answer["notices"] == []


def test_going_back_on_one_replica_is_seen_by_the_other(house, call):
    assert call("api-2", BACK)["rollbackGeneration"] == {"number": 1}
    assert generation(house, "api-1") == 1
    assert "boat" not in cited(call("api-1", ASK, q=QUESTION)["ask"])
    newest = call("api-1", GENERATIONS)["generations"]["nodes"][0]
    assert call("api-1", FORTH, id=newest["id"])["activateGeneration"] == {"number": 2}
    assert cited(call("api-2", ASK, q=QUESTION)["ask"]) == {"boat"}


def test_an_action_plan_is_one_on_both(call):
    plan = call("api-1", PLAN)["createActionPlan"]
    project = {"title": "บริการน้ำประปาออนไลน์"}
    call("api-2", ADD, input={"actionPlanId": plan["id"], "project": project})
    shown = call("api-1", SHOWN, id=plan["id"])["actionPlan"]
    assert shown["projects"]["nodes"] == [{"title": "บริการน้ำประปาออนไลน์"}]


def test_an_alignment_is_found_on_both(call):
    made = call("proxy", ALIGN)["alignProject"]
    assert made["status"] == "ALIGNED"
    assert made["matches"][0]["planQuote"] == made["matches"][0]["citation"]["quote"]
    assert {call(name, FOUND, id=made["id"])["alignment"]["status"] for name in REPLICAS} == {
        "ALIGNED"
    }


def long_text(name, clauses):
    lines = (f"ข้อ {n} {name} กำหนดให้ท่าเรือหมายเลข {n} เปิดให้บริการวันที่ {n}" for n in range(clauses))
    return f"# {name}\n" + "\n".join(f"{line} {'และรายงานผลต่อผู้บังคับบัญชา' * 12}" for line in lines)


def holder(house, job):
    """The worker whose process holds a job's lease, as the database knows it."""
    url = f"postgresql://sodklong@127.0.0.1:{house.ports['database']}/sodklong"
    password = (house.folder / "run/secrets/database_password").read_text().strip()
    with psycopg.connect(url, password=password) as connection:
        row = connection.execute("SELECT lease_owner FROM job WHERE id = %s", [job]).fetchone()
    pid = int(row[0].split(":")[1])
    return next(n for n in WORKERS if house.processes[n].pid == pid)


def test_a_worker_killed_while_it_publishes_is_stood_in_for(house, call, upload):
    before = generation(house, "api-1")
    read = upload("api-1", "ports.txt", long_text("ประกาศท่าเรือ", 60).encode())

    def publishing():
        jobs = call("api-2", JOBS)["jobs"]["nodes"]
        return next(
            (j for j in jobs if j["kind"] == "PUBLISH" and 0 < j["done"] < j["total"]), None
        )

    job = until(publishing)
    victim = holder(house, job["number"])
    house.kill(victim)
    assert generation(house, "api-1") == before
    assert call("proxy", ASK, q=QUESTION)["ask"]["status"] == "ANSWERED"
    published(call, read, "api-2")
    done = call("api-1", JOB, id=job["id"])["node"]
    assert (done["state"], done["attempts"]) == ("DONE", 2)
    assert [generation(house, name) > before for name in REPLICAS] == [True, True]
    house.start(victim)


def test_with_a_replica_killed_the_proxy_answers_on(house, call):
    house.kill("api-1")
    for _ in range(6):
        assert call("proxy", ASK, q=QUESTION)["ask"]["status"] == "ANSWERED"
    house.start("api-1")
    assert generation(house, "api-1") == generation(house, "api-2")


def test_without_chroma_words_answer_and_say_so(house, call):
    house.kill("vectors")
    answer = call("api-2", ASK, q=QUESTION)["ask"]
    assert (answer["status"], cited(answer)) == ("ANSWERED", {"boat"})
    assert any("SODKLONG_CHROMA_URL" in notice for notice in answer["notices"])
    told = httpx2.get(f"{house.address('api-2')}/readyz").json()
    assert (told["status"], "SODKLONG_CHROMA_URL" in told["degraded"][0]) == ("degraded", True)
    house.start("vectors")
    until(lambda: call("api-2", ASK, q=QUESTION)["ask"]["notices"] == [])


def test_without_the_database_nobody_is_ready_and_all_come_back(house, call):
    house.stop("database")
    for name in REPLICAS:
        told = httpx2.get(f"{house.address(name)}/readyz", timeout=30)
        assert (told.status_code, "ฐานข้อมูล" in told.json()["reason"]) == (503, True)
    house.start("database")
    assert call("proxy", ASK, q=QUESTION)["ask"]["status"] == "ANSWERED"


def test_doctor_finds_nothing_after_all_that(house):
    told = json.loads(house.command("worker-1", "doctor", "--json"))
    assert told["healthy"], told


def test_asked_to_end_nothing_is_left(house):
    codes = house.stop_all()
    assert {codes[name] for name in (*WORKERS, *REPLICAS, "proxy", "database")} == {0}
    assert house.left() == []
