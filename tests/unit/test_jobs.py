"""Jobs change hands by their lease, and only their holder moves them on."""

from datetime import UTC, datetime, timedelta

import pytest

from db.errors import InvalidInput, NotFound
from db.models import Job, JobKind, JobState, JobUnit
from db.reads.jobs import dead_jobs, is_waiting, job_by_id, seconds_left
from db.writes import jobs
from db.writes.jobs import MAX_DEATHS, LeaseLost

LEASE = timedelta(seconds=30)
NOON = datetime(2999, 1, 1, 12, tzinfo=UTC)
LATER = NOON + 2 * LEASE
EVERY = list(JobKind)


@pytest.fixture
def job(sqlite):
    """The number of a job that waits."""
    with sqlite.writing() as session:
        return jobs.enqueue(session, JobKind.READ, "key:anna", "แผน").id


@pytest.fixture
def claim(sqlite):
    """claim(owner, at) is what that worker gets."""

    def take(owner="anna", at=NOON, **more):
        with sqlite.writing() as session:
            return jobs.claim(session, owner, at, LEASE, EVERY, **more)

    return take


def found(database, job):
    with database.reading() as session:
        return job_by_id(session, job)


def write(database, act, *arguments, **more):
    with database.writing() as session:
        return act(session, *arguments, **more)


def test_a_job_is_claimed_once(claim, job, sqlite):
    held = claim("anna")
    assert (held.id, held.owner, held.attempt, held.subject) == (job, "anna", 1, "แผน")
    assert claim("somchai") is None
    assert found(sqlite, job).state is JobState.RUNNING


def test_the_one_that_waited_longest_comes_first(claim, sqlite):
    with sqlite.writing() as session:
        late = jobs.enqueue(session, JobKind.READ, "a")
        late.not_before += timedelta(minutes=1)
        early = jobs.enqueue(session, JobKind.READ, "a")
        ids = [early.id, late.id]
    assert [claim().id, claim().id] == ids


def test_a_job_is_not_done_before_its_time(claim, job, sqlite):
    held = claim()
    write(sqlite, jobs.put_back, held, LATER, "ลองใหม่")
    assert claim(at=NOON) is None
    assert (claim(at=LATER).attempt, found(sqlite, job).failure) == (2, "ลองใหม่")


def test_only_kinds_with_a_hand_for_them(sqlite, job):
    with sqlite.writing() as session:
        assert jobs.claim(session, "anna", NOON, LEASE, [JobKind.ERASE]) is None
        assert not is_waiting(session, NOON, [JobKind.ERASE])
        assert is_waiting(session, NOON, EVERY)


def test_one_job_may_be_asked_for(claim, job, sqlite):
    with sqlite.writing() as session:
        second = jobs.enqueue(session, JobKind.READ, "a").id
    assert claim(only=second).id == second


def test_a_renewed_lease_is_not_taken_over(claim, job, sqlite):
    write(sqlite, jobs.renew, claim(), LATER + LEASE)
    assert claim("somchai", LATER) is None


def test_a_dead_lease_is_taken_over_and_its_holder_can_do_nothing(claim, job, sqlite):
    dead = claim("anna")
    with sqlite.reading() as session:
        assert [one.id for one in dead_jobs(session, LATER)] == [job]
    taken = claim("somchai", LATER)
    assert (taken.id, taken.attempt) == (job, 2)
    for act in (jobs.finish, jobs.stop, lambda s, c: jobs.fail(s, c, "ก"),
                lambda s, c: jobs.renew(s, c, LATER), lambda s, c: jobs.put_back(s, c, LATER),
                lambda s, c: jobs.checkpoint(s, c, "stored")):  # fmt: skip
        with pytest.raises(LeaseLost):
            write(sqlite, act, dead)
    write(sqlite, jobs.finish, taken)
    assert found(sqlite, job).state is JobState.DONE


def test_the_same_owner_holds_it_by_attempt(claim, job, sqlite):
    first = claim("anna")
    second = claim("anna", LATER)
    with pytest.raises(LeaseLost):
        write(sqlite, jobs.finish, first)
    write(sqlite, jobs.finish, second)


