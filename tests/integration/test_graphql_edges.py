"""Every noun of the plan data from every other, and lists as front ends want them."""

import base64

import orjson
import pytest


def codes_of(connection):
    return [node["code"] for node in connection["nodes"]]


def test_an_edition_and_what_it_works_out(data):
    edition = data(
        """{ planEdition(by: {code: "DGP2559"}) {
            derivedFromNode { code derivedEditions { code } }
            derivedFromEdition { code derivedEditions { code } }
            supersededBy { code supersedes { code } } directives { code }
            awaitedDocuments {
            code edition { code } publisherAgency { code } documents { slug } } } }"""
    )["planEdition"]
    own = {"code": "DGP2559"}
    assert edition["derivedFromNode"] == {"code": "NDP2559/S4", "derivedEditions": [own]}
    assert edition["derivedFromEdition"] == {"code": "NDP2559", "derivedEditions": [own]}
    assert edition["supersededBy"] == {"code": "DGP2563", "supersedes": own}
    assert edition["directives"] == [{"code": "memo-2558"}]
    awaited = edition["awaitedDocuments"]
    assert [one["code"] for one in awaited] == ["DGP2559/text"]
    assert (awaited[0]["edition"], awaited[0]["documents"]) == (own, [])
    assert awaited[0]["publisherAgency"] == {"code": "dg_agency"}


@pytest.mark.parametrize(
    ("day", "code"), [("2017-01-01", "DGP2559"), ("2024-01-01", "DGP2566"), ("2010-01-01", None)]
)
def test_the_edition_of_a_plan_on_a_day(data, day, code):
    query = 'query($d: Date) { plan(by: {code: "DGP"}) { edition(inForceOn: $d) { code } } }'
    assert data(query, d=day)["plan"]["edition"] == (code and {"code": code})


def test_a_memo_its_sender_and_what_it_announces(data):
    memo = data(
        """{ document(by: {slug: "memo-2558"}) { directive { code senderAgency { code
            directives { code } } instructions { directive { code } awaitedDocuments {
            code state instruction { number } directive { code } } } } } }"""
    )["document"]["directive"]
    assert memo["senderAgency"] == {"code": "dla", "directives": [{"code": "memo-2558"}]}
    announced = memo["instructions"][1]["awaitedDocuments"]
    assert announced == [
        {
            "code": "memo-2558/2/1",
            "state": "PUBLISHED",
            "instruction": {"number": "๒"},
            "directive": {"code": "memo-2558"},
        }
    ]


def test_a_kpi_knows_where_it_belongs(data):
    kpi = data(
        """{ kpi(by: {code: "DGP2566/K2"}) { plan { code } edition { code } conflicts { code }
            sources { subjectCode subject { ... on Kpi { code } } source { key } } } }"""
    )["kpi"]
    assert (kpi["plan"], kpi["edition"]) == ({"code": "DGP"}, {"code": "DGP2566"})
    assert kpi["sources"]
    assert all(one["subject"] == {"code": "DGP2566/K2"} for one in kpi["sources"])


def test_what_rests_on_a_source(data):
    source = data(
        """{ conflicts(filter: {subject: "NDP2559"}) { nodes { subject about { __typename }
            printedIn { key document { slug } facts(first: 5) { totalCount nodes {
            subjectCode subject { __typename } source { key } } } } } } }"""
    )["conflicts"]["nodes"][0]
    assert (source["subject"], source["about"]) == ("NDP2559", {"__typename": "PlanEdition"})
    printed = source["printedIn"]
    assert printed["document"] == {"slug": "memo-2558"}
    assert printed["facts"]["totalCount"] >= len(printed["facts"]["nodes"]) > 0
    assert {fact["source"]["key"] for fact in printed["facts"]["nodes"]} == {printed["key"]}


def test_an_agency_with_its_short_forms_and_their_time(data):
    agency = data(
        """{ agency(by: {code: "dg_agency"}) { editions { code } awaitedDocuments { code }
            abbreviations {
            short names { validFrom } agency { code } sources { source { key } } } } }"""
    )["agency"]
    short = next(one for one in agency["abbreviations"] if one["short"] == "สพร.")
    assert (short["names"], short["agency"]) == (
        [{"validFrom": "2018-05-14"}],
        {"code": "dg_agency"},
    )
    assert short["sources"]
    assert {"code": "DGP2566"} in agency["editions"]


@pytest.mark.parametrize("text", ["สพร.", "รัฐบาลอิเล็กทรอนิกส์", "ega"])
def test_an_agency_by_any_of_its_names(data, text):
    query = "query($t: String) { agencies(filter: {text: $t}) { nodes { code } } }"
    assert codes_of(data(query, t=text)["agencies"]) == ["dg_agency"]


