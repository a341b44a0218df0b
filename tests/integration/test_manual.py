"""The manual at /docs: its examples, which docs/graphql.md shares, work on the real server."""

import json
import re
from pathlib import Path

import httpx2
import pytest
from graphql import OperationType, build_schema
from product import run, run_json, serving

import api
from api import limits
from api.bodies import MAX_BODY
from api.cost import ANSWER, SEARCH
from api.manual import EXAMPLES, examples, manual
from api.manual.nouns import NOUNS
from api.pagination import MAX_PAGE
from db.models import Role

ROOT = Path(api.__file__).parents[1]
SCHEMA = build_schema((ROOT / "api" / "schema.graphql").read_text(encoding="utf-8"))
SHOWN = re.findall(r'<figure class="example" id="example-([a-z-]+)"', manual())
IN_DOCS = re.findall(
    r"```graphql\n(.*?)```", (ROOT / "docs" / "graphql.md").read_text(encoding="utf-8"), re.DOTALL
)
PLAN = "ยุทธศาสตร์ที่ 9 : สร้างเมืองลอยฟ้า เป้าหมาย 1. บ้านทุกหลังลอยได้ 2. ฟ้าใสตลอดปี\n"


@pytest.fixture(scope="module")
def office(copied, tmp_path_factory):
    """A server with a draft to decide on: (its address, keys by role)."""
    home = copied()
    path = tmp_path_factory.mktemp("plan") / "แผนเมืองลอยฟ้า.txt"
    path.write_text(PLAN, encoding="utf-8")
    run_json(home, "ingest", path, "--kind", "plan")
    chosen = ("--plan", "DGP", "--edition", "2566-2570")
    run_json(home, "plan", "propose", "แผนเมืองลอยฟ้า", *chosen)
    keys = {}
    for role in (Role.EDITOR, Role.ADMIN):
        code, out, err = run(home, "key", "create", "--role", role.lower(), "--name", "ทดสอบ")
        assert code == 0, err
        keys[role] = re.search(r"sdk_\S+", out)[0]
    with serving(home) as address:
        yield address, keys


def call(office, example, **variables):
    """The data of an example, called as the lowest role that may; its chain is followed."""
    address, keys = office
    if example.chain and not variables:
        found = call(office, examples()[example.chain.example])
        for step in example.chain.path.split("."):
            found = found[int(step) if step.isdigit() else step]
        variables = {example.chain.variable: found}
    key = keys.get(example.role)
    headers = {"authorization": f"Bearer {key}"} if key else {}
    if example.kind is OperationType.SUBSCRIPTION:
        headers["accept"] = "text/event-stream"
    body = {"query": example.text, "variables": variables}
    response = httpx2.post(f"{address}/graphql", json=body, headers=headers, timeout=60)
    results = read(response)
    assert [result["errors"] for result in results if "errors" in result] == []
    return results[-1]["data"]


def read(response):
    if not response.headers["content-type"].startswith("text/event-stream"):
        return [response.json()]
    lines = response.text.splitlines()
    return [json.loads(line.removeprefix("data: ")) for line in lines if line.startswith("data: {")]


def leaves(value):
    """What stands at the ends of a result."""
    if isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from leaves(part)
    elif value is not None:
        yield value


# Nothing was asked or sent before: no question is left unanswered, no file to be read.
EMPTY = {"gaps", "jobs"}


@pytest.mark.parametrize("name", sorted(examples()))
def test_an_example_runs_and_gives_something(office, name):
    example = examples()[name]
    data = call(office, example)
    assert data
    if name not in EMPTY:
        lists = [part for part in data.values() if isinstance(part, dict) and "nodes" in part]
        assert all(part["nodes"] for part in lists), data
        assert list(leaves(data))


@pytest.mark.parametrize("name", ["ask", "follow", "empty", "rate", "confirm"])
def test_an_example_ends_as_it_is_meant_to(office, name):
    (result,) = call(office, examples()[name]).values()
    kinds = {"empty": "InvalidInput", "rate": "Feedback", "confirm": "ConfirmedPlanDraft"}
    assert result["__typename"] == kinds.get(name, "Answer")
    if result["__typename"] == "Answer":
        assert result["status"] == "ANSWERED"


def test_the_page_shows_every_example_once():
    assert sorted(SHOWN) == sorted(path.stem for path in EXAMPLES.glob("*.graphql"))
    assert "<!-- " not in manual()


def test_a_chain_leads_to_an_example_that_runs():
    for example in examples().values():
        if example.chain:
            assert examples()[example.chain.example].runs
            assert f"${example.chain.variable}:" in example.text


def test_every_noun_is_told():
    kinds = SCHEMA.type_map["PlanNode"]
    nodes = {one.name for one in SCHEMA.get_possible_types(SCHEMA.type_map["Node"])}
    of_plans = {one.name for one in SCHEMA.get_possible_types(kinds)}
    assert set(NOUNS) == (nodes - of_plans) | {"PlanNode"}
    for name in nodes:
        assert f'<code lang="en">{name}</code>' in manual()


@pytest.mark.parametrize("text", IN_DOCS)
def test_an_example_of_the_docs_is_one_of_the_manual(text):
    assert text.strip() in [example.text for example in examples().values()]


def test_the_page_is_served(live_server):
    response = httpx2.get(f"{live_server}/docs")
    assert response.status_code == 200
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert "script-src 'self'" in response.headers["content-security-policy"]
    assert response.text == manual()


HEADS = ("## Who is calling", "## Limits")
FIGURES = {
    "MAX_TEXT": limits.MAX_TEXT,
    "MAX_TOKENS": limits.MAX_TOKENS,
    "MAX_DEPTH": limits.MAX_DEPTH,
    "MAX_FIELDS": limits.MAX_FIELDS,
    "MAX_ALIASES": limits.MAX_ALIASES,
    "MAX_REPEATS": limits.MAX_REPEATS,
    "MAX_VALUES": limits.MAX_VALUES,
    "MAX_ITEMS": limits.MAX_ITEMS,
    "MAX_OPERATIONS": limits.MAX_OPERATIONS,
    "MAX_PAGE": MAX_PAGE,
    "ANSWER": ANSWER,
    "SEARCH": SEARCH,
    "KB": MAX_BODY // 1024,
}


@pytest.mark.parametrize("name", FIGURES)
def test_both_manuals_tell_every_limit(name):
    figure = re.compile(rf"(?<![\d,]){FIGURES[name]:,}(?![\d,])")
    page = manual().partition('id="limits"')[2].partition("</section>")[0]
    paper = (ROOT / "docs" / "graphql.md").read_text(encoding="utf-8")
    points, told = (paper.partition(head)[2].partition("\n## ")[0] for head in HEADS)
    assert figure.search(page)
    assert figure.search(points if name in {"ANSWER", "SEARCH"} else told)
