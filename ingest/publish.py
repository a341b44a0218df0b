"""Builds a generation beside the one that answers, checks it, and moves the pointer."""

import fcntl
import hashlib
import shutil
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from db.embedder import Embedder, Progress
from db.engine import Database
from db.errors import DatabaseUnavailable, IndexUnavailable, LibraryBusy
from db.index import Entry, build_index, open_index
from db.models import GenerationState, IndexGeneration
from db.reads import generations as read
from db.reads.documents import IndexRow, index_rows
from db.thai import KEY_VERSION
from db.writes import generations as write

KEEP = 2
_WAIT_SECONDS = 60.0
# Title and headings so long leave the longest passage whole in a window of 512 tokens.
_CONTEXT_LIMIT = 120


@dataclass(frozen=True, slots=True)
class Published:
    """The generation that answers after a publish, and whether it is a new one."""

    generation: int
    passages: int
    changed: bool


def publish(
    database: Database,
    data_dir: Path,
    embedder: Embedder,
    progress: Progress = lambda _done, _total: None,
) -> Published:
    """Make everything in the library answer.

    The caller holds `publishing`. Nothing is built when the active generation already holds
    exactly this content under this embedder and these keys.
    """
    with database.reading() as session:
        entries = [Entry(row.id, searchable(row)) for row in index_rows(session)]
        active = read.active(session)
    digest = _digest(entries, embedder)
    if not entries or _answers(active, digest, entries, data_dir, embedder):
        return _unchanged(active)
    with database.writing() as session:
        write.fail_unfinished(session)
        generation = write.begin(
            session, embedder.name, embedder.dimension, KEY_VERSION, digest, len(entries)
        )
    index = build_index(data_dir, generation.id or 0, entries, embedder, progress)
    with closing(index):
        index.check(entries)
    with database.writing() as session:
        write.activate(session, session.merge(generation))
    _remove_old(database, data_dir)
    return Published(generation.id or 0, len(entries), changed=True)


@contextmanager
def publishing(data_dir: Path, wait: float = _WAIT_SECONDS) -> Iterator[None]:
    """Hold the one place from which a data directory may be written.

    Three processes writing one Chroma directory all reported success and left it unreadable.
    """
    with _lock_file(data_dir) as handle:
        _acquire(handle.fileno(), wait)
        yield


def _lock_file(data_dir: Path) -> TextIO:
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        return (data_dir / "publish.lock").open("w")
    except OSError as error:
        raise DatabaseUnavailable(
            f"เปิดไฟล์ publish.lock ในโฟลเดอร์ข้อมูลไม่ได้ ({error.strerror})"
        ) from error


def _acquire(handle: int, wait: float) -> None:
    deadline = time.monotonic() + wait
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                raise LibraryBusy("มีการนำเข้าเอกสารอื่นกำลังทำงานอยู่ โปรดลองใหม่ภายหลัง") from None
            time.sleep(0.1)
        else:
            return


def searchable(row: IndexRow) -> str:
    """A passage is found by its document's title, its section and the head of its table too."""
    context = (row.title[:_CONTEXT_LIMIT], row.section[-_CONTEXT_LIMIT:], row.header)
    return "\n".join(part for part in (*context, row.text) if part)


def _digest(entries: list[Entry], embedder: Embedder) -> str:
    content = hashlib.sha256(f"{embedder.name}\0{KEY_VERSION}".encode())
    for entry in entries:
        content.update(f"\0{entry.id}\0{entry.text}".encode())
    return content.hexdigest()


def _answers(
    active: IndexGeneration | None,
    digest: str,
    entries: list[Entry],
    data_dir: Path,
    embedder: Embedder,
) -> bool:
    """Whether the active generation holds this content and its files still answer."""
    if active is None or active.content_digest != digest:
        return False
    try:
        with closing(open_index(data_dir, active, embedder)) as index:
            index.check(entries)
    except IndexUnavailable:
        return False
    return True


def _unchanged(active: IndexGeneration | None) -> Published:
    if active is None:
        return Published(0, 0, changed=False)
    return Published(active.id or 0, active.passages, changed=False)


def _remove_old(database: Database, data_dir: Path) -> None:
    """Deleting from Chroma does not erase: a generation goes by its whole directory."""
    with database.writing() as session:
        ready = [g for g in read.all_generations(session) if g.state is GenerationState.READY]
        for generation in ready[KEEP:]:
            generation.state = GenerationState.REMOVED
            session.add(generation)
        kept = {str(generation.id) for generation in ready[:KEEP]}
    for home in (data_dir / "generations").iterdir():
        if home.name not in kept:
            shutil.rmtree(home, ignore_errors=True)
