"""Which documents ask for public plan data alone."""

import pytest
from graphql import parse, validate

from api.public import is_public, is_public_type
from api.schema import schema

SCHEMA = schema._schema


@pytest.mark.parametrize(
    ("query", "public"),
    [
        ("{ __typename }", True),
        ("{ plans { totalCount edges { cursor node { title(lang: EN) } } } }", True),
        ('{ plan(by: {code: "NDP"}) { ...p } } fragment p on Plan { editions { code } }', True),
        ("{ planNodes { nodes { __typename ... on Strategy { kpis { title } } } } }", True),
        ('{ node(id: "a") { id ... on Kpi { title } } }', True),
        ("{ documents { nodes { slug } pageInfo { endCursor } } }", True),
        ('{ node(id: "a") { ... on Passage { text page { number } section { heading } } } }', True),
        ('{ node(id: "a") { ... on Passage { text citedCount } } }', False),
        ('{ node(id: "a") { ... on Passage { answers { totalCount } } } }', False),
        ('{ node(id: "a") { ... on KnowledgeGap { count } } }', False),
        ("query a { plans { totalCount } } query b { agencies { totalCount } }", True),
        ('{ search(query: "แผน") { totalCount } }', False),
        ('{ plans { totalCount } search(query: "แผน") { totalCount } }', False),
        ('{ conversation(id: "a") { id } }', False),
        ('{ ...c } fragment c on Query { conversation(id: "a") { id } }', False),
        ("{ __schema { queryType { name } } }", False),
        ('{ __type(name: "Plan") { name } }', False),
        ('query a { plans { totalCount } } query b { search(query: "a") { totalCount } }', False),
        ('mutation { ask(input: {question: "a"}) { __typename } }', False),
        ('subscription { answer(input: {question: "a"}) { __typename } }', False),
    ],
)
def test_a_document(query, public):
    document = parse(query)
    assert validate(SCHEMA, document) == []
    assert is_public(SCHEMA, document) is public


def test_no_type_of_a_caller_is_public():
    private = {"Answer", "Conversation", "Feedback", "Citation", "SearchResult", "SearchHit"}
    types = SCHEMA.type_map
    assert private <= set(types)
    assert not [name for name in private if is_public_type(types[name])]
    assert not is_public_type(types["AnswerConnection"])
    assert is_public_type(types["Strategy"])
