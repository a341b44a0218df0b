"""One statement an edge: deep queries over many parents cost as many as over one."""

import asyncio
import re
from collections import Counter
from dataclasses import replace

import pytest
from sqlalchemy import event

from api.context import Context
from api.edges import _grouped as grouped
from api.rates import Budget, Rates
from api.schema import schema
from db.models import Role

FACTS = "sources { subjectCode source { key } } conflicts { code printedIn { key } }"
DEEP = {
    "editions": """query($n: Int!) { planEditions(first: $n) { nodes {
        code plan { code } owner { code name } supersedes { code } supersededBy { code }
        derivedFromEdition { code } derivedFromNode { code } derivedEditions { code } aliases
        directives { code } awaitedDocuments { code edition { code } documents { slug } }
        documents { slug version { pageCount } } nodes { code } kpis { code targets { value } }
        FACTS } } }""",
    "nodes": """query($n: Int!) { planNodes(first: $n, orderBy: CODE_DESC) { nodes {
        code title edition { code } plan { code } parent { code parent { code } }
        derivedEditions { code }
        agencies { name agency { code names { name } abbreviations { short } } }
        children { code kpis { code targets { value } plan { code } } } FACTS } } }""",
    "agencies": """query($n: Int!) { agencies(first: $n) { nodes {
        code name names { name } abbreviations { short } editions { code } planNodes { code }
        directives { code } rules { code } awaitedDocuments { code publisherAgency { code } }
        FACTS } } }""",
    "documents": """query($n: Int!) { documents(first: $n) { nodes {
        slug planEdition { code } directive { code } versions { number } version {
            number pages(first: 2) { number passages { position } } outline(levels: 1) { heading }
            passages(first: 2) { totalCount nodes {
                position citedCount page { number } section { heading } document { slug }
                answers { totalCount } } } } } } }""",
    "sources": """query($n: Int!) { sources(first: $n) { nodes {
        key document { slug } conflicts { code about { id } } facts(first: 3) { totalCount nodes {
            field subject { __typename id } source { key } } } } } }""",
}  # fmt: skip


# How often one edge may be read in one query: it is reached on several ways, level by level.
MOST = 4
_LISTS = re.compile(r"IN \(.*?\)")


@pytest.fixture
def rich(services):
    """The services for callers with all the points there are."""
    return replace(services, rates=Rates({role: Budget(10**9, 10**9) for role in Role}))


@pytest.fixture
def statements(rich):
    """statements(query, variables) counts the SQL statements of an operation by their text."""
    seen = []

    def note(_connection, _cursor, statement, *_):
        seen.append(_LISTS.sub("IN", statement))

    def count(query, **variables):
        seen.clear()
        context = Context(rich)
        done = asyncio.run(schema.execute(query, variable_values=variables, context_value=context))
        assert done.errors is None, done.errors
        return Counter(statement for statement in seen if statement.startswith("SELECT"))

    event.listen(rich.database.engine, "before_cursor_execute", note)
    yield count
    event.remove(rich.database.engine, "before_cursor_execute", note)


@pytest.mark.parametrize("name", DEEP)
def test_no_edge_is_read_parent_by_parent(statements, name):
    found = statements(DEEP[name].replace("FACTS", FACTS), n=100)
    assert max(found.values()) <= MOST, found.most_common(2)


def test_many_ids_of_a_type_are_read_at_once(statements):
    ids = ["QWdlbmN5OjE=", "QWdlbmN5OjI=", "QWdlbmN5OjM="]
    query = "query($ids: [ID!]!) { nodes(ids: $ids) { id ... on Agency { code } } }"
    assert sum(statements(query, ids=ids).values()) == 1


def test_a_list_too_long_is_refused_and_not_read_to_its_end(rich, monkeypatch):
    monkeypatch.setattr("api.edges.MAX_ITEMS", 3)
    read = []
    monkeypatch.setattr("api.edges._grouped", lambda rows, keys: _noting(read, grouped, rows, keys))
    query = '{ planEdition(by: {code: "DGP2566"}) { kpis { code } } }'
    done = asyncio.run(schema.execute(query, context_value=Context(rich)))
    assert [error.extensions["code"] for error in done.errors] == ["QUERY_TOO_COSTLY"]
    assert read == [4]


def _noting(read, group, rows, keys):
    rows = list(rows)
    read.append(len(rows))
    return group(rows, keys)
