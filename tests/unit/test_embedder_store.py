"""A built folder is whole or absent."""

import os
from concurrent.futures import ThreadPoolExecutor

import pytest

from db.embedder.store import is_whole, publish


def write(text="model"):
    return lambda work: (work / "file").write_text(text)


def test_a_published_folder_is_whole(tmp_path):
    target = tmp_path / "models" / "one"
    assert not is_whole(target)
    publish(target, write())
    assert is_whole(target)
    assert (target / "file").read_text() == "model"
    assert list(target.parent.iterdir()) == [target]


@pytest.mark.parametrize("damage", [b"", b"mode"])
def test_a_short_file_is_noticed_and_replaced(tmp_path, damage):
    target = tmp_path / "one"
    publish(target, write())
    (target / "file").write_bytes(damage)
    assert not is_whole(target)
    publish(target, write("again"))
    assert (target / "file").read_text() == "again"


@pytest.mark.parametrize("manifest", ["", "[]", "{}", '{"gone": 1}', "null"])
def test_an_unreadable_manifest_is_not_whole(tmp_path, manifest):
    (tmp_path / "manifest.json").write_text(manifest)
    assert not is_whole(tmp_path)


def test_a_failed_build_leaves_nothing(tmp_path):
    def fail(work):
        (work / "half").write_text("x")
        raise RuntimeError("stopped")

    with pytest.raises(RuntimeError, match="stopped"):
        publish(tmp_path / "one", fail)
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_build_left_is_swept_later(tmp_path):
    old, young = tmp_path / ".building-old", tmp_path / ".building-young"
    old.mkdir()
    young.mkdir()
    os.utime(old, (0, 0))
    publish(tmp_path / "one", write())
    assert sorted(path.name for path in tmp_path.iterdir()) == [".building-young", "one"]


def test_a_whole_folder_of_another_process_is_kept(tmp_path):
    def slow(work):
        publish(tmp_path / "one", write("theirs"))
        write("ours")(work)

    publish(tmp_path / "one", slow)
    assert (tmp_path / "one" / "file").read_text() == "theirs"


def test_replace_overrules_a_whole_folder(tmp_path):
    publish(tmp_path / "one", write("old"))
    publish(tmp_path / "one", write("new"), replace=True)
    assert (tmp_path / "one" / "file").read_text() == "new"


def test_many_at_once_end_with_one_whole_folder(tmp_path):
    target = tmp_path / "one"
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: publish(target, write(), replace=True), range(64)))
    assert is_whole(target)
    assert list(tmp_path.iterdir()) == [target]
