"""Looks for damage in what is stored, and names it: the database, the pointer, the index files."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from db.embedder import CachedEmbedder, Embedder
from db.engine import Database
from db.errors import IndexUnavailable
from db.index import (
    KEYWORDS,
    VECTORS,
    Entry,
    Index,
    generation_home,
    open_index,
    refuse_mismatch,
    spread,
)
from db.models import ActiveGeneration, GenerationState, IndexGeneration
from db.reads import generations as read
from db.reads.documents import index_rows
from db.sealing import damaged
from db.writes.generations import SqlVectorCache
from ingest.publish import entries_of, wanted_entries
from ingest.retiring import orphans

PROBES, DEPTH = 100, 5
_DATABASE = "sodklong.sqlite3"
_MOST_TOLD = 3
_ALIKE = 0.99


@dataclass(frozen=True, slots=True)
class Damage:
    """What is wrong: a code for programs and a Thai sentence that says what to do."""

    code: str
    detail: str


def of_database(path: Path) -> Damage | None:
    """Damage of an SQLite file, read as a whole; None when it is sound or not there."""
    if not path.is_file():
        return None
    # Even a reader writes beside the file, unless it is told that nobody does.
    way = "mode=ro" if os.access(path.parent, os.W_OK) else "immutable=1"
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?{way}", uri=True)) as connection:
            told = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(5)")]
    except sqlite3.DatabaseError as error:
        told = [str(error)]
    if told == ["ok"]:
        return None
    return Damage(
        "database.damaged_page",
        f"ไฟล์ฐานข้อมูลเสียหาย ({told[0].splitlines()[-1][:120]}) โปรดกู้คืนจากสำเนาด้วย sodklong restore",
    )


def mend_database(path: Path) -> None:
    """Make the indexes of a damaged SQLite file anew, which mends it when only they are hurt."""
    with suppress(sqlite3.DatabaseError), closing(sqlite3.connect(path)) as connection:
        connection.execute("REINDEX")
        connection.commit()


def of_pointer(database: Database) -> Damage | None:
    """A pointer that leads to nothing that may answer, or is missing though something could."""
    with database.reading() as session:
        pointer = session.get(ActiveGeneration, 1)
        known = {one.id: one for one in read.all_generations(session)}
    ready = [one for one in known.values() if one.state is GenerationState.READY]
    if pointer is None:
        return Damage("pointer.missing", "ไม่มีตัวชี้ดัชนีที่ใช้อยู่ ทั้งที่มีดัชนีพร้อมใช้") if ready else None
    row = known.get(pointer.generation_id)
    if row is None or row.state is not GenerationState.READY:
        return Damage("pointer.broken", f"ตัวชี้ดัชนีชี้ไปยังรุ่นที่ {pointer.generation_id} ซึ่งใช้ไม่ได้")
    return None


def of_generations(database: Database, data_dir: Path) -> Damage | None:
    """What dead builds left: directories of no generation, generations that nobody builds.

    The caller holds `publishing`: who builds holds it too.
    """
    with database.reading() as session:
        known = read.all_generations(session)
    dead = [one.id for one in known if one.state is GenerationState.BUILDING]
    if dead:
        return Damage("generation.unfinished", f"การสร้างดัชนีรุ่นที่ {_listed(dead)} ค้างอยู่และไม่มีผู้ทำต่อ")
    left = [home.name for home in orphans(database, data_dir)]
    if left:
        return Damage("generation.orphan", f"มีโฟลเดอร์ดัชนีที่ไม่เป็นของรุ่นใด: {_listed(left)}")
    return None


def of_index(
    database: Database, data_dir: Path, embedder: Embedder, server: str | None = None
) -> Damage | None:
    """Damage of the generation that answers; None when it is sound."""
    with database.reading() as session:
        active = read.active(session)
    if active is None:
        return Damage("index.none", "ยังไม่มีดัชนี โปรดสั่ง sodklong ingest")
    home = generation_home(data_dir, active.id or 0)
    # Before anything is opened: Chroma makes a lost segment anew, empty.
    sealed = _of_seal(home, active)
    if sealed is not None:
        return sealed
    refuse_mismatch(active, embedder)
    try:
        opened = open_index(data_dir, active, embedder, None, server)
    except IndexUnavailable as problem:
        return Damage("keywords.damaged", str(problem))
    with closing(opened) as index:
        return _of_open(database, active, index, embedder) or _of_library(database, index)


def _of_seal(home: Path, active: IndexGeneration) -> Damage | None:
    if lost := damaged(home, KEYWORDS, thoroughly=True):
        return Damage("keywords.damaged", f"ไฟล์ดัชนีคำเสียหายหรือหายไป: {_listed(lost)}")
    if active.collection is not None:
        return None
    if lost := damaged(home, VECTORS, thoroughly=True):
        return Damage("vectors.segment", f"ไฟล์ดัชนีเวกเตอร์เสียหายหรือหายไป: {_listed(lost)}")
    return of_store(home / VECTORS / "chroma.sqlite3")


def of_store(path: Path) -> Damage | None:
    """Damage of a Chroma directory's own database."""
    if not path.is_file():
        return Damage("vectors.missing", "ดัชนีเวกเตอร์หายไป")
    found = of_database(path)
    return Damage("vectors.store", "ฐานข้อมูลของดัชนีเวกเตอร์เสียหาย") if found else None


