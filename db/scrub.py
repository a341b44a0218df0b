"""Leaves nothing of deleted rows in the database's files."""

from sqlalchemy import text
from sqlmodel import SQLModel

from db.engine import Database, answering
from db.errors import DatabaseUnavailable

_BUSY = "ฐานข้อมูลยังมีผู้ใช้งานอยู่ จึงยังล้างส่วนที่ลบไม่ได้ ระบบจะลองใหม่"


def scrub(database: Database) -> None:
    """Rewrite what holds deleted rows: they stay readable in free pages and in the log until then.

    SQLite's file and its log, or every table of ours on PostgreSQL, whose own log and backups are
    the operator's to see to. Raises DatabaseUnavailable while readers hold the old pages.
    """
    if database.engine.dialect.name == "sqlite":
        _scrub_sqlite(database)
    else:
        _scrub_tables(database)


def _scrub_sqlite(database: Database) -> None:
    with answering(), database.engine.connect() as connection:
        driver = connection.connection
        driver.execute("VACUUM")
        busy = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    if busy:
        raise DatabaseUnavailable(_BUSY)


def _scrub_tables(database: Database) -> None:
    names = ", ".join(f'"{name}"' for name in SQLModel.metadata.tables)
    engine = database.engine.execution_options(isolation_level="AUTOCOMMIT")
    with answering(), engine.connect() as connection:
        connection.execute(text(f"VACUUM (FULL) {names}"))
