"""Copies a data directory while it is in use, and puts a copy back.

The database is copied by SQLite's own backup, which is consistent whoever writes meanwhile. What
can be made again from it (the model) and what is only half done stays out.
"""

import json
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from db.engine import default_url, open_database
from db.errors import DatabaseUnavailable, InvalidInput
from db.models import GenerationState
from db.models.table import now
from db.reads import generations
from db.schema import migrate

MANIFEST, FORMAT = "manifest.json", 1
_DATABASE = "sodklong.sqlite3"
_GENERATIONS = "generations"
_ASIDE = ".restoring-"
# These belong to the library that goes, whether or not the copy has its own.
_REPLACED = frozenset({_GENERATIONS, "originals"})
# The model is built from a package, a reading begins again, a lock is nobody's here.
_LEFT_OUT = frozenset({"models", "reading", "publish.lock", _GENERATIONS, MANIFEST})
_NO_SPACE = "เขียนสำเนาลงใน {path} ไม่ได้ ({reason}) โปรดตรวจพื้นที่ว่างและสิทธิ์ของโฟลเดอร์"
_NOT_EMPTY = "โฟลเดอร์ {path} ไม่ว่าง โปรดระบุโฟลเดอร์ใหม่สำหรับสำเนา"
_NOT_SQLITE = (
    "คำสั่งนี้สำรองเฉพาะฐานข้อมูล SQLite ในโฟลเดอร์ข้อมูล "
    "เมื่อใช้ PostgreSQL ให้สำรองด้วย pg_dump และคัดลอกโฟลเดอร์ข้อมูลไปพร้อมกัน"
)
_NOTHING = "ไม่พบข้อมูลใน {path} จึงไม่มีอะไรให้สำรอง"
_NO_BACKUP = "{path} ไม่ใช่สำเนาที่สร้างด้วย sodklong backup"
_NEWER = "สำเนานี้สร้างโดยโปรแกรมรุ่นใหม่กว่า โปรดอัปเกรดโปรแกรมก่อน"
_DAMAGED = "สำเนาเสียหาย: {name} ไม่ตรงกับที่บันทึกไว้ จึงไม่ได้กู้คืน"
_IN_USE = "โฟลเดอร์ข้อมูล {path} มีข้อมูลอยู่แล้ว หากยืนยันจะแทนที่ โปรดหยุดระบบแล้วสั่งพร้อม --force"


@dataclass(frozen=True, slots=True)
class Copied:
    """A backup: its files and bytes, and the generation that answers in it (None: none)."""

    files: int
    size: int
    generation: int | None


def back_up(data_dir: Path, target: Path, *, with_index: bool = True) -> Copied:
    """Copy `data_dir` into the new or empty folder `target`.

    The caller holds the publish lock, so that files and database tell the same. Of the index only
    the active generation is copied; without it the first start builds it from the stored vectors.
    Raises InvalidInput, DatabaseUnavailable.
    """
    if not (data_dir / _DATABASE).is_file():
        raise DatabaseUnavailable(_NOTHING.format(path=data_dir))
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise InvalidInput(_NOT_EMPTY.format(path=target), ("dir",))
    try:
        target.mkdir(parents=True, exist_ok=True)
        return _copy(data_dir, target, with_index)
    except (OSError, sqlite3.Error) as error:
        raise DatabaseUnavailable(_NO_SPACE.format(path=target, reason=error)) from error


def refuse_server(set_by_url: bool) -> None:
    """Raise InvalidInput where the database is not the file in the data directory."""
    if set_by_url:
        raise InvalidInput(_NOT_SQLITE)


def restore(source: Path, data_dir: Path, *, force: bool = False) -> Copied:
    """Put a backup in the place of `data_dir`, whole or not at all.

    Every file is compared with the manifest before anything is touched. A directory that holds
    data is replaced only with `force`, and nobody may be using it: the caller holds the publish
    lock. The built model stays. Raises InvalidInput, DatabaseUnavailable.
    """
    manifest = _manifest(source)
    _verify(source, manifest)
    if not force and any((data_dir / name).exists() for name in (_DATABASE, _GENERATIONS)):
        raise InvalidInput(_IN_USE.format(path=data_dir), ("force",))
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        _sweep(data_dir)
        coming = Path(tempfile.mkdtemp(prefix=_ASIDE, dir=data_dir))
        for name in manifest["files"]:
            (coming / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source / name, coming / name)
        _forget_missing(coming)
        _swap(coming, data_dir)
    except OSError as error:
        raise DatabaseUnavailable(_NO_SPACE.format(path=data_dir, reason=error)) from error
    return Copied(len(manifest["files"]), _size(source, manifest), manifest["generation"])


