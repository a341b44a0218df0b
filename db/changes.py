"""Counts changes of what everybody may read, so that copies of it know when they are old.

Every transaction that writes a table not named here as private raises one number before it
commits, whoever wrote it. db.reads.revision reads the number.
"""

import re
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.engine import Connection

# What these hold is never part of public plan data; a new table counts as public until named.
PRIVATE = frozenset(
    {
        *("alembic_version", "data_revision"),
        *("conversation", "answer", "citation", "feedback", "knowledge_gap"),
        *("alignment", "alignment_match", "alignment_citation"),
        *("api_key", "audit_entry", "audit_head"),
        *("action_plan", "action_plan_version", "planned_project", "planned_budget"),
        *("planned_alignment", "awaited_decision", "awaited_follower"),
        "stored_vector",
        *("stored_vector", "job"),
        *("assistant_switch", "stored_vector"),
    }
)
_CHANGED = "sodklong.changed"
_WRITING = re.compile(
    r"\s*(?:INSERT(?:\s+OR\s+\w+)?\s+INTO|REPLACE\s+INTO|UPDATE|DELETE\s+FROM)\s+[\"`]?(\w+)",
    re.IGNORECASE,
)
_RAISE = "UPDATE data_revision SET number = number + 1 WHERE id = 1"


def count_changes(engine: Engine) -> None:
    """Have every commit of this engine that changed public data raise the number."""
    event.listen(engine, "before_cursor_execute", _note)
    event.listen(engine, "commit", _raise)
    event.listen(engine, "rollback", _forget)


def written(statement: str) -> str | None:
    """The table an SQL statement writes; None when it writes none."""
    found = _WRITING.match(statement)
    return found[1].lower() if found else None


def _note(connection: Connection, _cursor: object, statement: str, *_: Any) -> None:  # noqa: ANN401
    table = written(statement)
    if table and table not in PRIVATE:
        connection.info[_CHANGED] = True


def _raise(connection: Connection) -> None:
    if connection.info.pop(_CHANGED, False):
        connection.exec_driver_sql(_RAISE)


def _forget(connection: Connection) -> None:
    connection.info.pop(_CHANGED, None)
