"""Every way in, for everyone: who may, who may not, and that a refusal changes nothing."""

import asyncio
import json

import pytest
from graphql import build_schema, print_schema
from sqlmodel import func, select
from ways import STUDY, WAYS
from websockets.asyncio.client import connect

from api.schema import schema
from db import models
from db.engine import default_url, open_database
from db.models import Role
from db.writes.keys import create_key, revoke_key


@pytest.fixture(scope="module")
def house(copied):
    """A data dir of our own, its database, and a key for each role."""
    home = copied()
    database = open_database(default_url(home))
    with database.writing() as session:
        keys = {
            role: create_key(session, "test", role.value, role).token
            for role in Role
            if role is not Role.ANONYMOUS
        }
    yield home, database, keys
    database.close()


@pytest.fixture(scope="module")
def server(house):
    from product import serving

    with serving(house[0]) as address:
        yield address


@pytest.fixture
def call(server, house):
    """call(role, query, **variables) is the response's JSON."""
    import httpx2

    def send(role, query, **variables):
        headers = {"authorization": f"Bearer {house[2][role]}"} if role in house[2] else {}
        body = {"query": query, "variables": variables}
        return httpx2.post(f"{server}/graphql", json=body, headers=headers, timeout=60).json()

    return send


def codes(body):
    return [error["extensions"]["code"] for error in body.get("errors", [])]


def rows(database):
    """How many rows each table has."""
    with database.reading() as session:
        return {
            table.__tablename__: session.exec(select(func.count()).select_from(table)).one()
            for table in vars(models).values()
            if isinstance(table, type) and hasattr(table, "__table__")
        }


def test_every_way_in_is_listed():
    """A new root field fails here until somebody has decided who may use it."""
    known = build_schema(print_schema(schema._schema))
    fields = {
        f"{kind.name}.{name}"
        for kind in (known.query_type, known.mutation_type, known.subscription_type)
        for name in kind.fields
    }
    assert fields == set(WAYS)


@pytest.mark.parametrize("role", list(Role), ids=lambda role: role.value)
@pytest.mark.parametrize("way", sorted(way for way in WAYS if not way.startswith("Subscription.")))
def test_who_may(call, house, way, role):
    least, query = WAYS[way]
    before = rows(house[1])
    found = codes(call(role, query))
    if role.covers(Role(least)):
        assert found == []
    else:
        assert found == ["UNAUTHENTICATED" if role is Role.ANONYMOUS else "FORBIDDEN"]
        assert rows(house[1]) == before


def test_a_caller_is_told_who_they_are(call):
    for role in Role:
        assert call(role, "{ viewer { role name } }")["data"]["viewer"]["role"] == role.value


@pytest.mark.parametrize("shown", ["Bearer nonsense", "Basic YTpi", "Bearer sdk_1_2"])
def test_a_wrong_key_is_refused_not_taken_for_none(server, shown):
    import httpx2

    headers = {"authorization": shown}
    answer = httpx2.post(f"{server}/graphql", json={"query": "{ __typename }"}, headers=headers)
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
    assert codes(answer.json()) == ["UNAUTHENTICATED"]


ASK = """mutation($input: AskInput!) { ask(input: $input) { __typename
    ... on Answer { id conversationId status } ... on Problem { code message } } }"""
FIND = "query($id: ID!) { conversation(id: $id) { id } }"
RATE = "mutation($input: RateAnswerInput!) { rateAnswer(input: $input) { __typename } }"


@pytest.fixture
def owned(call):
    """An answer to a question of staff."""
    return call(Role.STAFF, ASK, input={"question": STUDY})["data"]["ask"]


@pytest.mark.parametrize("stranger", [Role.ANONYMOUS, Role.EDITOR, Role.ADMIN])
def test_a_conversation_is_its_owners_alone(call, house, owned, stranger):
    key = owned["conversationId"]
    assert call(Role.STAFF, FIND, id=key)["data"]["conversation"] == {"id": key}
    before = rows(house[1])
    assert call(stranger, FIND, id=key)["data"]["conversation"] is None
    asked = call(stranger, ASK, input={"question": STUDY, "conversationId": key})["data"]["ask"]
    rated = call(stranger, RATE, input={"answerId": owned["id"], "helpful": False})["data"]
    assert (asked["__typename"], rated["rateAnswer"]["__typename"]) == ("NotFound", "NotFound")
    assert rows(house[1]) == before


def test_the_owner_goes_on_and_rates(call, owned):
    more = {"question": STUDY, "conversationId": owned["conversationId"]}
    assert call(Role.STAFF, ASK, input=more)["data"]["ask"]["__typename"] == "Answer"
    rated = call(Role.STAFF, RATE, input={"answerId": owned["id"], "helpful": True})["data"]
    assert rated["rateAnswer"]["__typename"] == "Feedback"


