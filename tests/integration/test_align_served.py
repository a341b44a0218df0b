"""Alignment by its doors: GraphQL and the command line."""

import json

import pypdfium2
import pytest
from product import run_json as command

from api.commands.align import read_project
from db.errors import InvalidInput

ALIGN = """mutation($input: AlignProjectInput!) { alignProject(input: $input) { __typename
    ... on Alignment { id status title explanation notices
        matches { edition node number title level score planQuote projectQuote component why
            citation { page quote document { slug } } }
        cells { component node level planQuote projectQuote }
        gaps { name text advice source { quote } }
        statement { text sentences { text citations { quote } } } }
    ... on Problem { code message path } } }"""
FIND = "query($id: ID!) { alignment(id: $id) { id status matches { node } } node(id: $id) { id } }"
PROJECT = {"title": "ระบบชำระภาษีออนไลน์", "objectives": ["ให้ประชาชนจ่ายภาษีผ่านมือถือ"]}


def test_a_project_is_aligned_and_found_again(data):
    made = data(ALIGN, input=PROJECT)["alignProject"]
    assert (made["__typename"], made["status"]) == ("Alignment", "ALIGNED")
    first = made["matches"][0]
    assert first["citation"]["quote"] == first["planQuote"]
    assert first["projectQuote"] in (PROJECT["title"], *PROJECT["objectives"])
    assert made["statement"]["text"].startswith("โครงการระบบชำระภาษีออนไลน์")
    again = data(FIND, id=made["id"])
    assert again["alignment"]["matches"] == [{"node": m["node"]} for m in made["matches"]]
    assert again["node"] == {"id": made["id"]}


def test_pasted_text_is_a_project(data):
    text = "ชื่อโครงการ ก่อสร้างถนน\nวัตถุประสงค์ เดินทางสะดวก"
    made = data(ALIGN, input={"text": text})["alignProject"]
    assert (made["status"], made["title"], made["matches"]) == ("NONE", "ก่อสร้างถนน", [])


def test_expected_failures_are_problems(data):
    for wrong in ({}, {"title": "  "}, {"text": "..."}, {"title": "ก", "editions": ["XYZ"]}):
        made = data(ALIGN, input=wrong)["alignProject"]
        assert (made["__typename"], made["code"]) == ("InvalidInput", "INVALID_INPUT")


def test_the_command_tells_what_the_contract_says(data_dir, tmp_path):
    file = tmp_path / "project.json"
    file.write_text(json.dumps(PROJECT), encoding="utf-8")
    result = command(data_dir, "align", str(file))
    assert result["status"] == "aligned"
    assert {"plan", "node", "number", "title", "level", "score", "plan_quote", "project_quote",
            "page"} <= set(result["matches"][0])  # fmt: skip
    assert result["matches"][0]["number"] in result["matches"][0]["plan_quote"]
    assert all(gap["text"] for gap in result["gaps"])


def test_the_command_says_none_of_a_road(data_dir, tmp_path):
    file = tmp_path / "project.txt"
    file.write_bytes("โครงการก่อสร้างถนนลูกรัง\nหลักการและเหตุผล\nฝุ่นมาก".encode("cp874"))
    result = command(data_dir, "align", str(file))
    assert (result["status"], result["matches"], result["statement"]) == ("none", [], "")


@pytest.mark.parametrize("given", ["[]", "{", "", "{}", '{"title": 1, "kpis": true}'])
def test_what_is_no_project(tmp_path, given):
    file = tmp_path / "project.json"
    file.write_text(given, encoding="utf-8")
    with pytest.raises(InvalidInput, match=r"[ก-๎]"):
        read_project(file.read_bytes())


@pytest.mark.parametrize(("form", "begins"), [("pdf", b"%PDF-"), ("docx", b"PK")])
def test_an_alignment_is_taken_away_as_a_paper(http, data, form, begins):
    made = data(ALIGN, input=PROJECT)["alignProject"]
    sent = http.get(f"/alignments/{made['id']}.{form}")
    assert (sent.status_code, sent.content[: len(begins)]) == (200, begins)
    assert sent.headers["cache-control"] == "private, no-store"


def test_no_paper_of_what_is_not_there(http, data):
    made = data(ALIGN, input=PROJECT)["alignProject"]
    for path in (f"{made['id']}.xlsx", f"{'0' * 32}.pdf"):
        assert http.get(f"/alignments/{path}").status_code == 404


def test_the_command_writes_a_paper(data_dir, tmp_path):
    file, paper = tmp_path / "project.json", tmp_path / "statement.pdf"
    file.write_text(json.dumps(PROJECT), encoding="utf-8")
    command(data_dir, "align", str(file), "--to", str(paper))
    with pypdfium2.PdfDocument(paper) as pages:
        text = "".join(page.get_textpage().get_text_range() for page in pages)
    assert "ความสอดคล้องของโครงการกับแผน" in " ".join(text.split())
    assert PROJECT["title"] in " ".join(text.split())
