"""Plan facts: what the data files hold and how they come into the tables."""

from datetime import date

import pytest
from sqlalchemy.pool import StaticPool
from sqlmodel import Session, SQLModel, create_engine, func, select

from db.models import (
    Agency,
    AgencyName,
    Confidence,
    Conflict,
    Kpi,
    KpiTarget,
    NodeAgency,
    Operator,
    PlanEdition,
    PlanNode,
    Resolution,
    Rule,
    Source,
    SourceRef,
)
from ingest.facts.files import DATA, debts, read_facts
from ingest.facts.loading import load_facts

STRATEGIES = [
    "พัฒนาโครงสร้างพื้นฐานดิจิทัลประสิทธิภาพสูงให้ครอบคลุมทั่วประเทศ",
    "ขับเคลื่อนเศรษฐกิจด้วยเทคโนโลยีดิจิทัล",
    "สร้างสังคมคุณภาพที่ทั่วถึงเท่าเทียมด้วยเทคโนโลยีดิจิทัล",
    "ปรับเปลี่ยนภาครัฐสู่การเป็นรัฐบาลดิจิทัล",
    "พัฒนากำลังคนให้พร้อมเข้าสู่ยุคเศรษฐกิจและสังคมดิจิทัล",
    "สร้างความเชื่อมั่นในการใช้เทคโนโลยีดิจิทัล",
]
MEMO = (DATA / "memo-2558.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def session():
    engine = create_engine("sqlite://", poolclass=StaticPool)
    SQLModel.metadata.create_all(engine)
    with Session(engine) as open_session:
        load_facts(open_session)
        open_session.commit()
        yield open_session
    engine.dispose()


def edition(session, code):
    return session.exec(select(PlanEdition).where(PlanEdition.code == code)).one()


def count(session, model):
    return session.exec(select(func.count()).select_from(model)).one()


def nodes(session, code, kind):
    query = select(PlanNode).where(PlanNode.code.like(f"{code}/%"), PlanNode.kind == kind)
    return session.exec(query.order_by(PlanNode.position)).all()


def test_loading_again_changes_nothing(session):
    report = load_facts(session)
    assert (report.added, report.changed, report.removed) == (0, 0, 0)
    assert report.unchanged > 1000


def test_six_strategies_by_their_official_names_in_order(session):
    for code in ("NDP2559", "NDP2561"):
        found = nodes(session, code, "STRATEGY")
        assert [node.title for node in found] == STRATEGIES
        assert [node.number for node in found] == ["1", "2", "3", "4", "5", "6"]


def test_three_dates_are_kept_apart(session):
    plan = edition(session, "DGP2566")
    assert plan.approved_on == date(2023, 2, 28)
    assert plan.gazetted_on == date(2023, 4, 10)
    assert plan.in_force_from == date(2023, 4, 11)


def test_editions_know_what_they_follow(session):
    assert edition(session, "NDP2561").supersedes_id == edition(session, "NDP2559").id
    assert edition(session, "DGP2566").supersedes_id == edition(session, "DGP2563").id
    assert edition(session, "DGP2559").derived_from == "NDP2559/S4"


def test_domains_and_those_the_draft_added(session):
    assert len(nodes(session, "DGP2559", "DOMAIN")) == 18
    added = nodes(session, "DGP2560", "DOMAIN")[18:]
    assert [node.title for node in added][:2] == ["การศึกษา", "สาธารณสุข"]
    assert len(added) == 8


def test_strategies_of_uncertain_order_have_no_number(session):
    found = nodes(session, "DGP2559", "STRATEGY")
    assert [node.number for node in found] == ["", "", "", ""]
    assert {node.confidence for node in found} == {Confidence.RECALLED}


@pytest.mark.parametrize(
    ("code", "strategies", "projects"),
    [("DGP2563", 4, 0), ("DGP2566", 4, 38), ("NDP2559", 6, 0)],
)
def test_counts_of_editions(session, code, strategies, projects):
    assert len(nodes(session, code, "STRATEGY")) == strategies
    assert len(nodes(session, code, "PROJECT")) == projects


def test_a_rank_is_a_ceiling(session):
    kpi = session.exec(select(Kpi).where(Kpi.code == "DGP2566/K2")).one()
    target = session.exec(select(KpiTarget).where(KpiTarget.kpi_id == kpi.id)).one()
    assert (target.operator, target.value, target.year) == (Operator.AT_MOST, 40, 2570)
    assert target.printed == "ไม่ต่ำกว่าอันดับที่ 40"


def test_revised_targets_stand_side_by_side(session):
    kpi = session.exec(select(Kpi).where(Kpi.code == "NDP2561/K4")).one()
    targets = session.exec(select(KpiTarget).where(KpiTarget.kpi_id == kpi.id)).all()
    assert {(one.revision, one.value) for one in targets} == {
        (date(2022, 12, 9), 75),
        (date(2023, 12, 22), 80),
        (None, 85),
    }


def test_the_threshold_rose_from_100_to_200_million(session):
    query = select(Rule).where(Rule.code == "ict_state_committee").order_by(Rule.million_baht)
    first, second = session.exec(query)
    assert (first.million_baht, first.valid_to) == (100, date(2025, 3, 10))
    assert (second.million_baht, second.valid_from) == (200, date(2025, 3, 11))


def test_a_name_ends_the_day_before_the_next_begins(session):
    query = select(AgencyName).join(Agency).where(Agency.code == "ministry_de")
    old, new = session.exec(query.order_by(AgencyName.id))
    assert (old.valid_to, new.valid_from) == (date(2016, 9, 15), date(2016, 9, 16))


def test_printed_agencies_find_their_record(session):
    node = session.exec(select(PlanNode).where(PlanNode.code == "DGP2566/S1/PJ1.7")).one()
    query = select(NodeAgency.name, Agency.code).join(Agency).order_by(NodeAgency.position)
    found = session.exec(query.where(NodeAgency.node_id == node.id)).all()
    assert found == [("สพร.", "dg_agency"), ("สถ.", "dla")]


@pytest.mark.parametrize(
    "title",
    [
        "ปรับรูปแบบรัฐวิสาหกิจโทรคมนาคม",
        "เกิดผู้ประกอบการดิจิทัลรุ่นใหม่",
        "หมู่บ้านที่ได้ความเร็วอย่างน้อย 30 Mbps",
        "ประชาชนมีทักษะดิจิทัล",
    ],
)
def test_doubtful_facts_stay_out(session, title):
    assert session.exec(select(PlanNode).where(PlanNode.title == title)).first() is None
    assert session.exec(select(Kpi).where(Kpi.title == title)).first() is None


def test_what_the_memo_misprints_is_in_the_memo_word_for_word(session):
    memo = session.exec(select(Source).where(Source.key == "MEMO")).one()
    found = session.exec(select(Conflict).where(Conflict.source_id == memo.id)).all()
    assert len(found) == 15
    assert [one.code for one in found if one.printed_text not in MEMO] == []


def test_notices_name_both_readings(session):
    conflict = session.exec(select(Conflict).where(Conflict.code == "memo-2558/approved-on")).one()
    assert conflict.resolution is Resolution.OTHER
    assert conflict.printed_text in conflict.notice
    assert (conflict.other_text or "-") in conflict.notice
    assert (conflict.printed_value, conflict.other_value) == ("2015-04-05", "2016-04-05")


def test_open_conflicts_are_not_settled_by_memory(session):
    found = session.exec(select(Conflict).where(Conflict.confidence == Confidence.RECALLED)).all()
    assert {one.resolution for one in found} == {Resolution.OPEN}


def test_recalled_facts_name_the_source_of_none(session):
    recall = session.exec(select(Source).where(Source.key == "RECALL")).one()
    query = select(SourceRef.subject).where(SourceRef.source_id == recall.id)
    subjects = set(session.exec(query))
    recalled = session.exec(select(PlanNode).where(PlanNode.confidence == Confidence.RECALLED))
    assert {node.code for node in recalled} <= subjects


def test_every_fact_owes_something_to_a_source():
    facts = read_facts()
    known = {source.key for source in facts.sources}
    owed = [keys for _, _, field, keys in debts(facts) if field != "other"]
    assert all(owed)
    assert {key for keys in owed for key in keys} <= known


def test_the_memo_is_the_one_we_were_given():
    assert (DATA / "memo-2558.txt").stat().st_size == 6101
    assert len(MEMO.strip().splitlines()) == 24
