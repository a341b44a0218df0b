"""Vectors on a Chroma server: built there, found there, erased there, and missed kindly."""

import json
from urllib.request import urlopen

import pytest
from trigrams import Trigrams

from db.engine import default_url, open_database
from db.errors import IndexUnavailable
from db.index import LiveIndex
from db.models import DocumentKind
from db.reads import generations as read
from db.schema import migrate
from db.vectors import ServedVectors
from ingest.damage import of_index
from ingest.library import Library, Text
from ingest.pointing import rollback
from ingest.publish import PublishTerms


@pytest.fixture
def house(tmp_path, chroma):
    """(database, home, embedder, terms, library) over the server."""
    home = tmp_path / "home"
    home.mkdir()
    database, embedder = open_database(default_url(home)), Trigrams()
    migrate(database)
    terms = PublishTerms(server=chroma[0])
    library = Library(database, home, embedder, terms=terms)
    yield database, home, embedder, terms, library
    library.close()
    database.close()


def put(library, text):
    library.take(Text("d", text.encode(), DocumentKind.OTHER))
    return library.publish()


def collections(url):
    path = "api/v2/tenants/default_tenant/databases/default_database/collections"
    with urlopen(f"{url}/{path}", timeout=10) as answer:
        return {one["name"] for one in json.load(answer)}


def test_generations_live_on_the_server(house, chroma):
    database, home, embedder, terms, library = house
    for text in ("ท่าเรือ", "รถไฟ", "เครื่องบิน"):
        put(library, text)
    live = LiveIndex(database, home, embedder, None, chroma[0])
    hits = live.current().search("เครื่องบิน")
    assert (len(hits.dense), hits.degraded) == (1, ())
    assert of_index(database, home, embedder, chroma[0]) is None
    with database.reading() as session:
        named = {one.collection for one in read.all_generations(session)} - {None}
    assert collections(chroma[0]) == named
    assert len(named) == 2
    assert not list(home.glob("generations/*/vectors"))
    assert rollback(database, home, embedder, terms, "test").id == 2
    assert live.current().search("รถไฟ").degraded == ()
    live.close()


def test_without_the_server_keywords_answer_with_a_notice(house, chroma):
    database, home, embedder, _, library = house
    put(library, "ท่าเรือ")
    live = LiveIndex(database, home, embedder, None, chroma[0])
    assert live.current().search("ท่าเรือ").dense
    chroma[1].kill()
    chroma[1].wait()
    hits = live.current().search("ท่าเรือ")
    assert (hits.dense, len(hits.lexical)) == ({}, 1)
    assert "SODKLONG_CHROMA_URL" in hits.degraded[0]
    assert of_index(database, home, embedder, chroma[0]).code == "vectors.unreadable"
    live.close()


def test_files_take_over_when_the_setting_goes(house, chroma):
    database, home, embedder, _, library = house
    put(library, "ท่าเรือ")
    alone = Library(database, home, embedder)
    published = alone.publish()
    alone.close()
    assert (published.generation, published.changed) == (2, True)
    assert (home / "generations" / "2" / "vectors").is_dir()


def test_a_server_that_is_not_there():
    vectors = ServedVectors("http://127.0.0.1:9", "nothing")
    with pytest.raises(IndexUnavailable, match="SODKLONG_CHROMA_URL"):
        vectors.count()
    with pytest.raises(IndexUnavailable):
        vectors.search(Trigrams().embed_queries(["ก"])[0], 1)