def _copy(data_dir: Path, target: Path, with_index: bool) -> Copied:
    _copy_database(data_dir / _DATABASE, target / _DATABASE)
    generation = _active(target)
    for path in _wanted(data_dir, generation if with_index else None):
        copy = target / path.relative_to(data_dir)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, copy)
    names = sorted(path.relative_to(target) for path in target.rglob("*") if path.is_file())
    manifest = {
        "format": FORMAT,
        "created": now().isoformat(),
        "generation": generation,
        "files": {str(name): _digest(target / name) for name in names},
    }
    # Written last: a folder without it is no backup.
    _write(target / MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))
    return Copied(len(names), _size(target, manifest), generation)


def _copy_database(path: Path, copy: Path) -> None:
    with (
        closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as source,
        closing(sqlite3.connect(copy)) as kept,
    ):
        source.backup(kept, pages=2_000)
        # One file, as it will be carried about.
        kept.execute("PRAGMA journal_mode=DELETE")


def _active(folder: Path) -> int | None:
    database = open_database(default_url(folder))
    try:
        with database.reading() as session:
            found = generations.active(session)
            return found.id if found else None
    finally:
        database.close()
        _fold_log(folder / _DATABASE)


def _fold_log(path: Path) -> None:
    """Opening put the file into write-ahead mode, which keeps files of its own."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")


def _wanted(data_dir: Path, generation: int | None) -> Iterator[Path]:
    for top in sorted(data_dir.iterdir()):
        if _is_left_out(top.name):
            continue
        yield from _files(top)
    if generation is not None:
        yield from _files(data_dir / _GENERATIONS / str(generation))


def _is_left_out(name: str) -> bool:
    return name in _LEFT_OUT or name.startswith((_DATABASE, _ASIDE))


def _files(top: Path) -> Iterator[Path]:
    if top.is_file():
        yield top
    elif top.is_dir():
        yield from (path for path in sorted(top.rglob("*")) if path.is_file())


def _manifest(source: Path) -> dict[str, Any]:
    try:
        manifest = json.loads((source / MANIFEST).read_text(encoding="utf-8"))
        made, names = manifest["format"], list(manifest["files"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InvalidInput(_NO_BACKUP.format(path=source), ("dir",)) from error
    if made > FORMAT:
        raise InvalidInput(_NEWER, ("dir",))
    # A manifest that somebody made must not reach beyond the directory.
    if any(Path(name).is_absolute() or ".." in Path(name).parts for name in names):
        raise InvalidInput(_NO_BACKUP.format(path=source), ("dir",))
    return dict(manifest)


def _verify(source: Path, manifest: dict[str, Any]) -> None:
    for name, digest in manifest["files"].items():
        path = source / name
        if not path.is_file() or _digest(path) != digest:
            raise InvalidInput(_DAMAGED.format(name=name), ("dir",))
    if _DATABASE not in manifest["files"]:
        raise InvalidInput(_DAMAGED.format(name=_DATABASE), ("dir",))


def _forget_missing(folder: Path) -> None:
    """Mark generations whose files were not copied as removed; those on a server stay."""
    database = open_database(default_url(folder))
    try:
        migrate(database)
        with database.writing() as session:
            for row in generations.all_generations(session):
                here = (folder / _GENERATIONS / str(row.id)).is_dir()
                active = generations.active(session)
                if not here and not (active and row.id == active.id):
                    row.state = GenerationState.REMOVED
                    session.add(row)
    finally:
        database.close()
        _fold_log(folder / _DATABASE)


def _swap(coming: Path, data_dir: Path) -> None:
    """Move what was there aside and the copy in; what is moved last is the database."""
    gone = Path(tempfile.mkdtemp(prefix=_ASIDE, dir=data_dir))
    for there in sorted(data_dir.iterdir()):
        replaced = there.name in _REPLACED or there.name.startswith(_DATABASE)
        if replaced or (coming / there.name).exists():
            there.rename(gone / there.name)
    for new in sorted(coming.iterdir(), key=lambda path: path.name.startswith(_DATABASE)):
        new.rename(data_dir / new.name)
    shutil.rmtree(gone, ignore_errors=True)
    shutil.rmtree(coming, ignore_errors=True)


def _sweep(data_dir: Path) -> None:
    for left in data_dir.glob(f"{_ASIDE}*"):
        shutil.rmtree(left, ignore_errors=True)


def _size(folder: Path, manifest: dict[str, Any]) -> int:
    return sum((folder / name).stat().st_size for name in manifest["files"])


def _write(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        found = sha256()
        while block := file.read(1 << 20):
            found.update(block)
    return found.hexdigest()
