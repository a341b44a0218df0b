"""The universe the GraphQL benchmarks read, and how answers of several schemas are compared."""

import pytest
from bench_queries import LIST, NODE, TEXT, TREE, bare, operations, questions
from plan_universe import Extent, generate, write
from race import DifferentAnswers, same_answers
from sqlmodel import col, func, select

from db.models import Kpi, KpiTarget, PlanEdition, PlanNode

SMALL = Extent(plans=2, strategies=2, measures=3, kpis=2, targets=2)


def test_there_are_as_many_of_each_as_is_said():
    made = generate()
    assert (len(made.plans), len(made.editions)) == (50, 50)
    assert (len(made.nodes), len(made.kpis), len(made.targets)) == (5_500, 25_000, 50_000)


def test_the_same_seed_gives_the_same_rows_and_another_seed_others():
    assert generate(SMALL) == generate(SMALL)
    assert generate(SMALL, seed=1) != generate(SMALL, seed=2)


def test_every_database_holds_the_rows_and_goes_on_counting(database):
    write(database, generate(SMALL))
    with database.writing() as session:
        edition = session.exec(select(PlanEdition)).first()
        counts = [
            session.exec(select(func.count(col(table.id)))).one()
            for table in (PlanNode, Kpi, KpiTarget)
        ]
        node = PlanNode(**generate(SMALL).nodes[0] | {"id": None, "code": "another"})
        session.add(node)
        session.flush()
        assert edition is not None
        assert edition.code == generate(SMALL).editions[0]["code"]
        assert counts == [16, 24, 48]
        assert node.id == 17


def test_all_dialects_are_asked_the_same_number_of_things():
    made = generate(SMALL)
    asked = {query: len(several) for query, several in questions(made).items()}
    assert asked[LIST] == asked[TREE] == 2
    assert asked[NODE] == 12
    assert asked[TEXT] > 10
    for dialect in ("ours", "plain", "postgraphile"):
        assert {query: len(b) for query, b in operations(dialect, made).items()} == asked


def test_answers_are_compared_by_their_values_in_order():
    ours = {"kpis": {"totalCount": 2, "nodes": [{"code": "a", "targets": [{"year": 1}]}]}}
    theirs = {"page": {"all": {"total": 2, "items": [{"k": "a", "t": {"nodes": [{"y": 1}]}}]}}}
    assert bare(ours) == bare(theirs) == [2, [["a", [1]]]]


@pytest.mark.parametrize("other", [b'{"data":{"x":2}}', b'{"errors":[{"message":"no"}]}'])
def test_a_different_answer_ends_the_race(other):
    with pytest.raises(DifferentAnswers):
        same_answers({"a": {LIST: [({}, b'{"data":{"y":1}}')]}, "b": {LIST: [({}, other)]}})
