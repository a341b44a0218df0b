"""Data files that break a rule are refused, with the file and the entry named."""

import shutil

import pytest
from sqlalchemy.pool import StaticPool
from sqlmodel import Session, SQLModel, create_engine, select

from db.models import Document, DocumentKind, PlanEdition, PlanNode, Rule
from ingest.facts.files import DATA, read_facts
from ingest.facts.loading import FactsInvalid, load_facts


@pytest.fixture
def folder(tmp_path):
    shutil.copytree(DATA, tmp_path / "data")
    return tmp_path / "data"


@pytest.fixture
def session():
    engine = create_engine("sqlite://", poolclass=StaticPool)
    SQLModel.metadata.create_all(engine)
    with Session(engine) as open_session:
        yield open_session
    engine.dispose()


def change(folder, name, old, new):
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def refused(folder):
    with pytest.raises(FactsInvalid) as caught:
        read_facts(folder)
    return caught.value


def test_an_unknown_key_is_refused(folder):
    change(folder, "rules.yaml", "approver:", "aprover:")
    problem = refused(folder)
    assert (problem.file, problem.entry) == ("rules.yaml", "ict_state_committee")


def test_a_fact_without_a_source_is_refused(folder):
    old = 'number: "3", title: "พัฒนาทุนมนุษย์สู่ยุคดิจิทัล", confidence: REPORTED, sources: [S14]'
    change(folder, "plans/NDP.yaml", old, old.replace(", sources: [S14]", ""))
    problem = refused(folder)
    assert (problem.file, problem.entry) == ("plans/NDP.yaml", "NDP2559/G3")
    assert problem.reason.startswith("sources")


def test_a_fact_without_confidence_is_refused(folder):
    change(folder, "observations.yaml", "    confidence: REPORTED\n", "")
    assert refused(folder).entry == "egdi_rank"


def test_a_source_nobody_declared_is_refused(folder):
    change(folder, "rules.yaml", "sources: [S37]", "sources: [S99]")
    problem = refused(folder)
    assert (problem.file, problem.entry) == ("rules.yaml", "ict_state_committee")
    assert "S99" in problem.reason


def test_a_code_used_twice_is_refused(folder):
    change(folder, "plans/NDP.yaml", "code: G2\n", "code: G1\n")
    assert refused(folder).entry == "NDP2559/G1"


def test_an_owner_nobody_knows_is_refused(folder):
    change(folder, "plans/DGP.yaml", "owner: dg_agency", "owner: nobody")
    assert refused(folder).entry == "DGP2559"


def test_a_conflict_about_nothing_is_refused(folder):
    change(folder, "conflicts.yaml", "subject: NDP2559\n", "subject: NDP1999\n")
    assert refused(folder).entry == "memo-2558/approved-on"


def test_broken_yaml_names_its_file(folder):
    (folder / "awaited.yaml").write_text("awaited: [", encoding="utf-8")
    assert refused(folder).file == "awaited.yaml"


def test_a_removed_entry_removes_its_row(folder, session):
    load_facts(session, folder)
    path = folder / "rules.yaml"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[:-1]), encoding="utf-8")
    report = load_facts(session, folder)
    assert (report.added, report.changed, report.removed) == (0, 0, 2)
    assert len(session.exec(select(Rule)).all()) == 3


def test_a_changed_entry_changes_its_row(folder, session):
    load_facts(session, folder)
    change(folder, "plans/DGP.yaml", "กลไกด้านนโยบาย", "กลไกด้านนโยบายใหม่")
    report = load_facts(session, folder)
    assert (report.added, report.changed, report.removed) == (0, 1, 0)
    query = select(PlanNode.title).where(PlanNode.code == "DGP2566/C1")
    assert session.exec(query).one() == "กลไกด้านนโยบายใหม่"


def test_a_removed_edition_lets_go_of_its_documents(folder, session):
    load_facts(session, folder)
    draft = session.exec(select(PlanEdition).where(PlanEdition.code == "DGP2560")).one()
    session.add(Document(id=1, slug="a", title="a", kind=DocumentKind.PLAN, edition_id=draft.id))
    session.flush()
    path = folder / "plans" / "DGP.yaml"
    text = path.read_text(encoding="utf-8")
    start, end = text.index("  - code: DGP2560"), text.index("  - code: DGP2563")
    path.write_text(text[:start] + text[end:], encoding="utf-8")
    load_facts(session, folder)
    assert session.exec(select(Document.edition_id)).one() is None
    assert session.exec(select(PlanNode).where(PlanNode.code.like("DGP2560/%"))).first() is None
