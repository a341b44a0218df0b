"""Keeps what was read of a file page by page, so that a reading that was killed goes on."""

import fcntl
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import orjson

from db.errors import LibraryBusy

# What lies in the folder of a file that is being read.
SOURCE, JOURNAL, RESULT = "source", "journal.jsonl", "reading.json"
_BUSY = "ไฟล์นี้กำลังถูกอ่านอยู่ โปรดรอให้เสร็จแล้วลองใหม่"


class Journal:
    """The finished steps of reading one file: (kind, page) → what came of it, a line each.

    One process at a time holds a journal; raises LibraryBusy where another does.
    """

    def __init__(self, path: Path) -> None:
        self._done = {(entry["kind"], entry["page"]): entry["result"] for entry in _entries(path)}
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(self._file)
            raise LibraryBusy(_BUSY) from None
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


def _entries(path: Path) -> Iterator[Mapping[str, Any]]:
    """The whole lines; a line cut off by a kill is not one."""
    if not path.exists():
        return
    for line in path.read_bytes().split(b"\n"):
        try:
            yield orjson.loads(line)
        except orjson.JSONDecodeError:
            continue


def _end_torn_line(file: int) -> None:
    size = os.fstat(file).st_size
    if size and os.pread(file, 1, size - 1) != b"\n":
        os.write(file, b"\n")
