"""Opens the database: SQLite by default, PostgreSQL by URL; one way to read, one to write."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.engine import Connection, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, OperationalError
from sqlmodel import Session, create_engine

from db.errors import DatabaseUnavailable

BUSY_TIMEOUT_MS = 10_000


class Database:
    """The sessions of one database."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._writer = engine.execution_options(writes=True)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that never commits."""
        with Session(self.engine) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session committed as a whole when the block ends, rolled back when it fails."""
        with Session(self._writer, expire_on_commit=False) as session:
            yield session
            session.commit()

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()


def default_url(data_dir: Path) -> str:
    """The URL of embedded mode: a SQLite file in the data directory."""
    return f"sqlite:///{data_dir / 'sodklong.sqlite3'}"


def open_database(url: str) -> Database:
    """Connect to `url`; raises DatabaseUnavailable when that fails."""
    try:
        database = Database(_create(_with_driver(url)))
        with database.engine.connect():
            return database
    except (ArgumentError, NoSuchModuleError, OperationalError, ImportError) as error:
        raise DatabaseUnavailable(
            f"เปิดฐานข้อมูลไม่ได้ โปรดตรวจค่า SODKLONG_DATABASE_URL ({_reason(error)})"
        ) from error


def _with_driver(url: str) -> str:
    for short in ("postgresql://", "postgres://"):
        if url.startswith(short):
            return "postgresql+psycopg://" + url.removeprefix(short)
    return url


def _create(url: str) -> Engine:
    backend = make_url(url).get_backend_name()
    if backend == "sqlite":
        engine = create_engine(url, connect_args={"check_same_thread": False})
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    if backend == "postgresql":
        return create_engine(url, pool_pre_ping=True)
    raise ArgumentError(f"unsupported database: {backend}")


def _prepare_sqlite(connection: Any, _record: object) -> None:  # noqa: ANN401 (DBAPI connection)
    # The driver must not open transactions of its own: deferred ones fail as "database is locked".
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        f"busy_timeout={BUSY_TIMEOUT_MS}",
        "foreign_keys=ON",
        "synchronous=NORMAL",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _reason(error: Exception) -> str:
    """The driver's own words without the URL, which may hold a password."""
    if isinstance(error, OperationalError):
        return str(error.orig).splitlines()[0]
    return type(error).__name__
