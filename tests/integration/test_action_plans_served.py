"""Action plans through the real server and the real command: written, imported, taken home."""

import io
import json

import docx
import httpx2
import pypdfium2
import pytest
from forms import detail_form
from product import run_json, serving

from db.engine import default_url, open_database
from db.models import Role
from db.writes.keys import create_key

ROW = ["๑", "โครงการบริการน้ำประปาออนไลน์", "เพื่อให้บริการ", "๑ ระบบ", "๑,๒๐๐,๐๐๐", 300000, "-",
       "ร้อยละ ๘๐", "สะดวก", "กองช่าง"]  # fmt: skip
BAD = ["๒", "โครงการอื่น", "เพื่อ", "๑", "ตามจริง", None, None, "ก", "ข", "กองคลัง"]
PLAN = """... on ActionPlan { id version state
    projects { totalCount nodes { id title budgets { year baht } alignments { subject title } } }
    totals { strategy baht } findings { kind message source }
    coverage { edition strategies { code projects } } versions { number change actor } }
    ... on Problem { code message }"""
CREATE = f"""mutation {{ createActionPlan(input: {{agency: "เทศบาลตำบลน้ำใส",
    title: "แผนปฏิบัติการดิจิทัล", yearFrom: 2566, yearTo: 2568}}) {{ {PLAN} }} }}"""
ADD = f"mutation($input: AddProjectInput!) {{ addProject(input: $input) {{ {PLAN} }} }}"
UPDATE = f"mutation($input: UpdateProjectInput!) {{ updateProject(input: $input) {{ {PLAN} }} }}"
RENAME = f"""mutation($input: UpdateActionPlanInput!) {{
    updateActionPlan(input: $input) {{ {PLAN} }} }}"""
COMPARE = """query($id: ID!) { actionPlan(id: $id) { changes(from: 2, to: 4) { kind title
    fields { name before after } } none: changes(from: 2, to: 99) { kind }
    versions { actorName } } }"""
READ = """mutation($input: ReadProjectFileInput!) { readProjectFile(input: $input) {
    ... on ProjectFile { text pages notices projects { title budgets { year baht } }
        rejected { row reason } } ... on Problem { code message } } }"""
REOPEN = f"""mutation($input: ReopenActionPlanVersionInput!) {{
    reopenActionPlanVersion(input: $input) {{ {PLAN} }} }}"""
IMPORT = """mutation($input: ImportProjectsInput!) { importProjects(input: $input) {
    ... on ImportedProjects { imported rejected { sheet row reason } notices
        actionPlan { id projects { totalCount } } } ... on Problem { code message } } }"""
EXPORT = """mutation($input: ExportActionPlanInput!) { exportActionPlan(input: $input) {
    ... on ExportedActionPlan { path fileName mediaType } ... on Problem { code } } }"""
SHOWN = PLAN.split("... on Problem")[0]
FIND = f"query($id: ID!) {{ actionPlan(id: $id) {{ {SHOWN} }} node(id: $id) {{ id }} }}"
NODE = "{ planNodes(first: 1, filter: {kind: STRATEGY}) { nodes { code title } } }"


@pytest.fixture(scope="module")
def office(copied):
    """(address, keys of two staff, data dir) of a server of our own."""
    home = copied()
    database = open_database(default_url(home))
    with database.writing() as session:
        keys = [create_key(session, "test", name, Role.STAFF).token for name in "ab"]
    database.close()
    with serving(home) as address:
        yield address, keys, home


@pytest.fixture
def call(office):
    """call(query, by=0, **variables) is the data of an operation of one of the two."""

    def send(query, by=0, **variables):
        headers = {"authorization": f"Bearer {office[1][by]}"}
        body = {"query": query, "variables": variables}
        told = httpx2.post(f"{office[0]}/graphql", json=body, headers=headers, timeout=60).json()
        assert "errors" not in told, told
        return told["data"]

    return send


@pytest.fixture
def plan(call):
    return call(CREATE)["createActionPlan"]["id"]


