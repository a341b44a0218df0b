"""Builds a generation beside the one that answers, checks it, and moves the pointer."""

import fcntl
import hashlib
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO
from uuid import uuid4

from sqlmodel import Session

from db.embedder import CachedEmbedder, Embedder, Progress
from db.engine import Database
from db.errors import DatabaseUnavailable, IndexUnavailable, LibraryBusy
from db.index import VECTORS, Entry, Told, build_index, generation_home, open_index
from db.models import GenerationState, IndexGeneration
from db.models.table import now
from db.reads import generations as read
from db.reads.documents import IndexRow, index_rows
from db.thai import KEY_VERSION
from db.trial import Examine, Trial
from db.vectors import VectorPlace
from db.writes import generations as write
from db.writes.outdated import compare_answers
from ingest.retiring import erase_old

KEEP = 2
PATIENCE = 60.0
"""Seconds to wait for another process that publishes."""
REFUSED = (
    "ดัชนีรุ่นที่ {number} สร้างเสร็จแต่ยังไม่เปิดใช้ เพราะตอบคำถามเดิมได้เพียง {kept} จาก {asked} ข้อ "
    "โปรดตรวจด้วย sodklong generations แล้วสั่ง sodklong activate {number} --force หากยืนยันจะใช้"
)
# Title and headings so long leave the longest passage whole in a window of 512 tokens.
_CONTEXT_LIMIT = 120


@dataclass(frozen=True, slots=True)
class Published:
    """The generation that answers after a publish, and whether it is a new one.

    `refused` says in Thai why what was built does not answer; `embedded` counts the passages whose
    vectors were not known yet.
    """

    generation: int
    passages: int
    changed: bool
    refused: str = ""
    embedded: int = 0


@dataclass(frozen=True, slots=True)
class PublishTerms:
    """How to publish: generations to keep, the Chroma server if one is set, what to ask before a
    generation answers."""

    keep: int = KEEP
    server: str | None = None
    examine: Examine | None = None


@dataclass(slots=True)
class _Press:
    """All that a publish works with."""

    database: Database
    data_dir: Path
    embedder: Embedder
    progress: Progress
    terms: PublishTerms
    told: Told
    report: dict[str, Any] = field(default_factory=dict)


def publish(
    database: Database,
    data_dir: Path,
    embedder: Embedder,
    progress: Progress = lambda _done, _total: None,
    terms: PublishTerms = PublishTerms(),
    told: Told = lambda _: None,
    *,
    rebuild: bool = False,
) -> Published:
    """Make everything in the library answer.

    The caller holds `publishing`. Nothing is built when the active generation already holds
    exactly this content under this embedder and these keys, unless `rebuild` is set. While an
    admin has set this content aside, the active generation's own content counts instead.

    `told` hears the name of each step before it is begun. It and `progress` may raise to stop the
    publish: the generation before answers on.
    """
    press = _Press(database, data_dir, embedder, progress, terms, told)
    told("read")
    with database.reading() as session:
        entries, held = wanted_entries(session)
        active = read.active(session)
        digest = _digest(entries, embedder)
        waiting = None if rebuild else read.refused(session, digest)
    known = active is not None and (held or active.content_digest == digest)
    if not entries or (not rebuild and known and _answers(press, active, () if held else entries)):
        return _unchanged(press, active)
    if waiting is not None:
        return _unchanged(press, active, refused=_refusal(waiting))
    return _made(press, entries, digest)


@contextmanager
def publishing(data_dir: Path, wait: float = PATIENCE) -> Iterator[None]:
    """Hold the one place from which a data directory may be written.

    Three processes writing one Chroma directory all reported success and left it unreadable.
    """
    with _lock_file(data_dir) as handle:
        _acquire(handle.fileno(), wait)
        yield


def searchable(row: IndexRow) -> str:
    """A passage is found by its document's title, its section and the head of its table too."""
    context = (row.title[:_CONTEXT_LIMIT], row.section[-_CONTEXT_LIMIT:], row.header)
    return "\n".join(part for part in (*context, row.text) if part)


def entries_of(rows: Sequence[IndexRow]) -> list[Entry]:
    """Passages as they are indexed."""
    return [Entry(row.id, searchable(row)) for row in rows]


def wanted_entries(session: Session) -> tuple[list[Entry], bool]:
    """The library's content; or that of the active generation, and True, while an admin has set
    the library's aside."""
    entries = entries_of(index_rows(session))
    active = read.active(session)
    if active is None or not read.is_set_aside(session, _content(entries)):
        return entries, False
    # Titles may have changed since, so these need not be the texts that were indexed.
    held = entries_of(index_rows(session, active.id))
    return (held, True) if held else (entries, False)


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