@pytest.mark.parametrize(
    ("given", "limits"),
    [
        ({"on": "2020-01-01", "millionBaht": 150}, [("MORE_THAN", 100.0)]),
        ({"on": "2026-01-01", "millionBaht": 150}, [("AT_MOST", 200.0)]),
        ({"code": "ict_state_committee"}, [("MORE_THAN", 100.0), ("MORE_THAN", 200.0)]),
        ({"on": "2026-01-01", "text": "ของรัฐ"}, [("MORE_THAN", 200.0)]),
        ({"code": "none"}, []),
    ],
)
def test_who_approves(data, given, limits):
    query = "query($f: RuleFilter) { rules(filter: $f) { nodes { operator millionBaht title } } }"
    found = data(query, f=given)["rules"]["nodes"]
    if "text" in given:
        found = [rule for rule in found if "วงเงินสูง" in rule["title"]]
    assert [(rule["operator"], rule["millionBaht"]) for rule in found] == limits


def test_what_was_measured(data):
    query = """{ observations(filter: {code: "egdi_rank", yearTo: 2561}) {
        nodes { title year value unit sources { source { key } } } } }"""
    found = data(query)["observations"]["nodes"]
    assert [(one["year"], one["value"]) for one in found] == [(2557, 102), (2559, 77), (2561, 73)]
    assert all(one["unit"] == "rank" for one in found)


@pytest.mark.parametrize("text", ["จัดทำ", "จัดทํา"])
def test_text_is_found_however_sara_am_is_typed(data, text):
    query = "query($t: String) { planNodes(filter: {text: $t}) { totalCount nodes { title } } }"
    found = data(query, t=text)["planNodes"]
    assert found["totalCount"] > 0
    assert all("จัดทำ" in node["title"] for node in found["nodes"])


def test_text_is_found_by_either_digits_and_part_by_part(data):
    query = "query($t: String) { planEditions(filter: {text: $t}) { nodes { code } } }"
    thai = codes_of(data(query, t="๒๕๖๖ ๒๕๗๐")["planEditions"])
    assert thai == codes_of(data(query, t="2570 2566")["planEditions"]) == ["DGP2566"]


@pytest.mark.parametrize("text", ["ก" * 201, "ก " * 11])
def test_a_text_too_long(codes, text):
    query = "query($t: String) { kpis(filter: {text: $t}) { totalCount } }"
    assert codes(query, t=text) == ["INVALID_INPUT"]


@pytest.mark.parametrize(
    ("field", "given", "kept"),
    [
        ("planEditions", '{agency: "dg_agency", status: GAZETTED}', "DGP2566"),
        ("planNodes", '{plan: "DGP", agency: "dg_agency", year: 2567}', "DGP2566/S1/PJ1.1"),
        ("planNodes", '{inForceOn: "2017-01-01", kind: STRATEGY}', "DGP2559/S1"),
        ("kpis", '{agency: "dg_agency", unit: "rank"}', "DGP2566/K2"),
        ("kpis", '{plan: "DGP", inForceOn: "2024-01-01"}', "DGP2566/K2"),
        ("directives", '{agency: "dla", datedFrom: "2015-09-19", text: "ติดตาม"}', "memo-2558"),
        ("awaitedDocuments", "{state: PUBLISHED}", "DGP2559/text"),
        ("conflicts", "{resolution: OTHER}", "memo-2558/approved-on"),
    ],
)
def test_filters_keep_some_and_not_all(data, field, given, kept):
    query = f"{{ some: {field}(filter: {given}, first: 100) {{ totalCount nodes {{ code }} }}"
    found = data(f"{query} all: {field} {{ totalCount }} }}")
    assert kept in codes_of(found["some"])
    assert found["some"]["totalCount"] <= found["all"]["totalCount"]


def test_documents_by_what_they_are_and_hold(data):
    found = data(
        """{ kind: documents(filter: {kind: MEMO}) { nodes { slug } } old: documents(kind: MEMO) {
            nodes { slug } } edition: documents(filter: {edition: "DGP2566"}) { nodes { slug } }
            text: documents(filter: {text: "FACTS-DGP2566"}) { nodes { slug } } }"""
    )
    assert found["kind"] == found["old"] == {"nodes": [{"slug": "memo-2558"}]}
    assert found["edition"] == found["text"] == {"nodes": [{"slug": "facts-dgp2566"}]}


ORDERS = [
    *(("planEditions", f"{by}_{way}") for by in ("YEAR_FROM", "APPROVED_ON", "IN_FORCE_FROM")
      for way in ("ASC", "DESC")),
    ("planEditions", "CODE_DESC"), ("planNodes", "BUDGET_DESC"), ("planNodes", "YEAR_FROM_ASC"),
    ("kpis", "BASELINE_ASC"), ("kpis", "BASELINE_DESC"), ("directives", "DATED_ON_DESC"),
]  # fmt: skip


