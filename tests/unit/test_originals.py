"""Files that documents were read from: kept to the byte, missed when lost, gone when erased."""

import hashlib

import pytest
from sqlmodel import select

from db.errors import UnreadableFile
from db.models import DocumentKind, DocumentVersion
from ingest.library import Description, Text
from ingest.originals import complete_original, original_of
from ingest.originals_checked import of_originals, remove_orphans, told_of_originals
from ingest.reception import Sent, receive

TEXT = "# แผนท่าเรือ\nท่าเรือน้ำลึกเปิดทุกวัน\n".encode()
SHA = hashlib.sha256(TEXT).hexdigest()


@pytest.fixture
def kept(library, inbox):
    library.add([inbox("แผน.txt", TEXT)], Description())
    return SHA


@pytest.fixture
def damage(sqlite, home):
    """The code of what is wrong with the originals, None when nothing is."""

    def look():
        found = of_originals(sqlite, home)
        return found.code if found else None

    return look


def version(database):
    with database.reading() as session:
        return session.exec(select(DocumentVersion)).one()


def test_the_bytes_are_kept_under_their_digest(kept, home, sqlite, damage):
    assert original_of(home, kept).read_bytes() == TEXT
    assert version(sqlite).size == len(TEXT)
    assert told_of_originals(sqlite).startswith("ไฟล์ต้นฉบับครบ 1 ไฟล์")
    assert damage() is None


def test_a_file_without_room_is_not_taken_in(library, home, sqlite):
    (home / "originals").write_bytes(b"in the way")
    with pytest.raises(UnreadableFile, match="พื้นที่ว่าง"):
        library.take(Text("แผน", TEXT, DocumentKind.OTHER))
    with sqlite.reading() as session:
        assert session.exec(select(DocumentVersion)).all() == []


def test_a_lost_original_is_named_and_comes_back_with_the_file(kept, library, inbox, home, damage):
    original_of(home, kept).unlink()
    assert damage() == "originals.missing"
    (taken,), _ = library.add([inbox("แผน.txt", TEXT)], Description())
    assert (taken.status, damage()) == ("unchanged", None)


def test_a_changed_original_is_named_and_mended_by_an_upload(kept, sqlite, home, damage):
    original_of(home, kept).write_bytes(TEXT[::-1])
    assert damage() == "originals.damaged"
    (told,) = receive(sqlite, home, [Sent("แผน.txt", TEXT)], Description(), "key:anna")
    assert (told.status, damage()) == ("unchanged", None)


def test_a_file_that_cannot_be_written_costs_nothing_that_was_there(kept, sqlite, home):
    original_of(home, kept).write_bytes(TEXT[::-1])
    (home / "originals").joinpath(f"{kept}.part").mkdir()
    with pytest.raises(UnreadableFile):
        complete_original(sqlite, home, TEXT)
    assert original_of(home, kept).read_bytes() == TEXT[::-1]


def test_a_version_from_before_gets_its_original_when_the_file_comes_again(
    kept, library, inbox, sqlite, home, damage
):
    original_of(home, kept).unlink()
    with sqlite.writing() as session:
        row = session.exec(select(DocumentVersion)).one()
        row.size = None
        session.add(row)
    assert damage() is None
    library.add([inbox("แผน.txt", TEXT)], Description())
    assert version(sqlite).size == len(TEXT)
    assert original_of(home, kept).read_bytes() == TEXT


def test_what_belongs_to_no_version_is_removed(kept, sqlite, home, damage):
    (home / "originals" / ("0" * 64)).write_bytes(b"nobody's")
    assert damage() == "originals.orphan"
    remove_orphans(sqlite, home)
    assert damage() is None
    assert [path.name for path in (home / "originals").iterdir()] == [kept]


def test_a_refused_file_leaves_nothing(library, inbox, home):
    (taken,), _ = library.add([inbox("ว่าง.txt", b"   ")], Description())
    assert taken.status == "rejected"
    assert not (home / "originals").exists()
