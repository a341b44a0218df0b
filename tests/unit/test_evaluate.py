"""The measures, against values worked out by hand."""

import math

import pytest

from assistant.evaluation.retrieval import Collection, Document, distinct, measure, read_collection
from db.errors import NotFound, UnreadableFile

DOCUMENTS = tuple(Document(key, "", key) for key in "abcd")


def scores(relevant, rankings):
    collection = Collection(DOCUMENTS, {key: key for key in rankings}, relevant)
    return measure(collection, rankings.__getitem__).scores


@pytest.mark.parametrize(
    ("ranking", "ndcg", "mrr", "first"),
    [
        ("abcd", 1.0, 1.0, 1.0),
        ("bacd", 1 / math.log2(3), 1 / 2, 0.0),
        ("bcda", 1 / math.log2(5), 1 / 4, 0.0),
        ("bcd", 0.0, 0.0, 0.0),
        ("", 0.0, 0.0, 0.0),
    ],
)
def test_one_answer_at_each_rank(ranking, ndcg, mrr, first):
    found = scores({"q": {"a": 1}}, {"q": list(ranking)})
    assert found["ndcg@10"] == round(ndcg, 4)
    assert (found["mrr@10"], found["recall@1"]) == (mrr, first)


def test_graded_answers():
    found = scores({"q": {"a": 1, "b": 3}}, {"q": list("acb")})
    ideal = 3 + 1 / math.log2(3)
    assert found["ndcg@10"] == round((1 + 3 / 2) / ideal, 4)
    assert (found["recall@1"], found["recall@5"]) == (0.5, 1.0)


def test_the_mean_over_queries():
    found = scores({"q": {"a": 1}, "r": {"b": 1}}, {"q": ["a"], "r": ["a", "b"]})
    assert (found["mrr@10"], found["recall@1"], found["recall@5"]) == (0.75, 0.5, 1.0)


def test_each_measure_ends_at_its_cut():
    ranking = [f"x{n}" for n in range(10)] + ["a"] + [f"y{n}" for n in range(100)] + ["b"]
    found = scores({"q": {"a": 1, "b": 1}}, {"q": ranking})
    assert (found["ndcg@10"], found["mrr@10"], found["recall@10"]) == (0, 0, 0)
    assert found["recall@100"] == 0.5


def test_no_queries_score_nothing():
    assert set(scores({}, {}).values()) == {0.0}


def test_a_document_ranks_as_its_best_passage():
    assert distinct(["b", "a", "b", "c", "a"]) == ["b", "a", "c"]


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "corpus.jsonl").write_text('{"id": "d", "text": "ก", "title": null}\n\n')
    (tmp_path / "queries.jsonl").write_text('{"id": "q", "text": "ข"}\n{"id": "r", "text": "ค"}\n')
    (tmp_path / "qrels.tsv").write_text("query\tdocument\tgain\nq\td\t2\nr\td\t0\n")
    return tmp_path


def test_a_collection_is_read_without_unjudged_queries(folder):
    found = read_collection(folder)
    assert found.documents == (Document("d", "", "ก"),)
    assert found.queries == {"q": "ข"}
    assert found.relevant == {"q": {"d": 2}}


@pytest.mark.parametrize("name", ["corpus.jsonl", "queries.jsonl", "qrels.tsv"])
def test_a_missing_file_is_named(folder, name):
    (folder / name).unlink()
    with pytest.raises(NotFound, match=name):
        read_collection(folder)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("corpus.jsonl", "{broken"),
        ("corpus.jsonl", '{"id": "d"}'),
        ("queries.jsonl", '{"text": "ก"}'),
        ("queries.jsonl", "[1]"),
        ("qrels.tsv", "header\nq d 1"),
        ("qrels.tsv", "header\nq\td\tone"),
    ],
)
def test_a_file_in_another_format_is_refused(folder, name, content):
    (folder / name).write_text(content)
    with pytest.raises(UnreadableFile, match="ไม่ตรงรูปแบบ"):
        read_collection(folder)
