"""Brings the database's tables to this program's version."""

from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlmodel import SQLModel

from db.engine import Database, answering
from db.errors import DatabaseUnavailable

MIGRATIONS = Path(__file__).parent / "migrations"
_ADVISORY_LOCK = 5_640_001


def migrate(database: Database) -> None:
    """Apply the migrations that are missing; one process at a time."""
    with answering(), database.engine.execution_options(writes=True).begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_ADVISORY_LOCK})"))
        if _current(connection) == _head():
            return
        _refuse_newer(connection)
        command.upgrade(_config(connection), "head")


def drift(database: Database) -> list[object]:
    """What the tables lack or have beyond the models; empty when they agree."""
    with answering(), database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, SQLModel.metadata))


def _refuse_newer(connection: Connection) -> None:
    current = _current(connection)
    if current and current not in {script.revision for script in _scripts().walk_revisions()}:
        raise DatabaseUnavailable("ฐานข้อมูลนี้สร้างโดยโปรแกรมรุ่นใหม่กว่า โปรดอัปเกรดโปรแกรมก่อนเปิดใช้งาน")


def _current(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _head() -> str | None:
    return _scripts().get_current_head()


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config(None))


def _config(connection: Connection | None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config
