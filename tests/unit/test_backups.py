"""A copy of a data directory in use, and the way back to the same answers."""

import json
import shutil

import pytest

from db.backups import back_up, refuse_server, restore
from db.engine import default_url, open_database
from db.errors import DatabaseUnavailable, InvalidInput
from db.index import LiveIndex
from db.models import DocumentKind
from ingest.library import Text
from ingest.publish import publish, publishing


@pytest.fixture
def used(library, home):
    """A home with documents that answer, and a picture of a page."""
    for number in range(9):
        text = f"เรื่องที่ {number} ท่าเรือ รถไฟ {'เครื่องบิน ' * number}".encode()
        library.take(Text(f"d{number}", text, DocumentKind.OTHER))
    library.publish()
    (home / "pictures").mkdir()
    (home / "pictures" / "one.png").write_bytes(b"picture")
    (home / "models").mkdir()
    (home / "models" / "large").write_bytes(b"model")
    return home


def answers(home, embedder):
    """What each engine finds for some questions."""
    database = open_database(default_url(home))
    live = LiveIndex(database, home, embedder)
    found = [live.current().search(text) for text in ("ท่าเรือ", "เรื่องที่ 3", "เครื่องบิน")]
    live.close()
    database.close()
    return found


def test_the_answers_are_the_same_after_a_restore(used, tmp_path, trigrams):
    made = back_up(used, tmp_path / "copy")
    restore(tmp_path / "copy", tmp_path / "new")
    assert made.generation == 1
    assert answers(tmp_path / "new", trigrams) == answers(used, trigrams)
    assert (tmp_path / "new" / "pictures" / "one.png").read_bytes() == b"picture"
    assert not (tmp_path / "copy" / "models").exists()
    assert len(list((tmp_path / "new" / "originals").iterdir())) == 9


def test_without_the_index_it_is_built_to_the_same_answers(used, tmp_path, trigrams):
    back_up(used, tmp_path / "copy", with_index=False)
    assert not (tmp_path / "copy" / "generations").exists()
    restore(tmp_path / "copy", tmp_path / "new")
    database = open_database(default_url(tmp_path / "new"))
    with publishing(tmp_path / "new"):
        assert publish(database, tmp_path / "new", trigrams).changed
    database.close()
    was, now = answers(used, trigrams), answers(tmp_path / "new", trigrams)
    assert [hits.lexical for hits in now] == [hits.lexical for hits in was]
    assert [set(hits.dense) for hits in now] == [set(hits.dense) for hits in was]


def test_a_backup_is_whole_while_others_write(used, tmp_path, library, trigrams):
    with publishing(used):
        back_up(used, tmp_path / "before")
    library.take(Text("late", "มาทีหลัง".encode(), DocumentKind.OTHER))
    library.publish()
    restore(tmp_path / "before", tmp_path / "new")
    assert len(answers(used, trigrams)[0].dense) == 10
    assert len(answers(tmp_path / "new", trigrams)[0].dense) == 9


def test_what_is_there_is_not_written_over(used, tmp_path, trigrams):
    back_up(used, tmp_path / "copy")
    before = answers(used, trigrams)
    with pytest.raises(InvalidInput, match="--force"):
        restore(tmp_path / "copy", used)
    assert answers(used, trigrams) == before


def test_by_force_it_takes_the_place_of_what_was_there(used, tmp_path, library, trigrams):
    before = answers(used, trigrams)
    back_up(used, tmp_path / "copy")
    library.take(Text("late", "มาทีหลัง".encode(), DocumentKind.OTHER))
    library.publish()
    (used / "pictures" / "two.png").write_bytes(b"later")
    restore(tmp_path / "copy", used, force=True)
    assert answers(used, trigrams) == before
    assert sorted(path.name for path in (used / "generations").iterdir()) == ["1"]
    assert not (used / "pictures" / "two.png").exists()
    assert (used / "models" / "large").exists()
    assert not list(used.glob(".restoring-*"))


@pytest.mark.parametrize("name", ["sodklong.sqlite3", "pictures/one.png"])
def test_a_damaged_copy_is_refused_whole(used, tmp_path, name):
    back_up(used, tmp_path / "copy")
    (tmp_path / "copy" / name).write_bytes(b"other")
    with pytest.raises(InvalidInput, match="เสียหาย"):
        restore(tmp_path / "copy", tmp_path / "new")
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    "manifest", [None, "{}", "nonsense", '{"format": 1, "files": {"../x": ""}}']
)
def test_what_is_no_backup_is_refused(tmp_path, manifest):
    (tmp_path / "copy").mkdir()
    if manifest is not None:
        (tmp_path / "copy" / "manifest.json").write_text(manifest)
    with pytest.raises(InvalidInput, match="ไม่ใช่สำเนา"):
        restore(tmp_path / "copy", tmp_path / "new")


def test_a_copy_of_a_newer_program_is_refused(used, tmp_path):
    back_up(used, tmp_path / "copy")
    path = tmp_path / "copy" / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"format": 2}))
    with pytest.raises(InvalidInput, match="รุ่นใหม่กว่า"):
        restore(tmp_path / "copy", tmp_path / "new")


def test_a_folder_with_something_in_it_takes_no_backup(used, tmp_path):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine").touch()
    with pytest.raises(InvalidInput, match="ไม่ว่าง"):
        back_up(used, tmp_path / "full")


def test_there_must_be_something_to_copy(tmp_path):
    with pytest.raises(DatabaseUnavailable, match="ไม่พบข้อมูล"):
        back_up(tmp_path / "nothing", tmp_path / "copy")


def test_a_database_on_a_server_is_left_to_its_own_tool():
    with pytest.raises(InvalidInput, match="pg_dump"):
        refuse_server(set_by_url=True)
    refuse_server(set_by_url=False)


def test_a_restore_that_was_broken_off_leaves_no_trace(used, tmp_path, trigrams):
    back_up(used, tmp_path / "copy")
    (tmp_path / "new" / ".restoring-dead").mkdir(parents=True)
    restore(tmp_path / "copy", tmp_path / "new")
    assert not list((tmp_path / "new").glob(".restoring-*"))
    shutil.rmtree(tmp_path / "copy")
    assert len(answers(tmp_path / "new", trigrams)[0].dense) == 9


def test_originals_of_the_library_that_goes_do_not_stay(used, tmp_path):
    back_up(used, tmp_path / "copy")
    before = {path.name for path in (used / "originals").iterdir()}
    (used / "originals" / ("0" * 64)).write_bytes(b"taken in later")
    restore(tmp_path / "copy", used, force=True)
    assert {path.name for path in (used / "originals").iterdir()} == before
