"""Damage that is really done to the files is named, and what can be is repaired."""

import os
import shutil
import sqlite3
from contextlib import closing

import numpy as np
import pytest
from sqlmodel import select

from db.embedder import CachedEmbedder
from db.index import LiveIndex
from db.models import ActiveGeneration, DocumentKind, GenerationState, IndexGeneration, Passage
from db.reads import generations as read
from db.vectors import VectorIndex
from db.writes.generations import SqlVectorCache
from ingest.damage import mend_database, of_database, of_generations, of_index, of_pointer
from ingest.library import Library, Text
from ingest.publish import PublishTerms
from ingest.repairing import repair_generations, repair_index, repair_pointer

TERMS = PublishTerms()


@pytest.fixture
def embedder(sqlite, trigrams):
    return CachedEmbedder(trigrams, SqlVectorCache(sqlite))


@pytest.fixture
def published(sqlite, home, embedder):
    """The home of two generations, the second of which answers."""
    library = Library(sqlite, home, embedder)
    for edition in ("หนึ่ง", "สอง"):
        for number in range(12):
            text = f"เรื่องที่ {number} ฉบับ{edition} ท่าเรือ รถไฟ เครื่องบิน".encode()
            library.take(Text(f"d{number}", text, DocumentKind.OTHER))
        library.publish()
    library.close()
    return home / "generations" / "2"


@pytest.fixture
def seen(sqlite, home, embedder):
    """The code of the damage of the index, None when it is sound."""

    def look():
        found = of_index(sqlite, home, embedder)
        return found.code if found else None

    return look


def segment(home):
    return next(path for path in (home / "vectors").iterdir() if path.is_dir())


def truncate(path):
    os.truncate(path, path.stat().st_size // 2)


def flip(path):
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(content)


def unseal(home):
    """As a program that writes its own seal would leave it."""
    (home / "seal.json").unlink()


def without_vectors(home):
    with closing(sqlite3.connect(home / "vectors" / "chroma.sqlite3")) as store:
        store.execute("DELETE FROM embeddings")
        store.commit()
    unseal(home)


def rebuild_vectors(home, ids, dimension=64):
    shutil.rmtree(home / "vectors")
    vectors = np.eye(max(dimension, 64), dtype=np.float32)[: len(ids), :dimension]
    VectorIndex.build(home / "vectors", ids, vectors).close()
    unseal(home)


def test_a_sound_index_has_no_damage(published, seen, sqlite, home):
    assert seen() is None
    assert of_pointer(sqlite) is None
    assert of_generations(sqlite, home) is None
    assert of_database(home / "sodklong.sqlite3") is None


DAMAGES = {
    "segment gone": (lambda home: shutil.rmtree(segment(home)), "vectors.segment"),
    "segment cut": (lambda home: truncate(segment(home) / "data_level0.bin"), "vectors.segment"),
    "store gone": (lambda home: (home / "vectors" / "chroma.sqlite3").unlink(), "vectors.missing"),
    "store cut": (lambda home: truncate(home / "vectors" / "chroma.sqlite3"), "vectors.store"),
    "keywords gone": (lambda home: (home / "keywords" / "ids.npy").unlink(), "keywords.damaged"),
    "keywords cut": (lambda home: truncate(home / "keywords" / "ids.npy"), "keywords.damaged"),
    "words changed": (
        lambda home: flip(max((home / "keywords").iterdir(), key=lambda p: p.stat().st_size)),
        "keywords.damaged",
    ),
    "seal torn": (lambda home: truncate(home / "seal.json"), "keywords.damaged"),
    "all gone": (shutil.rmtree, "vectors.missing"),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_damage_is_named_and_repaired(published, seen, sqlite, home, embedder, name):
    hurt, code = DAMAGES[name]
    hurt(published)
    assert seen() == code
    repair_index(sqlite, home, embedder, TERMS)
    assert seen() is None
    live = LiveIndex(sqlite, home, embedder)
    assert live.current().generation == 3
    assert len(live.current().search("ท่าเรือ").dense) == 12
    live.close()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda ids: ids[:-1], "vectors.lacking"),
        (lambda ids: [*ids, 999], "vectors.extra"),
        (lambda ids: ids, "vectors.other"),
    ],
)
def test_vectors_that_do_not_match_the_passages(published, seen, sqlite, change, code):
    with sqlite.reading() as session:
        ids = [int(key) for key in np.load(published / "keywords" / "ids.npy")]
        assert session.get(Passage, ids[0])
    rebuild_vectors(published, change(ids))
    assert seen() == code


