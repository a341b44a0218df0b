"""Files sent in by users: on disk for good before anybody is told that they were taken."""

import os
import time
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from db.errors import UnreadableFile
from ingest.bounded.journal import NO_ROOM

HOME = "uploads"
_LOST = "ไม่พบไฟล์ที่ส่งมา โปรดส่งไฟล์อีกครั้ง"


def keep_upload(data_dir: Path, content: bytes) -> str:
    """Put the bytes where no crash loses them; the key they are found by.

    Raises UnreadableFile where the data directory takes no more.
    """
    home, key = data_dir / HOME, uuid4().hex
    try:
        home.mkdir(parents=True, exist_ok=True)
        _write(home / f"{key}.part", content)
        (home / f"{key}.part").rename(home / key)
        _settle(home)
    except OSError as error:
        with suppress(OSError):
            (home / f"{key}.part").unlink(missing_ok=True)
        raise UnreadableFile(NO_ROOM.format(error.strerror)) from error
    return key


def read_upload(data_dir: Path, key: str) -> bytes:
    """The bytes kept under a key; raises UnreadableFile when they are gone."""
    try:
        return (data_dir / HOME / key).read_bytes()
    except FileNotFoundError:
        raise UnreadableFile(_LOST) from None


def remove_upload(data_dir: Path, key: str) -> None:
    """Forget the bytes under a key, there or not."""
    (data_dir / HOME / key).unlink(missing_ok=True)


def sweep_uploads(data_dir: Path, wanted: Collection[str], older: float) -> None:
    """Remove what no job asks for (`wanted` are their keys) and has lain for `older` seconds."""
    home = data_dir / HOME
    for path in home.iterdir() if home.is_dir() else ():
        with suppress(FileNotFoundError):  # another process has just removed it
            if path.name not in wanted and path.stat().st_mtime < time.time() - older:
                path.unlink()


def _write(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _settle(folder: Path) -> None:
    """Have the folder itself written: a new name in it is lost with it."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
