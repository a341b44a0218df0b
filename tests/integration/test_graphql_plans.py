"""Plan data over the real server."""

import pytest

from db.models import NodeKind

KINDS = {"Strategy", "Goal", "Measure", "Project", "Domain", "Phase", "Flagship", "Principle"}
KINDS |= {"FocusArea", "Mechanism"}


def codes_of(connection):
    return [node["code"] for node in connection["nodes"]]


def test_plans_with_their_editions(data):
    plans = data("{ plans { totalCount nodes { code title editions { code yearFrom yearTo } } } }")
    assert codes_of(plans["plans"]) == ["DGP", "NDP"]
    assert plans["plans"]["totalCount"] == 2
    ndp = plans["plans"]["nodes"][1]
    assert ndp["title"] == "แผนพัฒนาดิจิทัลเพื่อเศรษฐกิจและสังคม"
    assert [edition["code"] for edition in ndp["editions"]] == ["NDP2559", "NDP2561"]


def test_a_title_in_another_language(data):
    plan = data('{ plan(by: {code: "NDP"}) { title(lang: EN) } }')["plan"]
    assert plan["title"] == "Digital Thailand"


@pytest.mark.parametrize("code", ["DGP", "DGP2566"])
def test_a_plan_by_its_code_or_that_of_an_edition(data, code):
    plan = data("query($c: String!) { plan(by: {code: $c}) { code } }", c=code)["plan"]
    assert plan == {"code": "DGP"}


def test_an_edition_and_all_that_hangs_on_it(data):
    edition = data(
        """{ planEdition(by: {code: "DGP2566"}) {
            title vision status yearFrom yearTo approvedOn gazettedOn inForceFrom
            plan { code } owner { code } supersedes { code } documents { slug }
            nodes(kind: STRATEGY) { __typename number } sources { source { key } } } }"""
    )["planEdition"]
    assert edition["vision"] == "บริการภาครัฐสะดวก โปร่งใส ทันสมัย ตอบโจทย์ประชาชน"
    assert (edition["yearFrom"], edition["yearTo"], edition["status"]) == (2566, 2570, "GAZETTED")
    days = (edition["approvedOn"], edition["gazettedOn"], edition["inForceFrom"])
    assert days == ("2023-02-28", "2023-04-10", "2023-04-11")
    assert (edition["plan"]["code"], edition["supersedes"]["code"]) == ("DGP", "DGP2563")
    assert edition["nodes"] == [{"__typename": "Strategy", "number": n} for n in "1234"]
    assert edition["documents"] == [{"slug": "facts-dgp2566"}]
    assert edition["sources"]


@pytest.mark.parametrize(
    ("day", "codes"),
    [
        ("2015-01-01", []),
        ("2017-06-01", ["NDP2559", "DGP2559"]),
        ("2020-06-01", ["NDP2561", "DGP2563"]),
        ("2024-01-01", ["NDP2561", "DGP2566"]),
        ("2035-01-01", ["NDP2561"]),
    ],
)
def test_editions_in_force_on_a_day(data, day, codes):
    query = "query($d: Date) { planEditions(filter: {inForceOn: $d}) { nodes { code } } }"
    assert sorted(codes_of(data(query, d=day)["planEditions"])) == sorted(codes)


def test_editions_of_a_plan_that_cover_a_year(data):
    query = '{ planEditions(filter: {plan: "NDP", year: 2560}) { totalCount nodes { code } } }'
    assert data(query)["planEditions"] == {"totalCount": 1, "nodes": [{"code": "NDP2559"}]}


def test_every_kind_of_node_is_a_type_of_its_own(data):
    query = """query($k: NodeKind) { planNodes(filter: {kind: $k}, first: 1) {
        nodes { __typename kind ... on Project { budgetMillionBaht yearFrom } } } }"""
    kinds = [kind.name for kind in NodeKind]
    found = [data(query, k=kind)["planNodes"]["nodes"] for kind in kinds]
    assert {node["kind"] for nodes in found for node in nodes} <= set(kinds)
    assert {node["__typename"] for nodes in found for node in nodes} <= KINDS
    assert len(kinds) == len(KINDS)


def test_a_project_with_its_budget_agencies_and_parent(data):
    project = data(
        """{ planNode(by: {code: "DGP2566/S1/PJ1.1"}) { __typename title
            ... on Project { yearFrom yearTo budgetMillionBaht }
            parent { code children(kind: PROJECT) { code } }
            agencies { name agency { code } } } }"""
    )["planNode"]
    assert project["title"] == "โครงการพัฒนาบริการและเครื่องมือกลางดิจิทัลภาครัฐ"
    numbers = (project["yearFrom"], project["yearTo"], project["budgetMillionBaht"])
    assert numbers == (2566, 2570, 165.0)
    assert project["agencies"] == [{"name": "สพร.", "agency": {"code": "dg_agency"}}]
    assert project["parent"]["code"] == "DGP2566/S1"
    assert project["parent"]["children"][0] == {"code": "DGP2566/S1/PJ1.1"}


