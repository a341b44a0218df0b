"""Action plans: who may change them, what is kept of each change, what they add up to."""

from dataclasses import replace
from datetime import date

import pytest

from assistant.actionplan import editing
from assistant.actionplan.checking import FindingKind, check
from assistant.actionplan.comparing import PlanDifference, compare
from assistant.actionplan.grounds import grounds_of
from assistant.actionplan.printing import print_plan
from assistant.actionplan.tables import tabulate
from assistant.actionplan.totals import add_up
from assistant.papers.sheet import render_xlsx
from assistant.papers.typeset import Line, typeset
from db.errors import InvalidInput, NotFound
from db.models import (
    ActionPlanState,
    Confidence,
    EditionStatus,
    Kpi,
    NodeKind,
    Operator,
    Plan,
    PlanEdition,
    PlannedLevel,
    PlanNode,
    Rule,
)
from db.planned import Alignment, KeptProject, PlanHead, Project, YearBudget
from db.reads.actionplans import action_plan, versions
from ingest.projects.book import read_book
from ingest.projects.rows import read_sheets

ME, OTHER = "key:me", "key:other"
HEAD = PlanHead("เทศบาลตำบลน้ำใส", "แผนปฏิบัติการดิจิทัล", 2568, 2570)
TODAY = date(2025, 6, 1)
SERVES = Alignment("S1.1", PlannedLevel.DIRECT, "บริการดิจิทัล", "บริการประชาชนทางดิจิทัล", "12")
PROJECT = Project(
    title="ระบบบริการประชาชน",
    strategy="ยุทธศาสตร์ที่ 1",
    rationale="=ลดเวลา",
    objective="เพื่อบริการประชาชนทางดิจิทัล\nทั้งตำบล",
    output="1 ระบบ",
    kpi="ร้อยละ 80 ภายในปี 2570",
    result="สะดวก",
    unit="สำนักปลัด",
    budgets=(YearBudget(2568, 1_500_000), YearBudget(2570, 250_000)),
)


NODES = (
    (1, None, "S1", NodeKind.STRATEGY),
    (2, 1, "S1.1", NodeKind.MEASURE),
    (3, None, "S2", NodeKind.STRATEGY),
)


@pytest.fixture
def plans(sqlite):
    """A plan in force: strategy S1 with measure S1.1 and KPI K1, strategy S2 with nothing."""
    sure = {"confidence": Confidence.OFFICIAL}
    with sqlite.writing() as session:
        session.add(Plan(id=1, code="P", title="แผน"))
        session.flush()
        session.add(PlanEdition(id=1, plan_id=1, code="P1", title="แผนดิจิทัล", year_from=2561,
                                year_to=2580, status=EditionStatus.GAZETTED, **sure))  # fmt: skip
        session.flush()
        for key, parent, code, kind in NODES:
            title, place = f"พัฒนาบริการดิจิทัล {code}", {"number": code[1:], "position": key}
            node = {"id": key, "parent_id": parent, "code": code, "kind": kind, "title": title}
            session.add(PlanNode(edition_id=1, **node, **place, **sure))
            session.flush()
        kpi = {"code": "K1", "number": "1", "position": 1, "title": "ผู้ใช้บริการ", "unit": "คน"}
        session.add(Kpi(edition_id=1, node_id=2, **kpi, **sure))
        session.add(Rule(code="R", title="จัดหาคอมพิวเตอร์", approver="คณะกรรมการ", million_baht=1,
                         operator=Operator.MORE_THAN, **sure))  # fmt: skip
    return sqlite


@pytest.fixture
def plan(plans):
    return editing.create(plans, ME, HEAD)


def aligned(project=PROJECT):
    return replace(project, alignments=(SERVES,))


def findings(database, plan):
    with database.reading() as session:
        return check(plan, grounds_of(session, plan, TODAY))


def test_what_is_kept_is_what_was_given(plans, plan):
    after, (key,) = editing.add(plans, ME, ME, plan.id, [aligned()])
    assert after.projects == (KeptProject(key, aligned()),)
    with plans.reading() as session:
        assert action_plan(session, plan.id, ME) == after


def test_another_owner_finds_nothing(plans, plan):
    with plans.reading() as session:
        assert action_plan(session, plan.id, OTHER) is None
    for act in (
        lambda: editing.add(plans, OTHER, OTHER, plan.id, [PROJECT]),
        lambda: editing.close(plans, OTHER, OTHER, plan.id),
        lambda: editing.reopen(plans, OTHER, OTHER, plan.id, 1),
        lambda: editing.remove(plans, OTHER, OTHER, plan.id, "0" * 32),
    ):
        with pytest.raises(NotFound):
            act()
    with plans.reading() as session:
        assert len(versions(session, plan.id, 10)) == 1


