"""The database as it is opened: any path, and one clear failure for whatever is wrong."""

import sqlite3

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError

from db.engine import answering, default_url, open_database
from db.errors import DatabaseUnavailable
from db.schema import migrate
from ingest.publish import publishing


@pytest.mark.parametrize("name", ["a?b", "a#b", "ข้อมูล %20"])
def test_a_data_dir_of_any_name(tmp_path, name):
    (tmp_path / name).mkdir()
    open_database(default_url(tmp_path / name)).close()
    assert (tmp_path / name / "sodklong.sqlite3").exists()


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://u:sekret@host:port/x",
        "postgresql://u:pass@sekret:1/x",
        "postgresql://u@127.0.0.1:1/x?sekret=1",
        "sqlite:///x?timeout=sekret",
        "sqlite:///\0sekret",
    ],
)
def test_a_failure_repeats_no_part_of_the_url(url):
    with pytest.raises(DatabaseUnavailable) as told:
        open_database(url)
    assert "sekret" not in str(told.value)
    assert told.value.__suppress_context__


def test_a_folder_that_takes_no_writing_is_told(tmp_path, monkeypatch):
    (tmp_path / "sodklong.sqlite3").mkdir()
    monkeypatch.setattr("os.access", lambda *_: False)
    with pytest.raises(DatabaseUnavailable, match="เขียนในโฟลเดอร์ข้อมูลไม่ได้"):
        open_database(default_url(tmp_path))


def test_a_failure_beneath_sqlalchemy_is_told_as_well():
    with pytest.raises(DatabaseUnavailable, match="disk I/O error"), answering():
        raise sqlite3.OperationalError("disk I/O error")
    with pytest.raises(sqlite3.IntegrityError), answering():
        raise sqlite3.IntegrityError("NOT NULL constraint failed")


def test_a_file_that_is_no_database(home):
    (home / "sodklong.sqlite3").write_bytes(b"not a database" * 100)
    with pytest.raises(DatabaseUnavailable):
        open_database(default_url(home))


def test_a_broken_file(home):
    path = home / "sodklong.sqlite3"
    path.write_bytes(path.read_bytes()[:100] + b"\xff" * 50_000)
    with pytest.raises(DatabaseUnavailable):
        migrate(open_database(default_url(home)))


def test_a_locked_database_is_unavailable(sqlite, home, monkeypatch):
    sqlite.close()
    monkeypatch.setattr("db.engine.BUSY_TIMEOUT_MS", 1)
    other = sqlite3.connect(home / "sodklong.sqlite3", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(DatabaseUnavailable), sqlite.writing() as session:
        session.execute(text("SELECT 1"))
    other.close()


def test_what_was_asked_wrongly_is_not_the_databases_fault(sqlite):
    with pytest.raises(IntegrityError), sqlite.writing() as session:
        session.execute(text("INSERT INTO document (id) VALUES (1)"))


def test_an_error_does_not_tell_what_was_asked(sqlite):
    with pytest.raises(DBAPIError) as told, sqlite.writing() as session:
        session.execute(text("INSERT INTO document (slug) VALUES (:slug)"), {"slug": "sekret"})
    assert "sekret" not in str(told.value)


def test_a_lock_that_cannot_be_opened(home):
    (home / "publish.lock").mkdir()
    with pytest.raises(DatabaseUnavailable, match=r"publish\.lock"), publishing(home):
        pass
