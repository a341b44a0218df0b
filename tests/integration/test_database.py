"""The tables on both engines: migrations, facts, the library, answers, many writers."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from sqlmodel import func, select
from starlette.testclient import TestClient

from api.app import create_app
from api.services import open_services
from api.settings import Settings
from db.engine import open_database
from db.errors import DatabaseUnavailable
from db.models import (
    Answer,
    AnswerStatus,
    Citation,
    Conversation,
    Document,
    DocumentKind,
    Passage,
    PlanNode,
    StoredVector,
)
from db.schema import drift, migrate
from db.writes.answers import NewAnswer, NewCitation, store
from db.writes.documents import NewDocument, NewVersion, add_version, describe
from ingest.bundle import load_bundle
from ingest.facts.loading import load_facts


def count(session, table):
    return session.exec(select(func.count()).select_from(table)).one()


def new_answer(key, conversation, citations=()):
    return NewAnswer(
        id=key,
        conversation_id=conversation,
        question="แผนมีกี่ยุทธศาสตร์",
        status=AnswerStatus.ANSWERED,
        text="มี 6 ยุทธศาสตร์",
        sentences=[{"text": "มี 6 ยุทธศาสตร์", "citations": [0]}],
        notices=["สรุปข้อมูล"],
        timings={"screen": 0.5},
        generation_id=1,
        citations=citations,
    )


def test_the_migrations_make_the_tables_of_the_models(database):
    assert drift(database) == []


def test_migrating_again_changes_nothing(database):
    migrate(database)
    assert drift(database) == []


def test_two_processes_may_migrate_at_once(database_url):
    databases = [open_database(database_url) for _ in range(3)]
    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(migrate, databases)) == [None] * 3
    assert drift(databases[0]) == []
    for database in databases:
        database.close()


def test_a_database_of_a_newer_program_is_refused(database):
    with database.writing() as session:
        session.connection().exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(DatabaseUnavailable, match="รุ่นใหม่กว่า"):
        migrate(database)


def test_loading_the_facts_again_changes_nothing(database):
    with database.writing() as session:
        first = load_facts(session)
        nodes = count(session, PlanNode)
    with database.writing() as session:
        again = load_facts(session)
        assert count(session, PlanNode) == nodes > 100
    assert first.added > nodes
    assert (again.added, again.changed, again.removed) == (0, 0, 0)


def test_a_block_that_fails_writes_nothing(database):
    with suppress(ZeroDivisionError), database.writing() as session:
        session.add(Conversation())
        session.flush()
        raise ZeroDivisionError
    with database.reading() as session:
        assert count(session, Conversation) == 0


@pytest.fixture
def loaded(database_url, model_dir, tmp_path, services):
    """Services over each kind of database with the corpus; its vectors are not computed again."""
    settings = Settings(data_dir=tmp_path, database_url=database_url)
    opened = open_services(settings, models=model_dir)
    with services.database.reading() as session:
        vectors = [row.model_dump() for row in session.exec(select(StoredVector))]
    with opened.database.writing() as session:
        session.add_all(StoredVector(**vector) for vector in vectors)
    load_bundle(opened.library, opened.database, tmp_path)
    yield opened
    opened.close()


def test_the_corpus_on_each_engine(loaded):
    index = loaded.tools.live.current()
    with loaded.database.reading() as session:
        assert count(session, Document) == 10
        assert count(session, Passage) == len(index.keywords.ids)
    again = load_bundle(loaded.library, loaded.database, loaded.data_dir)
    assert {taken.status for taken in again.documents} == {"unchanged"}
    assert (again.published.generation, again.published.changed) == (1, False)


def test_the_endpoint_on_each_engine(loaded):
    query = """query($slug: String!) { document(by: {slug: $slug}) { id }
        planNodes(first: 100) { totalCount nodes { code } pageInfo { endCursor } }
        agencies(first: 100) { nodes { code name(on: "2015-09-19") } } }"""
    with TestClient(create_app(loaded), base_url="http://localhost") as client:
        body = {"query": query, "variables": {"slug": "memo-2558"}}
        found = client.post("/graphql", json=body).json()["data"]
        assert client.get("/documents/memo-2558/1/1").status_code == 200
        assert client.get("/documents/%00/1/1").status_code == 404
    names = {agency["code"]: agency["name"] for agency in found["agencies"]["nodes"]}
    assert "กระทรวงเทคโนโลยีสารสนเทศและการสื่อสาร" in names.values()
    assert found["planNodes"]["totalCount"] > len(found["planNodes"]["nodes"]) == 100


def test_a_text_that_no_table_can_hold_is_not_an_error_of_ours(loaded):
    query = '{ document(by: {slug: "a\\u0000b"}) { id } }'
    with TestClient(create_app(loaded), base_url="http://localhost") as client:
        body = client.post("/graphql", json={"query": query}).json()
    codes = [error["extensions"]["code"] for error in body.get("errors", [])]
    assert codes in ([], ["INVALID_INPUT"])


def test_an_answer_is_kept_with_its_citations(database):
    citation = NewCitation(1, 1, "ข้อ ๑", "ศึกษา", 0, 5, "d" * 64)
    with database.writing() as session:
        document = describe(session, NewDocument("memo", "หนังสือ", DocumentKind.MEMO))
        add_version(session, document, NewVersion("0" * 64, "text", [], [], []))
        store(session, new_answer("a" * 32, "c" * 32, [citation]))
        store(session, new_answer("b" * 32, "c" * 32))
    with database.reading() as session:
        answer = session.get(Answer, "a" * 32)
        assert (answer.status, answer.timings) == (AnswerStatus.ANSWERED, {"screen": 0.5})
        assert answer.sentences == [{"text": "มี 6 ยุทธศาสตร์", "citations": [0]}]
        assert [row.quote for row in session.exec(select(Citation))] == ["ศึกษา"]
        assert count(session, Conversation) == 1


def test_many_writers_wait_for_each_other(database):
    def write(thread):
        for at in range(20):
            with database.writing() as session:
                store(session, new_answer(f"{thread:02}{at:030}", f"{thread:032}"))

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(write, range(8))) == [None] * 8
    with database.reading() as session:
        assert (count(session, Answer), count(session, Conversation)) == (160, 8)


@pytest.mark.parametrize(
    "url",
    [
        "nonsense",
        "mysql://root:sekret@127.0.0.1/x",
        "postgresql://user:sekret@127.0.0.1:1/x",
        "postgresql://user:sekret@[bad/x",
        "sqlite:////nowhere/at/all.sqlite3",
        "",
    ],
)
def test_a_database_that_cannot_be_opened_keeps_its_password(url):
    with pytest.raises(DatabaseUnavailable, match="SODKLONG_DATABASE_URL") as told:
        open_database(url)
    assert "sekret" not in str(told.value)