def test_every_change_leaves_a_version_to_go_back_to(plans, plan):
    _, (key,) = editing.add(plans, ME, ME, plan.id, [PROJECT])
    editing.update(plans, ME, "key:2", plan.id, KeptProject(key, replace(PROJECT, kpi="")))
    editing.remove(plans, ME, ME, plan.id, key)
    back = editing.reopen(plans, ME, ME, plan.id, 2)
    assert back.projects == (KeptProject(key, PROJECT),)
    with plans.reading() as session:
        told = versions(session, plan.id, 10)
    assert [one.number for one in told] == [5, 4, 3, 2, 1]
    assert (told[2].actor, told[2].change) == ("key:2", "แก้โครงการ “ระบบบริการประชาชน”: ตัวชี้วัด")


def test_a_final_plan_is_changed_only_once_reopened(plans, plan):
    assert editing.close(plans, ME, ME, plan.id).state is ActionPlanState.FINAL
    with pytest.raises(InvalidInput):
        editing.add(plans, ME, ME, plan.id, [PROJECT])
    assert editing.reopen(plans, ME, ME, plan.id, 1).state is ActionPlanState.DRAFT
    with pytest.raises(NotFound):
        editing.reopen(plans, ME, ME, plan.id, 99)


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": " "},
        {"title": "ก" * 501},
        {"kpi": "ก" * 5_001},
        {"budgets": (YearBudget(2568, 1), YearBudget(2568, 2))},
        {"budgets": (YearBudget(2025, 1),)},
        {"budgets": (YearBudget(2568, -1),)},
        {"alignments": (replace(SERVES, subject="nothing"),)},
        {"alignments": (replace(SERVES, plan_quote="คำที่แผนไม่มี"),)},
        {"alignments": (replace(SERVES, project_quote="คำที่โครงการไม่มี"),)},
        {"alignments": (SERVES, SERVES)},
    ],
)
def test_what_cannot_be_kept(plans, plan, wrong):
    with pytest.raises(InvalidInput):
        editing.add(plans, ME, ME, plan.id, [replace(PROJECT, **wrong)])
    with plans.reading() as session:
        assert action_plan(session, plan.id, ME).version == 1


@pytest.mark.parametrize(
    "wrong", [{"title": ""}, {"agency": " "}, {"year_from": 2025}, {"year_to": 2567}]
)
def test_a_plan_that_cannot_be(plans, wrong):
    with pytest.raises(InvalidInput):
        editing.create(plans, ME, replace(HEAD, **wrong))


def test_totals_by_strategy_and_year():
    other = Project("ข", budgets=(YearBudget(2571, 5),))
    totals = add_up(HEAD, [PROJECT, other, replace(PROJECT, title="ค")])
    assert totals.years == (2568, 2569, 2570, 2571)
    assert [(one.strategy, one.projects, one.baht) for one in totals.strategies] == [
        ("ยุทธศาสตร์ที่ 1", 2, (3_000_000, 0, 500_000, 0)),
        ("ไม่ระบุยุทธศาสตร์", 1, (0, 0, 0, 5)),
    ]
    assert totals.whole.sum == 3_500_005


def test_a_measure_covers_its_strategy_and_its_kpi(plans, plan):
    after, (key,) = editing.add(plans, ME, ME, plan.id, [aligned()])
    with plans.reading() as session:
        (coverage,) = grounds_of(session, after, TODAY).coverage
    assert [(one.node.code, one.projects) for one in coverage.strategies] == [
        ("S1", (key,)),
        ("S2", ()),
    ]
    assert [(one.node.code, one.projects) for one in coverage.kpis] == [("K1", (key,))]


def test_what_conflicts_covers_nothing(plans, plan):
    against = replace(PROJECT, alignments=(replace(SERVES, level=PlannedLevel.CONFLICTING),))
    after, _ = editing.add(plans, ME, ME, plan.id, [against])
    with plans.reading() as session:
        (coverage,) = grounds_of(session, after, TODAY).coverage
    assert not coverage.is_served
    assert FindingKind.CONFLICTING in {one.kind for one in findings(plans, after)}


def test_a_whole_plan_is_checked(plans):
    plan = editing.create(plans, ME, replace(HEAD, year_to=2571))
    poor = Project("ข", budgets=(YearBudget(2580, 5),))
    after, ids = editing.add(plans, ME, ME, plan.id, [poor, aligned(), Project("ข")])
    found = {(one.kind, one.project) for one in findings(plans, after)}
    assert (FindingKind.YEARS, None) in found
    assert (FindingKind.SAME_TITLE, ids[0]) in found
    for kind in ("NO_KPI", "NO_UNIT", "BUDGET_YEARS", "NO_ALIGNMENT"):
        assert (FindingKind(kind), ids[0]) in found
    assert (FindingKind.NO_BUDGET, ids[2]) in found
    assert {kind for kind, project in found if project == ids[1]} == {FindingKind.APPROVAL}


def test_an_edition_no_longer_in_force_is_told(plans, plan):
    after, _ = editing.add(plans, ME, ME, plan.id, [aligned()])
    with plans.writing() as session:
        edition = session.get_one(PlanEdition, 1)
        edition.status = EditionStatus.DRAFT
        session.add(edition)
    assert FindingKind.ALIGNMENT_OLD in {one.kind for one in findings(plans, after)}