def sent(office, query, given, data, by=0):
    """The data of an operation with a file."""
    operation = {"query": query, "variables": {"input": given}}
    form = {"operations": json.dumps(operation), "map": '{"0": ["variables.input.file"]}'}
    headers = {"authorization": f"Bearer {office[1][by]}", "graphql-require-preflight": "1"}
    files = {"0": ("ผ02.xlsx", data)}
    told = httpx2.post(f"{office[0]}/graphql", data=form, files=files, headers=headers, timeout=90)
    return told.json()["data"]


def upload(office, plan, data, by=0):
    given = {"actionPlanId": plan, "file": None}
    return sent(office, IMPORT, given, data, by)["importProjects"]


def fetch(office, path, by=0):
    headers = {"authorization": f"Bearer {office[1][by]}"} if by is not None else {}
    return httpx2.get(office[0] + path, headers=headers, timeout=60)


def test_a_project_is_added_changed_and_gone_back_from(call, plan):
    node = call(NODE)["planNodes"]["nodes"][0]
    alignment = {"subject": node["code"], "level": "DIRECT", "planQuote": node["title"],
                 "projectQuote": "น้ำประปา"}  # fmt: skip
    project = {"title": "บริการน้ำประปา", "budgets": [{"year": 2566, "baht": 5_000_000_000}],
               "alignments": [alignment]}  # fmt: skip
    added = call(ADD, input={"actionPlanId": plan, "project": project})["addProject"]
    (kept,) = added["projects"]["nodes"]
    assert kept["budgets"] == [{"year": 2566, "baht": 5_000_000_000}]
    assert kept["alignments"] == [{"subject": node["code"], "title": node["title"]}]
    served = [one["projects"] for edition in added["coverage"] for one in edition["strategies"]
              if one["code"] == node["code"]]  # fmt: skip
    assert served in ([[kept["id"]]], [])
    changed = {"actionPlanId": plan, "id": kept["id"], "project": {"title": "อื่น"}}
    assert call(UPDATE, input=changed)["updateProject"]["version"] == 3
    back = call(REOPEN, input={"actionPlanId": plan, "number": 2})["reopenActionPlanVersion"]
    assert back["projects"]["nodes"] == [kept]
    assert [one["number"] for one in back["versions"]] == [4, 3, 2, 1]


def test_findings_name_the_directive(call, plan):
    found = call(FIND, id=plan)["actionPlan"]["findings"]
    assert {"NO_PROJECTS", "PLAN_NOT_SERVED", "AWAITED"} <= {one["kind"] for one in found}
    assert any("๘๙๐๖.๓/๑๘๖๖" in one["source"] for one in found)


def test_a_strangers_plan_is_not_there(call, office, plan):
    assert call(FIND, id=plan)["actionPlan"]["id"] == plan
    assert call(FIND, id=plan)["node"] == {"id": plan}
    assert call(FIND, by=1, id=plan) == {"actionPlan": None, "node": None}
    refused = call(ADD, by=1, input={"actionPlanId": plan, "project": {"title": "ก"}})
    assert refused["addProject"]["code"] == "NOT_FOUND"
    assert upload(office, plan, detail_form(ROW), by=1)["code"] == "NOT_FOUND"
    for form in ("docx", "pdf", "xlsx"):
        assert fetch(office, f"/action-plans/{plan}.{form}", by=1).status_code == 404
        assert fetch(office, f"/action-plans/{plan}.{form}", by=None).status_code == 401
    assert call(FIND, id=plan)["actionPlan"]["version"] == 1


def test_a_form_is_imported_and_what_is_wrong_is_told(call, office, plan):
    done = upload(office, plan, detail_form(ROW, BAD))
    assert (done["imported"], done["actionPlan"]["projects"]["totalCount"]) == (1, 1)
    assert [one["row"] for one in done["rejected"]] == [9]
    assert "ตามจริง" in done["rejected"][0]["reason"]
    assert upload(office, plan, b"nothing")["code"] == "UNAVAILABLE"
    totals = call(FIND, id=plan)["actionPlan"]["totals"]
    assert totals[-1] == {"strategy": "รวม", "baht": 1_500_000}


