"""A worker in a process of its own, for tests to kill: `job_process.py URL FOLDER`.

It notes each job it does in FOLDER, one line a job, and waits at the one called "hold".
"""

import sys
import time
from pathlib import Path

from db.engine import open_database
from db.models import JobKind
from ingest.jobs.work import Pace
from ingest.jobs.worker import Worker


def main(url, folder):
    def do(work):
        with (Path(folder) / "done").open("a") as log:
            log.write(f"{work.claim.id}\n")
        if work.claim.subject == "hold":
            (Path(folder) / "held").touch()
            time.sleep(60)

    pace = Pace(lease=2, look=0.1, idle=0.02, progress=0, pause=0)
    worker = Worker(open_database(url), {JobKind.READ: do}, pace)
    while worker.work_once() or not (Path(folder) / "enough").exists():
        time.sleep(0.005)


if __name__ == "__main__":
    main(*sys.argv[1:])
