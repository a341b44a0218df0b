"""A generation is built beside the one that answers, and what fails changes nothing."""

import fcntl
import shutil

import pytest

from db.errors import IndexUnavailable, LibraryBusy
from db.index import Index
from db.models import DocumentKind, GenerationState
from db.reads import generations as read
from db.reads.documents import IndexRow
from db.thai import KEY_VERSION
from db.writes import generations as write
from ingest.library import Library, Text
from ingest.publish import KEEP, publishing, searchable

READY, REMOVED, FAILED = (
    GenerationState.READY,
    GenerationState.REMOVED,
    GenerationState.FAILED,
)


@pytest.fixture
def publish(library):
    """publish(text) makes that the content of the one document, and answer."""

    def make(text):
        library.take(Text("แผน", text.encode(), DocumentKind.OTHER))
        return library.publish()

    return make


def states(database):
    with database.reading() as session:
        return {row.id: row.state for row in read.all_generations(session)}


def homes(home):
    return sorted(int(path.name) for path in (home / "generations").iterdir())


def test_an_empty_library_publishes_nothing(library, home):
    published = library.publish()
    assert (published.generation, published.passages, published.changed) == (0, 0, False)
    assert not (home / "generations").exists()


def test_the_first_publish_answers(publish, live):
    published = publish("ท่าเรือน้ำลึก")
    assert (published.generation, published.passages, published.changed) == (1, 1, True)
    assert live.current().generation == 1
    assert len(live.current().search("ท่าเรือ").lexical) == 1


def test_the_same_content_is_not_built_again(publish, home):
    first = publish("ท่าเรือ")
    second = publish("ท่าเรือ")
    assert (second.generation, second.passages, second.changed) == (1, first.passages, False)
    assert homes(home) == [1]


def test_other_content_is_a_new_generation(publish, live, home):
    publish("ท่าเรือ")
    assert publish("รถไฟ").generation == 2
    assert live.current().search("ท่าเรือ").lexical == {}
    assert homes(home) == [1, 2]


def test_old_generations_go_and_the_active_one_stays(publish, live, home, sqlite):
    for number in range(1, 5):
        publish(f"เรื่องที่ {number}")
    assert KEEP == 2
    assert homes(home) == [3, 4]
    assert states(sqlite) == {1: REMOVED, 2: REMOVED, 3: READY, 4: READY}
    assert live.current().generation == 4


def test_deleted_text_is_in_no_kept_generation(publish, home):
    publish("ความลับสุดยอดของท่าเรือ SECRETWORD")
    publish("รถไฟ")
    publish("เครื่องบิน")
    kept = [path for path in (home / "generations").rglob("*") if path.is_file()]
    assert kept != []
    assert not any(b"secretword" in path.read_bytes().lower() for path in kept)


def test_a_failed_check_leaves_the_old_generation_answering(publish, live, monkeypatch, sqlite):
    def fail(self, entries):
        raise IndexUnavailable("ไม่ผ่าน")

    publish("ท่าเรือ")
    with monkeypatch.context() as patch:
        patch.setattr(Index, "check", fail)
        with pytest.raises(IndexUnavailable, match="ไม่ผ่าน"):
            publish("รถไฟ")
    assert live.current().generation == 1
    assert states(sqlite)[2] is not READY
    assert publish("รถไฟ").generation == 3
    assert states(sqlite) == {1: READY, 2: FAILED, 3: READY}


def test_what_a_dead_process_left_is_marked_and_removed(publish, home, sqlite, trigrams):
    with sqlite.writing() as session:
        write.begin(session, trigrams.name, 64, KEY_VERSION, "0", 1)
    (home / "generations" / "1").mkdir(parents=True)
    publish("ท่าเรือ")
    assert states(sqlite) == {1: FAILED, 2: READY}
    assert homes(home) == [2]


@pytest.mark.parametrize("part", ["keywords", "vectors"])
def test_an_index_whose_files_are_gone_is_built_again(publish, live, home, part):
    publish("ท่าเรือ")
    shutil.rmtree(home / "generations" / "1" / part)
    assert publish("ท่าเรือ").changed is True
    assert live.current().search("ท่าเรือ").dense != {}


def test_another_embedder_builds_anew(publish, sqlite, home, other_trigrams):
    publish("ท่าเรือ")
    published = Library(sqlite, home, other_trigrams).publish()
    assert (published.generation, published.changed) == (2, True)


def test_a_search_under_way_survives_a_publish(publish, live):
    publish("ท่าเรือ")
    held = live.current()
    publish("รถไฟ")
    publish("รถไฟ")
    assert len(held.search("ท่าเรือ").dense) == 1


def test_only_one_may_write(home):
    with (home / "publish.lock").open("w") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        with pytest.raises(LibraryBusy), publishing(home, wait=0):
            pytest.fail("two writers")
    with publishing(home, wait=0):
        assert True


def test_the_lock_is_free_again_after_a_failure(tmp_path):
    with pytest.raises(ZeroDivisionError), publishing(tmp_path / "new"):
        raise ZeroDivisionError
    with publishing(tmp_path / "new", wait=0):
        assert (tmp_path / "new" / "publish.lock").exists()


@pytest.mark.parametrize(
    ("section", "header", "indexed"),
    [
        ("หมวด ๑", "", "แผน\nหมวด ๑\nข้อความ"),
        ("", "", "แผน\nข้อความ"),
        ("", "โครงการ\tบาท", "แผน\nโครงการ\tบาท\nข้อความ"),
    ],
)
def test_a_passage_is_searched_with_its_context(section, header, indexed):
    assert searchable(IndexRow(1, "แผน", section, header, "ข้อความ")) == indexed