def _digest(entries: list[Entry], embedder: Embedder) -> str:
    made = f"{embedder.name}\0{KEY_VERSION}\0{_content(entries)}"
    return hashlib.sha256(made.encode()).hexdigest()


def _content(entries: list[Entry]) -> str:
    content = hashlib.sha256()
    for entry in entries:
        content.update(f"\0{entry.id}\0{entry.text}".encode())
    return content.hexdigest()


def _answers(press: _Press, active: IndexGeneration | None, entries: Sequence[Entry]) -> bool:
    """Whether the files of the active generation still answer as this program reads them."""
    # Vectors stay where they were put until the setting says otherwise.
    if active is None or (active.collection is None) != (press.terms.server is None):
        return False
    try:
        with closing(_open(press, active)) as index:
            index.check(entries)
    except IndexUnavailable:
        return False
    return True


def _open(press: _Press, generation: IndexGeneration) -> Any:  # noqa: ANN401 (an Index)
    return open_index(press.data_dir, generation, press.embedder, None, press.terms.server)


def _unchanged(press: _Press, active: IndexGeneration | None, refused: str = "") -> Published:
    if active is None:
        return Published(0, 0, changed=False, refused=refused)
    compare_answers(press.database)
    return Published(active.id or 0, active.passages, changed=False, refused=refused)


def _made(press: _Press, entries: list[Entry], digest: str) -> Published:
    """Build, check and activate a generation; what fails is marked so and its files go."""
    press.told("begin")
    with press.database.writing() as session:
        write.fail_unfinished(session)
        generation = _begun(press, session, entries, digest)
    try:
        press.told("begun")
        trial = _built(press, generation, entries)
    except BaseException:  # stopped by hand as well
        _fail(press, generation)
        raise
    press.told("record")
    return _settled(press, generation, trial)


def _begun(press: _Press, session: Session, entries: list[Entry], digest: str) -> IndexGeneration:
    embedder = press.embedder
    generation = write.begin(
        session, embedder.name, embedder.dimension, KEY_VERSION, digest, len(entries)
    )
    generation.library_digest = _content(entries)
    # Named before it is made, so that it is never lost from sight.
    generation.collection = f"sodklong-{uuid4().hex}" if press.terms.server else None
    press.told("hold")
    write.hold(session, generation, [entry.id for entry in entries])
    return generation


def _built(press: _Press, generation: IndexGeneration, entries: list[Entry]) -> Trial | None:
    home = generation_home(press.data_dir, generation.id or 0)
    place = VectorPlace(home / VECTORS, press.terms.server, generation.collection)
    begun, known = time.perf_counter(), _embedded(press.embedder)
    index = build_index(
        press.data_dir,
        generation.id or 0,
        entries,
        press.embedder,
        press.progress,
        place,
        press.told,
    )
    with closing(index):
        press.told("check")
        index.check(entries)
        press.report["seconds"] = round(time.perf_counter() - begun, 2)
        press.report["embedded"] = _embedded(press.embedder) - known
        return press.terms.examine(index, press.told) if press.terms.examine else None


def _embedded(embedder: Embedder) -> int:
    """The passages that an embedder had to embed so far."""
    return embedder.embedded if isinstance(embedder, CachedEmbedder) else 0


def _settled(press: _Press, generation: IndexGeneration, trial: Trial | None) -> Published:
    """Record what was checked and, unless too much got lost, move the pointer."""
    with press.database.writing() as session:
        row = session.merge(generation)
        row.validated_at = now()
        row.report = {**press.report, **({"questions": trial.told()} if trial else {})}
        press.told("point")
        if trial and not trial.passed:
            row.state = GenerationState.REFUSED
        else:
            write.activate(session, row)
        active = read.active(session)
    press.told("pointed")
    if row.state is GenerationState.REFUSED:
        return _unchanged(press, active, refused=_refusal(row))
    _tidy(press)
    return Published(
        row.id or 0, row.passages, changed=True, embedded=press.report.get("embedded", 0)
    )


def _tidy(press: _Press) -> None:
    press.told("compare")
    compare_answers(press.database)
    erase_old(press.database, press.data_dir, press.terms.keep, press.terms.server, press.told)
    press.told("done")


def _refusal(generation: IndexGeneration) -> str:
    asked = generation.report.get("questions", {})
    return REFUSED.format(
        number=generation.id, kept=asked.get("kept", 0), asked=asked.get("asked", 0)
    )


def _fail(press: _Press, generation: IndexGeneration) -> None:
    with press.database.writing() as session:
        session.merge(generation).state = GenerationState.FAILED
    erase_old(press.database, press.data_dir, press.terms.keep, press.terms.server)
