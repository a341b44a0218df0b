"""Documents and search over the real server."""

import hashlib
from importlib.resources import files

import pytest

MEMO = (files("ingest") / "data" / "memo-2558.txt").read_bytes()


def test_documents_by_kind(data):
    documents = data("{ documents(kind: MEMO) { totalCount nodes { slug title label } } }")
    assert documents["documents"]["totalCount"] == 1
    memo = documents["documents"]["nodes"][0]
    assert (memo["slug"], memo["label"]) == ("memo-2558", None)


def test_a_document_of_facts_says_so(data):
    query = '{ document(by: {slug: "facts-dgp2566"}) { kind label edition planEdition { code } } }'
    assert data(query)["document"] == {
        "kind": "FACTS",
        "label": "สรุปข้อมูล ไม่ใช่ตัวบท",
        "edition": "พ.ศ. 2566–2570",
        "planEdition": {"code": "DGP2566"},
    }


def test_a_document_down_to_its_pages(data):
    version = data(
        """{ document(by: {slug: "memo-2558"}) { versions { number } version {
            number sha256 pages { number source quality } page(number: 1) { text }
            missing: page(number: 2) { text } outline { heading page } } } }"""
    )["document"]
    assert version["versions"] == [{"number": 1}]
    current = version["version"]
    assert current["sha256"] == hashlib.sha256(MEMO).hexdigest()
    assert current["pages"] == [{"number": 1, "source": "TEXT", "quality": 1.0}]
    assert "ศึกษาแผนพัฒนาดิจิทัล" in current["page"]["text"]
    assert current["missing"] is None
    assert current["outline"]


@pytest.mark.parametrize("slug", ["none", "", "MEMO-2558", "ก" * 5000])
def test_no_document_of_that_name(data, slug):
    query = "query($s: String!) { document(by: {slug: $s}) { id } }"
    assert data(query, s=slug) == {"document": None}


def test_a_zero_byte_names_no_document(post):
    found = post("query($s: String!) { document(by: {slug: $s}) { id } }", s="a\0b")
    told = [error["extensions"]["code"] for error in found.get("errors", ())]
    # PostgreSQL takes none in a text, SQLite does.
    assert (found["data"]["document"], told) in [(None, []), (None, ["INVALID_INPUT"])]


def test_search_finds_the_passage(data):
    found = data(
        """{ search(query: "ศึกษาแผนพัฒนาดิจิทัลเพื่อเศรษฐกิจและสังคม แนวทางการจัดทำแผนปฏิบัติการ", first: 5) {
            totalCount notices nodes { rank score text page section document { slug } } } }"""
    )["search"]
    assert [hit["rank"] for hit in found["nodes"]] == [1, 2, 3, 4, 5]
    assert found["totalCount"] == 5
    assert found["notices"] == []
    assert found["nodes"][0]["document"] == {"slug": "memo-2558"}
    scores = [hit["score"] for hit in found["nodes"]]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize(
    ("within", "slugs"),
    [
        ({"kinds": ["MEMO"]}, {"memo-2558"}),
        ({"documents": ["facts-ndp2559"]}, {"facts-ndp2559"}),
        ({"kinds": ["MEMO"], "documents": ["facts-ndp2559"]}, set()),
        ({"documents": ["none"]}, set()),
    ],
)
def test_search_within(data, within, slugs):
    query = """query($f: SearchFilter) {
        search(query: "แผนดิจิทัล", first: 100, filter: $f) { nodes { document { slug } } } }"""
    found = data(query, f=within)["search"]["nodes"]
    assert {hit["document"]["slug"] for hit in found} == slugs


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ('query: ""', "INVALID_INPUT"),
        ('query: "   "', "INVALID_INPUT"),
        ('query: "แผน", first: 0', "INVALID_INPUT"),
        ('query: "แผน", first: 101', "INVALID_INPUT"),
        ('query: "แผน", first: 99999999999', "GRAPHQL_VALIDATION_FAILED"),
        (f'query: "{"ก" * 2001}"', "INVALID_INPUT"),
        (f'query: "แผน", filter: {{documents: {["x"] * 51}}}'.replace("'", '"'), "INVALID_INPUT"),
        ('query: "แผน", filter: {kinds: [NOVEL]}', "GRAPHQL_VALIDATION_FAILED"),
    ],
)
def test_a_search_that_cannot_be_done(codes, arguments, code):
    assert codes(f"{{ search({arguments}) {{ totalCount }} }}") == [code]


@pytest.mark.parametrize("query", ["\0", "😀", "'; DROP TABLE plan; --", "\u200b", "ก" * 2000])
def test_a_strange_search_is_still_answered(post, query):
    body = post("query($q: String!) { search(query: $q) { totalCount } }", q=query)
    errors = [error["extensions"]["code"] for error in body.get("errors", [])]
    assert errors in ([], ["INVALID_INPUT"])
