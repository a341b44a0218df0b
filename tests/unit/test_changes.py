"""Which statements change what everybody may read."""

import pytest
from sqlmodel import SQLModel

import db.models  # noqa: F401 (registers the tables)
from db.changes import PRIVATE, written


@pytest.mark.parametrize(
    ("statement", "table"),
    [
        ("INSERT INTO plan (code) VALUES (?)", "plan"),
        ('insert into "plan_node" (x)', "plan_node"),
        ("INSERT OR REPLACE INTO page VALUES (1)", "page"),
        ("\n  UPDATE agency SET name = ?", "agency"),
        ("DELETE FROM section WHERE id = 1", "section"),
        ("SELECT * FROM plan", None),
        ("BEGIN IMMEDIATE", None),
        ("CREATE TABLE plan (id)", None),
        ("", None),
    ],
)
def test_the_table_a_statement_writes(statement, table):
    assert written(statement) == table


def test_the_private_tables_are_there():
    assert PRIVATE - {"alembic_version"} <= set(SQLModel.metadata.tables)
