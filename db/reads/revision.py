"""Reads the number that rises with every change of public data."""

import asyncio
import sqlite3
import time
from typing import Any

from sqlmodel import col, select

from db.engine import Database, answering
from db.errors import DatabaseUnavailable
from db.models.revision import DataRevision

POLL_SECONDS = 1.0


class Revisions:
    """The number as it is: exact on SQLite, at most a second old elsewhere."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._is_file = database.engine.dialect.name == "sqlite"
        self._number = -1
        self._read_at = float("-inf")
        self._seen: int | None = None
        self._watch: Any = None

    async def current(self) -> int:
        """The number now; raises DatabaseUnavailable."""
        if self._is_file:
            return self._of_file()
        if time.monotonic() - self._read_at > POLL_SECONDS:
            self._read_at = time.monotonic()
            self._number = await asyncio.to_thread(self._read)
        return self._number

    def close(self) -> None:
        """Give the watching connection back."""
        if self._watch is not None:
            self._watch.close()
            self._watch = None

    def _of_file(self) -> int:
        """SQLite tells one connection, in microseconds, whether another has committed."""
        try:
            with answering():
                cursor = self._watching().cursor()
            seen = cursor.execute("PRAGMA data_version").fetchone()[0]
            if seen != self._seen:
                found = cursor.execute("SELECT number FROM data_revision WHERE id = 1").fetchone()
                self._number, self._seen = found[0], seen
        except sqlite3.Error as error:
            raise DatabaseUnavailable(f"ฐานข้อมูลไม่ตอบ โปรดลองใหม่ ({error})") from error
        return self._number

    def _watching(self) -> Any:  # noqa: ANN401 (a DBAPI connection)
        if self._watch is None:
            self._watch = self._database.engine.raw_connection()
        return self._watch

    def _read(self) -> int:
        with self._database.reading() as session:
            return session.exec(select(col(DataRevision.number))).one()
