"""Keeps the files that documents were read from, under the digests of their bytes."""

import hashlib
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from sqlmodel import Session, col, select

from db.engine import Database
from db.models import DocumentVersion
from ingest.durable import PART, write_durably

NAME = "originals"
_STALE_SECONDS = 3600.0


def keep_original(data_dir: Path, sha256: str, content: bytes) -> None:
    """Have the bytes on disk for good; raises UnreadableFile where there is no room for them."""
    path = data_dir / NAME / sha256
    if not path.is_file() or path.stat().st_size != len(content):
        write_durably(data_dir / NAME, sha256, content)


def original_of(data_dir: Path, sha256: str) -> Path | None:
    """The file with this digest; None where it is not kept."""
    path = data_dir / NAME / sha256
    return path if path.is_file() else None


def remove_original(data_dir: Path, sha256: str) -> None:
    """Forget a file, there or not."""
    (data_dir / NAME / sha256).unlink(missing_ok=True)


def complete_original(database: Database, data_dir: Path, content: bytes) -> None:
    """Keep a file that came again where the library holds its versions and has lost it.

    Raises UnreadableFile where there is no room for it.
    """
    digest = hashlib.sha256(content).hexdigest()
    with database.reading() as session:
        known = select(DocumentVersion.size).where(DocumentVersion.sha256 == digest)
        sizes = list(session.exec(known))
    path = original_of(data_dir, digest)
    if not sizes or (None not in sizes and path and _digest(path) == digest):
        return
    with database.writing() as session:
        # Locked: whoever erases the document waits, and then removes the file as well.
        held = select(DocumentVersion).where(DocumentVersion.sha256 == digest)
        versions = list(session.exec(held.with_for_update()))
        if versions:
            # In its place: what is there stays until the new one is whole.
            write_durably(data_dir / NAME, digest, content)
        for version in versions:
            version.size = len(content)
            session.add(version)


def missing_originals(session: Session, data_dir: Path) -> list[str]:
    """The digests of files that were kept and are not there."""
    return [digest for digest, _ in _kept(session) if original_of(data_dir, digest) is None]


def damaged_originals(session: Session, data_dir: Path) -> list[str]:
    """The digests of files whose bytes are others than those that were read; reads them all."""
    found = ((digest, original_of(data_dir, digest)) for digest, _ in _kept(session))
    return [digest for digest, path in found if path is not None and _digest(path) != digest]


def orphan_originals(session: Session, data_dir: Path) -> list[Path]:
    """Files that belong to no version, and what writes left unfinished an hour ago."""
    home = data_dir / NAME
    known = set(session.exec(select(DocumentVersion.sha256)))
    return sorted(path for path in _files(home) if path.name not in known and _is_left(path))


def weight_of_originals(session: Session) -> tuple[int, int]:
    """How many files are kept, and their bytes."""
    sizes = dict(_kept(session))
    return len(sizes), sum(sizes.values())


def _kept(session: Session) -> Iterator[tuple[str, int]]:
    query = select(DocumentVersion.sha256, DocumentVersion.size).distinct()
    for digest, size in session.exec(query.where(col(DocumentVersion.size).is_not(None))):
        yield digest, size or 0


def _files(home: Path) -> Iterator[Path]:
    if home.is_dir():
        yield from home.iterdir()


def _is_left(path: Path) -> bool:
    if path.suffix != PART:
        return True
    with suppress(FileNotFoundError):
        return path.stat().st_mtime < time.time() - _STALE_SECONDS
    return False


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
