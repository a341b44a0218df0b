"""Directives in tables: stored once, changed in place, gone when the paper changes."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.pool import StaticPool
from sqlmodel import Session, SQLModel, create_engine, select

import ingest
from db.models import (
    AwaitedDocument,
    AwaitedState,
    Confidence,
    Directive,
    Document,
    DocumentKind,
    Instruction,
    InstructionDocument,
    PlanEdition,
)
from db.reads.plans import edition_titles
from ingest.facts.loading import load_facts
from ingest.memo.directives import read_directive, store_directive

MEMO = (Path(ingest.__file__).parent / "data" / "memo-2558.txt").read_text(encoding="utf-8")
SLUG = "memo-2558"


@pytest.fixture
def session():
    engine = create_engine("sqlite://", poolclass=StaticPool)
    SQLModel.metadata.create_all(engine)
    with Session(engine) as open_session:
        open_session.add(Document(id=1, slug=SLUG, title="หนังสือ", kind=DocumentKind.MEMO))
        open_session.flush()
        yield open_session
    engine.dispose()


@pytest.fixture
def record(session):
    load_facts(session)
    found = read_directive(MEMO, edition_titles(session))
    assert found is not None
    store_directive(session, 1, SLUG, found)
    return found


def rows(session, model):
    return [row.model_dump() for row in session.exec(select(model))]


def test_a_directive_keeps_what_it_prints(session, record):
    directive = session.exec(select(Directive)).one()
    assert (directive.code, directive.document_id) == (SLUG, 1)
    assert directive.number == record.number
    assert directive.dated_on == record.dated_on
    assert directive.confidence is Confidence.OFFICIAL


def test_named_documents_point_to_editions(session, record):
    codes = {edition.id: edition.code for edition in session.exec(select(PlanEdition))}
    named = session.exec(select(InstructionDocument)).all()
    assert [codes.get(one.edition_id) for one in named] == ["NDP2559", None, "DGP2559"]


def test_storing_again_changes_nothing(session, record):
    models = (Directive, Instruction, InstructionDocument, AwaitedDocument)
    before = [rows(session, model) for model in models]
    store_directive(session, 1, SLUG, record)
    assert [rows(session, model) for model in models] == before


def test_facts_and_directive_share_the_awaited_document(session, record):
    query = select(AwaitedDocument).where(AwaitedDocument.code == "memo-2558/2/1")
    awaited = session.exec(query).one()
    assert awaited.expected_printed == "สิงหาคม ๒๕๕๘"
    assert awaited.state is AwaitedState.PUBLISHED
    report = load_facts(session)
    assert (report.added, report.changed, report.removed) == (0, 0, 0)


def test_the_order_of_facts_and_directive_does_not_matter(session, record):
    code = "memo-2558/2/1"
    together = session.exec(select(AwaitedDocument).where(AwaitedDocument.code == code)).one()
    wanted = together.model_dump(exclude={"id"})
    session.delete(together)
    session.flush()
    store_directive(session, 1, SLUG, record)
    load_facts(session)
    again = session.exec(select(AwaitedDocument).where(AwaitedDocument.code == code)).one()
    assert again.model_dump(exclude={"id"}) == wanted


def test_instructions_that_go_take_their_documents_along(session, record):
    store_directive(session, 1, SLUG, replace(record, instructions=record.instructions[1:]))
    assert [row.number for row in session.exec(select(Instruction))] == ["๒"]
    assert rows(session, InstructionDocument) == []
    codes = {row.code for row in session.exec(select(AwaitedDocument))}
    assert "memo-2558/1/1" in codes
    assert "memo-2558/2/1" not in codes


def test_a_long_slug_still_fits_the_code(session, record):
    session.add(Document(id=2, slug="ก" * 190, title="หนังสือ", kind=DocumentKind.MEMO))
    session.flush()
    store_directive(session, 2, "ก" * 190, record)
    codes = [row.code for row in session.exec(select(AwaitedDocument))]
    assert max(len(code) for code in codes) <= 240
