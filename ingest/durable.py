"""Files that no crash loses: on disk, with their names, before anybody is told so."""

import os
from contextlib import suppress
from pathlib import Path

from db.errors import UnreadableFile
from ingest.bounded.journal import NO_ROOM

PART = ".part"


def write_durably(home: Path, name: str, content: bytes) -> None:
    """Put the bytes under a name in a folder, whole or not at all.

    Raises UnreadableFile where the data directory takes no more.
    """
    part = home / f"{name}{PART}"
    try:
        home.mkdir(parents=True, exist_ok=True)
        _write(part, content)
        part.rename(home / name)
        _settle(home)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise UnreadableFile(NO_ROOM.format(error.strerror)) from error


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
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
