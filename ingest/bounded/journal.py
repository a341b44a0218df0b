"""Keeps what was read of a file page by page, so that a reading that was killed goes on."""

import fcntl
import os
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import orjson

from db.errors import LibraryBusy

# What lies in the folder of a file that is being read.
SOURCE, JOURNAL, RESULT = "source", "journal.jsonl", "reading.json"
NO_ROOM = "เขียนในโฟลเดอร์ข้อมูลไม่ได้ ({}) โปรดตรวจพื้นที่ว่างและสิทธิ์ของโฟลเดอร์ แล้วนำเข้าอีกครั้ง"
BUSY = "ไฟล์นี้กำลังถูกอ่านอยู่ โปรดรอให้เสร็จแล้วลองใหม่"


class Journal:
    """The finished steps of reading one file: (kind, page) → what came of it, a line each.

    One process at a time holds a journal; raises LibraryBusy where another does for `wait` seconds:
    one that was killed takes a moment to let go.
    """

    def __init__(self, path: Path, wait: float = 5.0) -> None:
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            lock(self._file, wait)
        except LibraryBusy:
            os.close(self._file)
            raise
        self._done = dict(_entries(path))
        _end_torn_line(self._file)

    def find(self, kind: str, page: int) -> Mapping[str, Any] | None:
        """What a step gave, where it was finished."""
        return self._done.get((kind, page))

    def keep(self, kind: str, page: int, result: Mapping[str, Any]) -> None:
        """Write down that a step is finished."""
        line = orjson.dumps({"kind": kind, "page": page, "result": result}) + b"\n"
        os.write(self._file, line)
        self._done[kind, page] = result

    def close(self) -> None:
        """Let another process have it."""
        os.close(self._file)


def lock(file: int, wait: float = 0.0) -> None:
    """Lock an open file or folder for this process; raises LibraryBusy where another holds it."""
    deadline = time.monotonic() + wait
    while True:
        try:
            return fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                raise LibraryBusy(BUSY) from None
            time.sleep(0.05)


def _entries(path: Path) -> Iterator[tuple[tuple[str, int], Mapping[str, Any]]]:
    """The whole lines; one cut off by a kill, or not written here, is none."""
    for line in path.read_bytes().split(b"\n"):
        try:
            entry = orjson.loads(line)
            step, result = (str(entry["kind"]), int(entry["page"])), entry["result"]
        except (ValueError, TypeError, KeyError):
            continue
        if isinstance(result, dict):
            yield step, result


def _end_torn_line(file: int) -> None:
    size = os.fstat(file).st_size
    if size and os.pread(file, 1, size - 1) != b"\n":
        os.write(file, b"\n")
