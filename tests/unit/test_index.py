"""Both engines as one: built whole, checked, opened as it was built, swapped by the pointer."""

import shutil

import pytest

from db.errors import EmbedderUnavailable, IndexMismatch, IndexUnavailable
from db.index import Entry, build_index, open_index
from db.models import IndexGeneration
from db.thai import KEY_VERSION
from db.writes import generations

ENTRIES = [
    Entry(4, "แผนพัฒนาดิจิทัลเพื่อเศรษฐกิจและสังคม"),
    Entry(9, "สำนักงานรัฐบาลอิเล็กทรอนิกส์"),
    Entry(2, "รถไฟความเร็วสูงและท่าเรือน้ำลึก"),
]


@pytest.fixture
def built(tmp_path, trigrams):
    index = build_index(tmp_path, 1, ENTRIES, trigrams)
    yield index
    index.close()


@pytest.fixture
def begin(sqlite, home, trigrams):
    """begin(entries) builds a generation and makes it answer."""

    def make(entries):
        with sqlite.writing() as session:
            made = generations.begin(session, trigrams.name, 64, KEY_VERSION, "0", len(entries))
            build_index(home, made.id, entries, trigrams).close()
            generations.activate(session, made)
            return made.id

    return make


def generation(embedder="trigrams:1", keys=KEY_VERSION):
    return IndexGeneration(id=1, embedder=embedder, key_version=keys, dimension=64)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_a_known_passage_is_found_through_both_engines(built, entry):
    hits = built.search(entry.text)
    assert next(iter(hits.lexical)) == next(iter(hits.dense)) == entry.id
    assert hits.dense[entry.id] == pytest.approx(1.0, abs=1e-5)
    assert 0 < hits.lexical[entry.id] < hits.lexical_bound
    assert hits.degraded == ()


def test_a_good_index_passes_its_check(built):
    built.check(ENTRIES)


def test_passages_that_repeat_the_first_pass_the_check(tmp_path, trigrams):
    entries = [Entry(n, "แผน ดิจิทัล " * (1 if n == 1 else 3)) for n in range(1, 8)]
    index = build_index(tmp_path, 1, entries, trigrams)
    index.check(entries)
    index.close()


def test_an_index_of_other_texts_fails_the_check(built):
    with pytest.raises(IndexUnavailable, match="เวกเตอร์"):
        built.check([Entry(4, "เรื่องที่ไม่เคยทำดัชนี")])


def test_engines_that_disagree_in_number_fail_the_check(tmp_path, trigrams, built):
    fewer = build_index(tmp_path, 2, ENTRIES[:2], trigrams)
    built.keywords = fewer.keywords
    with pytest.raises(IndexUnavailable, match="ไม่เท่ากัน"):
        built.check(ENTRIES)
    fewer.close()


def test_without_the_embedder_keywords_answer_alone(built, monkeypatch):
    def fail(texts):
        raise EmbedderUnavailable("โมเดลหายไป")

    monkeypatch.setattr(built.embedder, "embed_queries", fail)
    hits = built.search("ท่าเรือ")
    assert list(hits.lexical) == [2]
    assert hits.dense == {}
    assert hits.degraded == ("ค้นด้วยคำอย่างเดียว เพราะโมเดลหายไป",)


def test_without_the_vectors_keywords_answer_alone(built, tmp_path, trigrams):
    built.close()
    shutil.rmtree(tmp_path / "generations" / "1" / "vectors")
    index = open_index(tmp_path, generation(), trigrams)
    hits = index.search("ท่าเรือ")
    assert (list(hits.lexical), hits.dense) == ([2], {})
    assert "ค้นด้วยคำอย่างเดียว" in hits.degraded[0]


def test_without_the_keywords_there_is_no_index(built, tmp_path, trigrams):
    shutil.rmtree(tmp_path / "generations" / "1" / "keywords")
    with pytest.raises(IndexUnavailable):
        open_index(tmp_path, generation(), trigrams)


@pytest.mark.parametrize("other", [generation("trigrams:2"), generation(keys="thai-0")])
def test_an_index_built_otherwise_is_refused(built, tmp_path, trigrams, other):
    with pytest.raises(IndexMismatch, match="sodklong ingest"):
        open_index(tmp_path, other, trigrams)


def test_nothing_answers_before_the_first_publish(live):
    with pytest.raises(IndexUnavailable, match="ยังไม่มีดัชนี"):
        live.current()


def test_the_live_index_follows_the_pointer(live, begin):
    first = begin(ENTRIES[:1])
    before = live.current()
    assert (before.generation, live.current()) == (first, before)
    second = begin(ENTRIES)
    assert live.current().generation == second
    assert list(live.current().search("ท่าเรือ").lexical) == [2]
    assert list(before.search("ดิจิทัล").lexical) == [4]


def test_the_live_index_refuses_another_embedder(sqlite, home, begin, other_trigrams):
    from db.index import LiveIndex

    begin(ENTRIES)
    with pytest.raises(IndexMismatch):
        LiveIndex(sqlite, home, other_trigrams).current()
