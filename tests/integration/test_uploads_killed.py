"""Who sends and reads is killed again and again: nothing acknowledged is lost."""

import os
import random
import signal
import subprocess
import sys
import time
from contextlib import ExitStack, closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import select
from upload_process import drain, shop_of, text_of

from db.engine import default_url, open_database
from db.models import Job, JobState
from db.models.table import now
from db.reads.documents import document_by_slug, passages_of
from db.reads.jobs import uploads_wanted
from db.schema import migrate
from ingest.uploads import sweep_uploads

SCRIPT = Path(__file__).with_name("upload_process.py")
KILLS = int(os.environ.get("UPLOAD_KILLS", "30"))


@pytest.fixture
def home(tmp_path):
    folder = tmp_path / "home"
    folder.mkdir()
    with closing(open_database(default_url(folder))) as database:
        migrate(database)
    return folder


@pytest.fixture
def senders(home):
    """The process that begins those that send."""
    paths = os.pathsep.join([str(SCRIPT.parents[1]), str(SCRIPT.parents[2])])
    env = {**os.environ, "PYTHONPATH": paths, "OPENBLAS_NUM_THREADS": "1"}
    command = [sys.executable, SCRIPT, str(default_url(home)), home]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, env=env, stdin=pipe, stdout=pipe, text=True) as process:
        yield process
        process.kill()


def kill_one(senders, home, start, after):
    """Have files sent from `start` on, until killed `after` seconds from the first acknowledged."""
    before = len(acknowledged(home))
    senders.stdin.write(f"{start}\n")
    senders.stdin.flush()
    child = int(senders.stdout.readline())
    try:
        until = time.monotonic() + 300
        while len(acknowledged(home)) == before:
            assert time.monotonic() < until
            time.sleep(0.01)
        time.sleep(after)
    finally:
        os.kill(child, signal.SIGKILL)


def acknowledged(home):
    log = home.parent / "acknowledged"
    return log.read_text().split() if log.exists() else []


def test_nothing_acknowledged_is_lost_to_random_kills(home, senders):
    chance = random.Random(7)
    for kill in range(KILLS):
        kill_one(senders, home, kill * 1000, chance.uniform(0, 0.4))
    names = acknowledged(home)
    assert len(names) >= KILLS
    with ExitStack() as stack:
        database = stack.enter_context(closing(open_database(default_url(home))))
        left = drain(database, stack.enter_context(closing(shop_of(database, home))))
        for job in open_jobs(database):
            left.follow(job)
        while follows := open_jobs(database):
            left.follow(follows[0])
        assert states(database) == {JobState.DONE}
        with database.reading() as session:
            for name in names:
                assert document_by_slug(session, name) is not None, name
                assert passages_of(session, name)[0].page_text.strip() in text_of(name)
            wanted = uploads_wanted(session, now() - timedelta(days=1))
    assert list((home / "reading").iterdir()) == []
    # Left are only those whose sender was killed before they were queued, so not acknowledged.
    assert wanted == set()
    sweep_uploads(home, wanted, 0)
    assert list((home / "uploads").iterdir()) == []


def open_jobs(database):
    with database.reading() as session:
        query = select(Job.id).where(Job.state.in_([JobState.QUEUED, JobState.RUNNING]))
        return list(session.exec(query.order_by(Job.not_before, Job.id)))


def states(database):
    with database.reading() as session:
        return set(session.exec(select(Job.state)))
