"""Opens the database: SQLite by default, PostgreSQL by URL; one way to read, one to write."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Engine, event
from sqlalchemy.engine import Connection, make_url
from sqlalchemy.exc import (
    ArgumentError,
    DatabaseError,
    DBAPIError,
    OperationalError,
    SQLAlchemyError,
)
from sqlmodel import Session, create_engine

from db.changes import count_changes
from db.errors import DatabaseUnavailable

BUSY_TIMEOUT_MS = 10_000
_NO_DATABASE = "เปิดฐานข้อมูลไม่ได้ โปรดตรวจค่า SODKLONG_DATABASE_URL ({})"
_NO_WRITING = "เปิดฐานข้อมูลไม่ได้ เพราะเขียนในโฟลเดอร์ข้อมูลไม่ได้ โปรดตรวจสิทธิ์ของโฟลเดอร์และดิสก์ ({})"
# SQLAlchemy's, and those of a connection that is used beneath it.
_UNAVAILABLE = frozenset(
    {DatabaseError, OperationalError, sqlite3.DatabaseError, sqlite3.OperationalError}
)


class Database:
    """The sessions of one database."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._writer = engine.execution_options(writes=True)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that never commits; raises DatabaseUnavailable when there is no answer."""
        with answering(), Session(self.engine) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session committed as a whole when the block ends, rolled back when it fails."""
        with answering(), Session(self._writer, expire_on_commit=False) as session:
            yield session
            session.commit()

    def settle(self) -> None:
        """Have what is committed outlast a power cut; SQLite leaves that to the next checkpoint."""
        if self.engine.dialect.name == "sqlite":
            with answering(), self.engine.connect() as connection:
                connection.connection.execute("PRAGMA wal_checkpoint(PASSIVE)")

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()


@contextmanager
def answering() -> Iterator[None]:
    """Turn a database that is locked, broken or gone into DatabaseUnavailable."""
    try:
        yield
    except (DatabaseError, sqlite3.DatabaseError) as error:
        # Its other kinds are about what was asked, not about the database.
        if type(error) not in _UNAVAILABLE:
            raise
        raise DatabaseUnavailable(f"ฐานข้อมูลไม่ตอบ โปรดลองใหม่ ({_reason(error)})") from None


def default_url(data_dir: Path) -> URL:
    """The URL of embedded mode: a SQLite file in the data directory."""
    return URL.create("sqlite", database=str(data_dir / "sodklong.sqlite3"))


def open_database(url: str | URL, password: str | None = None) -> Database:
    """Connect to `url`, with `password` in the place of its own where one is given; raises
    DatabaseUnavailable when that fails."""
    try:
        found = make_url(_with_driver(url))
        database = Database(_create(found.set(password=password) if password else found))
        count_changes(database.engine)
        with database.engine.connect():
            return database
    except (SQLAlchemyError, ImportError, ValueError, TypeError) as error:
        told = _NO_WRITING if _takes_no_writing(url) else _NO_DATABASE
        raise DatabaseUnavailable(told.format(_reason(error))) from None


def _takes_no_writing(url: str | URL) -> bool:
    """Whether it is a file of ours in a folder that takes no writing, which even reading needs."""
    if not isinstance(url, URL) or not url.database:
        return False
    folder = Path(url.database).parent
    return folder.is_dir() and not os.access(folder, os.W_OK)


def _with_driver(url: str | URL) -> str | URL:
    if isinstance(url, URL):
        return url
    for short in ("postgresql://", "postgres://"):
        if url.startswith(short):
            return "postgresql+psycopg://" + url.removeprefix(short)
    return url


def _create(url: str | URL) -> Engine:
    backend = make_url(url).get_backend_name()
    if backend == "sqlite":
        engine = create_engine(url, connect_args={"check_same_thread": False}, hide_parameters=True)
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    if backend == "postgresql":
        return create_engine(url, pool_pre_ping=True, hide_parameters=True)
    raise ArgumentError(f"unsupported database: {backend}")


def _prepare_sqlite(connection: Any, _record: object) -> None:  # noqa: ANN401 (DBAPI connection)
    # The driver must not open transactions of its own: deferred ones fail as "database is locked".
    connection.isolation_level = None
    for pragma in (
        f"busy_timeout={BUSY_TIMEOUT_MS}",
        "journal_mode=WAL",
        "foreign_keys=ON",
        "synchronous=NORMAL",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _reason(error: Exception) -> str:
    """SQLite's own words; those of others may repeat parts of the URL and its password."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, sqlite3.DatabaseError) and str(cause):
        return str(cause).splitlines()[0]
    return type(cause).__name__
