"""Files sent in by users: on disk for good before anybody is told that they were taken."""

import time
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from db.errors import UnreadableFile
from ingest.durable import write_durably

HOME = "uploads"
_LOST = "ไม่พบไฟล์ที่ส่งมา โปรดส่งไฟล์อีกครั้ง"


def keep_upload(data_dir: Path, content: bytes) -> str:
    """Put the bytes where no crash loses them; the key they are found by.

    Raises UnreadableFile where the data directory takes no more.
    """
    key = uuid4().hex
    write_durably(data_dir / HOME, key, content)
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
