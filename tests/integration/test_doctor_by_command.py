"""What doctor says of jobs nobody does, and a backup that answers as before."""

import json
import shutil
from contextlib import closing
from datetime import timedelta

from product import run_json

from db.engine import default_url, open_database
from db.models import JobKind
from db.models.table import now
from db.writes import jobs

QUESTION = "หน่วยงานต้องศึกษาเอกสารอะไรบ้าง"


def test_a_job_whose_worker_died_is_named(data_dir, invoke):
    with closing(open_database(default_url(data_dir))) as database:
        with database.writing() as session:
            number = jobs.enqueue(session, JobKind.PUBLISH, "anna").id
        with database.writing() as session:
            past = now() - timedelta(hours=1)
            jobs.claim(session, "gone", now(), past - now(), [JobKind.PUBLISH])
    code, out, _ = invoke(data_dir, "doctor", "--json")
    (found,) = [one for one in json.loads(out)["findings"] if one["name"] == "jobs"]
    assert (code, found["ok"]) == (1, False)
    assert f"หมายเลข {number} " in found["detail"]


def test_a_restored_backup_gives_the_same_answers(data_dir, tmp_path):
    (tmp_path / "other.txt").write_text("# ประกาศ\nหน่วยงานต้องศึกษาประกาศฉบับนี้ก่อนเอกสารอื่น\n")
    before = answer(data_dir)
    run_json(data_dir, "backup", tmp_path / "copy")
    run_json(data_dir, "ingest", tmp_path / "other.txt")
    shutil.rmtree(data_dir / "generations")
    run_json(data_dir, "restore", tmp_path / "copy", "--force")
    assert answer(data_dir) == before
    assert run_json(data_dir, "doctor")["healthy"]


def answer(data_dir):
    """An answer without its times."""
    told = run_json(data_dir, "ask", QUESTION)
    assert told["status"] == "ANSWERED"
    return {name: told[name] for name in ("answer", "sentences", "citations", "notices")}