@pytest.mark.parametrize(("field", "order"), ORDERS)
def test_a_list_reads_the_same_both_ways_in_any_order(data, field, order):
    query = f"""query($f: Int! = 20, $a: String, $l: Int, $b: String) {{
        page: {field}(orderBy: {order}, first: $f, after: $a, last: $l, before: $b) {{ totalCount
        nodes {{ code }} pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }} }} }}"""
    page = data(query, f=30)["page"]
    forth = codes_of(page)
    while page["pageInfo"]["hasNextPage"]:
        page = data(query, f=30, a=page["pageInfo"]["endCursor"])["page"]
        forth += codes_of(page)
    page = data(query, l=40)["page"]
    back = codes_of(page)
    while page["pageInfo"]["hasPreviousPage"]:
        page = data(query, l=40, b=page["pageInfo"]["startCursor"])["page"]
        back = codes_of(page) + back
    assert forth == back
    assert len(set(forth)) == len(forth) == page["totalCount"]


@pytest.mark.parametrize("way", ["ASC", "DESC"])
def test_what_lacks_the_value_comes_last(data, way):
    query = f"{{ planEditions(orderBy: APPROVED_ON_{way}) {{ nodes {{ approvedOn }} }} }}"
    days = [edition["approvedOn"] for edition in data(query)["planEditions"]["nodes"]]
    known = [day for day in days if day]
    assert known == sorted(known, reverse=way == "DESC")
    assert days == known + [None] * (len(days) - len(known))
    assert None in days


def cursor(values):
    return base64.urlsafe_b64encode(orjson.dumps(values)).decode()


@pytest.mark.parametrize(
    "values",
    [
        ["YEAR_FROM_ASC", 2566, 1], [2566, 1], ["APPROVED_ON_DESC", "2566", 1],
        ["APPROVED_ON_DESC"],
        ["APPROVED_ON_DESC", "2023-02-28", None], ["APPROVED_ON_DESC", "2023-99-28", 1],
    ],
)  # fmt: skip
@pytest.mark.parametrize("argument", ["after", "before"])
def test_a_cursor_of_another_order_is_refused(codes, values, argument):
    query = f"""query($c: String) {{
        planEditions(orderBy: APPROVED_ON_DESC, {argument}: $c) {{ totalCount }} }}"""
    assert codes(query, c=cursor(values)) == ["INVALID_INPUT"]


def test_a_document_down_to_its_passages(data):
    version = data(
        """{ document(by: {slug: "memo-2558"}) { version { pageCount document { slug }
            pages(from: 1, first: 1) { number version { number } passages { id start end text } }
            none: pages(from: 2) { number } outline(levels: 1) { level passages { totalCount } }
            passages(first: 2) { totalCount nodes { id text page { text } document { slug }
            version { number } section { heading } } pageInfo { endCursor } } } } }"""
    )["document"]["version"]
    (page,) = version["pages"]
    assert (version["pageCount"], version["none"], version["document"]["slug"]) == (
        1,
        [],
        "memo-2558",
    )
    assert len(page["passages"]) == version["passages"]["totalCount"] >= 2
    first = version["passages"]["nodes"][0]
    assert first["id"] == page["passages"][0]["id"]
    assert first["page"]["text"][page["passages"][0]["start"] :].startswith(first["text"])
    assert {one["level"] for one in version["outline"]} <= {1}


def test_a_passage_found_is_a_node(data):
    hit = data('{ search(query: "ติดตามแผน", first: 1) { nodes { passage { id text } } } }')
    passage = hit["search"]["nodes"][0]["passage"]
    query = "query($id: ID!) { node(id: $id) { ... on Passage { id text citedCount } } }"
    assert data(query, id=passage["id"])["node"] == {**passage, "citedCount": 0}


@pytest.mark.parametrize("first", [0, 501])
def test_a_stretch_of_pages_that_cannot_be_given(codes, first):
    inner = f"version {{ pages(first: {first}) {{ number }} }}"
    query = f'{{ document(by: {{slug: "memo-2558"}}) {{ {inner} }} }}'
    assert codes(query) == ["INVALID_INPUT"]


def test_drafts_are_not_for_strangers(data, codes):
    query = '{ document(by: {slug: "memo-2558"}) { version { draft { id } } } }'
    assert data(query)["document"]["version"] == {"draft": None}
    assert data('{ node(id: "UGxhbkRyYWZ0OjE=") { id } }') == {"node": None}
    assert codes("{ planDrafts { totalCount } }") == ["UNAUTHENTICATED"]
