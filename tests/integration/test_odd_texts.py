"""Odd texts in every argument of every query and mutation that takes one, made from the schema."""

import json

import httpx2
import pytest
from graphql import (
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLScalarType,
    Undefined,
    get_named_type,
    is_leaf_type,
)
from product import run, serving

from api.schema import schema

ROOTS = {"query": schema._schema.query_type, "mutation": schema._schema.mutation_type}
PLAIN = {"Int": 1, "Float": 1.0, "Boolean": True, "Date": "2026-01-01"}
ODD = {
    "controls": "ก\0\u202eabc\u2066\u200f\uffff\U0010ffff\r\nset-cookie: x=1\r\n\r\n",
    "marks": "\ufdfa" * 200 + "ก" + "\u0e49" * 1_700,
    "code": "'\"`;--</script><script>{{7*7}}{0.__class__} %s%n ${jndi:ldap://x} $(id)%_\\%" * 9,
    "long": "ก" * 80_000,
    "blank": " \u200b\u00a0\u3000",
    "date": "9999-99-99",
    "id": "UGxhbjotMQ==",
    "cursor": "WyJcdTAwMDAiLDFd",
}
EXPECTED = {"INVALID_INPUT", "GRAPHQL_VALIDATION_FAILED", "UNAUTHENTICATED", "INDEX_UNAVAILABLE"}


def ways_in(kind):
    """(kind, field, argument, path to a text within it) for each text an operation takes."""
    for name, field in ROOTS[kind].fields.items():
        for argument, given in field.args.items():
            for path in texts(given.type):
                yield kind, name, argument, path


def texts(given):
    kind = get_named_type(given)
    if isinstance(kind, GraphQLInputObjectType):
        for name, field in kind.fields.items():
            for path in texts(field.type):
                yield name, *path
    elif isinstance(kind, GraphQLScalarType) and kind.name not in {"Int", "Float", "Boolean"}:
        yield ()


def filled(kind, path=None, text="x"):
    """A value with `text` at `path` and as little else as may be."""
    if isinstance(kind, GraphQLNonNull):
        return filled(kind.of_type, path, text)
    if isinstance(kind, GraphQLList):
        return [filled(kind.of_type, path, text)]
    if isinstance(kind, GraphQLInputObjectType):
        return filled_object(kind, path, text)
    if path is not None:
        return text
    return PLAIN.get(kind.name, next(iter(kind.values)) if hasattr(kind, "values") else text)


def filled_object(kind, path, text):
    wanted = path[0] if path else next(iter(kind.fields)) if kind.is_one_of else None
    needed = {name for name, field in kind.fields.items() if is_needed(field)}
    return {
        name: filled(kind.fields[name].type, path[1:], text)
        if path and name == wanted
        else filled(kind.fields[name].type)
        for name in needed | ({wanted} if wanted else set())
    }


def is_needed(given):
    return isinstance(given.type, GraphQLNonNull) and given.default_value is Undefined


def operation(kind, name, argument, path, text):
    field = ROOTS[kind].fields[name]
    given = {n: filled(a.type) for n, a in field.args.items() if is_needed(a)}
    given[argument] = filled(field.args[argument].type, path, text)
    declared = ", ".join(f"${n}: {field.args[n].type}" for n in given)
    inner = "" if is_leaf_type(get_named_type(field.type)) else "{ __typename }"
    used = ", ".join(f"{n}: ${n}" for n in given)
    return {"query": f"{kind}({declared}) {{ {name}({used}) {inner} }}", "variables": given}


@pytest.fixture(scope="module")
def admin(copied):
    """A client of a server of its own, with an admin's key."""
    home = copied()
    _, out, _ = run(home, "key", "create", "--role", "admin", "--name", "test", "--json")
    key = next(value for value in json.loads(out).values() if str(value).startswith("sdk_"))
    settings = {"rate_questions": "100000", "rate_points": "100000000"}
    headers = {"authorization": f"Bearer {key}"}
    with (
        serving(home, **settings) as address,
        httpx2.Client(base_url=address, headers=headers, timeout=60) as client,
    ):
        yield client


WAYS = [*ways_in("query"), *ways_in("mutation")]


def told(client, sent):
    """The codes of the errors of a response that is one, whatever was sent."""
    response = client.post("/graphql", json=sent)
    assert response.status_code < 500, (sent["query"], response.text[:200])
    return [error["extensions"]["code"] for error in response.json().get("errors", ())]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: "-".join((way[1], way[2], *way[3])))
def test_no_text_is_too_odd(admin, way):
    for label, text in ODD.items():
        codes = told(admin, operation(*way, text))
        assert set(codes) <= EXPECTED, (label, codes)
    assert told(admin, {"query": "{ plans { totalCount } }"}) == []


def test_every_field_that_takes_texts_is_among_them():
    assert len(WAYS) > 50
    assert {way[0] for way in WAYS} == {"query", "mutation"}


@pytest.mark.parametrize("text", ["\ud800", "ก\udfff"])
def test_half_a_character_is_no_json(admin, text):
    body = json.dumps(operation("query", "search", "query", (), text)).encode()
    response = admin.post("/graphql", content=body, headers={"content-type": "application/json"})
    assert (response.status_code, response.json()["errors"][0]["extensions"]["code"]) == (
        400,
        "BAD_REQUEST",
    )
