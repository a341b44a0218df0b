"""A worker does what it claims, and sees to how it ended."""

import errno
import threading
from datetime import timedelta

import pytest

from db.errors import LibraryBusy, UnreadableFile
from db.models import JobKind, JobState, JobUnit
from db.models.table import now
from db.reads.jobs import job_by_id
from db.writes import jobs
from db.writes.jobs import MAX_ERRORS
from ingest.jobs.work import Interrupted, Pace
from ingest.jobs.worker import BROKEN, Worker

QUICK = Pace(lease=0.6, look=0.02, idle=0.01, progress=0, pause=0)


@pytest.fixture
def queued(sqlite):
    """queued() is the number of one more job."""

    def put():
        with sqlite.writing() as session:
            return jobs.enqueue(session, JobKind.READ, "a").id

    return put


def found(database, job):
    with database.reading() as session:
        return job_by_id(session, job)


def worker(database, handler, pace=QUICK):
    return Worker(database, {JobKind.READ: handler}, pace)


def test_a_job_done_is_done(sqlite, queued):
    seen = []
    job = queued()
    at_work = worker(sqlite, lambda work: seen.append(work.claim.id))
    assert (at_work.work_once(), at_work.work_once()) == (True, False)
    assert (seen, found(sqlite, job).state) == ([job], JobState.DONE)
    assert found(sqlite, job).finished_at is not None


def test_what_no_attempt_would_change_fails_at_once(sqlite, queued):
    def refuse(_work):
        raise UnreadableFile("ไฟล์เสียหาย")

    job = queued()
    worker(sqlite, refuse).work_once()
    assert (found(sqlite, job).state, found(sqlite, job).failure) == (
        JobState.FAILED,
        "ไฟล์เสียหาย",
    )


def test_what_may_pass_is_tried_again_and_then_given_up(sqlite, queued):
    tries = []

    def busy(_work):
        tries.append(1)
        raise LibraryBusy("ไม่ว่าง")

    job = queued()
    worker(sqlite, busy).follow(job)
    assert len(tries) == MAX_ERRORS
    assert (found(sqlite, job).state, found(sqlite, job).failure) == (JobState.FAILED, "ไม่ว่าง")


def test_the_pause_doubles_and_ends_somewhere():
    pauses = [Pace().delay(errors).total_seconds() for errors in range(1, 10)]
    assert pauses[:4] == [5, 10, 20, 40]
    assert pauses[-1] == 300


def test_a_second_attempt_may_do_it(sqlite, queued):
    def second(work):
        if work.claim.attempt == 1:
            raise LibraryBusy("ไม่ว่าง")

    job = queued()
    worker(sqlite, second).follow(job)
    assert (found(sqlite, job).state, found(sqlite, job).failure) == (JobState.DONE, None)
    assert found(sqlite, job).attempts == 2


@pytest.mark.parametrize(
    ("error", "told"),
    [(ZeroDivisionError("a secret"), BROKEN), (OSError(errno.ENOSPC, "x"), "No space left")],
)
def test_what_nobody_expected_is_told_without_its_details(sqlite, queued, error, told):
    def fail(_work):
        raise error

    job = queued()
    worker(sqlite, fail).follow(job)
    assert told in found(sqlite, job).failure
    assert "secret" not in found(sqlite, job).failure


def test_one_failure_does_not_stop_the_others(sqlite, queued):
    def fail_first(work):
        if work.claim.id == first:
            raise UnreadableFile("เสีย")

    first, second = queued(), queued()
    at_work = worker(sqlite, fail_first)
    while at_work.work_once():
        pass
    assert [found(sqlite, one).state for one in (first, second)] == [
        JobState.FAILED,
        JobState.DONE,
    ]


def until_interrupted(work):
    assert work.interrupted.wait(10)
    work.check()


def test_a_running_job_hears_that_it_is_cancelled(sqlite, queued):
    begun = threading.Event()

    def wait(work):
        begun.set()
        until_interrupted(work)

    job = queued()
    thread = threading.Thread(target=worker(sqlite, wait).work_once)
    thread.start()
    begun.wait(10)
    with sqlite.writing() as session:
        jobs.cancel(session, "a", job)
    thread.join(10)
    assert found(sqlite, job).state is JobState.CANCELLED


def test_a_worker_that_stops_puts_its_job_back(sqlite, queued):
    begun = threading.Event()

    def wait(work):
        begun.set()
        until_interrupted(work)

    job = queued()
    at_work = worker(sqlite, wait)
    thread = threading.Thread(target=at_work.run)
    thread.start()
    begun.wait(10)
    at_work.stop()
    thread.join(10)
    row = found(sqlite, job)
    assert (row.state, row.errors, row.lease_owner) == (JobState.QUEUED, 0, None)


def test_a_lease_is_held_as_long_as_the_work_takes(sqlite, queued):
    others = []

    def slow(work):
        for _ in range(5):
            assert not work.interrupted.wait(0.3)
            with sqlite.writing() as session:
                lease = timedelta(seconds=1)
                others.append(jobs.claim(session, "other", now(), lease, [JobKind.READ]))

    job = queued()
    worker(sqlite, slow).work_once()
    assert others == [None] * 5
    assert found(sqlite, job).state is JobState.DONE


def test_who_lost_the_lease_stops_and_changes_nothing(sqlite, queued):
    def lose(work):
        with sqlite.writing() as session:
            later = now() + timedelta(minutes=5)
            assert jobs.claim(session, "other", later, timedelta(minutes=9), [JobKind.READ])
        until_interrupted(work)

    job = queued()
    worker(sqlite, lose).work_once()
    row = found(sqlite, job)
    assert (row.state, row.lease_owner, row.attempts) == (JobState.RUNNING, "other", 2)


def test_progress_is_kept_and_ends_with_the_job(sqlite, queued):
    def count(work):
        for done in range(1, 4):
            work.progress(done, 3, JobUnit.PAGE)
        work.interrupt(None)
        with pytest.raises(Interrupted):
            work.progress(1, 3, JobUnit.PAGE)

    job = queued()
    worker(sqlite, count).work_once()
    row = found(sqlite, job)
    assert (row.done, row.total, row.unit, row.state) == (3, 3, JobUnit.PAGE, JobState.DONE)


def test_a_database_that_is_away_is_waited_for(sqlite, queued, monkeypatch, caplog):
    from db.errors import DatabaseUnavailable

    away, done = [1, 2, 3], threading.Event()
    at_work = worker(sqlite, lambda _work: done.set())
    claimed = at_work._claimed

    def stumble(only):
        if away:
            away.pop()
            raise DatabaseUnavailable("ฐานข้อมูลไม่ตอบ")
        return claimed(only)

    monkeypatch.setattr(at_work, "_claimed", stumble)
    queued()
    thread = threading.Thread(target=at_work.run)
    thread.start()
    assert done.wait(10)
    at_work.stop()
    thread.join(10)
    assert caplog.text.count("no jobs are done") == 1
