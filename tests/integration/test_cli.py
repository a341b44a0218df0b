"""The `sodklong` command as other programs call it: shapes, exit codes, clear failures."""

import json
import socket
import subprocess

import pytest
from product import SODKLONG, environment, run, run_json

STUDY = "หน่วยงานต้องศึกษาเอกสารอะไรบ้าง"
TEXT = "ประกาศทดสอบ เรื่อง ระบบทะเบียนพัสดุกลาง\n\nระบบทะเบียนพัสดุกลางเปิดใช้วันที่ ๑ ตุลาคม ๒๕๖๘\n"


@pytest.fixture
def paper(tmp_path):
    """A small text that can be ingested."""
    path = tmp_path / "ทะเบียนพัสดุ.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def failure(invoke):
    """The error of a command that must fail as expected: exit 1, one line, one object."""

    def call(data_dir, *arguments, **settings):
        code, out, err = invoke(data_dir, *arguments, "--json", **settings)
        assert (code, out.count("\n")) == (1, 1), err
        error = json.loads(out)["error"]
        assert error["message"] == err.strip().splitlines()[-1]
        return error

    return call


def test_ask(data_dir):
    found = run_json(data_dir, "ask", STUDY)
    promised = ["status", "answer", "sentences", "citations", "notices", "timings"]
    assert list(found)[: len(promised)] == promised
    assert {"suggestions", "id", "conversation"} < set(found)
    assert found["status"] == "ANSWERED"
    sentence, citation = found["sentences"][1], found["citations"][0]
    assert list(sentence) == ["text", "citations"]
    assert list(citation) == ["document", "title", "edition", "page", "section", "quote"]
    assert found["citations"][sentence["citations"][0]]["document"] == "memo-2558"
    assert all(isinstance(notice, str) for notice in found["notices"])


def test_search(data_dir):
    hits = run_json(data_dir, "search", "แผนดิจิทัล", "-k", 3)["hits"]
    keys = ["rank", "score", "document", "title", "page", "section", "text"]
    assert [list(hit) for hit in hits] == [keys] * 3
    assert [hit["rank"] for hit in hits] == [1, 2, 3]


def test_doctor(data_dir):
    report = run_json(data_dir, "doctor")
    assert report["healthy"] is True
    assert [finding["name"] for finding in report["findings"]] == [
        *("database", "schema", "embedder", "pointer", "generations", "index", "originals"),
        *("scans", "model", "trail", "jobs"),
    ]
    assert {tuple(finding) for finding in report["findings"]} == {
        ("name", "ok", "detail", "damage", "repaired")
    }


def test_doctor_finds_a_missing_index(data_dir, invoke):
    for file in (data_dir / "generations").rglob("chroma.sqlite3"):
        file.unlink()
    code, out, _ = invoke(data_dir, "doctor", "--json")
    bad = [finding["name"] for finding in json.loads(out)["findings"] if not finding["ok"]]
    assert (code, bad) == (1, ["index"])


def test_schema(data_dir):
    code, out, err = run(data_dir, "schema")
    assert (code, err) == (0, "")
    assert out.startswith("directive @oneOf on INPUT_OBJECT\n")


def test_evaluate(data_dir, tmp_path):
    documents = [{"id": str(n), "title": "", "text": f"เอกสารเรื่อง {n}"} for n in range(3)]
    corpus = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in documents)
    (tmp_path / "corpus.jsonl").write_text(corpus, encoding="utf-8")
    (tmp_path / "queries.jsonl").write_text('{"id": "q", "text": "เอกสารเรื่อง 2"}\n')
    (tmp_path / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\nq\t2\t1\n")
    result = run_json(data_dir, "evaluate", "retrieval", tmp_path, "--baseline", "dense")
    assert (result["queries"], result["recall@100"]) == (1, 1.0)
    assert list(result["systems"]) == ["sodklong", "dense"]
    names = ["ndcg@10", "mrr@10", "recall@1", "recall@5", "recall@10", "recall@100", "all@10"]
    assert [name for name in result if "@" in name] == names
    assert {"seconds_index", "seconds_query"} < set(result)


def test_a_file_is_taken_in_once_and_found(data_dir, paper, invoke):
    first = run_json(data_dir, "ingest", paper)
    keys = [
        "path",
        "slug",
        "status",
        "pages",
        "passages",
        "ocr_pages",
        "quality",
        "error",
        "problems",
    ]
    assert [list(one) for one in first["documents"]] == [keys]
    assert (first["documents"][0]["slug"], first["documents"][0]["status"]) == (
        "ทะเบียนพัสดุ",
        "indexed",
    )
    again = json.loads(invoke(data_dir, "ingest", paper, "--json")[1])
    assert again["documents"][0]["status"] == "unchanged"
    assert again["generation"] == first["generation"] == 2
    found = invoke(data_dir, "search", "ระบบทะเบียนพัสดุกลาง", "-k", 1, "--json")[1]
    hit = json.loads(found)["hits"][0]
    assert (hit["document"], hit["page"]) == ("ทะเบียนพัสดุ", 1)


def test_bad_files_never_stop_the_others(data_dir, paper, tmp_path):
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "paper.pdf").write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n")
    (tmp_path / "renamed.txt").write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n")
    taken = run_json(data_dir, "ingest", tmp_path)["documents"]
    statuses = {one["slug"]: one["status"] for one in taken}
    assert statuses.pop("ทะเบียนพัสดุ") == "indexed"
    assert set(statuses.values()) == {"rejected"}
    assert set(statuses) == {"binary", "empty", "paper", "renamed"}
    assert all(one["error"] for one in taken if one["status"] == "rejected")


