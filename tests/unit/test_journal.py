"""Finished steps survive a kill, a torn line and another process."""

import pytest

from db.errors import LibraryBusy
from ingest.bounded.journal import Journal
from ingest.bounded.steps import Steps


@pytest.fixture
def path(tmp_path):
    return tmp_path / "journal.jsonl"


def test_a_finished_step_is_found_again(path):
    first = Journal(path)
    first.keep("ocr", 3, {"text": "แผน"})
    first.close()
    assert Journal(path).find("ocr", 3) == {"text": "แผน"}


def test_a_line_cut_off_by_a_kill_is_dropped_and_the_next_is_whole(path):
    path.write_bytes(b'{"kind":"ocr","page":1,"result":{}}\n{"kind":"ocr","pa')
    journal = Journal(path)
    assert (journal.find("ocr", 1), journal.find("ocr", 2)) == ({}, None)
    journal.keep("ocr", 2, {"a": 1})
    journal.close()
    assert Journal(path).find("ocr", 2) == {"a": 1}


@pytest.mark.parametrize("line", [b"[]", b"7", b"{}", b'{"kind":"ocr","page":[],"result":{}}'])
def test_a_line_that_was_not_written_here_is_dropped(path, line):
    path.write_bytes(line + b'\n{"kind":"ocr","page":1,"result":[]}\n')
    journal = Journal(path)
    assert journal.find("ocr", 1) is None
    journal.close()


def test_one_reader_at_a_time(path):
    held = Journal(path)
    with pytest.raises(LibraryBusy):
        Journal(path, wait=0.0)
    held.close()
    Journal(path).close()


def test_a_step_is_done_once_and_told_once(path):
    told, journal = [], Journal(path)
    steps = Steps(journal, told.append)
    results = [steps.take("layer", 1, lambda: {"run": len(told)}) for _ in range(2)]
    assert results == [{"run": 1}, {"run": 1}]
    assert told == [{"begin": 1}]


def test_a_page_that_killed_the_process_is_known(path):
    journal = Journal(path)
    journal.keep("failed", 7, {})
    steps = Steps(journal)
    assert (steps.has_failed(7), steps.has_failed(8), Steps().has_failed(7)) == (True, False, False)
