"""The number that tells copies of public data when they are old, on both databases."""

import asyncio

import pytest
from sqlalchemy import insert, text
from sqlmodel import select

from db import models
from db.engine import open_database
from db.reads import revision
from db.reads.revision import Revisions


@pytest.fixture
def other(database, database_url):
    """A reader of the same database in the place of another process."""
    opened = open_database(database_url)
    reader = Revisions(opened)
    yield reader
    reader.close()
    opened.close()


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    monkeypatch.setattr(revision, "POLL_SECONDS", 0)


def number(reader):
    return asyncio.run(reader.current())


def test_another_process_sees_every_change(database, other):
    seen = [number(other)]
    with database.writing() as session:
        session.add(models.Plan(code="A", title="แผน"))
    seen.append(number(other))
    with database.writing() as session:
        session.exec(select(models.Plan)).one().title = "แผนใหม่"
    seen.append(number(other))
    with database.writing() as session:
        session.connection().execute(insert(models.Plan).values(code="B", title="แผน"))
    seen.append(number(other))
    with database.writing() as session:
        session.connection().execute(text("DELETE FROM plan WHERE code = 'B'"))
    seen.append(number(other))
    assert seen == list(range(seen[0], seen[0] + 5))


def test_what_is_private_changes_nothing(database, other):
    before = number(other)
    with database.writing() as session:
        session.add(models.Conversation(id="a" * 32))
    assert number(other) == before


def test_what_is_rolled_back_changes_nothing(database, other):
    before = number(other)
    with database.reading() as session:
        session.add(models.Plan(code="A", title="แผน"))
        session.flush()
    with database.writing() as session:
        session.add(models.Conversation(id="b" * 32))
    assert number(other) == before


def test_reading_changes_nothing(database, other):
    before = number(other)
    with database.reading() as session:
        assert session.exec(select(models.Plan)).all() == []
    assert number(other) == before
