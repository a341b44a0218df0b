"""A database of an older program, with rows, is brought to this one's tables on both engines."""

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import inspect
from sqlmodel import select

from db.models import (
    ActiveGeneration,
    Answer,
    AnswerStatus,
    AssistantSwitch,
    Conversation,
    Document,
    DocumentKind,
    GenerationState,
    GenerationVersion,
    IndexGeneration,
    PageSource,
    Passage,
)
from db.reads.documents import index_rows
from db.schema import MIGRATIONS, drift, migrate
from db.thai import KEY_VERSION
from db.writes import generations as write
from db.writes.documents import (
    NewDocument,
    NewPage,
    NewPassage,
    NewVersion,
    add_version,
    describe,
)
from ingest.facts.loading import load_facts

TEXT = "สวัสดี ข้อความ ท้าย"


@pytest.fixture
def older(database):
    """older(version) takes the tables, and what they hold, back to an older program's."""

    def go(version):
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        with database.engine.execution_options(writes=True).begin() as connection:
            config.attributes["connection"] = connection
            command.downgrade(config, version)

    return go


@pytest.fixture
def filled(database):
    """The database with a document that answers, an answer and the plan data."""
    with database.writing() as session:
        load_facts(session)
        about = describe(session, NewDocument("memo", "หนังสือ", DocumentKind.MEMO, None))
        page = NewPage(1, TEXT, None, PageSource.TEXT, 1.0, None)
        cut = NewPassage(1, 0, 6, None, TEXT[:6])
        add_version(session, about, NewVersion("0" * 64, "text-1", [page], [], [cut]))
        made = write.begin(session, "trigrams", 64, KEY_VERSION, "1" * 64, 1)
        write.activate(session, made)
        talk = Conversation()
        session.add(talk)
        session.flush()
        session.add(Answer(conversation_id=talk.id, status=AnswerStatus.ANSWERED, text="ตอบ",
                           sentences=[], notices=[], timings={}))  # fmt: skip
    return database


@pytest.mark.parametrize("version", ["0008", "0009", "0010"])
def test_an_older_database_is_upgraded_with_its_rows(filled, older, version):
    older(version)
    assert "assistant_switch" not in inspect(filled.engine).get_table_names()
    assert drift(filled) != []
    migrate(filled)
    assert drift(filled) == []
    with filled.reading() as session:
        document = session.exec(select(Document)).one()
        generation = session.exec(select(IndexGeneration)).one()
        assert (generation.state, generation.report) == (GenerationState.READY, {})
        assert session.get_one(ActiveGeneration, 1).generation_id == generation.id
        assert session.exec(select(Answer)).one().text == "ตอบ"
        assert session.exec(select(Passage)).one().version_id == document.current_version_id
        assert session.get_one(AssistantSwitch, 1).reason is None


def test_what_answers_holds_the_versions_it_was_built_from(filled, older):
    older("0008")
    migrate(filled)
    with filled.reading() as session:
        (held,) = session.exec(select(GenerationVersion)).all()
        document = session.exec(select(Document)).one()
        assert held.version_id == document.current_version_id
        assert len(index_rows(session, held.generation_id)) == 1