def _of_open(
    database: Database, active: IndexGeneration, index: Index, embedder: Embedder
) -> Damage | None:
    with database.reading() as session:
        entries = entries_of(index_rows(session, active.id))
    looks: tuple[Callable[[], Damage | None], ...] = (
        lambda: _of_ids(index, entries),
        lambda: _of_dimension(index, embedder),
        lambda: _of_probes(database, index, embedder, entries),
    )
    try:
        return next((found for look in looks if (found := look())), None)
    except IndexUnavailable as problem:
        return Damage("vectors.unreadable", str(problem))


def _of_ids(index: Index, entries: list[Entry]) -> Damage | None:
    """Passages, keywords and vectors must be the same ones."""
    if index.vectors is None:
        return Damage("vectors.unreadable", "เปิดดัชนีเวกเตอร์ไม่ได้")
    words = {int(key) for key in index.keywords.ids}
    held = {entry.id for entry in entries}
    vectors = index.vectors.ids()
    if held and words != held:
        return Damage("keywords.passages", f"ดัชนีคำมี {len(words)} ข้อความ คลังมี {len(held)} ข้อความ")
    if lacking := words - vectors:
        return Damage("vectors.lacking", f"มี {len(lacking)} ข้อความที่ไม่มีเวกเตอร์")
    if extra := vectors - words:
        return Damage("vectors.extra", f"มีเวกเตอร์ {len(extra)} รายการที่ไม่มีข้อความ")
    return None


def _of_library(database: Database, index: Index) -> Damage | None:
    """What was taken in and not published, unless an admin set it aside."""
    with database.reading() as session:
        wanted = {entry.id for entry in wanted_entries(session)[0]}
    if wanted == {int(key) for key in index.keywords.ids}:
        return None
    return Damage("index.behind", "ดัชนีไม่ตรงกับคลังเอกสาร โปรดสั่ง sodklong ingest เพื่อสร้างใหม่")


def _of_dimension(index: Index, embedder: Embedder) -> Damage | None:
    """Vectors of another length are of another model, whatever the record says."""
    ids = spread(sorted(int(key) for key in index.keywords.ids), 2)
    found = index.vectors.kept(ids) if index.vectors and ids else {}
    wrong = [vector.size for vector in found.values() if vector.size != embedder.dimension]
    if wrong:
        return Damage(
            "vectors.dimension", f"เวกเตอร์มี {wrong[0]} มิติ แต่ตัวแปลงข้อความมี {embedder.dimension} มิติ"
        )
    return None


def _of_probes(
    database: Database, index: Index, embedder: Embedder, entries: list[Entry]
) -> Damage | None:
    """Known passages must be found by their own vectors, and with as many others as asked for."""
    vectors, wanted = index.vectors, min(DEPTH, len(index.keywords.ids))
    ids = spread(sorted(int(key) for key in index.keywords.ids), PROBES)
    for key, vector in (vectors.kept(ids) if vectors else {}).items():
        near = vectors.search(vector, wanted) if vectors else {}
        if len(near) < wanted or max(near.values(), default=0.0) < _ALIKE:
            return Damage("vectors.lost", f"ค้นเวกเตอร์ของข้อความ {key} ไม่พบ ดัชนีเวกเตอร์ไม่ครบ")
    known = _known(database, embedder, spread(entries, PROBES))
    held = vectors.kept(list(known)) if vectors and known else {}
    for key, vector in known.items():
        if key in held and float(held[key] @ vector) < _ALIKE:
            return Damage("vectors.other", f"เวกเตอร์ของข้อความ {key} ไม่ใช่ของข้อความนั้น")
    return None


def _known(
    database: Database, embedder: Embedder, entries: list[Entry]
) -> dict[int, NDArray[np.float32]]:
    """The vectors of passages that the database keeps; a title changed since is not known."""
    if not isinstance(embedder, CachedEmbedder):
        return {}
    digests = {embedder.digest(entry.text): entry.id for entry in entries}
    kept = SqlVectorCache(database).get(list(digests))
    return {digests[digest]: vector for digest, vector in kept.items()}


def _listed(names: list[str] | list[int | None]) -> str:
    shown = ", ".join(map(str, names[:_MOST_TOLD]))
    return shown if len(names) <= _MOST_TOLD else f"{shown} …"
