"""The tables of docs/evaluation.md are put in their places, and nothing else is touched."""

import pytest
import tables

from assistant.evaluation.curve import trace
from assistant.evaluation.scores import summarise, summarise_hidden, summarise_retrieval

BLOCK = "<!-- {0}: written by make eval -->\n{1}\n<!-- end of {0} -->"


@pytest.fixture
def page(tmp_path, monkeypatch):
    path = tmp_path / "evaluation.md"
    path.write_text(f"# Head\n\n{BLOCK.format('one', 'old')}\n\nfoot\n", encoding="utf-8")
    monkeypatch.setattr(tables, "PAGE", path)
    return path


def test_a_table_replaces_the_one_before(page):
    tables.write("one", "new \\1")
    expected = BLOCK.format("one", "new \\1")
    assert page.read_text(encoding="utf-8") == f"# Head\n\n{expected}\n\nfoot\n"


def test_a_table_without_a_place_is_added(page):
    tables.write("two", "new")
    text = page.read_text(encoding="utf-8")
    assert BLOCK.format("one", "old") in text
    assert text.endswith(f"### two\n\n{BLOCK.format('two', 'new')}\n")


def test_a_row_for_each_system():
    scores = dict.fromkeys(tables.SEARCHED, 0.5)
    result = {"queries": 3, "seconds_index": 1.6, "seconds_query": 0.0123}
    lines = tables.retrieval_table(result | {"systems": {"ours": scores}}).splitlines()
    assert lines[0] == "3 queries; 2 s to index, 12 ms a query."
    assert lines[-1] == "| ours | 0.500 | 0.500 | 0.500 | 0.500 | 0.500 |"


def test_every_score_that_is_shown_is_measured():
    assert tables.SCORED.keys() <= set(summarise([]).__slots__)
    assert tables.FOUND.keys() <= set(summarise_retrieval([]).__slots__)
    assert tables.HIDDEN.keys() <= set(summarise_hidden([]).__slots__)
    assert set(tables.TRADED) <= set(trace([])[0].__slots__)
