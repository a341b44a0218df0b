"""The pointer moved by hand, what is kept, what is refused, and what readers see meanwhile."""

import pytest
from sqlmodel import select

from db.errors import IndexMismatch, InvalidInput, NotFound
from db.index import LiveIndex
from db.models import AuditEntry, DocumentKind, GenerationState, IndexGeneration
from db.reads import generations as read
from db.trial import Trial
from ingest.library import Library, Text
from ingest.pointing import activate, rollback
from ingest.publish import PublishTerms, publish


class Counting:
    """An embedder that counts what it is given."""

    def __init__(self, inside):
        self.name, self.dimension, self.window = inside.name, inside.dimension, inside.window
        self.embed_queries, self.count_tokens = inside.embed_queries, inside.count_tokens
        self.inside, self.texts = inside, []

    def embed_passages(self, texts):
        self.texts.extend(texts)
        return self.inside.embed_passages(texts)


@pytest.fixture
def put(library):
    """put(text) makes that the content of the one document, and answer."""

    def make(text, slug="แผน"):
        library.take(Text(slug, text.encode(), DocumentKind.OTHER))
        return library.publish()

    return make


@pytest.fixture
def back(sqlite, home, trigrams):
    return lambda left=None: rollback(sqlite, home, trigrams, PublishTerms(), "test", left)


def test_a_rollback_answers_as_before_and_is_on_the_trail(put, back, live, sqlite):
    put("ท่าเรือ")
    put("รถไฟ")
    assert back().id == live.current().generation == 1
    assert len(live.current().search("ท่าเรือ").lexical) == 1
    with sqlite.reading() as session:
        entry = session.exec(select(AuditEntry)).one()
    assert (entry.act, entry.target, entry.detail["from"]) == ("generation.activate", "1", 2)


def test_what_was_set_aside_is_not_published_again(put, back, library, live):
    put("ท่าเรือ")
    put("รถไฟ")
    back()
    assert library.publish().changed is False
    assert live.current().generation == 1
    assert put("เครื่องบิน").generation == live.current().generation == 3


def test_what_was_set_aside_answers_when_it_is_activated(put, back, sqlite, home, trigrams):
    put("ท่าเรือ")
    put("รถไฟ")
    back()
    assert activate(sqlite, home, trigrams, PublishTerms(), "test", 2).set_aside_at is None
    with sqlite.reading() as session:
        assert read.active(session).id == 2


def test_another_embedder_rebuilds_what_answers_not_what_was_set_aside(
    put, back, sqlite, home, other_trigrams
):
    put("ท่าเรือ")
    put("รถไฟ")
    back()
    assert publish(sqlite, home, other_trigrams).generation == 3
    live = LiveIndex(sqlite, home, other_trigrams)
    assert len(live.current().search("ท่าเรือ").lexical) == 1
    live.close()


def test_there_must_be_something_to_go_back_to(put, back):
    put("ท่าเรือ")
    with pytest.raises(InvalidInput, match="ก่อนหน้า"):
        back()


def test_two_admins_do_not_go_back_twice(put, back):
    put("ท่าเรือ")
    put("รถไฟ")
    back(2)
    with pytest.raises(InvalidInput, match="รุ่นที่ 1"):
        back(2)


@pytest.mark.parametrize(("number", "error"), [(9, NotFound), (1, InvalidInput)])
def test_what_cannot_be_activated(put, sqlite, home, trigrams, number, error):
    for text in ("หนึ่ง", "สอง", "สาม"):
        put(text)
    with pytest.raises(error):
        activate(sqlite, home, trigrams, PublishTerms(), "test", number)


def test_a_generation_of_another_embedder_is_refused(put, sqlite, home, other_trigrams):
    put("ท่าเรือ")
    put("รถไฟ")
    with pytest.raises(IndexMismatch, match="คนละรุ่น"):
        activate(sqlite, home, other_trigrams, PublishTerms(), "test", 1)


def test_as_many_are_kept_as_are_set(sqlite, home, trigrams):
    library = Library(sqlite, home, trigrams, terms=PublishTerms(keep=3))
    for number in range(1, 6):
        library.take(Text("แผน", f"เรื่องที่ {number}".encode(), DocumentKind.OTHER))
        library.publish()
    library.close()
    assert sorted(path.name for path in (home / "generations").iterdir()) == ["3", "4", "5"]


@pytest.fixture
def worse(sqlite, home, trigrams):
    """Publishes under an examination that fails."""
    asked = Trial(asked=10, kept=7, least=0.8, lost=("ท่าเรืออยู่ที่ใด",))
    terms = PublishTerms(examine=lambda _index, _told: asked)
    return lambda: publish(sqlite, home, trigrams, terms=terms)


def test_a_generation_that_answers_less_is_kept_and_does_not_answer(put, library, worse, live):
    put("ท่าเรือ")
    library.take(Text("แผน", "รถไฟ".encode(), DocumentKind.OTHER))
    published = worse()
    assert (published.generation, published.changed) == (1, False)
    assert "7 จาก 10" in published.refused
    assert live.current().generation == 1
    assert worse().refused == published.refused


def test_a_refused_generation_answers_when_an_admin_insists(
    put, library, worse, sqlite, home, trigrams
):
    put("ท่าเรือ")
    library.take(Text("แผน", "รถไฟ".encode(), DocumentKind.OTHER))
    worse()
    with pytest.raises(InvalidInput, match="--force"):
        activate(sqlite, home, trigrams, PublishTerms(), "test", 2)
    taken = activate(sqlite, home, trigrams, PublishTerms(), "test", 2, force=True)
    assert taken.state is GenerationState.READY


@pytest.mark.parametrize(("kept", "passed"), [(8, True), (7, False)])
def test_the_threshold(kept, passed):
    assert Trial(asked=10, kept=kept, least=0.8).passed is passed
    assert Trial(asked=0, kept=0, least=0.8).passed


def test_only_what_is_new_is_embedded(sqlite, home, trigrams):
    from db.embedder import CachedEmbedder
    from db.writes.generations import SqlVectorCache

    counting = Counting(trigrams)
    library = Library(sqlite, home, CachedEmbedder(counting, SqlVectorCache(sqlite)))
    for number in range(20):
        library.take(Text(f"d{number}", f"เรื่องที่ {number} ท่าเรือ".encode(), DocumentKind.OTHER))
    assert library.publish().embedded == len(counting.texts) == 20
    library.take(Text("d7", "เรื่องใหม่ รถไฟ".encode(), DocumentKind.OTHER))
    assert library.publish().embedded == 1
    assert len(counting.texts) == 21
    library.close()


def test_a_step_may_stop_the_publish(put, library, sqlite, home, live):
    def stop(step):
        if step == "check":
            raise KeyboardInterrupt

    put("ท่าเรือ")
    library.take(Text("แผน", "รถไฟ".encode(), DocumentKind.OTHER))
    with pytest.raises(KeyboardInterrupt):
        library.publish(stop)
    assert live.current().generation == 1
    with sqlite.reading() as session:
        assert session.get(IndexGeneration, 2).state is GenerationState.FAILED
    assert [path.name for path in (home / "generations").iterdir()] == ["1"]


def test_a_second_reader_follows_the_pointer(put, back, sqlite, home, trigrams):
    put("ท่าเรือ")
    other = LiveIndex(sqlite, home, trigrams)
    assert other.current().generation == 1
    put("รถไฟ")
    assert other.current().generation == 2
    back()
    assert other.current().generation == 1
    other.close()
