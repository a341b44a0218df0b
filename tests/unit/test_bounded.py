"""A file is read in a process that may crash, hang, lie or be told to stop."""

import sys
from threading import Event

import pytest

from db.errors import UnreadableFile
from ingest.bounded import reader as bounded
from ingest.bounded.process import Limits
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