def test_vectors_of_another_dimension(published, seen):
    ids = [int(key) for key in np.load(published / "keywords" / "ids.npy")]
    rebuild_vectors(published, ids, dimension=32)
    assert seen() == "vectors.dimension"


def test_a_store_that_lost_its_rows(published, seen):
    without_vectors(published)
    assert seen() in {"vectors.lacking", "vectors.lost", "vectors.unreadable"}


def test_readers_do_without_a_segment_that_is_gone(published, sqlite, home, embedder):
    shutil.rmtree(segment(published))
    live = LiveIndex(sqlite, home, embedder)
    hits = live.current().search("ท่าเรือ")
    assert (hits.dense, len(hits.lexical)) == ({}, 12)
    assert "doctor --repair" in hits.degraded[0]
    assert live.current().degraded() == hits.degraded
    live.close()


def test_what_was_taken_in_and_not_published(published, seen, sqlite, home, embedder):
    library = Library(sqlite, home, embedder)
    library.take(Text("d1", "เรื่องใหม่".encode(), DocumentKind.OTHER))
    library.close()
    assert seen() == "index.behind"
    repair_index(sqlite, home, embedder, TERMS)
    assert seen() is None


@pytest.mark.parametrize("hurt", ["missing", "broken"])
def test_a_broken_pointer(published, sqlite, home, embedder, hurt):
    with sqlite.writing() as session:
        pointer = session.get_one(ActiveGeneration, 1)
        if hurt == "missing":
            session.delete(pointer)
        else:
            session.get_one(IndexGeneration, 2).state = GenerationState.REMOVED
    assert of_pointer(sqlite).code == f"pointer.{hurt}"
    repair_pointer(sqlite, home, embedder, TERMS)
    assert of_pointer(sqlite) is None
    with sqlite.reading() as session:
        assert read.active(session).id == (2 if hurt == "missing" else 1)


def test_a_pointer_without_anything_that_answers(published, sqlite, home, embedder):
    shutil.rmtree(published.parent)
    with sqlite.writing() as session:
        session.delete(session.get_one(ActiveGeneration, 1))
    repair_pointer(sqlite, home, embedder, TERMS)
    assert of_pointer(sqlite) is None
    assert of_index(sqlite, home, embedder) is None


def test_what_dead_builds_left(published, sqlite, home):
    (published.parent / "77").mkdir()
    assert of_generations(sqlite, home).code == "generation.orphan"
    with sqlite.writing() as session:
        session.get_one(IndexGeneration, 1).state = GenerationState.BUILDING
    assert of_generations(sqlite, home).code == "generation.unfinished"
    repair_generations(sqlite, home, TERMS)
    assert of_generations(sqlite, home) is None
    assert [path.name for path in published.parent.iterdir()] == ["2"]


def page_of(path, name):
    """(offset, size) of the root page of a table or index, once all is in the one file."""
    with closing(sqlite3.connect(path)) as store:
        store.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        size = store.execute("PRAGMA page_size").fetchone()[0]
        root = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        return (store.execute(root, (name,)).fetchone()[0] - 1) * size, size


def test_a_damaged_page_of_the_database(published, sqlite, home):
    sqlite.close()
    path = home / "sodklong.sqlite3"
    at, size = page_of(path, "passage")
    with path.open("r+b") as file:
        file.seek(at)
        file.write(b"\xff" * size)
    assert of_database(path).code == "database.damaged_page"
    mend_database(path)
    assert "sodklong restore" in of_database(path).detail


def test_a_damaged_index_of_the_database_is_mended(published, sqlite, home):
    with sqlite.reading() as session:
        digest = session.exec(select(Passage.digest)).first().encode()
    sqlite.close()
    path = home / "sodklong.sqlite3"
    at, size = page_of(path, "ix_passage_digest")
    content = bytearray(path.read_bytes())
    found = content.index(digest, at, at + size)
    content[found : found + 4] = b"zzzz"
    path.write_bytes(content)
    assert of_database(path).code == "database.damaged_page"
    mend_database(path)
    assert of_database(path) is None


def test_a_disk_that_takes_no_writing_is_no_damage(published, sqlite, home, monkeypatch):
    sqlite.close()
    monkeypatch.setattr("os.access", lambda *_: False)
    assert of_database(home / "sodklong.sqlite3") is None


def test_nothing_is_published_yet(sqlite, home, embedder):
    assert of_index(sqlite, home, embedder).code == "index.none"
    with sqlite.reading() as session:
        assert session.exec(select(IndexGeneration)).all() == []
