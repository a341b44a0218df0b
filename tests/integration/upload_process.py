"""Sends and reads without end, in processes for tests to kill: `upload_process.py URL FOLDER`.

Loading takes longer than they live, so it is done once: for each number on standard input a process
is forked that sends files numbered from there on, and its id is printed.
Each file that was acknowledged is noted in FOLDER/acknowledged, one name a line, only afterwards.
"""

import os
import sys
import threading
from pathlib import Path

from sparse import Sparse

from db.engine import open_database
from ingest.jobs.work import Pace
from ingest.jobs.worker import Worker
from ingest.jobs.workshop import Workshop
from ingest.library import Description
from ingest.reception import Sent, receive

PACE = Pace(lease=1.5, look=0.1, idle=0.02, progress=0, pause=0.05, longest_pause=0.2)


def text_of(name):
    return f"# เอกสาร {name}\nข้อความของเอกสาร {name} ว่าด้วยงานที่ไม่มีวันจบ\n"


def shop_of(database, folder):
    """The workshop of a data directory; to be closed."""
    return Workshop(database, folder, Sparse())


def drain(database, shop):
    """The worker of a workshop."""
    return Worker(database, shop.handlers, PACE)


def main(url, folder, start):
    """Send files numbered from `start` to the library in `folder`."""
    database, home = open_database(url), Path(folder)
    worker = drain(database, shop_of(database, home))
    threading.Thread(target=worker.run, daemon=True).start()
    log = os.open(home.parent / "acknowledged", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    number = start
    while True:
        name = f"{number:05d}"
        sent = Sent(f"{name}.txt", text_of(name).encode())
        (told,) = receive(database, home, [sent], Description(), "key:anna")
        if told.status == "accepted":
            os.write(log, f"{name}\n".encode())
        number += 1
        threading.Event().wait(0.1)


if __name__ == "__main__":
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            main(*sys.argv[1:], int(line))
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()
        os.waitpid(child, 0)
