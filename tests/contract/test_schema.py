"""The GraphQL schema: checked in as it is, and described throughout."""

from pathlib import Path

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    build_schema,
)

import api
from api.schema import schema

CHECKED_IN = Path(api.__file__).parent / "schema.graphql"
TYPES = {
    name: kind
    for name, kind in build_schema(schema.as_str()).type_map.items()
    if not name.startswith("__")
}


def members(kind):
    """(path, described thing) of a type and all within it."""
    yield kind.name, kind
    if isinstance(kind, GraphQLEnumType):
        yield from ((f"{kind.name}.{name}", value) for name, value in kind.values.items())
    if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType | GraphQLInputObjectType):
        for name, field in kind.fields.items():
            yield f"{kind.name}.{name}", field
            for argument, described in getattr(field, "args", {}).items():
                yield f"{kind.name}.{name}({argument})", described


def test_the_checked_in_schema_is_the_schema():
    assert CHECKED_IN.read_text(encoding="utf-8") == schema.as_str() + "\n", (
        "run: sodklong schema > api/schema.graphql"
    )


@pytest.mark.parametrize("name", sorted(TYPES))
def test_everything_is_described(name):
    silent = [path for path, described in members(TYPES[name]) if not described.description]
    assert silent == []


@pytest.mark.parametrize(
    ("root", "fields"),
    [
        ("Query", "node nodes plan plans planNode planNodes kpis agencies directives"),
        ("Query", "awaitedDocuments conflicts document documents search conversation"),
        ("Mutation", "ask rateAnswer"),
        ("Subscription", "answer"),
    ],
)
def test_the_names_other_programs_call(root, fields):
    assert set(fields.split()) <= set(TYPES[root].fields)


def test_every_list_is_a_connection():
    lists = [name for name in TYPES if name.endswith("Connection")]
    assert len(lists) == 13
    for name in lists:
        assert set(TYPES[name].fields) == {"edges", "nodes", "pageInfo", "totalCount"}


def test_every_mutation_takes_one_input():
    for field in TYPES["Mutation"].fields.values():
        assert list(field.args) == ["input"]