def test_keys_by_mutation(call, house):
    make = """mutation { createApiKey(input: {name: "ฝ่ายแผน", role: EDITOR}) {
        ... on CreatedApiKey { token apiKey { key role createdBy revokedAt } } } }"""
    made = call(Role.ADMIN, make)["data"]["createApiKey"]
    assert made["apiKey"]["role"] == "EDITOR"
    assert made["apiKey"]["createdBy"].startswith("key:")
    house[2]["new"] = made["token"]
    assert call("new", "{ viewer { name } }")["data"]["viewer"]["name"] == "ฝ่ายแผน"
    revoke = "mutation($key: String!) { revokeApiKey(input: {key: $key}) { __typename } }"
    call(Role.ADMIN, revoke, key=made["apiKey"]["key"])
    assert codes(call("new", "{ viewer { name } }")) == ["UNAUTHENTICATED"]
    trail = call(Role.ADMIN, "{ auditEntries(first: 100) { nodes { act target detail } } }")
    acts = [e["act"] for e in trail["data"]["auditEntries"]["nodes"]
            if e["target"] == made["apiKey"]["key"]]  # fmt: skip
    assert acts == ["key.create", "key.revoke"]
    assert made["token"].split("_")[2] not in json.dumps(trail)


@pytest.mark.parametrize(
    "wrong", ['name: "", role: STAFF', 'name: "ก", role: ANONYMOUS',
              'name: "ก", role: STAFF, expiresAt: "2027-01-31T00:00:00"',
              'name: "ก", role: STAFF, expiresAt: "2020-01-31T00:00:00Z"'],
)  # fmt: skip
def test_a_key_that_cannot_be_made(call, wrong):
    make = f"mutation {{ createApiKey(input: {{{wrong}}}) {{ __typename }} }}"
    assert call(Role.ADMIN, make)["data"]["createApiKey"]["__typename"] == "InvalidInput"


async def followed(server, payload):
    """What becomes of a socket that shows `payload` first: its role, or the code it closed with."""
    address = f"{server.replace('http', 'ws')}/graphql"
    async with connect(address, subprotocols=["graphql-transport-ws"]) as socket:
        await socket.send(json.dumps({"type": "connection_init", "payload": payload}))
        try:
            await socket.recv()
            query = {"query": "{ viewer { role } }"}
            await socket.send(json.dumps({"type": "subscribe", "id": "1", "payload": query}))
            return json.loads(await socket.recv())["payload"]["data"]["viewer"]["role"]
        except Exception:
            return socket.close_code


def test_a_socket_shows_its_key_first(server, house):
    shown = {"authorization": f"Bearer {house[2][Role.EDITOR]}"}
    assert asyncio.run(followed(server, shown)) == "EDITOR"
    assert asyncio.run(followed(server, {})) == "ANONYMOUS"
    assert asyncio.run(followed(server, {"authorization": "Bearer nonsense"})) == 4403


def test_a_revoked_key_of_the_owner_opens_nothing(call, house):
    with house[1].writing() as session:
        made = create_key(session, "test", "gone", Role.ADMIN)
        revoke_key(session, "test", made.row.id)
    house[2]["gone"] = made.token
    assert codes(call("gone", "{ apiKeys { totalCount } }")) == ["UNAUTHENTICATED"]


def test_asking_can_be_for_known_callers_only(copied):
    import httpx2
    from product import serving

    with serving(copied(), anonymous_asking="false") as address:
        body = {"query": ASK, "variables": {"input": {"question": STUDY}}}
        refused = httpx2.post(f"{address}/graphql", json=body, timeout=60).json()
    assert codes(refused) == ["UNAUTHENTICATED"]


def test_questions_end_at_the_budget(copied):
    import httpx2
    from product import serving

    with serving(copied(), rate_questions="2") as address:
        body = {"query": ASK, "variables": {"input": {"question": "สวัสดี"}}}
        found = [httpx2.post(f"{address}/graphql", json=body, timeout=60) for _ in range(3)]
    assert [codes(one.json()) for one in found] == [[], [], ["RATE_LIMITED"]]
    assert found[2].json()["errors"][0]["extensions"]["retryAfter"] >= 1
    assert ["retry-after" in one.headers for one in found] == [False, False, True]


def test_queries_end_at_their_points(copied):
    import httpx2
    from product import serving

    with serving(copied(), rate_points="30", cache_mb="0") as address:
        body = {"query": "{ plans(first: 100) { nodes { code } } }"}
        found = [httpx2.post(f"{address}/graphql", json=body, timeout=60) for _ in range(2)]
        kind = {"accept": "application/graphql-response+json"}
        third = httpx2.post(f"{address}/graphql", json=body, headers=kind, timeout=60)
    assert [codes(one.json()) for one in found] == [[], ["RATE_LIMITED"]]
    assert found[0].json()["extensions"]["cost"] == {"points": 21}
    assert int(found[0].headers["ratelimit-remaining"]) <= 9
    assert int(third.headers["retry-after"]) >= 1
    assert third.status_code == 429
