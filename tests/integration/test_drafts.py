"""Draft facts on both engines: proposed, confirmed, disputed, rejected, and kept over a reload."""

import pytest
from product import run, run_json
from sqlmodel import col, select

from db.errors import InvalidInput, NotFound
from db.models import (
    Confidence,
    Conflict,
    DocumentKind,
    DraftKind,
    DraftState,
    FigureKind,
    Kpi,
    KpiTarget,
    NodeAgency,
    NodeKind,
    Operator,
    PageSource,
    PlanEdition,
    PlanNode,
    SourceRef,
)
from db.proposal import (
    Mismatch,
    MismatchKind,
    Proposal,
    ProposedFigure,
    ProposedNode,
    Quote,
)
from db.reads.drafts import drafts
from db.reads.plans import find_edition
from db.writes.confirmations import confirm
from db.writes.documents import NewDocument, NewPage, NewVersion, add_version, describe
from db.writes.drafts import reject, store_proposal
from ingest.facts.loading import load_facts

PAGE = "ยุทธศาสตร์ที่ 9 สร้างเมืองใหม่ เป้าหมาย 1. น้ำไหลไฟสว่าง 9.1 โครงการประปา 7 ล้านบาท 2568-2570 กองช่าง"
RAW = PAGE.replace("์", "").replace("้", "")
STRATEGY, GOAL, KPI, PROJECT = "S9", "S9/G1", "S9/G1/K1.1", "S9/PJ9.1"


def quote(words):
    start = PAGE.index(words)
    return Quote(1, start, start + len(words), words)


def node(code, kind, number, title, *figures):
    parent = code.rpartition("/")[0] or None
    found = quote(title)
    return ProposedNode(code, parent, kind, number, title, found, 0.8, (found,), figures)


def figure(kind, words, **values):
    return ProposedFigure(kind, quote(words), **values)


def proposal(project="โครงการประปา"):
    return Proposal(
        nodes=(
            node(STRATEGY, DraftKind.STRATEGY, "9", "สร้างเมืองใหม่"),
            node(GOAL, DraftKind.GOAL, "1", "น้ำไหลไฟสว่าง"),
            node(
                KPI,
                DraftKind.KPI,
                "1.1",
                "ไฟสว่าง",
                figure(
                    FigureKind.TARGET,
                    "9.1",
                    value=9.1,
                    year=2570,
                    operator=Operator.AT_LEAST,
                    unit="percent",
                    text="9.1",
                ),
            ),
            node(
                PROJECT,
                DraftKind.PROJECT,
                "9.1",
                project,
                figure(FigureKind.BUDGET, "7 ล้านบาท", value=7.0),
                figure(FigureKind.YEARS, "2568-2570", year=2568, year_to=2570),
                figure(FigureKind.AGENCY, "กองช่าง", text="กองช่าง"),
            ),
        ),
        mismatches=(Mismatch(MismatchKind.COUNT, STRATEGY, "นับไม่ตรง", (quote("9.1"),)),),
    )


@pytest.fixture
def drafted(database):
    """A database with the product's facts and a stored draft: (database, id of the version)."""
    with database.writing() as session:
        load_facts(session)
        edition = find_edition(session, "DGP", "2566-2570")
        about = NewDocument("plan-text", "ตัวบทแผน", DocumentKind.PLAN, edition.id)
        page = NewPage(1, PAGE, RAW, PageSource.TEXT, 1.0, None)
        version = add_version(
            session, describe(session, about), NewVersion("0" * 64, "text-1", [page], [], [])
        )
        store_proposal(session, version.id, edition.id, proposal())
    return database, version.id


def ids(session, *codes):
    (tree,) = drafts(session, "plan-text")
    return [one.id for one in tree.nodes if not codes or one.code in codes]


def found(session, model, code):
    return session.exec(select(model).where(model.code == code)).first()


def test_a_draft_is_no_plan_data(drafted):
    database, _ = drafted
    with database.reading() as session:
        (tree,) = drafts(session, "plan-text")
        assert [one.code for one in tree.nodes] == [STRATEGY, GOAL, KPI, PROJECT]
        assert {one.state for one in tree.nodes} == {DraftState.PROPOSED}
        assert tree.mismatches[0]["message"] == "นับไม่ตรง"
        assert found(session, PlanNode, "DGP2566/S9") is None


def test_what_is_confirmed_is_official_and_owes_itself_to_the_page(drafted):
    database, _ = drafted
    with database.writing() as session:
        done = confirm(session, ids(session, PROJECT))
        assert [one.subject for one in done] == ["DGP2566/S9", "DGP2566/S9/PJ9.1"]
    with database.reading() as session:
        project = found(session, PlanNode, "DGP2566/S9/PJ9.1")
        assert (project.kind, project.confidence) == (NodeKind.PROJECT, Confidence.OFFICIAL)
        assert (project.budget_million_baht, project.year_from, project.year_to) == (7, 2568, 2570)
        assert project.parent_id == found(session, PlanNode, "DGP2566/S9").id
        refs = select(SourceRef).where(SourceRef.subject == project.code)
        by_field = {ref.field: ref for ref in session.exec(refs)}
        assert sorted(by_field) == ["agencies", "budget", "title", "years"]
        assert (by_field["budget"].page, by_field["budget"].quote) == (1, "7 ลานบาท")


def test_a_confirmed_kpi_hangs_on_its_goal_with_its_target(drafted):
    database, _ = drafted
    with database.writing() as session:
        confirm(session, ids(session, KPI))
        kpi = found(session, Kpi, "DGP2566/S9/G1/K1.1")
        assert kpi.node_id == found(session, PlanNode, "DGP2566/S9/G1").id
        (target,) = session.exec(select(KpiTarget).where(KpiTarget.kpi_id == kpi.id))
        assert (target.year, target.value, target.operator) == (2570, 9.1, Operator.AT_LEAST)