def test_who_takes_over_finds_the_checkpoint(claim, job, sqlite):
    write(sqlite, jobs.checkpoint, claim(), "stored", result={"pages": 3})
    taken = claim("somchai", LATER)
    assert taken.cursor == "stored"
    assert found(sqlite, job).result == {"pages": 3}


def test_what_kills_every_worker_fails_in_the_end(claim, job, sqlite):
    at = NOON
    for attempt in range(1, MAX_DEATHS + 2):
        assert claim(at=at).attempt == attempt
        at += 2 * LEASE
    assert claim(at=at) is None
    assert found(sqlite, job).state is JobState.FAILED
    assert "หยุดกลางคัน" in found(sqlite, job).failure


def test_a_waiting_job_is_cancelled_at_once(claim, job, sqlite):
    write(sqlite, jobs.cancel, "key:anna", job)
    assert found(sqlite, job).state is JobState.CANCELLED
    assert claim() is None
    with pytest.raises(InvalidInput, match="สิ้นสุด"):
        write(sqlite, jobs.cancel, "key:anna", job)


def test_a_running_job_is_asked_to_stop(claim, job, sqlite):
    held = claim()
    write(sqlite, jobs.cancel, "key:anna", job)
    assert (found(sqlite, job).state, found(sqlite, job).cancel_asked) == (JobState.RUNNING, True)
    write(sqlite, jobs.stop, held)
    assert found(sqlite, job).state is JobState.CANCELLED


def test_a_cancelled_job_of_a_dead_worker_ends(claim, job, sqlite):
    claim()
    write(sqlite, jobs.cancel, "key:anna", job)
    assert claim("somchai", LATER) is None
    assert found(sqlite, job).state is JobState.CANCELLED


@pytest.mark.parametrize("end", [lambda s, c: jobs.fail(s, c, "เสีย"), jobs.stop])
def test_what_ended_badly_can_be_tried_again(claim, job, sqlite, end):
    write(sqlite, end, claim())
    write(sqlite, jobs.retry, "key:anna", job)
    again = claim()
    assert (again.id, again.errors, found(sqlite, job).failure) == (job, 0, None)


def test_what_is_at_work_or_done_is_not_tried_again(claim, job, sqlite):
    held = claim()
    with pytest.raises(InvalidInput):
        write(sqlite, jobs.retry, "key:anna", job)
    write(sqlite, jobs.finish, held)
    with pytest.raises(InvalidInput):
        write(sqlite, jobs.retry, "key:anna", job)
    with pytest.raises(NotFound, match="999"):
        write(sqlite, jobs.retry, "key:anna", 999)


def test_one_publish_serves_all_that_wait_for_one(claim, sqlite):
    with sqlite.writing() as session:
        first = jobs.enqueue_publish(session, "a").id
        assert jobs.enqueue_publish(session, "b", facts=True).id == first
        assert jobs.enqueue_publish(session, "c").payload == {"facts": True}
    assert claim().id == first
    with sqlite.writing() as session:
        assert jobs.enqueue_publish(session, "d").id != first


def test_progress_is_timed_from_where_the_count_began(claim, job, sqlite):
    held = claim()
    for seconds, done in ((0, 1), (10, 6)):
        at = NOON + timedelta(seconds=seconds)
        write(sqlite, jobs.count, held, done, 12, JobUnit.PAGE, at)
    row = found(sqlite, job)
    assert (row.done, row.total, row.unit) == (6, 12, JobUnit.PAGE)
    assert seconds_left(row, NOON + timedelta(seconds=12)) == 12
    write(sqlite, jobs.count, held, 1, 100, JobUnit.PASSAGE, LATER)
    assert seconds_left(found(sqlite, job), LATER) is None


def test_a_job_that_does_not_run_has_no_time_left():
    row = Job(kind=JobKind.READ, created_by="a", done=5, total=9, stepped_at=NOON)
    assert seconds_left(row, LATER) is None


def test_who_cancels_and_retries_is_on_record(claim, job, sqlite):
    from sqlmodel import select

    from db.models import AuditEntry

    write(sqlite, jobs.cancel, "key:anna", job)
    write(sqlite, jobs.retry, "key:somchai", job)
    with sqlite.reading() as session:
        kept = [(one.actor, one.act, one.target) for one in session.exec(select(AuditEntry))]
    assert kept == [("key:anna", "job.cancel", str(job)), ("key:somchai", "job.retry", str(job))]
