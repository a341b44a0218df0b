"""The reading process: keeps the readers warm and forks one bounded child for each file.

Parsers of hostile bytes run only here. A job comes as a line of JSON on standard input, naming the
folder that holds the file; what happens goes as lines of JSON to standard output: the events of
`ingest.bounded.steps`, {"refused": why}, {"busy": why} or {"broken": traceback}, and at last
{"ended": exit status}. A child leaves its result in the folder.
"""

import os
import resource
import sys
import tempfile
import traceback
from collections.abc import Mapping
from errno import EDQUOT, ENOSPC
from pathlib import Path
from select import select
from signal import SIGKILL
from typing import Any

import orjson

from db.errors import LibraryBusy, ProblemError, UnreadableFile
from ingest.bounded.journal import JOURNAL, NO_ROOM, RESULT, SOURCE, Journal
from ingest.bounded.steps import Steps
from ingest.bounded.wire import MAX_BYTES, dump
from ingest.mending.document import mend
from ingest.pictures import NAME as PICTURES
from ingest.reading import read_bytes

MEMORY_BYTES = 3 << 30
_OPEN_FILES = 256
_WARMING = "แผนพัฒนาดิจิทัล"


def main() -> None:
    """Serve jobs until standard input ends."""
    events = os.dup(1)
    os.dup2(2, 1)
    mend([_WARMING])
    for line in sys.stdin:
        _say(events, {"ended": _run(events, Path(orjson.loads(line)["folder"]))})


def _run(events: int, folder: Path) -> int:
    """Have a child read one file; its exit status. Standard input that ends before the child does
    means that whoever asked is gone: the whole process group ends.
    """
    alive, held_by_child = os.pipe()
    child = os.fork()
    if child == 0:
        _serve(events, folder)
    os.close(held_by_child)
    if sys.stdin.fileno() in select([sys.stdin.fileno(), alive], [], [])[0]:
        os.killpg(0, SIGKILL)
    os.close(alive)
    return os.waitpid(child, 0)[1]


def _serve(events: int, folder: Path) -> None:
    """Read one file and leave; never returns."""
    try:
        _limit()
        tempfile.tempdir = str(folder)
        _read(events, folder)
    except LibraryBusy as problem:
        _say(events, {"busy": str(problem)})
    except ProblemError as problem:
        _say(events, {"refused": str(problem)})
    except MemoryError:
        os._exit(2)
    except BaseException as problem:
        full = isinstance(problem, OSError) and problem.errno in (ENOSPC, EDQUOT)
        trouble = {"broken": traceback.format_exc(limit=-6)[-4000:]}
        _say(events, {"refused": NO_ROOM.format(os.strerror(ENOSPC))} if full else trouble)
    os._exit(0)


def _read(events: int, folder: Path) -> None:
    journal = Journal(folder / JOURNAL)
    steps = Steps(journal, lambda event: _say(events, event), folder / PICTURES)
    reading = read_bytes((folder / SOURCE).read_bytes(), steps)
    content = dump(reading)
    if len(content) > MAX_BYTES:
        raise UnreadableFile("ข้อความในไฟล์ยาวเกินกำหนด โปรดแบ่งไฟล์เป็นส่วนก่อนนำเข้า")
    (folder / RESULT).write_bytes(content)
    journal.close()


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (MAX_BYTES, MAX_BYTES))
    resource.setrlimit(resource.RLIMIT_NOFILE, (_OPEN_FILES, _OPEN_FILES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _say(events: int, event: Mapping[str, Any]) -> None:
    try:
        os.write(events, orjson.dumps(event) + b"\n")
    except BrokenPipeError:  # whoever asked is gone
        os._exit(1)


if __name__ == "__main__":
    main()
