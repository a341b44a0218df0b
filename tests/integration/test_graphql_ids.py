"""Global ids, pages of lists, and arguments that name one thing."""

import base64

import orjson
import pytest

BAD_IDS = ["UGxhbjo5OTk5", "UGxhbjphYmM=", "Tm92ZWw6MQ==", "R29hbDox", "UGxhbjrCsg==", "UGxhbjot"]


def cursor(values):
    return base64.urlsafe_b64encode(orjson.dumps(values)).decode()


def walk(data, field, size):
    """Every code of a connection, page by page, and the total the first page promised."""
    query = f"""query($after: String) {{ page: {field}(first: {size}, after: $after) {{
        totalCount nodes {{ code }} edges {{ cursor node {{ code }} }}
        pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }} }} }}"""
    pages = [data(query)["page"]]
    while pages[-1]["pageInfo"]["hasNextPage"]:
        pages.append(data(query, after=pages[-1]["pageInfo"]["endCursor"])["page"])
    return pages


@pytest.mark.parametrize(
    ("field", "size"),
    [("planNodes", 20), ("kpis", 7), ("agencies", 20), ("planEditions", 1), ("conflicts", 100)],
)
def test_walking_a_list_meets_everything_once(data, field, size):
    pages = walk(data, field, size)
    seen = [node["code"] for page in pages for node in page["nodes"]]
    assert len(seen) == len(set(seen)) == pages[0]["totalCount"]
    assert [len(page["nodes"]) for page in pages[:-1]] == [size] * (len(pages) - 1)
    assert [p["pageInfo"]["hasPreviousPage"] for p in pages] == [False] + [True] * (len(pages) - 1)


def test_edges_and_nodes_tell_the_same(data):
    page = walk(data, "plans", 100)[0]
    assert [edge["node"] for edge in page["edges"]] == page["nodes"]
    ends = (page["pageInfo"]["startCursor"], page["pageInfo"]["endCursor"])
    assert ends == (page["edges"][0]["cursor"], page["edges"][-1]["cursor"])


def test_a_page_after_the_last_is_empty(data):
    after = cursor(["zzz"])
    page = "totalCount nodes { code } pageInfo { endCursor }"
    query = f"query($a: String) {{ plans(after: $a) {{ {page} }} }}"
    assert data(query, a=after)["plans"] == {
        "totalCount": 2,
        "nodes": [],
        "pageInfo": {"endCursor": None},
    }


@pytest.mark.parametrize("first", [0, -1, 101, 2**31 - 1])
def test_a_page_of_a_size_that_cannot_be_given(codes, first):
    assert codes(f"{{ planNodes(first: {first}) {{ totalCount }} }}") == ["INVALID_INPUT"]


@pytest.mark.parametrize(
    "after",
    [
        *("", "x", "ก", "bm90IGpzb24=", "e" * 10_000),
        *map(cursor, ([], [1], {}, [1, 2, 3, 4], [[1], 1, 1], ["a", 1, 1], [1, 1, None])),
        *map(cursor, ([1, 1, 0.5], [True, 1, 1], [1, 1, 2**40])),
    ],
)
def test_a_cursor_of_no_page(codes, after):
    query = "query($a: String) { planNodes(after: $a) { totalCount } }"
    assert codes(query, a=after) == ["INVALID_INPUT"]


THINGS = [
    "plans", "planEditions", "planNodes", "kpis", "agencies", "directives", "awaitedDocuments",
    "conflicts", "documents",
]  # fmt: skip


@pytest.mark.parametrize("field", THINGS)
def test_everything_listed_is_found_by_its_id(data, field):
    listed = data(f"{{ {field}(first: 100) {{ nodes {{ __typename id }} }} }}")[field]["nodes"]
    query = "query($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }"
    assert data(query, ids=[thing["id"] for thing in listed])["nodes"] == listed
    query = "query($id: ID!) { node(id: $id) { __typename id } }"
    assert data(query, id=listed[-1]["id"])["node"] == listed[-1]


def test_things_within_things_have_ids_too(data):
    inner = data(
        """{ document(by: {slug: "memo-2558"}) { version { __typename id } }
            directives { nodes { instructions { __typename id } } }
            plan(by: {code: "DGP"}) { editions { sources { source { __typename id } } } } }"""
    )
    things = [inner["document"]["version"], inner["directives"]["nodes"][0]["instructions"][0]]
    sources = [s["source"] for e in inner["plan"]["editions"] for s in e["sources"]]
    things.append(sources[0])
    query = "query($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }"
    assert data(query, ids=[thing["id"] for thing in things])["nodes"] == things


def test_an_id_of_nothing_is_null(data):
    query = "query($ids: [ID!]!) { nodes(ids: $ids) { id } }"
    assert data(query, ids=BAD_IDS)["nodes"] == [None] * len(BAD_IDS)


@pytest.mark.parametrize("key", ["", "zz", "กข", "UGxhbg==", "\0"])
def test_an_id_that_is_none(post, key):
    body = post("query($id: ID!) { node(id: $id) { id } }", id=key)
    assert body["data"] in (None, {"node": None})
    (error,) = body["errors"]
    assert error["extensions"]["code"] == "GRAPHQL_VALIDATION_FAILED"


def test_at_most_a_hundred_ids(codes, data):
    query = "query($ids: [ID!]!) { nodes(ids: $ids) { id } }"
    assert len(data(query, ids=["UGxhbjox"] * 100)["nodes"]) == 100
    assert codes(query, ids=["UGxhbjox"] * 101) == ["INVALID_INPUT"]


@pytest.mark.parametrize(
    ("by", "code"),
    [
        ("{}", "GRAPHQL_VALIDATION_FAILED"),
        ('{code: "DGP", id: "UGxhbjox"}', "GRAPHQL_VALIDATION_FAILED"),
        ('{id: "S3BpOjE="}', "INVALID_INPUT"),
        ('{id: "UGxhbjp4"}', "INVALID_INPUT"),
        ('{id: "UGxhbjo5OTk5OTk5OTk5OTk5OTk5OTk5OTk5"}', "INVALID_INPUT"),
    ],
)
def test_exactly_one_way_to_name_a_plan(codes, by, code):
    assert codes(f"{{ plan(by: {by}) {{ code }} }}") == [code]


@pytest.mark.parametrize("by", [{"code": "DGP"}, {"id": "UGxhbjox"}])
def test_either_way_names_the_plan(data, by):
    assert data("query($by: By!) { plan(by: $by) { code } }", by=by)["plan"] == {"code": "DGP"}


def test_no_plan_of_that_code(data):
    assert data('{ plan(by: {code: "XYZ"}) { code } }') == {"plan": None}