@pytest.mark.parametrize(("first", "told"), [(2578, False), (2580, False), (2581, True)])
def test_a_plan_after_an_edition_it_names_is_told(plans, first, told):
    plan = editing.create(plans, ME, replace(HEAD, year_from=first, year_to=first + 2))
    after, _ = editing.add(plans, ME, ME, plan.id, [aligned()])
    found = {one.kind: one for one in findings(plans, after)}
    assert (FindingKind.EDITION_YEARS in found) is told
    assert not told or "แผนดิจิทัล (พ.ศ. 2561 – 2580)" in found[FindingKind.EDITION_YEARS].message


def printed(database, plan):
    """The lines of a plan's paper, but its tables."""
    with database.reading() as session:
        grounds = grounds_of(session, plan, TODAY)
    lines = typeset(print_plan(plan, grounds, check(plan, grounds), TODAY))
    return "\n".join(run.text for line in lines if isinstance(line, Line) for run in line.runs)


def test_the_paper_quotes_plan_and_project(plans, plan):
    after, _ = editing.add(plans, ME, ME, plan.id, [aligned()])
    text = printed(plans, after)
    assert "สอดคล้องโดยตรงกับแผนงานที่ ๑.๑ “พัฒนาบริการดิจิทัล S1.1” ของแผนดิจิทัล (พ.ศ. ๒๕๖๑" in text
    assert "หน้า ๑๒: “บริการดิจิทัล”" in text
    assert "โครงการระบบบริการประชาชน: “บริการประชาชนทางดิจิทัล”" in text
    assert "สรุปข้อมูล" not in text


def test_a_final_paper_is_no_draft_and_asks_for_nothing(plans, plan):
    titled = replace(aligned(), title="โครงการบริการ", objective="บริการประชาชนทางดิจิทัล")
    after, _ = editing.add(plans, ME, ME, plan.id, [titled, Project("ข")])
    draft, final = printed(plans, after), printed(plans, editing.close(plans, ME, ME, plan.id))
    for told in ("ร่าง ฉบับที่ ๒ ข้อมูล ณ วันที่ ๑ มิถุนายน ๒๕๖๘", "๕. ข้อที่ควรตรวจ"):
        assert told in draft
        assert told not in final
    assert "โครงการที่ ๑ บริการ" in final
    assert "โครงการโครงการ" not in final


def test_words_without_a_page_are_told_to_be_a_summary(plans, plan):
    pageless = replace(PROJECT, alignments=(replace(SERVES, page=None),))
    after, _ = editing.add(plans, ME, ME, plan.id, [pageless])
    text = printed(plans, after)
    assert "ไม่ระบุหน้ามาจากสรุปข้อมูล ไม่ใช่ตัวบท" in text
    assert "หน้า ๑๒" not in text


def test_what_leaves_as_excel_comes_back_the_same(plans, plan):
    second = Project("@โครงการที่สอง 2", budgets=(YearBudget(2569, 7),))
    third = Project("-", objective="+ก", budgets=(YearBudget(2571, 1),))
    after, _ = editing.add(plans, ME, ME, plan.id, [aligned(), second, third])
    with plans.reading() as session:
        grounds = grounds_of(session, after, TODAY)
    found = read_sheets(read_book(render_xlsx(tabulate(after, grounds))))
    assert found.projects == (PROJECT, second, third)
    assert found.rejected == ()


def test_a_plan_takes_another_head_and_tells_what_changed(plans):
    plan = editing.create(plans, ME, HEAD)
    new = replace(HEAD, year_to=2571, agency="เทศบาลเมืองน้ำใส")
    assert editing.rename(plans, ME, ME, plan.id, new).head == new
    with plans.reading() as session:
        assert versions(session, plan.id, 1)[0].change == (
            "แก้ข้อมูลแผน: หน่วยงาน, ปี 2568 – 2570 เป็น 2568 – 2571"
        )
    with pytest.raises(NotFound):
        editing.rename(plans, OTHER, OTHER, plan.id, HEAD)


def test_two_versions_differ_field_by_field():
    one = KeptProject("1", PROJECT)
    changed = KeptProject("1", replace(PROJECT, kpi="", alignments=(SERVES,)))
    gone, come = KeptProject("2", replace(PROJECT, title="ข")), KeptProject("3", PROJECT)
    found = compare((HEAD, [one, gone]), (replace(HEAD, year_to=2571), [changed, come]))
    assert [(one.kind, one.title) for one in found] == [
        (PlanDifference.HEAD, HEAD.title),
        (PlanDifference.CHANGED, PROJECT.title),
        (PlanDifference.ADDED, PROJECT.title),
        (PlanDifference.REMOVED, "ข"),
    ]
    assert [(field.name, field.after) for field in found[1].fields] == [
        ("ตัวชี้วัด", ""),
        ("ความสอดคล้อง", "สอดคล้องโดยตรง: บริการดิจิทัล (S1.1)"),
    ]
    assert compare((HEAD, [one]), (HEAD, [one])) == []
