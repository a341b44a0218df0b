"""A file is read in a process that may crash, hang, lie or be told to stop."""

import json
import os
import sys
from hashlib import sha256
from signal import SIGKILL
from subprocess import DEVNULL, PIPE, Popen
from threading import Event

import pytest

from db.errors import LibraryBusy, UnreadableFile
from ingest.bounded import reader as bounded
from ingest.bounded.journal import lock
from ingest.bounded.process import WORKER, Limits
from ingest.bounded.reader import BoundedReader
from ingest.bounded.wire import dump
from ingest.page import PageText, Reading

READING = Reading("แผน", (PageText(1, "หนึ่ง", "หนึ่ง"),), (), "text-0")
PREAMBLE = """
import json, os, signal, sys, time
from pathlib import Path
from ingest.bounded.journal import JOURNAL, RESULT, Journal
def say(**event): os.write(1, json.dumps(event).encode() + b"\\n")
for line in sys.stdin:
    folder = Path(json.loads(line)["folder"])
    journal = Journal(folder / JOURNAL)
    failed = [n for n in range(9) if journal.find("failed", n) is not None]
    journal.close()
    done = lambda: ((folder / RESULT).write_bytes(bytes.fromhex(RESULT_HEX)), say(ended=0))
"""


@pytest.fixture
def reader(tmp_path):
    """Makes readers whose process does what a script says."""
    opened = []

    def make(script, limits=None):
        code = f"RESULT_HEX = {dump(READING).hex()!r}\n{PREAMBLE}    {script}\n"
        command = (sys.executable, "-c", code)
        opened.append(BoundedReader(tmp_path, limits or Limits(), command))
        return opened[-1]

    yield make
    for one in opened:
        one.close()


def test_a_reading_arrives_and_nothing_is_left(reader, tmp_path):
    assert reader("done()").read(b"data") == READING
    assert list((tmp_path / "reading").iterdir()) == []


def test_progress_counts_finished_pages(reader):
    heard = []
    script = "say(pages=2); say(done=2); say(pages=2, finished=1); say(done=1); done()"
    reader(script).read(b"data", lambda done, pages: heard.append((done, pages)))
    assert heard == [(1, 2), (2, 2)]


def test_a_page_that_kills_the_process_is_left_out_next_time(reader):
    script = "(say(begin=3), say(ended=9)) if 3 not in failed else done()"
    assert reader(script).read(b"data") == READING


@pytest.mark.parametrize(
    ("script", "message"),
    [
        ("say(ended=9)", bounded.TOO_HEAVY),
        ("say(begin=len(failed)); say(ended=11)", bounded.TOO_HEAVY),
        ("say(begin=1); say(ended=9) if failed else time.sleep(60)", bounded.TOO_HEAVY),
        ("os._exit(3)", bounded.STOPPED),
        ("os.write(1, b'nonsense\\n')", bounded.STOPPED),
        ("os.write(1, b'[1]\\n')", bounded.STOPPED),
        ("say(ended=0)", bounded.BROKEN),
        ("(folder / RESULT).write_bytes(b'{}'); say(ended=0)", bounded.BROKEN),
        ("say(broken='Traceback'); say(ended=0)", bounded.BROKEN),
        ("say(refused='ไฟล์มีรหัสผ่าน'); say(ended=0)", "ไฟล์มีรหัสผ่าน"),
    ],
)
def test_what_goes_wrong_is_a_refusal(reader, script, message):
    with pytest.raises(UnreadableFile) as refused:
        reader(script, Limits(step=2.0)).read(b"data")
    assert str(refused.value) == message


def test_a_file_after_one_that_hung_is_read(reader):
    script = "time.sleep(60) if (folder / 'source').read_bytes() == b'bad' else done()"
    slow = reader(script, Limits(step=2.0))
    with pytest.raises(UnreadableFile):
        slow.read(b"bad")
    assert slow.read(b"good") == READING


def test_cancelling_keeps_what_is_finished(reader, tmp_path):
    cancel = Event()
    cancel.set()
    with pytest.raises(UnreadableFile, match="ยกเลิก"):
        reader("time.sleep(60)").read(b"data", cancel=cancel)
    (home,) = (tmp_path / "reading").iterdir()
    assert (home / "source").read_bytes() == b"data"


def test_what_lies_in_the_folder_is_not_believed(reader, tmp_path):
    home = tmp_path / "reading" / sha256(b"data").hexdigest()
    home.mkdir(parents=True)
    (home / "source").write_bytes(b"other")
    script = "done() if (folder / 'source').read_bytes() == b'data' else say(ended=9)"
    assert reader(script).read(b"data") == READING


def test_another_process_keeps_its_file_until_it_is_done(reader, tmp_path):
    home = tmp_path / "reading" / sha256(b"data").hexdigest()
    home.mkdir(parents=True)
    handle = os.open(home, os.O_RDONLY)
    lock(handle)
    with pytest.raises(LibraryBusy):
        reader("done()").read(b"data")
    os.close(handle)
    assert reader("done()").read(b"data") == READING


def test_a_folder_that_cannot_be_written_is_named(reader, tmp_path):
    (tmp_path / "reading").write_text("a file, not a folder")
    with pytest.raises(UnreadableFile, match="โฟลเดอร์ข้อมูล"):
        reader("done()").read(b"data")


def test_the_process_ends_with_whoever_started_it(tmp_path):
    (tmp_path / "source").write_text("1. ก\n" * 400_000, encoding="utf-8")
    order = json.dumps({"folder": str(tmp_path)}).encode() + b"\n"
    worker = Popen(WORKER, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, start_new_session=True)
    worker.stdin.write(order)
    worker.stdin.flush()
    while not (tmp_path / "journal.jsonl").exists():
        assert worker.poll() is None
    worker.stdin.close()
    # The child holds the pipe too: it is at its end only when both are gone.
    assert worker.stdout.read() == b""
    assert worker.wait() == -SIGKILL
    worker.stdout.close()