def test_a_reload_of_the_data_files_changes_nothing_confirmed(drafted):
    database, _ = drafted
    with database.writing() as session:
        confirm(session, ids(session))
        kept = found(session, PlanNode, "DGP2566/S9/PJ9.1").id
    for _ in range(2):
        with database.writing() as session:
            report = load_facts(session)
            assert (report.added, report.changed, report.removed) == (0, 0, 0)
            assert found(session, PlanNode, "DGP2566/S9/PJ9.1").id == kept


def test_where_plan_data_said_otherwise_both_readings_stay(drafted):
    database, _ = drafted
    with database.writing() as session:
        (node_id,) = ids(session, PROJECT)
        edition = session.exec(select(PlanEdition).where(PlanEdition.code == "DGP2566")).one()
        known = PlanNode(
            edition_id=edition.id,
            code="DGP2566/PJ9.1",
            kind=NodeKind.PROJECT,
            number="9.1",
            position=900,
            title="โครงการประปา",
            budget_million_baht=8.0,
            confidence=Confidence.REPORTED,
        )
        session.add(known)
        session.flush()
        done = confirm(session, [node_id])[-1]
        assert (done.subject, done.created) == ("DGP2566/PJ9.1", False)
        (conflict,) = session.exec(select(Conflict).where(col(Conflict.code).in_(done.conflicts)))
        assert (conflict.field, conflict.printed_value) == ("budget", "7 ล้านบาท")
        assert conflict.other_value == "8 ล้านบาท"
        assert known.budget_million_baht == 7
        assert known.confidence is Confidence.OFFICIAL


def test_the_data_files_do_not_undo_a_dispute(drafted):
    database, _ = drafted
    with database.writing() as session:
        known = found(session, PlanNode, "DGP2566/S1/PJ1.1")
        known_title, known.title = known.title, "โครงการอื่น"
        confirm(session, ids(session, STRATEGY))
        load_facts(session)
        assert found(session, PlanNode, "DGP2566/S1/PJ1.1").title == known_title
        assert found(session, PlanNode, "DGP2566/S9").title == "สร้างเมืองใหม่"


def test_proposing_again_keeps_decisions(drafted):
    database, version = drafted
    with database.writing() as session:
        confirm(session, ids(session, GOAL))
        reject(session, ids(session, KPI), "ไม่ใช่ตัวชี้วัด")
        store_proposal(session, version, None, proposal(project="ประปา"))
        (tree,) = drafts(session, "plan-text")
        states = {one.code: one.state for one in tree.nodes}
        assert states == {
            STRATEGY: DraftState.CONFIRMED,
            GOAL: DraftState.CONFIRMED,
            KPI: DraftState.REJECTED,
            PROJECT: DraftState.PROPOSED,
        }
        assert tree.edition == "DGP2566"
        assert {one.code: one.title for one in tree.nodes}[PROJECT] == "ประปา"


def test_what_is_rejected_after_all_leaves_the_plan_at_the_next_load(drafted):
    database, _ = drafted
    with database.writing() as session:
        confirm(session, ids(session))
        assert len(reject(session, ids(session, STRATEGY))) == 4
        load_facts(session)
        assert found(session, PlanNode, "DGP2566/S9") is None
        assert session.exec(select(NodeAgency).where(NodeAgency.name == "กองช่าง")).all() == []


def test_a_draft_without_an_edition_cannot_be_confirmed(drafted):
    database, _ = drafted
    with database.writing() as session:
        (tree,) = drafts(session)
        assert tree.edition == "DGP2566"
        with pytest.raises(NotFound, match="999999"):
            confirm(session, [999999])
        session.connection().exec_driver_sql("UPDATE plan_draft SET edition_id = NULL")
        session.expire_all()
        with pytest.raises(InvalidInput, match="--edition"):
            confirm(session, ids(session, GOAL))


def test_the_command_leads_from_a_text_to_plan_data(data_dir, tmp_path):
    text = "ยุทธศาสตร์ที่ 9 : สร้างเมืองลอยฟ้า เป้าหมาย 1. บ้านทุกหลังลอยได้ 2. ฟ้าใสตลอดปี\n"
    path = tmp_path / "แผนเมืองลอยฟ้า.txt"
    path.write_text(text, encoding="utf-8")
    run_json(data_dir, "ingest", path, "--kind", "plan")
    chosen = ("--plan", "DGP", "--edition", "2566-2570")
    (draft,) = run_json(data_dir, "plan", "propose", "แผนเมืองลอยฟ้า", *chosen)["drafts"]
    assert [node["title"] for node in draft["nodes"]][1:] == ["บ้านทุกหลังลอยได้", "ฟ้าใสตลอดปี"]
    first, second = (node["id"] for node in draft["nodes"][1:])
    assert run_json(data_dir, "plan", "reject", second)["rejected"] == [second]
    done = run_json(data_dir, "plan", "confirm", first)["confirmed"]
    assert [one["subject"] for one in done] == ["DGP2566/S9", "DGP2566/S9/G1"]
    (draft,) = run_json(data_dir, "plan", "drafts")["drafts"]
    assert [node["state"] for node in draft["nodes"]] == ["CONFIRMED", "CONFIRMED", "REJECTED"]
    code, out, _ = run(data_dir, "search", "เมืองลอยฟ้า")
    assert code == 0
    assert "สร้างเมืองลอยฟ้า" in out
