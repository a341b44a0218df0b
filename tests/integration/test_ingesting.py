"""Taking documents in while other things happen."""

import json
import signal
import time
from contextlib import closing

import httpx2
import pytest
from product import finish, run_json, serving, start
from starlette.testclient import TestClient

from api.app import create_app
from api.services import open_services
from api.settings import Settings

SEARCH = "query($q: String!) { search(query: $q, first: 1) { nodes { document { slug } } } }"


@pytest.fixture
def papers(tmp_path):
    """Enough texts to keep the embedder busy for a while."""
    for number in range(12):
        text = f"ประกาศที่ {number} เรื่อง โครงการคลังน้ำบาดาลแห่งที่ {number}\n\n"
        body = f"ข้อความของประกาศที่ {number} ว่าด้วยการขุดเจาะ " * 12
        (tmp_path / f"ประกาศ-{number:02}.txt").write_text(text + body, encoding="utf-8")
    return tmp_path


def test_the_server_answers_from_a_new_generation_without_a_restart(data_dir, tmp_path):
    paper = tmp_path / "น้ำบาดาล.txt"
    paper.write_text("ระเบียบว่าด้วยคลังน้ำบาดาลชุมชน\n\nคลังน้ำบาดาลเปิดทุกวันจันทร์\n", encoding="utf-8")
    question = {"query": SEARCH, "variables": {"q": "คลังน้ำบาดาลเปิดวันใด"}}
    with serving(data_dir) as address, httpx2.Client(base_url=address, timeout=60) as client:
        before = client.post("/graphql", json=question).json()["data"]["search"]["nodes"]
        assert before[0]["document"]["slug"] != "น้ำบาดาล"
        assert run_json(data_dir, "ingest", paper)["generation"] == 2
        after = client.post("/graphql", json=question).json()["data"]["search"]["nodes"]
        assert after[0]["document"]["slug"] == "น้ำบาดาล"
        assert client.get("/readyz").json() == {"status": "ok", "generation": 2}


def test_an_ingest_that_was_killed_can_be_run_again(data_dir, papers, invoke):
    process = start(data_dir, "ingest", papers)
    for line in process.stderr:
        if "ประกาศ-05" in line:
            process.send_signal(signal.SIGKILL)
            break
    finish(process)
    assert process.returncode == -signal.SIGKILL
    taken = run_json(data_dir, "ingest", papers)["documents"]
    assert {one["status"] for one in taken} == {"indexed", "unchanged"}
    assert invoke(data_dir, "doctor")[0] == 0


def test_an_ingest_killed_while_it_builds_the_index(data_dir, papers, invoke):
    process = start(data_dir, "ingest", papers)
    until = time.monotonic() + 60
    while not (data_dir / "generations" / "2").exists():
        assert time.monotonic() < until
        time.sleep(0.01)
    process.kill()
    finish(process)
    assert invoke(data_dir, "search", "แผนดิจิทัล")[0] == 0
    assert run_json(data_dir, "ingest", papers)["generation"] >= 2
    assert invoke(data_dir, "doctor")[0] == 0


def test_two_ingests_at_once_both_do_their_work(data_dir, tmp_path, invoke):
    for name in ("หนึ่ง", "สอง"):
        (tmp_path / f"{name}.txt").write_text(f"ประกาศฉบับที่{name}ของหน่วยงาน", encoding="utf-8")
    both = [start(data_dir, "ingest", tmp_path / f"{name}.txt") for name in ("หนึ่ง", "สอง")]
    ended = [finish(process) for process in both]
    assert [code for code, _, _ in ended] == [0, 0], ended
    found = json.loads(invoke(data_dir, "search", "ประกาศฉบับที่ของหน่วยงาน", "--json")[1])["hits"]
    assert {"หนึ่ง", "สอง"} <= {hit["document"] for hit in found}
    assert invoke(data_dir, "doctor")[0] == 0


def test_a_document_replaced_keeps_its_first_version(data_dir, tmp_path, invoke):
    paper = tmp_path / "ระเบียบ.txt"
    for words in ("ระเบียบเดิมว่าด้วยจักรยาน", "ระเบียบใหม่ว่าด้วยเรือพาย"):
        paper.write_text(words, encoding="utf-8")
        assert invoke(data_dir, "ingest", paper)[0] == 0
    opened = open_services(Settings(data_dir=data_dir))
    with closing(opened), TestClient(create_app(opened), base_url="http://localhost") as client:
        first = client.get("/documents/ระเบียบ/1/1").text
        second = client.get("/documents/ระเบียบ/2/1").text
    assert "จักรยาน" in first
    assert "เรือพาย" in second
    assert "ว่าด้วยจักรยาน" not in invoke(data_dir, "search", "ว่าด้วยจักรยาน", "-k", 20)[1]
