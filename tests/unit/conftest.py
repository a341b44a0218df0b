"""A small library of a test's own, over an embedder that needs no model."""

import pytest
from trigrams import Trigrams

from db.engine import default_url, open_database
from db.index import LiveIndex
from db.schema import migrate
from ingest.library import Library


@pytest.fixture
def trigrams():
    return Trigrams()


@pytest.fixture
def other_trigrams():
    return Trigrams("trigrams:2")


@pytest.fixture(scope="session")
def empty_sqlite(tmp_path_factory):
    """The file of a migrated, empty database; copy it, do not open it."""
    home = tmp_path_factory.mktemp("sqlite")
    database = open_database(default_url(home))
    migrate(database)
    database.close()
    return home / "sodklong.sqlite3"


@pytest.fixture
def home(tmp_path, empty_sqlite):
    """A data directory with an empty library."""
    folder = tmp_path / "home"
    folder.mkdir()
    (folder / empty_sqlite.name).write_bytes(empty_sqlite.read_bytes())
    return folder


@pytest.fixture
def sqlite(home):
    opened = open_database(default_url(home))
    yield opened
    opened.close()


@pytest.fixture
def library(sqlite, home, trigrams):
    opened = Library(sqlite, home, trigrams)
    yield opened
    opened.close()


@pytest.fixture
def live(sqlite, home, trigrams):
    return LiveIndex(sqlite, home, trigrams)


@pytest.fixture
def inbox(tmp_path):
    """inbox(name, text or bytes) is a file of that name and content."""

    def put(name, content):
        path = tmp_path / "inbox" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return put
