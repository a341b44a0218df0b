"""What operations are estimated to read."""

import pytest
from graphql import build_schema, parse

from api.cost import estimate, points

SCHEMA = build_schema("""
    type Query { plans(first: Int = 20, after: String): Plans plan: Plan nodes(ids: [ID!]!): [Plan]
        either: Either search(query: String!, first: Int = 10): Plans }
    type Plans { edges: [PlanEdge!]! nodes: [Plan!]! totalCount: Int }
    type PlanEdge { node: Plan }
    type Plan { title: String tags: [String] goals: [Goal!]! plans(first: Int): Plans }
    type Goal { title: String plan: Plan }
    union Either = Plan | Goal
""")
# The deepest chain of fragments in which each spreads the one before it twice.
DOUBLED = "{ plan { ...F25 } }" + "fragment F0 on Plan { title goals { title } }" + "".join(
    f" fragment F{n} on Plan {{ ...F{n - 1} a{n}: plans {{ nodes {{ ...F{n - 1} }} }} }}"
    for n in range(1, 26)
)  # fmt: skip


@pytest.mark.parametrize(
    ("query", "things"),
    [
        ("{ __typename }", 0),
        ("{ plan { title tags } }", 1),
        ("{ plans { totalCount } }", 20),
        ('{ search(query: "a") { totalCount } }', 220),
        ('{ search(query: "a", first: 100) { totalCount } }', 300),
        ("{ plans { nodes { title } } }", 40),
        ("{ plans(first: 3) { nodes { title } edges { node { title } } } }", 12),
        ("{ plans(first: 3) { nodes { goals { title } } } }", 3 * (1 + 1 + 10)),
        ("{ plans(first: 100000000000) { totalCount } }", 100),
        ("{ plans(first: -5) { totalCount } }", 1),
        ("query($n: Int) { plans(first: $n) { totalCount } }", 7),
        ("query($m: Int) { plans(first: $m) { totalCount } }", 100),
        ('{ nodes(ids: ["a"]) { title } }', 10),
        ("{ plan { ...F } } fragment F on Plan { goals { plan { title } } }", 21),
        ("{ either { ... on Plan { goals { title } } ... on Goal { title } } }", 11),
    ],
)
def test_things(query, things):
    assert estimate(SCHEMA, parse(query), None, {"n": 7}) == things


def test_the_named_operation_counts():
    document = parse("query A { plan { title } } query B { plans { totalCount } }")
    assert estimate(SCHEMA, document, "B", {}) == 20
    assert estimate(SCHEMA, document, None, {}) == 0


def test_doubling_fragments_are_measured_once():
    assert estimate(SCHEMA, parse(DOUBLED), None, {}) == 5_000


def test_points():
    assert [points(things) for things in (0, 9, 10, 650)] == [1, 1, 2, 66]
