"""Jobs on both engines, by workers in processes of their own that are killed."""

import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path

import pytest
from sqlmodel import select

from db.models import Job, JobKind, JobState
from db.models.table import now
from db.reads.jobs import dead_jobs
from db.writes import jobs
from ingest.jobs.work import Pace
from ingest.jobs.worker import Worker

SCRIPT = Path(__file__).with_name("job_process.py")
QUICK = Pace(lease=2, look=0.1, idle=0.02, progress=0, pause=0)


@pytest.fixture
def start(database_url, tmp_path):
    """start() is one more worker process."""
    running = []

    def begin():
        command = [sys.executable, SCRIPT, database_url, tmp_path]
        running.append(subprocess.Popen(command))
        return running[-1]

    yield begin
    for process in running:
        process.kill()
        process.wait()


def enqueue(database, *subjects):
    with database.writing() as session:
        for subject in subjects:
            jobs.enqueue(session, JobKind.READ, "a", subject)


def states(database):
    with database.reading() as session:
        return Counter(job.state for job in session.exec(select(Job)))


def done(folder):
    return Counter((folder / "done").read_text().split())


def test_two_processes_share_the_work_and_do_nothing_twice(database, start, tmp_path):
    enqueue(database, *["one"] * 60)
    (tmp_path / "enough").touch()
    workers = [start(), start()]
    assert [worker.wait(60) for worker in workers] == [0, 0]
    assert done(tmp_path) == Counter(str(number) for number in range(1, 61))
    assert states(database) == {JobState.DONE: 60}


def test_threads_share_the_work_and_do_nothing_twice(database):
    seen = []
    enqueue(database, *["one"] * 40)

    def work():
        worker = Worker(database, {JobKind.READ: lambda w: seen.append(w.claim.id)}, QUICK)
        while worker.work_once():
            pass

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(seen) == list(range(1, 41))


def test_a_killed_worker_is_found_dead_and_its_job_taken_over(database, start, tmp_path):
    enqueue(database, "hold")
    worker = start()
    until(lambda: (tmp_path / "held").exists())
    worker.kill()
    worker.wait(10)
    assert states(database) == {JobState.RUNNING: 1}
    until(lambda: found_dead(database) == [1])
    taken = []
    assert Worker(database, {JobKind.READ: lambda w: taken.append(w.claim.attempt)}).work_once()
    assert taken == [2]
    assert states(database) == {JobState.DONE: 1}


def found_dead(database):
    with database.reading() as session:
        return [job.id for job in dead_jobs(session, now())]


def until(condition):
    for _ in range(600):
        if condition():
            return
        time.sleep(0.05)
    pytest.fail("it never came to pass")