def test_the_plan_is_taken_home_in_three_forms(call, office, plan):
    upload(office, plan, detail_form(ROW))
    found = {}
    for form in ("DOCX", "PDF", "XLSX"):
        told = call(EXPORT, input={"actionPlanId": plan, "format": form})["exportActionPlan"]
        sent = fetch(office, told["path"])
        assert sent.headers["content-type"] == told["mediaType"]
        assert sent.headers["cache-control"] == "private, no-store"
        found[form] = sent.content
    with pypdfium2.PdfDocument(found["PDF"]) as file:
        text = "".join(page.get_textpage().get_text_range() for page in file)
    assert "แผนปฏิบัติการดิจิทัล" in text
    cells = docx.Document(io.BytesIO(found["DOCX"])).tables[1].rows[1].cells
    assert cells[1].text == ROW[1]
    again = upload(office, plan, found["XLSX"])
    assert (again["imported"], again["actionPlan"]["projects"]["totalCount"]) == (1, 2)


def test_the_command(data_dir, tmp_path):
    file = tmp_path / "ผ02.xlsx"
    file.write_bytes(detail_form(ROW, BAD))
    made = run_json(data_dir, "actionplan", "import", file, "--agency", "เทศบาลตำบลน้ำใส")
    assert (made["imported"], len(made["rejected"])) == (1, 1)
    (listed,) = run_json(data_dir, "actionplan", "list")["plans"]
    assert (listed["id"], listed["years"], listed["baht"]) == (
        made["plan"],
        [2566, 2568],
        1_500_000,
    )
    shown = run_json(data_dir, "actionplan", "show", made["plan"])
    assert shown["projects"][0]["title"] == ROW[1]
    assert "NO_ALIGNMENT" in {one["kind"] for one in shown["findings"]}
    paper = tmp_path / "แผน.pdf"
    run_json(data_dir, "actionplan", "export", made["plan"], "--to", paper)
    assert paper.read_bytes().startswith(b"%PDF")


def test_two_versions_are_compared_and_the_head_is_changed(call, plan):
    added = call(ADD, input={"actionPlanId": plan, "project": {"title": "ก", "kpi": "ร้อยละ 80"}})
    (kept,) = added["addProject"]["projects"]["nodes"]
    call(UPDATE, input={"actionPlanId": plan, "id": kept["id"], "project": {"title": "ก"}})
    head = {"agency": "อบต.น้ำใส", "title": "แผน", "yearFrom": 2566, "yearTo": 2568}
    assert call(RENAME, input={"actionPlanId": plan, **head})["updateActionPlan"]["version"] == 4
    found = call(COMPARE, id=plan)["actionPlan"]
    assert [(one["kind"], one["title"]) for one in found["changes"]] == [
        ("HEAD", "แผน"),
        ("CHANGED", "ก"),
    ]
    assert found["changes"][1]["fields"] == [{"name": "ตัวชี้วัด", "before": "ร้อยละ 80", "after": ""}]
    assert found["none"] is None
    assert {one["actorName"] for one in found["versions"]} == {"a"}


def test_a_file_is_read_for_whoever_sends_it_and_not_kept(call, office):
    done = sent(office, READ, {"file": None}, detail_form(ROW, BAD))["readProjectFile"]
    assert [one["title"] for one in done["projects"]] == [ROW[1]]
    assert [one["row"] for one in done["rejected"]] == [9]
    text = sent(office, READ, {"file": None}, "โครงการน้ำประปา".encode(), by=1)["readProjectFile"]
    assert (text["text"], text["projects"]) == ("โครงการน้ำประปา", [])
    refused = sent(office, READ, {"file": None}, b"%PDF-1.7\nbroken")["readProjectFile"]
    assert refused["code"] == "INVALID_INPUT"
    assert call("{ actionPlans { totalCount } }", by=1)["actionPlans"]["totalCount"] == 0
