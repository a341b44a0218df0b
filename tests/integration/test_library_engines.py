"""The way of a file through the queue on both engines, from upload to erasure."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from sparse import Sparse
from sqlmodel import func, select

from db import models
from db.models import AuditEntry, Document, Job, JobState, Passage
from db.reads.jobs import jobs as read_jobs
from db.reads.library import summaries
from db.writes.records import update_details
from ingest.erasing import request_erasure
from ingest.jobs.work import Pace
from ingest.jobs.worker import Worker
from ingest.jobs.workshop import Workshop
from ingest.library import Description
from ingest.publish import PublishTerms
from ingest.reception import Sent, receive

RARE = "กระต่ายสีม่วงบินข้ามแม่น้ำโขง"
QUICK = Pace(idle=0.02, pause=0.05, progress=0)


@pytest.fixture(params=["files", "server"])
def workers(request, database, tmp_path):
    """Two workers over one library, its vectors in files or on a Chroma server."""
    server = request.getfixturevalue("chroma")[0] if request.param == "server" else None
    terms = PublishTerms(server=server)
    shops = [Workshop(database, tmp_path, Sparse(), terms=terms) for _ in range(2)]
    yield [Worker(database, shop.handlers, QUICK) for shop in shops]
    for shop in shops:
        shop.close()


def work_off(database, workers):
    """Have both do all there is."""

    def run(worker):
        while left := open_jobs(database):
            for job in left:
                worker.follow(job)

    with ThreadPoolExecutor() as pool:
        list(pool.map(run, workers))


def open_jobs(database):
    with database.reading() as session:
        query = select(Job.id).where(Job.state.in_([JobState.QUEUED, JobState.RUNNING]))
        return list(session.exec(query.order_by(Job.not_before, Job.id)))


def test_two_workers_read_publish_and_erase(database, workers, tmp_path):
    files = [Sent(f"ฉบับ{n}.txt", f"# แผนที่ {n}\n{RARE} ครั้งที่ {n}\n".encode()) for n in range(6)]
    told = receive(database, tmp_path, files, Description(), "key:anna")
    assert [one.status for one in told] == ["accepted"] * 6
    work_off(database, workers)
    with database.reading() as session:
        assert {job.state for job in read_jobs(session, None, 99)} == {JobState.DONE}
        found = summaries(session)
    assert [one.slug for one in found] == [f"ฉบับ{n}" for n in range(6)]
    assert {one.pages.pages for one in found} == {1}
    with database.writing() as session:
        for one in found[:5]:
            request_erasure(session, "key:anna", one.slug)
    work_off(database, workers)
    assert [path.name for path in (tmp_path / "generations").iterdir()] != []
    with database.reading() as session:
        assert [one.slug for one in summaries(session)] == ["ฉบับ5"]
        assert session.exec(select(func.count()).select_from(Passage)).one() == 1


def test_what_an_editor_enters_is_kept_and_on_record(database, workers, tmp_path):
    text = "# แนวทางการใช้ท่าเรือ ฉบับที่ ๒\nประกาศ ณ วันที่ ๑ มีนาคม ๒๕๖๙\nใช้ท่าเรือได้ทุกวัน\n"
    receive(database, tmp_path, [Sent("ท่าเรือ.txt", text.encode())], Description(), "key:anna")
    work_off(database, workers)
    with database.writing() as session:
        document = session.exec(select(Document)).one()
        job = update_details(session, "key:anna", document.id, {"source": "กอง"}, confirm=True)
        assert job is None
    with database.reading() as session:
        (found,) = summaries(session)
        entry = session.exec(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert (found.kind, found.record["number"]) == (models.DocumentKind.GUIDELINE, "ฉบับที่ ๒")
    assert found.record["dated_on"].isoformat() == "2026-03-01"
    assert (entry.act, json.dumps(entry.detail)) == (
        "document.confirm",
        json.dumps(
            {
                "number": "ฉบับที่ ๒",
                "dated_on": "2026-03-01",
                "kind": "guideline",
                "source": "กอง",
            }
        ),
    )