def test_nodes_by_the_words_of_their_title(data):
    found = data('{ planNodes(filter: {text: "ภาษีไปไหน"}) { nodes { code title } } }')["planNodes"]
    assert found["nodes"] == [{"code": "DGP2566/S4/PJ4.4", "title": "โครงการภาษีไปไหน"}]


@pytest.mark.parametrize("text", ["%", "_", "\\"])
def test_wildcards_mean_themselves(data, text):
    query = "query($t: String) { planNodes(filter: {text: $t}) { nodes { title } } }"
    titles = [node["title"] for node in data(query, t=text)["planNodes"]["nodes"]]
    assert [title for title in titles if text not in title] == []


def test_a_kpi_with_its_targets(data):
    kpis = data(
        """{ kpis(filter: {edition: "DGP2566", text: "EGDI"}) { nodes {
            code title unit edition { code } node { code } targets { year operator value } } } }"""
    )["kpis"]["nodes"]
    assert [kpi["code"] for kpi in kpis] == ["DGP2566/K2"]
    assert kpis[0]["edition"] == {"code": "DGP2566"}
    assert kpis[0]["targets"] == [{"year": 2570, "operator": "AT_MOST", "value": 40.0}]


def test_kpis_due_in_a_year(data):
    query = (
        "{ kpis(filter: {targetYear: 2570}, first: 100) { totalCount nodes { targets { year } } } }"
    )
    kpis = data(query)["kpis"]
    assert kpis["totalCount"] == len(kpis["nodes"]) > 0
    assert all(2570 in [target["year"] for target in kpi["targets"]] for kpi in kpis["nodes"])


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2015-09-19", "กระทรวงเทคโนโลยีสารสนเทศและการสื่อสาร"),
        ("2016-09-15", "กระทรวงเทคโนโลยีสารสนเทศและการสื่อสาร"),
        ("2016-09-16", "กระทรวงดิจิทัลเพื่อเศรษฐกิจและสังคม"),
        (None, "กระทรวงดิจิทัลเพื่อเศรษฐกิจและสังคม"),
    ],
)
def test_an_agency_under_the_name_of_its_time(data, day, name):
    query = "query($d: Date) { agencies(first: 100) { nodes { names { name } name(on: $d) } } }"
    found = data(query, d=day)["agencies"]["nodes"]
    ministry = "กระทรวงดิจิทัลเพื่อเศรษฐกิจและสังคม"
    named = [agency for agency in found if {"name": ministry} in agency["names"]]
    assert [agency["name"] for agency in named] == [name]


def test_the_memo_as_a_directive(data):
    directive = data(
        """{ directives { totalCount nodes { code number datedOn subject signer
            document { slug kind } conflicts { field printedValue otherValue }
            instructions { number documents { printed edition { code } } } } } }"""
    )["directives"]
    assert directive["totalCount"] == 1
    memo = directive["nodes"][0]
    assert (memo["number"], memo["datedOn"]) == ("๘๙๐๖.๓/๑๘๖๖", "2015-09-19")
    assert memo["document"] == {"slug": "memo-2558", "kind": "MEMO"}
    assert [one["number"] for one in memo["instructions"]] == ["๑", "๒"]
    named = [document["edition"] for document in memo["instructions"][0]["documents"]]
    assert named == [{"code": "NDP2559"}, None, {"code": "DGP2559"}]
    assert "telephone" in [conflict["field"] for conflict in memo["conflicts"]]


def test_conflicts_keep_both_readings(data):
    conflicts = data(
        """{ conflicts(first: 100) { totalCount nodes {
            code printedValue otherValue resolution printedIn { key } } } }"""
    )["conflicts"]
    assert conflicts["totalCount"] == len(conflicts["nodes"])
    approved = next(c for c in conflicts["nodes"] if c["code"] == "memo-2558/approved-on")
    assert (approved["printedValue"], approved["otherValue"]) == ("2015-04-05", "2016-04-05")
    assert (approved["resolution"], approved["printedIn"]) == ("OTHER", {"key": "MEMO"})


def test_awaited_documents(data):
    query = "{ awaitedDocuments { nodes { code title state expectedOn } } }"
    awaited = data(query)["awaitedDocuments"]["nodes"]
    assert awaited[0] == {
        "code": "memo-2558/2/1",
        "title": "แผนปฏิบัติการรายยุทธศาสตร์",
        "state": "PUBLISHED",
        "expectedOn": "2015-08-31",
    }
