"""Reads files that may be hostile: in a process of its own, bounded in time, memory and output."""

import hashlib
import logging
import os
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from threading import Event, Lock

from db.errors import LibraryBusy, UnreadableFile
from ingest.bounded.journal import BUSY, JOURNAL, NO_ROOM, RESULT, SOURCE, Journal, lock
from ingest.bounded.process import (
    WORKER,
    Cancelled,
    Died,
    Limits,
    Progress,
    ReadingProcess,
    Stopped,
)
from ingest.bounded.steps import FAILED
from ingest.bounded.wire import MAX_BYTES, Malformed, load
from ingest.page import Reading
from ingest.pictures import NAME, keep_pictures

logger = logging.getLogger("sodklong.ingest")

TOO_HEAVY = "ไฟล์ซับซ้อนเกินเวลาหรือหน่วยความจำที่กำหนด โปรดแบ่งไฟล์หรือบันทึกใหม่ แล้วนำเข้าอีกครั้ง"
BROKEN = "อ่านไฟล์ไม่สำเร็จ ไฟล์อาจเสียหาย โปรดเปิดแล้วบันทึกใหม่ก่อนนำเข้าอีกครั้ง"
STOPPED = "ส่วนที่อ่านไฟล์หยุดทำงาน โปรดลองนำเข้าอีกครั้ง หากยังไม่ได้ให้ติดตั้งโปรแกรมใหม่"
CANCELLED = "ยกเลิกการอ่านไฟล์แล้ว หน้าที่อ่านเสร็จยังเก็บไว้ นำเข้าไฟล์เดิมอีกครั้งเพื่ออ่านต่อ"
_DEATHS = 5
_STALE_SECONDS = 7 * 24 * 3600.0


class BoundedReader:
    """Reads one file at a time; under `data_dir` the finished pages of one that was broken off wait
    in `reading`, and the pictures of pages read by OCR are kept in `pictures`.
    """

    def __init__(
        self, data_dir: Path, limits: Limits | None = None, command: Sequence[str] = WORKER
    ) -> None:
        self._data_dir = data_dir
        self._process = ReadingProcess(limits or Limits(), command)
        self._lock = Lock()

    def read(
        self,
        data: bytes,
        progress: Progress = lambda _done, _pages: None,
        cancel: Event | None = None,
    ) -> Reading:
        """The pages and outline of a file, whatever its format.

        A page that kills the process is left out, and the reading says so; after five the file is
        given up. Raises UnreadableFile for what cannot be read and when `cancel` is set,
        LibraryBusy while another process reads the same bytes.
        """
        with self._lock:
            _remove_stale(self._data_dir / "reading")
            home = self._data_dir / "reading" / hashlib.sha256(data).hexdigest()
            with _held(home):
                _fill(home / SOURCE, data)
                return self._attempts(home, progress, cancel)

    def close(self) -> None:
        """End the reading process."""
        self._process.close()

    def _attempts(self, home: Path, progress: Progress, cancel: Event | None) -> Reading:
        for _ in range(_DEATHS):
            try:
                return self._attempt(home, progress, cancel)
            except Died as death:
                if death.page is None:
                    break
                _mark_failed(home, death.page)
            except Cancelled:
                raise UnreadableFile(CANCELLED) from None
            except Stopped:
                raise UnreadableFile(STOPPED) from None
        shutil.rmtree(home, ignore_errors=True)
        raise UnreadableFile(TOO_HEAVY)

    def _attempt(self, home: Path, progress: Progress, cancel: Event | None) -> Reading:
        outcome = self._process.run(home, progress, cancel)
        if outcome.busy is not None:
            raise LibraryBusy(outcome.busy)
        try:
            if outcome.trouble is not None:
                logger.error("a file was not read:\n%s", outcome.trouble)
                raise UnreadableFile(BROKEN)
            if outcome.refusal is not None:
                raise UnreadableFile(outcome.refusal)
            reading = _result(home)
            keep_pictures(home / NAME, self._data_dir, home.name)
            return reading
        finally:
            shutil.rmtree(home, ignore_errors=True)


@contextmanager
def _held(home: Path) -> Iterator[None]:
    """Keep the folder of a file to this process, from before it is read until it is removed."""
    try:
        home.mkdir(parents=True, exist_ok=True)
        handle = os.open(home, os.O_RDONLY)
    except FileNotFoundError:  # another process has just finished with it
        raise LibraryBusy(BUSY) from None
    except OSError as error:
        raise UnreadableFile(NO_ROOM.format(error.strerror)) from error
    try:
        lock(handle)
        if os.fstat(handle).st_nlink == 0:
            raise LibraryBusy(BUSY)
        os.utime(home)
        yield
    finally:
        os.close(handle)


def _fill(source: Path, data: bytes) -> None:
    """Lay the bytes to read, whatever an earlier process has left there."""
    try:
        source.write_bytes(data)
    except OSError as error:
        shutil.rmtree(source.parent, ignore_errors=True)
        raise UnreadableFile(NO_ROOM.format(error.strerror)) from error


def _result(home: Path) -> Reading:
    try:
        with (home / RESULT).open("rb") as file:
            return load(file.read(MAX_BYTES))
    except (OSError, Malformed) as error:
        logger.exception("the reading process left nothing that can be used")
        raise UnreadableFile(BROKEN) from error


def _mark_failed(home: Path, page: int) -> None:
    with closing(Journal(home / JOURNAL)) as journal:
        journal.keep(FAILED, page, {})


def _remove_stale(folder: Path) -> None:
    """Pages of a file that was never finished are of no use for ever."""
    if not folder.is_dir():
        return
    for home in folder.iterdir():
        with suppress(FileNotFoundError):  # another process has just finished with it
            if home.stat().st_mtime < time.time() - _STALE_SECONDS:
                shutil.rmtree(home, ignore_errors=True)
