"""The document guard, and the budget of what a request loads."""

import asyncio
from types import SimpleNamespace

import pytest
from graphql import GraphQLError, parse, print_ast

from api.context import Context
from api.limits import MAX_ITEMS, introspects, oversize, too_many_values
from api.loaders import Loaders
from api.parsing import TEXT_A_POINT, Documents
from api.schema import schema
from db.errors import RateLimited


def names(count):
    return "{" + " ".join(f"a{number}" for number in range(count)) + "}"


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("{ a }", None),
        ("{ a b: c ... on Query { d ...f } } fragment f on Query { e }", None),
        ("{" + "a{" * 14 + "b" + "}" * 15, None),
        ("{" + "a{" * 15 + "b" + "}" * 16, "more than 15 levels"),
        (names(500), None),
        (names(501), "more than 500 fields"),
        ("{" + "a " * 63 + "}", None),
        ("{" + "a " * 64 + "}", "more than 2,000 pairs of repeated fields"),
        ("{" + "a { b }" * 46 + "}", "more than 2,000 pairs of repeated fields"),
        ("{" + "... on Query { a }" * 64 + "}", "more than 2,000 pairs of repeated fields"),
        (
            "{ a ...f } fragment f on Query { a " + "...g " * 99 + "} fragment g on Query { a }",
            None,
        ),
        (f"{{ a }} fragment f on Query {names(400)}", "Fragment 'f' is never used."),
        ("{ a } fragment f on Query { ...f }", "Fragment 'f' is never used."),
        ("{ ...f } fragment f on Q { a b } fragment f on Q { a }", "only one fragment named 'f'"),
        ("{" + "a: b " * 31 + "}", "more than 30 aliases"),
        (" ".join(f"query q{n} {{ a }}" for n in range(11)), "more than 10 operations"),
        ("{ ...a } fragment a on Query { b ...a }", "Fragments form a cycle."),
        ("mutation { ask { a } }", None),
        ("mutation a { ask { a } } mutation b { ask { a } }", None),
        ("mutation { a: ask { a } b: ask { a } }", "more than 1 questions"),
        ("mutation { ...f x: ask } fragment f on Mutation { ask }", "more than 1 questions"),
        ("{ a " + "@b " * 50 + "}", None),
        ("{ a " + "@b " * 51 + "}", "more than 50 directives"),
        ("query " + "@b " * 20 + "{ ...f @b } fragment f on Q " + "@b " * 30 + "{ a }", "50 dir"),
        ("{ ...f ...f } fragment f on Q { ... @b { a " + "@b " * 25 + "} }", "50 directives"),
        ("{ ...none }", None),
    ],
)
def test_the_size_of_a_document(query, told):
    error = oversize(parse(query))
    assert (error is None) if told is None else (told in error.message)


def test_aliases_in_fragments_count_each_time_they_are_spread():
    spreads = "{ ...f " + " ".join(f"... on Query {{ x{n}: y ...f }}" for n in range(16)) + " }"
    error = oversize(parse(f"{spreads} fragment f on Query {{ a: b }}"))
    assert error.extensions == {"code": "QUERY_TOO_COSTLY"}


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        ("{ a { b } }", False),
        ("{ __typename a { __typename } }", False),
        ("{ __schema { types { name } } }", True),
        ("{ a ...f } fragment f on Query { ... on Query { x: __type(name: 1) { name } } }", True),
    ],
)
def test_who_asks_for_the_schema(query, asked):
    assert introspects(parse(query)) is asked


async def spend_all(context, other_begins):
    context.begin_operation()
    context.load.spend(MAX_ITEMS)
    load, request = context.load, context.request_id
    await other_begins()
    assert (context.load, context.request_id) == (load, request)
    with pytest.raises(GraphQLError):
        context.load.spend(1)


def test_another_operation_on_a_websocket_does_not_refill_the_budget():
    async def run():
        context = Context(SimpleNamespace(database=None))

        async def begin():
            context.begin_operation()
            context.load.spend(MAX_ITEMS)

        await asyncio.create_task(spend_all(context, lambda: asyncio.create_task(begin())))

    asyncio.run(run())


def test_a_request_loads_so_much_and_no_more():
    load = Loaders(None)
    load.spend(MAX_ITEMS)
    with pytest.raises(GraphQLError, match="more than 5,000 items"):
        load.spend(1)


@pytest.mark.parametrize(
    ("variables", "many"),
    [
        (None, False),
        ({"a": list(range(1_999))}, False),
        ({"a": list(range(2_000))}, True),
        ({"a": [{"b": [1] * 100}] * 40}, True),
        ({"a": "x" * 10_000}, False),
    ],
)
def test_variables_hold_so_many_values(variables, many):
    assert too_many_values(variables) is many


class Purse:
    """A context that pays until it is empty."""

    def __init__(self, points):
        self.left = points

    def charge(self, points):
        if points > self.left:
            raise RateLimited("empty", 1)
        self.left -= points


def test_a_document_is_paid_for_once_and_before_it_is_read():
    documents, purse, text = Documents(), Purse(20), "{ " + "no " * 60 + "}"
    for _ in range(3):
        assert documents.check(schema._schema, text, purse).errors
    assert purse.left == 20 - 1 - len(text) // TEXT_A_POINT
    with pytest.raises(RateLimited):
        documents.check(schema._schema, "{ a }" + "#" * 2_000, purse)
    assert purse.left == 10


def test_a_document_of_too_long_a_text_is_not_even_read():
    purse = Purse(0)
    checked = Documents().check(schema._schema, "{ a }" + " " * 32_000, purse)
    assert [error.extensions["code"] for error in checked.errors] == ["QUERY_TOO_COSTLY"]


@pytest.mark.parametrize("text", ["{", "\0", "{ a(b: " + "[" * 900 + "]" * 900 + ") }"])
def test_a_text_that_is_no_document_is_remembered_as_such(text):
    documents, purse = Documents(), Purse(200)
    first = documents.check(schema._schema, text, purse)
    assert documents.check(schema._schema, text, purse) is first
    assert first.errors[0].extensions["code"] in {"GRAPHQL_PARSE_FAILED", "QUERY_TOO_COSTLY"}


@pytest.mark.parametrize(
    "text", ["{ " + "no " * 60 + "}", names(501), "{ __typename " + "@a " * 51 + "}"]
)
def test_nothing_of_a_refused_document_is_kept_but_what_is_told(text):
    checked = Documents().check(schema._schema, text, Purse(200))
    assert print_ast(checked.document) == "{\n  __typename\n}"
    assert checked.errors
    assert all(error.nodes is None for error in checked.errors)