def test_only_bad_files_is_a_failure(invoke, data_dir, tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    code, out, _ = invoke(data_dir, "ingest", tmp_path / "empty.txt", "--json")
    assert (code, json.loads(out)["documents"][0]["status"]) == (1, "rejected")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["ingest", "/none/at/all"], "NOT_FOUND"),
        (["ingest", "/none/" + "a" * 300], "NOT_FOUND"),
        (["search", "แผน", "-k", "0"], "INVALID_INPUT"),
        (["search", ""], "INVALID_INPUT"),
        (["ask", " "], "INVALID_INPUT"),
        (["ask", "ก" * 2001], "INVALID_INPUT"),
        (["evaluate", "retrieval", "/none"], "NOT_FOUND"),
    ],
)
def test_an_expected_failure_is_one_line_and_exit_code_1(failure, data_dir, arguments, code):
    assert failure(data_dir, *arguments)["code"] == code


def test_an_unknown_plan(failure, data_dir, paper):
    assert failure(data_dir, "ingest", paper, "--plan", "XYZ")["code"] == "NOT_FOUND"


@pytest.mark.parametrize(
    "arguments",
    [[], ["none"], ["ask"], ["search", "x", "-k", "x"], ["ingest", ".", "--kind", "novel"]],
)
def test_wrong_usage_is_exit_code_2(invoke, data_dir, arguments):
    assert invoke(data_dir, *arguments)[0] == 2


@pytest.mark.parametrize(
    "url",
    [
        "nonsense",
        "mysql://root:sekret@127.0.0.1/x",
        "postgresql://user:sekret@127.0.0.1:1/x",
        "sqlite:////nowhere/at/all.sqlite3",
    ],
)
def test_a_database_that_cannot_be_opened(failure, data_dir, url):
    error = failure(data_dir, "search", "x", database_url=url)
    assert error["code"] == "DATABASE_UNAVAILABLE"
    assert "SODKLONG_DATABASE_URL" in error["message"]
    assert "sekret" not in error["message"]


@pytest.mark.parametrize("at", [0, 100])
def test_a_database_that_is_broken(failure, invoke, data_dir, at):
    file = data_dir / "sodklong.sqlite3"
    file.write_bytes(file.read_bytes()[:at] + b"\xff" * 50_000)
    assert failure(data_dir, "search", "x")["code"] == "DATABASE_UNAVAILABLE"
    code, out, _ = invoke(data_dir, "doctor", "--json")
    assert (code, json.loads(out)["healthy"]) == (1, False)


def test_a_name_that_is_no_text(data_dir, tmp_path):
    (tmp_path / "ก\x1b[2J\udcff.txt").write_text("ดี")
    code, out, err = run(data_dir, "ingest", tmp_path, "--json")
    assert (code, json.loads(out)["documents"][0]["status"]) == (1, "rejected")
    assert "\x1b" not in err


def test_an_expected_failure_of_the_real_command(data_dir):
    url = "postgresql://user:sekret@127.0.0.1:1/x"
    code, out, err = run(data_dir, "doctor", "--json", database_url=url)
    assert (code, out.count("\n"), err) == (1, 1, "")
    assert "SODKLONG_DATABASE_URL" in out
    assert "sekret" not in out


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({"colour": "red"}, "SODKLONG_COLOUR"),
        ({"environment": "moon"}, "SODKLONG_ENVIRONMENT"),
        ({"embedder": "none"}, "SODKLONG_EMBEDDER"),
    ],
)
def test_a_setting_that_is_wrong_is_named(failure, data_dir, settings, named):
    assert named in failure(data_dir, "search", "x", **settings)["message"]


def test_a_port_in_use(invoke, data_dir):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, _, err = invoke(data_dir, "serve", "--port", port)
    assert code == 1
    assert str(port) in err


@pytest.mark.parametrize("name", ["file", "file/below", "/proc/none"])
def test_a_data_dir_that_cannot_be_written(failure, tmp_path, name):
    (tmp_path / "file").write_text("in the way")
    assert failure(tmp_path / name, "search", "x")["code"] == "DATABASE_UNAVAILABLE"


def test_a_thai_data_dir_and_a_plain_locale(copied, tmp_path):
    place = copied().rename(tmp_path / "ข้อมูล สอดคล้อง")
    plain = environment(place) | {"LC_ALL": "C"}
    command = [SODKLONG, "search", "แผนดิจิทัล", "-k", "1", "--json"]
    done = subprocess.run(command, env=plain, capture_output=True, check=True)
    assert len(json.loads(done.stdout.decode())["hits"]) == 1


def test_output_may_be_cut_short(data_dir):
    command = f"{SODKLONG} schema | head -n 1"
    done = subprocess.run(
        command, shell=True, env=environment(data_dir), capture_output=True, text=True, check=True
    )
    assert done.stdout == "directive @oneOf on INPUT_OBJECT\n"
    assert "Traceback" not in done.stderr
